/* The memory that all jobs share: see others.h. */
#include "others.h"
#include "vmath.h"

enum { T = 50, D = 128, H = 128, V = 65 };

static gated weights_new(arena *a, int G)
{
	return (gated){mat_new(a, D, G * H), mat_new(a, H, G * H), mat_new(a, 1, G * H)};
}

static void letters(bench *s, rng *r, int B)
{
	s->id = arena_alloc(&s->memory, (size_t)(T * B), sizeof *s->id);
	s->letters = seq_new(&s->memory, T, B, V);
	for (int i = 0; i < T * B; i++) {
		s->id[i] = (int)rng_below(r, V);
		*elem(flat(s->letters), i, s->id[i]) = 1;
	}
	s->E = mat_new(&s->memory, V, D);
	s->table = mat_new(&s->memory, V, 4 * H);
	rng_fill_normal(r, s->E, 1);
}

static void sequences(bench *s, int B)
{
	arena *a = &s->memory;
	s->x = seq_new(a, T, B, D);
	s->dx = seq_new(a, T, B, D);
	seq *states[] = {&s->h, &s->c, &s->dh, &s->states, &s->cells};
	for (int i = 0; i < 5; i++) *states[i] = seq_new(a, T + 1, B, H);
	seq *gates[] = {&s->a, &s->da, &s->u, &s->du, &s->kept, &s->gates};
	for (int i = 0; i < 6; i++) *gates[i] = seq_new(a, T, B, 4 * H);
	s->tanhs = seq_new(a, T, B, H);
	s->dc = mat_new(a, B, H);
	s->y = seq_new(a, T, B, 2 * H);
	for (int i = 0; i < 2; i++)
		s->wires[i] = (lstm_wires){
		        seq_new(a, T + 1, B, H), seq_new(a, T + 1, B, H), seq_new(a, T, B, 4 * H)};
}

static void rest(bench *s, rng *r)
{
	arena *a = &s->memory;
	s->p = mat_new(a, 3, H);
	s->share = mat_new(a, T + 1, T + 1);
	s->clock = mat_new(a, 3, H);
	s->dp = mat_new(a, 3, H);
	s->k = mat_new(a, 1, H);
	s->clock_gate = mat_new(a, 1, H);
	rng_fill_uniform(r, s->clock_gate, 0, 1);
	rng_fill_uniform(r, s->p, -0.1, 0.1);
	rng_fill_uniform(r, rows(s->clock, 0, 1), 5, 50);
	rng_fill_uniform(r, rows(s->clock, 1, 1), 0, 5);
	fill(rows(s->clock, 2, 1), (real)0.3);
	const int n = (D + H + 1) * 4 * H;
	mat *flat_ones[] = {&s->weights, &s->gradient, &s->m, &s->v};
	for (int i = 0; i < 4; i++) {
		*flat_ones[i] = mat_new(a, 1, n);
		rng_fill_uniform(r, *flat_ones[i], 0.01, 0.02);
	}
}

bench bench_new(int B)
{
	bench s = {0};
	rng r = rng_new(1, 83);
	s.w = weights_new(&s.memory, 4);
	s.dw = weights_new(&s.memory, 4);
	s.g = weights_new(&s.memory, 3);
	for (int i = 0; i < 2; i++) lstm_init(s.both[i] = weights_new(&s.memory, 4), 1, &r);
	lstm_init(s.w, 1, &r);
	rng_fill_uniform(&r, s.g.Wh, -0.09, 0.09);
	letters(&s, &r, B);
	sequences(&s, B);
	rest(&s, &r);
	rng_fill_normal(&r, flat(s.x), 1);
	mul(flat(s.kept), flat(s.x), s.w.Wx);
	lstm_forward(s.states, s.cells, s.gates, s.x, s.w);
	copy(flat(s.tanhs), flat(steps(s.cells, 1, T)));
	vec_tanh((int)count(flat(s.tanhs)), s.tanhs.p);
	rng_fill_normal(&r, flat(s.dh), 1e-4);
	return s;
}
