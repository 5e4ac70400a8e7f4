/* Gradient checks: see checks.h. The loss is ⟨direct, states⟩ with a random `direct`. */
#include <math.h>

#include "checks.h"
#include "gradcheck.h"
#include "gru.h"
#include "variants.h"

enum { T = 7, B = 3, D = 4, H = 6 };

/* A layer with G gates; what a kind does not need stays untouched. */
typedef struct {
	gated w, dw;
	seq x, dx, h, dh, c, a, da, u, du, direct;
	mat dc, p, dp;
} bench;

static bench bench_new(arena *a, int G)
{
	bench s = {{mat_new(a, D, G * H), mat_new(a, H, G * H), mat_new(a, 1, G * H)},
	        {mat_new(a, D, G * H), mat_new(a, H, G * H), mat_new(a, 1, G * H)}, seq_new(a, T, B, D),
	        seq_new(a, T, B, D), seq_new(a, T + 1, B, H), seq_new(a, T + 1, B, H),
	        seq_new(a, T + 1, B, H), seq_new(a, T, B, G * H), seq_new(a, T, B, G * H),
	        seq_new(a, T, B, G * H), seq_new(a, T, B, G * H), seq_new(a, T + 1, B, H),
	        mat_new(a, B, H), mat_new(a, 3, H), mat_new(a, 3, H)};
	mat drawn[] = {s.w.Wx, s.w.Wh, s.w.b, flat(s.x), at(s.h, 0), at(s.c, 0), flat(s.direct), s.p};
	rng r = rng_new(1, 81);
	for (int i = 0; i < 8; i++) rng_fill_normal(&r, drawn[i], 0.7);
	fill(at(s.direct, 0), 0);
	return s;
}

static double worst_of(bench *s, scalar_function f, const mat (*pairs)[2], int n)
{
	arena a = {0};
	double worst = 0;
	for (int i = 0; i < n; i++) {
		mat value = pairs[i][0], d = pairs[i][1], numeric = mat_new(&a, d.rows, d.cols);
		numeric_gradient(numeric, value, f, s);
		double largest = 0, error = 0;
		for (long k = 0; k < count(d); k++) {
			largest = fmax(largest, fabs((double)numeric.p[k]));
			double off = fabs((double)(numeric.p[k] - d.p[k]));
			if (!(off <= error)) error = off;
		}
		worst = fmax(worst, error / largest);
	}
	arena_free(&a);
	return worst;
}

static double lstm_loss(void *context)
{
	bench *s = context;
	lstm_forward(s->h, s->c, s->a, s->x, s->w);
	return dot(flat(s->direct), flat(s->h));
}

double check_lstm(void)
{
	arena a = {0};
	bench s = bench_new(&a, 4);
	lstm_loss(&s);
	copy(flat(s.dh), flat(s.direct));
	lstm_backward(s.dw, s.dx, s.da, s.dh, s.dc, s.x, s.h, s.c, s.a, s.w);
	const mat pairs[][2] = {{s.w.Wx, s.dw.Wx}, {s.w.Wh, s.dw.Wh}, {s.w.b, s.dw.b},
	        {flat(s.x), flat(s.dx)}, {at(s.h, 0), at(s.dh, 0)}, {at(s.c, 0), s.dc}};
	double worst = worst_of(&s, lstm_loss, pairs, 6);
	arena_free(&a);
	return worst;
}

static double gru_loss(void *context)
{
	bench *s = context;
	gru_forward(s->h, s->a, s->u, s->x, s->w);
	return dot(flat(s->direct), flat(s->h));
}

double check_gru(void)
{
	arena a = {0};
	bench s = bench_new(&a, 3);
	gru_loss(&s);
	copy(flat(s.dh), flat(s.direct));
	gru_backward(s.dw, s.dx, s.da, s.du, s.dh, s.x, s.h, s.a, s.u, s.w);
	const mat pairs[][2] = {{s.w.Wx, s.dw.Wx}, {s.w.Wh, s.dw.Wh}, {s.w.b, s.dw.b},
	        {flat(s.x), flat(s.dx)}, {at(s.h, 0), at(s.dh, 0)}};
	double worst = worst_of(&s, gru_loss, pairs, 5);
	arena_free(&a);
	return worst;
}

static double peephole_loss(void *context)
{
	bench *s = context;
	mat gates = at(s->a, 0);
	mul(gates, at(s->x, 0), s->w.Wx);
	add_row(gates, s->w.b);
	peephole_step_forward(at(s->h, 1), at(s->c, 1), gates, at(s->h, 0), at(s->c, 0), s->w.Wh, s->p);
	return dot(at(s->direct, 1), at(s->h, 1));
}

double check_peephole(void)
{
	arena a = {0};
	bench s = bench_new(&a, 4);
	peephole_loss(&s);
	peephole_step_backward(s.dp, at(s.da, 0), at(s.dh, 0), s.dc, at(s.direct, 1), at(s.a, 0),
	        at(s.c, 1), at(s.c, 0), s.w.Wh, s.p);
	const mat pairs[][2] = {{s.p, s.dp}, {at(s.h, 0), at(s.dh, 0)}, {at(s.c, 0), s.dc}};
	double worst = worst_of(&s, peephole_loss, pairs, 3);
	arena_free(&a);
	return worst;
}
