/* Other ways: see others.h. */
#include <math.h>
#include <string.h>

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
	s->clock = mat_new(a, 3, H);
	s->k = mat_new(a, 1, H);
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

/* --- forwards ------------------------------------------------------------------------------------- */

static real logistic(real x)
{
	return (real)(1 / (1 + exp((double)-x)));
}

/* Gates and cell of one step, a number at a time. */
static void gates_by_library(mat h, mat c, mat a, mat c0)
{
	for (int r = 0; r < h.rows; r++) {
		real *i = row(a, r), *f = i + H, *o = f + H, *g = o + H, *hr = row(h, r), *cr = row(c, r);
		const real *before = row(c0, r);
		for (int k = 0; k < H; k++) {
			i[k] = logistic(i[k]);
			f[k] = logistic(f[k]);
			o[k] = logistic(o[k]);
			g[k] = (real)tanh((double)g[k]);
			cr[k] = f[k] * before[k] + i[k] * g[k];
			hr[k] = o[k] * (real)tanh((double)cr[k]);
		}
	}
}

/* Gates and cell of one step as the solution makes them. */
static void gates_of(mat h, mat c, mat a, mat c0)
{
	for (int r = 0; r < h.rows; r++) {
		real *i = row(a, r), *f = i + H, *o = f + H, *g = o + H, *hr = row(h, r), *cr = row(c, r);
		const real *before = row(c0, r);
		vec_sigmoid(3 * H, i);
		vec_tanh(H, g);
#pragma omp simd
		for (int k = 0; k < H; k++) hr[k] = cr[k] = f[k] * before[k] + i[k] * g[k];
		vec_tanh(H, hr);
#pragma omp simd
		for (int k = 0; k < H; k++) hr[k] *= o[k];
	}
}

void other_library(bench *s)
{
	copy(flat(s->a), flat(s->kept));
	for (int t = 0; t < T; t++) {
		mul_add(at(s->a, t), at(s->h, t), s->w.Wh);
		gates_by_library(at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->c, t));
	}
}

void other_four_products(bench *s)
{
	copy(flat(s->a), flat(s->kept));
	for (int t = 0; t < T; t++) {
		for (int gate = 0; gate < 4; gate++)
			mul_add(cols(at(s->a, t), gate * H, H), at(s->h, t), cols(s->w.Wh, gate * H, H));
		gates_of(at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->c, t));
	}
}

void other_loops(bench *s)
{
	copy(flat(s->a), flat(s->kept));
	for (int t = 0; t < T; t++) {
		for (int b = 0; b < s->a.B; b++) {
			real *restrict sum = row(at(s->a, t), b);
			for (int j = 0; j < H; j++) {
				const real h = row(at(s->h, t), b)[j], *restrict w = row(s->w.Wh, j);
				for (int k = 0; k < 4 * H; k++) sum[k] += h * w[k];
			}
		}
		gates_of(at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->c, t));
	}
}

void other_reset_before(bench *s)
{
	seq a = {s->a.p, T, s->a.B, 3 * H};
	memcpy(a.p, s->kept.p, (size_t)count(flat(a)) * sizeof(real));
	mat allowed = s->dc; // r∘h: room that nobody needs now
	for (int t = 0; t < T; t++) {
		mat step = at(a, t), h0 = at(s->h, t), h = at(s->h, t + 1);
		mul_add(cols(step, 0, 2 * H), h0, cols(s->g.Wh, 0, 2 * H));
		for (int b = 0; b < a.B; b++) {
			real *r = row(step, b), *to = row(allowed, b), *before = row(h0, b);
			vec_sigmoid(2 * H, r);
			for (int k = 0; k < H; k++) to[k] = r[k] * before[k];
		}
		mul_add(cols(step, 2 * H, H), allowed, cols(s->g.Wh, 2 * H, H));
		for (int b = 0; b < a.B; b++) {
			real *z = row(step, b) + H, *n = z + H, *to = row(h, b), *before = row(h0, b);
			vec_tanh(H, n);
			for (int k = 0; k < H; k++) to[k] = before[k] + z[k] * (n[k] - before[k]);
		}
	}
}

/* --- backwards, and the rest ------------------------------------------------------------------------- */

void other_kept_tanh(bench *s)
{
	fill(s->dc, 0);
	arena scratch = {0};
	mat WhT = mat_new(&scratch, 4 * H, H);
	copy(WhT, tr(s->w.Wh));
	for (int t = T - 1; t >= 0; t--) {
		for (int b = 0; b < s->a.B; b++) {
			const real *i = row(at(s->gates, t), b), *f = i + H, *o = f + H, *g = o + H;
			const real *before = row(at(s->cells, t), b), *dh = row(at(s->dh, t + 1), b);
			const real *q = row(at(s->tanhs, t), b);
			real *di = row(at(s->da, t), b), *df = di + H, *d_o = df + H, *dg = d_o + H;
			real *dc = row(s->dc, b);
#pragma omp simd
			for (int k = 0; k < H; k++) {
				real d = dc[k] + dh[k] * o[k] * (1 - q[k] * q[k]);
				di[k] = d * g[k] * i[k] * (1 - i[k]);
				df[k] = d * before[k] * f[k] * (1 - f[k]);
				d_o[k] = dh[k] * q[k] * o[k] * (1 - o[k]);
				dg[k] = d * i[k] * (1 - g[k] * g[k]);
				dc[k] = d * f[k];
			}
		}
		mul_add(at(s->dh, t), at(s->da, t), WhT);
	}
	arena_free(&scratch);
}

void other_adam(bench *s)
{
	const double b1 = 0.9, b2 = 0.999;
	for (int i = 0; i < s->weights.cols; i++) {
		real *m = s->m.p + i, *v = s->v.p + i, g = s->gradient.p[i];
		*m = (real)(b1 * (double)*m + (1 - b1) * (double)g);
		*v = (real)(b2 * (double)*v + (1 - b2) * (double)(g * g));
		double mean = (double)*m / (1 - pow(b1, 100)), square = (double)*v / (1 - pow(b2, 100));
		s->weights.p[i] -= (real)(1e-9 * mean / (sqrt(square) + 1e-8));
	}
}

void other_both_ways(bench *s)
{
	bilstm_forward(s->y, s->wires, s->x, s->both);
}

void other_turn(bench *s)
{
	for (int t = 0; t < T; t++) copy(at(s->dx, t), at(s->x, T - 1 - t));
}
