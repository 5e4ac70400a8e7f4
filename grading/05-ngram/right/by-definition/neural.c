/* Chapter 05's networks by loops, number by number. */
#include <math.h>

#include "neural.h"

void bigram_forward(mat y, const int *id, mat W, mat b)
{
	for (int i = 0; i < y.rows; i++)
		for (int v = 0; v < y.cols; v++) *elem(y, i, v) = *elem(W, id[i], v) + *elem(b, 0, v);
}

void bigram_backward(mat dW, mat db, mat dy, const int *id)
{
	for (int v = 0; v < dy.cols; v++)
		for (int i = 0; i < dy.rows; i++) {
			*elem(dW, id[i], v) += *elem(dy, i, v);
			*elem(db, 0, v) += *elem(dy, i, v);
		}
}

void nnlm_forward(mat y, mat x, mat h, const int *id, nnlm w)
{
	const int D = w.E.cols, M = x.cols / D;
	for (int i = 0; i < x.rows; i++) {
		for (int k = 0; k < x.cols; k++) *elem(x, i, k) = *elem(w.E, id[i * M + k / D], k % D);
		for (int u = 0; u < h.cols; u++) {
			double a = (double)*elem(w.d, 0, u);
			for (int k = 0; k < x.cols; k++) a += (double)(*elem(x, i, k) * *elem(w.H, k, u));
			*elem(h, i, u) = (real)tanh(a);
		}
		for (int v = 0; v < y.cols; v++) {
			double a = (double)*elem(w.b, 0, v);
			for (int u = 0; u < h.cols; u++) a += (double)(*elem(h, i, u) * *elem(w.U, u, v));
			for (int k = 0; k < w.W.rows; k++) a += (double)(*elem(x, i, k) * *elem(w.W, k, v));
			*elem(y, i, v) = (real)a;
		}
	}
}

/* One context: what one row of dy does to everything. */
static void nnlm_backward_row(nnlm dw, mat dy, mat x, mat h, const int *id, nnlm w, int i)
{
	const int D = w.E.cols;
	for (int v = 0; v < dy.cols; v++) {
		const real g = *elem(dy, i, v);
		*elem(dw.b, 0, v) += g;
		for (int u = 0; u < h.cols; u++) *elem(dw.U, u, v) += *elem(h, i, u) * g;
		for (int k = 0; k < w.W.rows; k++) {
			*elem(dw.W, k, v) += *elem(x, i, k) * g;
			*elem(dw.E, id[k / D], k % D) += g * *elem(w.W, k, v);
		}
	}
	for (int u = 0; u < h.cols; u++) {
		real g = 0, y = *elem(h, i, u);
		for (int v = 0; v < dy.cols; v++) g += *elem(dy, i, v) * *elem(w.U, u, v);
		g *= (1 - y) * (1 + y);
		*elem(dw.d, 0, u) += g;
		for (int k = 0; k < x.cols; k++) {
			*elem(dw.H, k, u) += *elem(x, i, k) * g;
			*elem(dw.E, id[k / D], k % D) += g * *elem(w.H, k, u);
		}
	}
}

void nnlm_backward(nnlm dw, mat dy, mat x, mat h, const int *id, nnlm w, mat dx, mat dh)
{
	(void)dx;
	(void)dh;
	for (int i = 0; i < x.rows; i++)
		nnlm_backward_row(dw, dy, x, h, id + i * (x.cols / w.E.cols), w, i);
}

void time_delay_forward(seq h, seq x, mat W, mat b)
{
	for (int t = 0; t < h.T; t++)
		for (int n = 0; n < h.B; n++)
			for (int u = 0; u < h.D; u++) {
				double a = (double)*elem(b, 0, u);
				for (int k = 0; k < W.rows; k++)
					a += (double)(*elem(at(x, t + k / x.D), n, k % x.D) * *elem(W, k, u));
				*elem(at(h, t), n, u) = (real)tanh(a);
			}
}

void time_delay_backward(mat dW, mat db, seq dx, seq dh, seq x, seq h, mat W, seq da)
{
	(void)da;
	for (int s = 0; s < x.T; s++) fill(at(dx, s), 0);
	for (int t = h.T - 1; t >= 0; t--)
		for (int n = 0; n < h.B; n++)
			for (int u = 0; u < h.D; u++) {
				const real y = *elem(at(h, t), n, u), a = *elem(at(dh, t), n, u) * (1 - y * y);
				*elem(db, 0, u) += a;
				for (int k = 0; k < W.rows; k++) {
					*elem(dW, k, u) += *elem(at(x, t + k / x.D), n, k % x.D) * a;
					*elem(at(dx, t + k / x.D), n, k % x.D) += a * *elem(W, k, u);
				}
			}
}
