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
	//> [gru_step_forward] 8.9  u first; then, row by row, r and z, the candidate, the state
	mul(u, h0, Wh);
	for (int k = 0; k < h.rows; k++) {
		real *r = row(a, k), *z = r + H, *n = z + H, *hk = row(h, k);
		const real *uk = row(u, k), *un = uk + 2 * H, *before = row(h0, k);
		for (int j = 0; j < 2 * H; j++) r[j] += uk[j];
		vec_sigmoid(2 * H, r);
		for (int j = 0; j < H; j++) n[j] += r[j] * un[j];
		vec_tanh(H, n);
#pragma omp simd
		for (int j = 0; j < H; j++) hk[j] = before[j] + z[j] * (n[j] - before[j]);
	}
	//< [gru_step_forward]
}

void gru_step_backward(mat da, mat du, mat dh0, mat dh, mat a, mat u, mat h0, mat Wh)
{
	const int H = dh.cols;
	need_shape(da, dh.rows, 3 * H);
	need_shape(du, dh.rows, 3 * H);
	//> [gru_step_backward] 8.10  the state's three terms; through tanh; what is left of it goes to r and u
	for (int k = 0; k < dh.rows; k++) {
		const real *r = row(a, k), *z = r + H, *n = z + H, *un = row(u, k) + 2 * H;
		const real *before = row(h0, k), *d = row(dh, k);
		real *dr = row(da, k), *dz = dr + H, *dn = dz + H, *duk = row(du, k), *d0 = row(dh0, k);
#pragma omp simd
		for (int j = 0; j < H; j++) {
			dn[j] = d[j] * z[j] * (1 - n[j] * n[j]);
			dz[j] = d[j] * (n[j] - before[j]) * z[j] * (1 - z[j]);
			dr[j] = dn[j] * un[j] * r[j] * (1 - r[j]);
			duk[j] = dr[j];
			duk[H + j] = dz[j];
			duk[2 * H + j] = dn[j] * r[j];
			d0[j] += d[j] * (1 - z[j]);
		}
	}
	mul_add(dh0, du, tr(Wh));
	//< [gru_step_backward]
}

void gru_recur_forward(seq h, seq a, seq u, mat Wh)
{
	need_seq(h, a.T + 1, a.B, a.D / 3);
	need_seq(u, a.T, a.B, a.D);
	//> [gru_recur_forward] 8.11  step after step
	for (int t = 0; t < a.T; t++) gru_step_forward(at(h, t + 1), at(a, t), at(u, t), at(h, t), Wh);
	//< [gru_recur_forward]
}

void gru_recur_backward(seq da, seq du, seq dh, seq h, seq a, seq u, mat Wh)
{
	need_seq(dh, a.T + 1, a.B, a.D / 3);
	need_seq(da, a.T, a.B, a.D);
	need_seq(du, a.T, a.B, a.D);
	arena scratch = {0};
	mat WhT = mat_new(&scratch, Wh.cols, Wh.rows);
	//> [gru_recur_backward] 8.12  from the last step to the first
	copy(WhT, tr(Wh));
	for (int t = a.T - 1; t >= 0; t--)
		gru_step_backward(at(da, t), at(du, t), at(dh, t), at(dh, t + 1), at(a, t), at(u, t),
		        at(h, t), tr(WhT));
	//< [gru_recur_backward]
	arena_free(&scratch);
}

void gru_forward(seq h, seq a, seq u, seq x, gated w)
{
	need_seq(a, x.T, x.B, w.Wx.cols);
	//> [gru_forward] 8.13  all x_t Wx + b in one product; then the recurrence
	mul(flat(a), flat(x), w.Wx);
	add_row(flat(a), w.b);
	gru_recur_forward(h, a, u, w.Wh);
	//< [gru_forward]
}

void gru_backward(gated dw, seq dx, seq da, seq du, seq dh, seq x, seq h, seq a, seq u, gated w)
{
	need_seq(h, x.T + 1, x.B, w.Wh.rows);
	need_seq(dx, x.T, x.B, x.D);
	//> [gru_backward] 8.14  the recurrence leaves da_t and du_t; whose gradient needs which?
	gru_recur_backward(da, du, dh, h, a, u, w.Wh);
	mul(flat(dx), flat(da), tr(w.Wx));
	mul_add(dw.Wx, tr(flat(x)), flat(da));
	mul_add(dw.Wh, tr(flat(steps(h, 0, x.T))), flat(du));
	add_sum_of_rows(dw.b, flat(da));
	//< [gru_backward]
}
