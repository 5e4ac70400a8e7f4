/* A right solution in plain loops, the way the equations read: no BLAS, classical Gram–Schmidt done
 * twice, the layer step by step. */
#include <math.h>

#include "lapack.h"
#include "remedies.h"

void clip_by_value(mat g, double limit)
{
	for (int j = 0; j < g.cols; j++)
		for (int i = 0; i < g.rows; i++) {
			if (*elem(g, i, j) > (real)limit) *elem(g, i, j) = (real)limit;
			if (*elem(g, i, j) < (real)-limit) *elem(g, i, j) = (real)-limit;
		}
}

double clip_by_norm(mat g, double limit)
{
	double norm = 0;
	for (int i = g.rows - 1; i >= 0; i--)
		for (int j = g.cols - 1; j >= 0; j--) norm = hypot(norm, (double)*elem(g, i, j));
	for (int i = 0; i < g.rows; i++)
		for (int j = 0; j < g.cols; j++)
			if (isfinite(norm) && norm > limit)
				*elem(g, i, j) = (real)((double)*elem(g, i, j) / norm * limit);
	return norm;
}

void irnn_init(mat Whh, double size)
{
	for (int i = 0; i < Whh.rows; i++)
		for (int j = 0; j < Whh.cols; j++) *elem(Whh, i, j) = i == j ? (real)size : 0;
}

/* ⟨x,y⟩ of two rows. */
static double along(mat m, int i, int j)
{
	double sum = 0;
	for (int k = 0; k < m.cols; k++) sum += (double)*elem(m, i, k) * (double)*elem(m, j, k);
	return sum;
}

void orthogonal_init(mat Whh, rng *r)
{
	arena scratch = {0};
	mat part = mat_new(&scratch, 1, Whh.cols);
	for (int i = 0; i < Whh.rows; i++) {
		rng_fill_normal(r, rows(Whh, i, 1), 1);
		for (int again = 0; again < 2; again++) {
			fill(part, 0);
			for (int j = 0; j < i; j++) {
				double x = along(Whh, i, j);
				for (int k = 0; k < Whh.cols; k++)
					*elem(part, 0, k) += (real)(x * (double)*elem(Whh, j, k));
			}
			for (int k = 0; k < Whh.cols; k++) *elem(Whh, i, k) -= *elem(part, 0, k);
		}
		double length = sqrt(along(Whh, i, i));
		for (int k = 0; k < Whh.cols; k++)
			*elem(Whh, i, k) = (real)((double)*elem(Whh, i, k) / length);
	}
	arena_free(&scratch);
}

void nprnn_init(mat Whh, rng *r)
{
	const int H = Whh.rows;
	arena scratch = {0};
	mat R = mat_new(&scratch, H, H), all = mat_new(&scratch, 1, H);
	rng_fill_normal(r, R, 1);
	for (int i = 0; i < H; i++)
		for (int j = 0; j < H; j++) {
			double sum = 0;
			for (int k = 0; k < H; k++) sum += (double)*elem(R, k, i) * (double)*elem(R, k, j);
			*elem(Whh, i, j) = (real)(sum / H + (i == j));
		}
	copy(R, Whh);
	if (eigen_symmetric(all, R, 0, H) != 0) bug("no eigenvalues");
	for (int i = 0; i < H; i++)
		for (int j = 0; j < H; j++) *elem(Whh, i, j) /= *elem(all, 0, H - 1);
	arena_free(&scratch);
}

void relu_recur_forward(seq h, mat Whh)
{
	for (int t = 1; t < h.T; t++)
		for (int b = 0; b < h.B; b++)
			for (int j = 0; j < h.D; j++) {
				real a = *elem(at(h, t), b, j);
				for (int i = h.D - 1; i >= 0; i--)
					a += *elem(at(h, t - 1), b, i) * *elem(Whh, i, j);
				*elem(at(h, t), b, j) = isnan(a) || a > 0 ? a : 0;
			}
}

void relu_recur_backward(seq dh, seq h, mat Whh)
{
	for (int t = h.T - 1; t > 0; t--)
		for (int b = 0; b < h.B; b++) {
			for (int j = 0; j < h.D; j++)
				if (*elem(at(h, t), b, j) == 0) *elem(at(dh, t), b, j) = 0;
			for (int i = 0; i < h.D; i++)
				for (int j = h.D - 1; j >= 0; j--)
					*elem(at(dh, t - 1), b, i) += *elem(at(dh, t), b, j) * *elem(Whh, i, j);
		}
}

void relu_rnn_forward(seq h, seq x, rnn w)
{
	for (int t = 1; t < h.T; t++) {
		for (int b = 0; b < h.B; b++)
			for (int j = 0; j < h.D; j++) {
				real a = *elem(w.b, 0, j);
				for (int i = x.D - 1; i >= 0; i--)
					a += *elem(at(x, t - 1), b, i) * *elem(w.Wxh, i, j);
				*elem(at(h, t), b, j) = a;
			}
		relu_recur_forward(steps(h, t - 1, 2), w.Whh);
	}
}

void relu_rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	for (int t = h.T - 1; t > 0; t--) {
		relu_recur_backward(steps(dh, t - 1, 2), steps(h, t - 1, 2), w.Whh);
		mat da = at(dh, t), xt = at(x, t - 1), before = at(h, t - 1), dxt = at(dx, t - 1);
		fill(dxt, 0);
		for (int b = 0; b < da.rows; b++)
			for (int j = 0; j < da.cols; j++) {
				real d = *elem(da, b, j);
				*elem(dw.b, 0, j) += d;
				for (int i = 0; i < xt.cols; i++) {
					*elem(dw.Wxh, i, j) += *elem(xt, b, i) * d;
					*elem(dxt, b, i) += *elem(w.Wxh, i, j) * d;
				}
				for (int i = 0; i < da.cols; i++) *elem(dw.Whh, i, j) += *elem(before, b, i) * d;
			}
	}
}
