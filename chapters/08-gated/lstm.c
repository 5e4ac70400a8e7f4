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
	TODO("8.1", "add what the state sends; then, row by row, gates, cell, state");
}

void lstm_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 4 * H);
	need_shape(a, dh.rows, 4 * H);
	need_shape(dc, dh.rows, H);
	TODO("8.2", "h = o∘tanh(c) first, then c = f∘c₀ + i∘g, then the gates' functions");
}

void lstm_recur_forward(seq h, seq c, seq a, mat Wh)
{
	need_seq(h, a.T + 1, a.B, a.D / 4);
	need_seq(c, a.T + 1, a.B, a.D / 4);
	TODO("8.3", "step after step");
}

void lstm_recur_backward(seq da, seq dh, mat dc, seq a, seq c, mat Wh)
{
	need_seq(dh, a.T + 1, a.B, a.D / 4);
	need_seq(da, a.T, a.B, a.D);
	arena scratch = {0};
	mat WhT = mat_new(&scratch, Wh.cols, Wh.rows);
	TODO("8.4", "from the last step to the first");
	arena_free(&scratch);
}

void lstm_forward(seq h, seq c, seq a, seq x, gated w)
{
	need_seq(a, x.T, x.B, w.Wx.cols);
	TODO("8.5", "all x_t Wx + b in one product; then the recurrence");
}

void lstm_backward(gated dw, seq dx, seq da, seq dh, mat dc, seq x, seq h, seq c, seq a, gated w)
{
	need_seq(h, x.T + 1, x.B, w.Wh.rows);
	need_seq(dx, x.T, x.B, x.D);
	TODO("8.6", "the recurrence leaves every da_t; then one product for each");
}

void lstm_init(gated w, double forget_bias, rng *r)
{
	const int H = w.Wh.rows;
	need_shape(w.b, 1, 4 * H);
	TODO("8.7", "±1/√H; which quarter of b is the forget gates'?");
}

void lstm_unrolled_cell(mat share, seq a, mat c0, int unit)
{
	const int T = a.T, H = a.D / 4;
	need_shape(share, T + 1, T + 1);
	need_shape(c0, 1, H);
	TODO("8.8", "each row is the row before times f_t, and one share more");
}
