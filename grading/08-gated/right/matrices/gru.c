/* Whole matrices: each gate is a view of columns, each product with Wh one of its own. */
#include <math.h>

#include "gru.h"

/* The columns of gate g: 0 r, 1 z, 2 n. */
static mat part(mat m, int g)
{
	const int H = m.cols / 3;
	return cols(m, g * H, H);
}

void gru_step_forward(mat h, mat a, mat u, mat h0, mat Wh)
{
	for (int g = 0; g < 3; g++) mul(part(u, g), h0, part(Wh, g));
	for (int b = 0; b < h.rows; b++)
		for (int g = 0; g < 3; g++)
			for (int k = 0; k < h.cols; k++) {
				real *x = elem(part(a, g), b, k), sent = *elem(part(u, g), b, k);
				if (g == 2)
					*x = (real)tanh((double)(*x + sent * *elem(part(a, 0), b, k)));
				else
					*x = (real)(1 / (1 + exp(-(double)(*x + sent))));
			}
	copy(h, h0);
	for (int b = 0; b < h.rows; b++)
		for (int k = 0; k < h.cols; k++) {
			const real z = *elem(part(a, 1), b, k);
			*elem(h, b, k) *= 1 - z;
			*elem(h, b, k) += z * *elem(part(a, 2), b, k);
		}
}

void gru_step_backward(mat da, mat du, mat dh0, mat dh, mat a, mat u, mat h0, mat Wh)
{
	for (int b = 0; b < dh.rows; b++)
		for (int k = 0; k < dh.cols; k++) {
			const real r = *elem(part(a, 0), b, k), z = *elem(part(a, 1), b, k);
			const real n = *elem(part(a, 2), b, k), d = *elem(dh, b, k);
			*elem(part(da, 2), b, k) = d * z * (1 - n) * (1 + n);
			*elem(part(da, 1), b, k) = d * (n - *elem(h0, b, k)) * (z - z * z);
			*elem(part(da, 0), b, k) =
			        *elem(part(da, 2), b, k) * *elem(part(u, 2), b, k) * (r - r * r);
			*elem(dh0, b, k) += d - d * z;
		}
	copy(du, da);
	for (int b = 0; b < dh.rows; b++)
		for (int k = 0; k < dh.cols; k++) *elem(part(du, 2), b, k) *= *elem(part(a, 0), b, k);
	for (int g = 0; g < 3; g++) mul_add(dh0, part(du, g), tr(part(Wh, g)));
}

void gru_recur_forward(seq h, seq a, seq u, mat Wh)
{
	if (a.T == 0) return;
	gru_step_forward(at(h, 1), at(a, 0), at(u, 0), at(h, 0), Wh);
	gru_recur_forward(steps(h, 1, a.T), steps(a, 1, a.T - 1), steps(u, 1, a.T - 1), Wh);
}

void gru_recur_backward(seq da, seq du, seq dh, seq h, seq a, seq u, mat Wh)
{
	if (a.T == 0) return;
	const int n = a.T - 1;
	gru_step_backward(
	        at(da, n), at(du, n), at(dh, n), at(dh, n + 1), at(a, n), at(u, n), at(h, n), Wh);
	gru_recur_backward(steps(da, 0, n), steps(du, 0, n), steps(dh, 0, n + 1), steps(h, 0, n + 1),
	        steps(a, 0, n), steps(u, 0, n), Wh);
}

void gru_forward(seq h, seq a, seq u, seq x, gated w)
{
	for (int t = 0; t < x.T; t++) {
		fill(at(a, t), 0);
		add_row(at(a, t), w.b);
		mul_add(at(a, t), at(x, t), w.Wx);
		gru_step_forward(at(h, t + 1), at(a, t), at(u, t), at(h, t), w.Wh);
	}
}

void gru_backward(gated dw, seq dx, seq da, seq du, seq dh, seq x, seq h, seq a, seq u, gated w)
{
	for (int t = x.T - 1; t >= 0; t--) {
		gru_step_backward(
		        at(da, t), at(du, t), at(dh, t), at(dh, t + 1), at(a, t), at(u, t), at(h, t), w.Wh);
		mul(at(dx, t), at(da, t), tr(w.Wx));
		mul_add(dw.Wx, tr(at(x, t)), at(da, t));
		mul_add(dw.Wh, tr(at(h, t)), at(du, t));
		add_sum_of_rows(dw.b, at(da, t));
	}
}
