/* Other ways: see others.h. */
#include <cblas.h>
#include <math.h>
#include <string.h>

#include "others.h"
#include "vmath.h"

#ifdef REAL64
#define cblas_gemm cblas_dgemm
#else
#define cblas_gemm cblas_sgemm
#endif

enum { T = 50, H = 128 };

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

void other_products(bench *s)
{
	for (int t = 0; t < T; t++) mul_add(at(s->a, t), at(s->h, t), s->w.Wh);
}

void other_whole_products(bench *s)
{
	for (int t = 0; t < T; t++) {
		mat a = at(s->a, t), h = at(s->h, t);
		cblas_gemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, h.rows, 4 * H, H, 1, h.p, H,
		        s->w.Wh.p, 4 * H, 1, a.p, 4 * H);
	}
}

void other_gates(bench *s)
{
	copy(flat(s->a), flat(s->kept));
	for (int t = 0; t < T; t++)
		gates_of(at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->c, t));
}

void other_library(bench *s)
{
	copy(flat(s->a), flat(s->kept));
	for (int t = 0; t < T; t++) {
		mul_add(at(s->a, t), at(s->h, t), s->w.Wh);
		gates_by_library(at(s->h, t + 1), at(s->c, t + 1), at(s->a, t), at(s->c, t));
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

/* One sequence's gates: row 0 of each step. */
static seq first_sequence(bench *s, arena *a)
{
	seq one = seq_new(a, T, 1, 4 * H);
	for (int t = 0; t < T; t++) copy(at(one, t), rows(at(s->gates, t), 0, 1));
	return one;
}

void other_unrolled(bench *s)
{
	arena scratch = {0};
	lstm_unrolled_cell(s->share, first_sequence(s, &scratch), rows(at(s->cells, 0), 0, 1), 3);
	arena_free(&scratch);
}

void other_unrolled_anew(bench *s)
{
	arena scratch = {0};
	seq a = first_sequence(s, &scratch);
	fill(s->share, 0);
	for (int t = 0; t <= T; t++)
		for (int k = 0; k <= t; k++) {
			const real *gate = k ? row(at(a, k - 1), 0) : NULL;
			real x = gate ? gate[3] * gate[3 * H + 3] : *elem(at(s->cells, 0), 0, 3);
			for (int j = k + 1; j <= t; j++) x *= row(at(a, j - 1), 0)[H + 3];
			row(s->share, t)[k] = x;
		}
	arena_free(&scratch);
}

void other_deep(bench *s)
{
	deep_lstm_forward(s->wires, s->x, s->both, 2);
}

void other_deep_steps(bench *s)
{
	for (int t = 0; t < T; t++) {
		mat x = at(s->x, t);
		for (int l = 0; l < 2; l++) {
			lstm_wires v = s->wires[l];
			mul(at(v.a, t), x, s->both[l].Wx);
			add_row(at(v.a, t), s->both[l].b);
			lstm_step_forward(at(v.h, t + 1), at(v.c, t + 1), at(v.a, t), at(v.h, t), at(v.c, t),
			        s->both[l].Wh);
			x = at(v.h, t + 1);
		}
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
