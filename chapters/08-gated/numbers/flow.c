/* Gradients against lag: see flow.h. */
#include <math.h>

#include "flow.h"

enum { T = FLOW_STEPS, B = FLOW_BATCH, H = FLOW_UNITS };

typedef struct {
	gated w;
	seq x, h, c, a, dh;
	mat da, dc, past; // past: of dc what came down the cells alone
} layer;

static layer layer_new(arena *a, double bias, uint64_t seed)
{
	layer l = {{mat_new(a, H, 4 * H), mat_new(a, H, 4 * H), mat_new(a, 1, 4 * H)},
	        seq_new(a, T, B, H), seq_new(a, T + 1, B, H), seq_new(a, T + 1, B, H),
	        seq_new(a, T, B, 4 * H), seq_new(a, T + 1, B, H), mat_new(a, B, 4 * H),
	        mat_new(a, B, H), mat_new(a, B, H)};
	rng r = rng_new(seed, 80);
	lstm_init(l.w, bias, &r);
	rng_fill_normal(&r, flat(l.x), 1);
	rng_fill_normal(&r, at(l.dh, T), 1);
	lstm_forward(l.h, l.c, l.a, l.x, l.w);
	return l;
}

/* past = dh∘o∘(1 − tanh²(c)): what the last state sends into its own cell. */
static void into_the_cell(layer *l)
{
	for (int b = 0; b < B; b++)
		for (int k = 0; k < H; k++) {
			real t = (real)tanh((double)*elem(at(l->c, T), b, k));
			*elem(l->past, b, k) =
			        *elem(at(l->dh, T), b, k) * *elem(at(l->a, T - 1), b, 2 * H + k) * (1 - t * t);
		}
}

void flow_lstm(mat all, mat direct, double bias, uint64_t seed)
{
	arena a = {0};
	layer l = layer_new(&a, bias, seed);
	const double begin = sqrt(dot(at(l.dh, T), at(l.dh, T)));
	into_the_cell(&l);
	row(all, 0)[0] = 1;
	row(direct, 0)[0] = (real)(sqrt(dot(l.past, l.past)) / begin);
	for (int t = T - 1; t >= 0; t--) {
		lstm_step_backward(l.da, at(l.dh, t), l.dc, at(l.dh, t + 1), at(l.a, t), at(l.c, t + 1),
		        at(l.c, t), l.w.Wh);
		for (int b = 0; b < B; b++)
			for (int k = 0; k < H; k++) *elem(l.past, b, k) *= *elem(at(l.a, t), b, H + k);
		mat dh = at(l.dh, t);
		row(all, 0)[T - t] = (real)(sqrt(dot(dh, dh) + dot(l.dc, l.dc)) / begin);
		row(direct, 0)[T - t] = (real)(sqrt(dot(l.past, l.past)) / begin);
	}
	arena_free(&a);
}
