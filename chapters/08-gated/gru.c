/* One GRU layer, forwards and backwards.
 *
 *     r, z = σ(a + u)      n = tanh(a_n + r∘u_n)      h = (1−z)∘h₀ + z∘n      u = h₀ Wh
 *
 * Backwards: dn = dh∘z, dz = dh∘(n − h₀), and dh₀ gets dh∘(1−z) past all gates. Behind tanh stand a_n
 * and r∘u_n: da_n is the gradient of the sum, dr = da_n∘u_n, du_n = da_n∘r. For r and z the sum is of a
 * and u themselves, so da and du agree there and differ in the third part alone; therefore
 * dWx, db and dx come from da, and dWh and dh₀ from du.
 *
 * The state is cell and output in one: it moves straight on with weight 1−z, as an LSTM's cell does
 * with f, but what is kept and what is written always add up to one, and there is nothing to hide a
 * number from the rest of the network.
 *
 * Sources: Cho and others 2014; Chung and others 2014. Deviations: z is what is new; r acts after the
 * product, so the three products with Wh are one. */
#include "gru.h"
#include "vmath.h"

void gru_step_forward(mat h, mat a, mat u, mat h0, mat Wh)
{
	const int H = h.cols;
	need_shape(a, h.rows, 3 * H);
	need_shape(h0, h.rows, H);
	TODO("8.9", "u first; then, row by row, r and z, the candidate, the state");
}

void gru_step_backward(mat da, mat du, mat dh0, mat dh, mat a, mat u, mat h0, mat Wh)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 3 * H);
	need_shape(du, dh.rows, 3 * H);
	TODO("8.10", "the state's three terms; through tanh; what is left of it goes to r and u");
}

void gru_recur_forward(seq h, seq a, seq u, mat Wh)
{
	need_seq(h, a.T + 1, a.B, a.D / 3);
	need_seq(u, a.T, a.B, a.D);
	TODO("8.11", "step after step");
}

void gru_recur_backward(seq da, seq du, seq dh, seq h, seq a, seq u, mat Wh)
{
	need_seq(dh, a.T + 1, a.B, a.D / 3);
	need_seq(da, a.T, a.B, a.D);
	need_seq(du, a.T, a.B, a.D);
	arena scratch = {0};
	mat WhT = mat_new(&scratch, Wh.cols, Wh.rows);
	TODO("8.12", "from the last step to the first");
	arena_free(&scratch);
}

void gru_forward(seq h, seq a, seq u, seq x, gated w)
{
	need_seq(a, x.T, x.B, w.Wx.cols);
	TODO("8.13", "all x_t Wx + b in one product; then the recurrence");
}

void gru_backward(gated dw, seq dx, seq da, seq du, seq dh, seq x, seq h, seq a, seq u, gated w)
{
	need_seq(h, x.T + 1, x.B, w.Wh.rows);
	need_seq(dx, x.T, x.B, x.D);
	TODO("8.14", "the recurrence leaves da_t and du_t; whose gradient needs which?");
}
