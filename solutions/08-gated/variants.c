/* Three changes to an LSTM step.
 *
 * Peepholes. A gate of a plain LSTM sees the cell only as h = o∘tanh(c): where o is shut, it sees nothing.
 * A peephole shows it c itself, one weight a cell. The output gate looks at the new cell, so backwards
 * its gradient joins that of c before c is taken apart; those of i and f join that of c₀ after.
 *
 * Coupled gates. With i = 1 − f the cell is a weighted mean of what it was and what is new. It cannot
 * count beyond 1, and it needs three quarters of the weights. f has two consumers, so its gradient has
 * two terms.
 *
 * Phased. A gate that no input moves: it opens once in a period τ, for a share ρ of it, beginning at s.
 * While it is shut nothing changes, neither the state nor, on the way back, its gradient: of fifty factors
 * between a loss and its cause, forty-eight may be 1.
 *
 * Sources: Gers and Schmidhuber 2000; Greff and others 2017; Neil, Pfeiffer and Liu 2016. */
#include <math.h>

#include "variants.h"
#include "vmath.h"

void peephole_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat p)
{
	const int H = h.cols;
	need_shape(a, h.rows, 4 * H);
	need_shape(p, 3, H);
	//> [peephole_step_forward] 8.15  i, f and g; the cell; only then o
	mul_add(a, h0, Wh);
	const real *pi = row(p, 0), *pf = row(p, 1), *po = row(p, 2);
	for (int r = 0; r < h.rows; r++) {
		real *i = row(a, r), *f = i + H, *o = f + H, *g = o + H, *hr = row(h, r), *cr = row(c, r);
		const real *before = row(c0, r);
		for (int k = 0; k < H; k++) {
			i[k] += pi[k] * before[k];
			f[k] += pf[k] * before[k];
		}
		vec_sigmoid(2 * H, i);
		vec_tanh(H, g);
		for (int k = 0; k < H; k++) {
			hr[k] = cr[k] = f[k] * before[k] + i[k] * g[k];
			o[k] += po[k] * cr[k];
		}
		vec_sigmoid(H, o);
		vec_tanh(H, hr);
		for (int k = 0; k < H; k++) hr[k] *= o[k];
	}
	//< [peephole_step_forward]
}

void peephole_step_backward(
        mat dp, mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh, mat p)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 4 * H);
	need_shape(dp, 3, H);
	//> [peephole_step_backward] 8.16  o before the cell; then what i and f saw of c₀
	const real *pi = row(p, 0), *pf = row(p, 1), *po = row(p, 2);
	for (int r = 0; r < dh.rows; r++) {
		const real *i = row(a, r), *f = i + H, *o = f + H, *g = o + H;
		const real *cr = row(c, r), *before = row(c0, r), *dhr = row(dh, r);
		real *di = row(da, r), *df = di + H, *d_o = df + H, *dg = d_o + H, *dcr = row(dc, r);
		copy(mat_of(dg, 1, H), rows(c, r, 1));
		vec_tanh(H, dg); // tanh(c) for the moment
		for (int k = 0; k < H; k++) {
			real t = dg[k];
			d_o[k] = dhr[k] * t * o[k] * (1 - o[k]);
			real d = dcr[k] + dhr[k] * o[k] * (1 - t * t) + d_o[k] * po[k];
			di[k] = d * g[k] * i[k] * (1 - i[k]);
			df[k] = d * before[k] * f[k] * (1 - f[k]);
			dg[k] = d * i[k] * (1 - g[k] * g[k]);
			dcr[k] = d * f[k] + di[k] * pi[k] + df[k] * pf[k];
			row(dp, 0)[k] += di[k] * before[k];
			row(dp, 1)[k] += df[k] * before[k];
			row(dp, 2)[k] += d_o[k] * cr[k];
		}
	}
	mul_add(dh0, da, tr(Wh));
	//< [peephole_step_backward]
}

void coupled_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh)
{
	const int H = h.cols;
	need_shape(a, h.rows, 3 * H);
	//> [coupled_step_forward] 8.17  as an LSTM's, with 1 − f for i
	mul_add(a, h0, Wh);
	for (int r = 0; r < h.rows; r++) {
		real *f = row(a, r), *o = f + H, *g = o + H, *hr = row(h, r), *cr = row(c, r);
		const real *before = row(c0, r);
		vec_sigmoid(2 * H, f);
		vec_tanh(H, g);
		for (int k = 0; k < H; k++) hr[k] = cr[k] = g[k] + f[k] * (before[k] - g[k]);
		vec_tanh(H, hr);
		for (int k = 0; k < H; k++) hr[k] *= o[k];
	}
	//< [coupled_step_forward]
}

void coupled_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 3 * H);
	//> [coupled_step_backward] 8.18  f keeps one and lets the other in: two terms, one of them negative
	for (int r = 0; r < dh.rows; r++) {
		const real *f = row(a, r), *o = f + H, *g = o + H;
		const real *before = row(c0, r), *dhr = row(dh, r);
		real *df = row(da, r), *d_o = df + H, *dg = d_o + H, *dcr = row(dc, r);
		copy(mat_of(d_o, 1, H), rows(c, r, 1));
		vec_tanh(H, d_o); // tanh(c) for the moment
		for (int k = 0; k < H; k++) {
			real t = d_o[k], d = dcr[k] + dhr[k] * o[k] * (1 - t * t);
			df[k] = d * (before[k] - g[k]) * f[k] * (1 - f[k]);
			d_o[k] = dhr[k] * t * o[k] * (1 - o[k]);
			dg[k] = d * (1 - f[k]) * (1 - g[k] * g[k]);
			dcr[k] = d * f[k];
		}
	}
	mul_add(dh0, da, tr(Wh));
	//< [coupled_step_backward]
}

/* φ: how far time t is into the period of unit j, in [0,1). */
static double phase_of(double t, mat clock, int j)
{
	//> [phase_of] 8.19  (t − s)/τ without its whole part, also when t < s
	double turns = (t - (double)row(clock, 1)[j]) / (double)row(clock, 0)[j];
	return turns - floor(turns);
	//< [phase_of]
}

void time_gate(mat k, double t, mat clock, double leak)
{
	need_shape(clock, 3, k.cols);
	//> [time_gate] 8.19  three pieces
	for (int j = 0; j < k.cols; j++) {
		double phase = phase_of(t, clock, j), open = (double)row(clock, 2)[j];
		row(k, 0)[j] = (real)(phase >= open      ? leak * phase
		                      : phase < open / 2 ? 2 * phase / open
		                                         : 2 - 2 * phase / open);
	}
	//< [time_gate]
}

void time_gate_backward(mat dclock, mat dk, double t, mat clock, double leak)
{
	need_shape(dclock, 3, dk.cols);
	//> [time_gate_backward] 8.20  ∂k/∂φ and ∂k/∂ρ of the piece; ∂φ/∂τ = −(t−s)/τ², ∂φ/∂s = −1/τ
	for (int j = 0; j < dk.cols; j++) {
		double period = (double)row(clock, 0)[j], shift = (double)row(clock, 1)[j];
		double phase = phase_of(t, clock, j), open = (double)row(clock, 2)[j];
		double slope = phase >= open ? leak : phase < open / 2 ? 2 / open : -2 / open;
		double by_open = phase >= open ? 0 : -slope * phase / open;
		double d = (double)row(dk, 0)[j];
		row(dclock, 0)[j] -= (real)(d * slope * (t - shift) / (period * period));
		row(dclock, 1)[j] -= (real)(d * slope / period);
		row(dclock, 2)[j] += (real)(d * by_open);
	}
	//< [time_gate_backward]
}

void phased_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat k)
{
	need_shape(k, 1, h.cols);
	//> [phased_step_forward] 8.21  the proposal; then between what was and what is proposed
	lstm_step_forward(h, c, a, h0, c0, Wh);
	const real *share = row(k, 0);
	for (int r = 0; r < h.rows; r++)
		for (int j = 0; j < h.cols; j++) {
			real *hj = row(h, r) + j, *cj = row(c, r) + j, hb = row(h0, r)[j], cb = row(c0, r)[j];
			*hj = hb + share[j] * (*hj - hb);
			*cj = cb + share[j] * (*cj - cb);
		}
	//< [phased_step_forward]
}

void phased_step_backward(
        mat dk, mat da, mat dh0, mat dc, mat dh, mat a, mat h0, mat c0, mat Wh, mat k)
{
	const int B = dh.rows, H = dh.cols;
	need_shape(dk, 1, H);
	arena scratch = {0};
	mat c = mat_new(&scratch, B, H), dc_new = mat_new(&scratch, B, H); // c̃
	mat h = mat_new(&scratch, B, H), dh_new = mat_new(&scratch, B, H); // h̃
	//> [phased_step_backward] 8.22  make c̃ and h̃ once more from the gates; k for them, 1 − k past them
	for (int r = 0; r < B; r++) {
		const real *i = row(a, r), *f = i + H, *o = f + H, *g = o + H;
		for (int j = 0; j < H; j++)
			row(h, r)[j] = row(c, r)[j] = f[j] * row(c0, r)[j] + i[j] * g[j];
		vec_tanh(H, row(h, r));
		for (int j = 0; j < H; j++) {
			real share = row(k, 0)[j], d = row(dc, r)[j], e = row(dh, r)[j];
			row(h, r)[j] *= o[j];
			row(dk, 0)[j] +=
			        d * (row(c, r)[j] - row(c0, r)[j]) + e * (row(h, r)[j] - row(h0, r)[j]);
			row(dc_new, r)[j] = share * d;
			row(dh_new, r)[j] = share * e;
			row(dc, r)[j] = (1 - share) * d;
			row(dh0, r)[j] += (1 - share) * e;
		}
	}
	lstm_step_backward(da, dh0, dc_new, dh_new, a, c, c0, Wh);
	add(dc, dc_new);
	//< [phased_step_backward]
	arena_free(&scratch);
}
