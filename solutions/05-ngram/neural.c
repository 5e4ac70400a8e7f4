/* Networks that predict the next word: one row of logits for each word (the bigram), vectors of
 * several words side by side into a hidden layer (Bengio's network), and a layer that slides along
 * a sequence.
 *
 * The look-up is a product with one-hot rows that nobody carries out: forwards a row is copied,
 * backwards what arrives is added to the row it came from. A word that was read twice gets two
 * terms.
 *
 * Bengio's network, line by line, and backwards:
 *
 *     x_i = E[id_i1] … E[id_iM]       dE[id_ij] += its part of dx_i
 *     a = d + x H                     dd += Σ da,   dH += xᵀ da,   dx = da Hᵀ + dy Wᵀ
 *     h = tanh a                      da = dh ∘ (1 − h²)
 *     y = b + x W + h U               db += Σ dy,   dW += xᵀ dy,   dU += hᵀ dy,   dh = dy Uᵀ
 *
 * Sources: Bengio et al. 2003; Waibel et al. 1989 for the layer with delays, which is a convolution
 * over time with tanh behind it. */
#include "neural.h"
#include "vmath.h"

void bigram_forward(mat y, const int *id, mat W, mat b)
{
	need_shape(y, y.rows, W.cols);
	//> [bigram_forward] 5.13  a row of W for each, and the bias
	for (int i = 0; i < y.rows; i++) copy(rows(y, i, 1), rows(W, id[i], 1));
	add_row(y, b);
	//< [bigram_forward]
}

void bigram_backward(mat dW, mat db, mat dy, const int *id)
{
	need_shape(dW, dW.rows, dy.cols);
	//> [bigram_backward] 5.14  the same rows the other way, added
	for (int i = 0; i < dy.rows; i++) add(rows(dW, id[i], 1), rows(dy, i, 1));
	add_sum_of_rows(db, dy);
	//< [bigram_backward]
}

void nnlm_forward(mat y, mat x, mat h, const int *id, nnlm w)
{
	const int D = w.E.cols, M = x.cols / D;
	need_shape(x, y.rows, w.H.rows);
	need_shape(h, y.rows, w.U.rows);
	//> [nnlm_forward] 5.15  vectors side by side; the hidden layer; the sum of all that arrives
	for (int i = 0; i < x.rows; i++)
		for (int j = 0; j < M; j++)
			copy(cols(rows(x, i, 1), j * D, D), rows(w.E, id[i * M + j], 1));
	mul(h, x, w.H);
	add_row(h, w.d);
	for (int i = 0; i < h.rows; i++) vec_tanh(h.cols, row(h, i));
	mul(y, h, w.U);
	if (w.W.rows) mul_add(y, x, w.W);
	add_row(y, w.b);
	//< [nnlm_forward]
}

/* da = dh ∘ (1 − h²), in place: what tanh passes back. */
static void tanh_backward(mat dh, mat h)
{
	//> [tanh_backward] 5.16  the derivative by the answer itself
	for (int i = 0; i < h.rows; i++) {
		real *d = row(dh, i);
		const real *y = row(h, i);
		for (int k = 0; k < h.cols; k++) d[k] *= 1 - y[k] * y[k];
	}
	//< [tanh_backward]
}

void nnlm_backward(nnlm dw, mat dy, mat x, mat h, const int *id, nnlm w, mat dx, mat dh)
{
	const int D = w.E.cols, M = x.cols / D;
	need_shape(dx, x.rows, x.cols);
	need_shape(dh, h.rows, h.cols);
	//> [nnlm_backward] 5.16  the lines of nnlm_forward() in reverse
	add_sum_of_rows(dw.b, dy);
	mul_add(dw.U, tr(h), dy);
	mul(dh, dy, tr(w.U));
	tanh_backward(dh, h);
	add_sum_of_rows(dw.d, dh);
	mul_add(dw.H, tr(x), dh);
	mul(dx, dh, tr(w.H));
	if (w.W.rows) {
		mul_add(dw.W, tr(x), dy);
		mul_add(dx, dy, tr(w.W));
	}
	for (int i = 0; i < x.rows; i++)
		for (int j = 0; j < M; j++)
			add(rows(dw.E, id[i * M + j], 1), cols(rows(dx, i, 1), j * D, D));
	//< [nnlm_backward]
}

void time_delay_forward(seq h, seq x, mat W, mat b)
{
	const int D = x.D, delay = W.rows / D;
	need_seq(h, x.T - delay + 1, x.B, W.cols);
	//> [time_delay_forward] 5.17  one product for each delay, over all steps at once
	fill(flat(h), 0);
	for (int k = 0; k < delay; k++) mul_add(flat(h), flat(steps(x, k, h.T)), rows(W, k * D, D));
	add_row(flat(h), b);
	for (int t = 0; t < h.T * h.B; t++) vec_tanh(h.D, row(flat(h), t));
	//< [time_delay_forward]
}

void time_delay_backward(mat dW, mat db, seq dx, seq dh, seq x, seq h, mat W, seq da)
{
	const int D = x.D, delay = W.rows / D;
	need_seq(da, x.T - delay + 1, x.B, W.cols);
	need_seq(dx, x.T, x.B, x.D);
	//> [time_delay_backward] 5.18  a step is read at up to `delay` places: dx collects them all
	copy(flat(da), flat(dh));
	tanh_backward(flat(da), flat(h));
	add_sum_of_rows(db, flat(da));
	fill(flat(dx), 0);
	for (int k = 0; k < delay; k++) {
		mul_add(rows(dW, k * D, D), tr(flat(steps(x, k, h.T))), flat(da));
		mul_add(flat(steps(dx, k, h.T)), flat(da), tr(rows(W, k * D, D)));
	}
	//< [time_delay_backward]
}
