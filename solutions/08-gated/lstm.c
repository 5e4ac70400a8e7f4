/* One LSTM layer, forwards and backwards.
 *
 *     a = x Wx + h₀ Wh + b      i, f, o = σ(a)   g = tanh(a)      c = f∘c₀ + i∘g      h = o∘tanh(c)
 *
 * Backwards, with dc already holding what the next step sends to c:
 *
 *     do = dh ∘ tanh(c)         dc += dh ∘ o ∘ (1 − tanh²(c))
 *     di = dc ∘ g               df = dc ∘ c₀        dg = dc ∘ i        dc₀ = dc ∘ f
 *     da = d ∘ σ'  or  d ∘ tanh',   σ' = σ(1−σ),   tanh' = 1 − tanh²
 *     dh₀ += da Whᵀ
 *
 * Between c and c₀ stands a multiplication by f and no matrix: where f is near 1 the gradient comes
 * through many steps as it went.
 *
 * Why it is fast. The sigmoids of a row stand side by side, so three gates are one call of
 * vec_sigmoid(); all that is left of a step besides its product is one loop over a row, in which
 * every number is read once. Backwards the product wants Whᵀ, which is copied once for all steps.
 *
 * Sources: Hochreiter and Schmidhuber 1997; Gers and others 2000 for f. Deviation: columns i | f | o | g. */
#include <math.h>

#include "lstm.h"
#include "vmath.h"

void lstm_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh)
{
	const int H = h.cols;
	need_shape(a, h.rows, 4 * H);
	need_shape(c0, h.rows, H);
	//> [lstm_step_forward] 8.1  add what the state sends; then, row by row, gates, cell, state
	mul_add(a, h0, Wh);
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
	//< [lstm_step_forward]
}

void lstm_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 4 * H);
	need_shape(a, dh.rows, 4 * H);
	need_shape(dc, dh.rows, H);
	//> [lstm_step_backward] 8.2  h = o∘tanh(c) first, then c = f∘c₀ + i∘g, then the gates' functions
	for (int r = 0; r < dh.rows; r++) {
		const real *i = row(a, r), *f = i + H, *o = f + H, *g = o + H;
		const real *before = row(c0, r), *dhr = row(dh, r);
		real *di = row(da, r), *df = di + H, *d_o = df + H, *dg = d_o + H, *dcr = row(dc, r);
		copy(mat_of(d_o, 1, H), rows(c, r, 1));
		vec_tanh(H, d_o); // tanh(c) for the moment
#pragma omp simd
		for (int k = 0; k < H; k++) {
			real t = d_o[k], d = dcr[k] + dhr[k] * o[k] * (1 - t * t);
			di[k] = d * g[k] * i[k] * (1 - i[k]);
			df[k] = d * before[k] * f[k] * (1 - f[k]);
			d_o[k] = dhr[k] * t * o[k] * (1 - o[k]);
			dg[k] = d * i[k] * (1 - g[k] * g[k]);
			dcr[k] = d * f[k];
		}
	}
	mul_add(dh0, da, tr(Wh));
	//< [lstm_step_backward]
}

void lstm_recur_forward(seq h, seq c, seq a, mat Wh)
{
	need_seq(h, a.T + 1, a.B, a.D / 4);
	need_seq(c, a.T + 1, a.B, a.D / 4);
	//> [lstm_recur_forward] 8.3  step after step
	for (int t = 0; t < a.T; t++)
		lstm_step_forward(at(h, t + 1), at(c, t + 1), at(a, t), at(h, t), at(c, t), Wh);
	//< [lstm_recur_forward]
}

void lstm_recur_backward(seq da, seq dh, mat dc, seq a, seq c, mat Wh)
{
	need_seq(dh, a.T + 1, a.B, a.D / 4);
	need_seq(da, a.T, a.B, a.D);
	arena scratch = {0};
	mat WhT = mat_new(&scratch, Wh.cols, Wh.rows);
	//> [lstm_recur_backward] 8.4  from the last step to the first
	copy(WhT, tr(Wh)); // once for all steps: a product reads rows faster than columns
	for (int t = a.T - 1; t >= 0; t--)
		lstm_step_backward(
		        at(da, t), at(dh, t), dc, at(dh, t + 1), at(a, t), at(c, t + 1), at(c, t), tr(WhT));
	//< [lstm_recur_backward]
	arena_free(&scratch);
}

void lstm_forward(seq h, seq c, seq a, seq x, gated w)
{
	need_seq(a, x.T, x.B, w.Wx.cols);
	//> [lstm_forward] 8.5  all x_t Wx + b in one product; then the recurrence
	mul(flat(a), flat(x), w.Wx);
	add_row(flat(a), w.b);
	lstm_recur_forward(h, c, a, w.Wh);
	//< [lstm_forward]
}

void lstm_backward(gated dw, seq dx, seq da, seq dh, mat dc, seq x, seq h, seq c, seq a, gated w)
{
	need_seq(h, x.T + 1, x.B, w.Wh.rows);
	need_seq(dx, x.T, x.B, x.D);
	//> [lstm_backward] 8.6  the recurrence leaves every da_t; then one product for each
	lstm_recur_backward(da, dh, dc, a, c, w.Wh);
	mul(flat(dx), flat(da), tr(w.Wx));
	mul_add(dw.Wx, tr(flat(x)), flat(da));
	mul_add(dw.Wh, tr(flat(steps(h, 0, x.T))), flat(da));
	add_sum_of_rows(dw.b, flat(da));
	//< [lstm_backward]
}

void lstm_init(gated w, double forget_bias, rng *r)
{
	const int H = w.Wh.rows;
	need_shape(w.b, 1, 4 * H);
	//> [lstm_init] 8.7  ±1/√H; which quarter of b is the forget gates'?
	const double range = 1 / sqrt(H);
	rng_fill_uniform(r, w.Wx, -range, range);
	rng_fill_uniform(r, w.Wh, -range, range);
	fill(w.b, 0);
	fill(cols(w.b, H, H), (real)forget_bias);
	//< [lstm_init]
}

void lstm_unrolled_cell(mat share, seq a, mat c0, int unit)
{
	const int T = a.T, H = a.D / 4;
	need_shape(share, T + 1, T + 1);
	need_shape(c0, 1, H);
	//> [lstm_unrolled_cell] 8.8  each row is the row before times f_t, and one share more
	fill(share, 0);
	row(share, 0)[0] = row(c0, 0)[unit];
	for (int t = 1; t <= T; t++) {
		const real *gate = row(at(a, t - 1), 0);
		const real i = gate[unit], f = gate[H + unit], g = gate[3 * H + unit];
		for (int k = 0; k < t; k++) row(share, t)[k] = f * row(share, t - 1)[k];
		row(share, t)[t] = i * g;
	}
	//< [lstm_unrolled_cell]
}
