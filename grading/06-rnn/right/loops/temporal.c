/* A right solution in plain loops; see rnn.c beside it. */
#include <math.h>

#include "rnn.h"

void temporal_affine_forward(seq y, seq h, affine w)
{
	for (int t = 0; t < h.T; t++)
		for (int n = 0; n < h.B; n++)
			for (int j = 0; j < y.D; j++) {
				real sum = *elem(w.b, 0, j);
				for (int i = 0; i < h.D; i++) sum += *elem(at(h, t), n, i) * *elem(w.W, i, j);
				*elem(at(y, t), n, j) = sum;
			}
}

void temporal_affine_backward(affine dw, seq dh, seq dy, seq h, affine w)
{
	for (int t = h.T - 1; t >= 0; t--)
		for (int n = 0; n < h.B; n++)
			for (int j = 0; j < dy.D; j++) {
				const real d = *elem(at(dy, t), n, j);
				*elem(dw.b, 0, j) += d;
				for (int i = 0; i < h.D; i++) {
					*elem(dw.W, i, j) += d * *elem(at(h, t), n, i);
					*elem(at(dh, t), n, i) += d * *elem(w.W, i, j);
				}
			}
}

double temporal_softmax_loss(seq y, const int *target)
{
	int counted = 0;
	double total = 0;
	for (int i = 0; i < y.T * y.B; i++)
		if (target[i] >= 0) counted++;
	for (int t = 0; t < y.T; t++)
		for (int n = 0; n < y.B; n++) {
			const int id = target[t * y.B + n];
			real *p = row(at(y, t), n);
			double largest = (double)p[0], sum = 0;
			for (int j = 1; j < y.D; j++) largest = fmax(largest, (double)p[j]);
			for (int j = 0; j < y.D; j++) sum += exp((double)p[j] - largest);
			if (id >= 0) total += log(sum) - ((double)p[id] - largest);
			for (int j = 0; j < y.D; j++)
				p[j] = id < 0 ? 0
				              : (real)((exp((double)p[j] - largest) / sum - (j == id)) / counted);
		}
	return counted > 0 ? total / counted : 0;
}

void many_to_one_forward(mat y, seq h, const int *length)
{
	for (int b = 0; b < h.B; b++)
		for (int j = 0; j < h.D; j++) *elem(y, b, j) = *elem(at(h, length[b]), b, j);
}

void many_to_one_backward(seq dh, mat dy, const int *length)
{
	for (int b = 0; b < dh.B; b++)
		for (int j = 0; j < dh.D; j++) *elem(at(dh, length[b]), b, j) += *elem(dy, b, j);
}

void one_to_many_forward(seq h, mat x, rnn w)
{
	for (int t = 1; t < h.T; t++)
		for (int n = 0; n < h.B; n++)
			for (int j = 0; j < h.D; j++) {
				real a = *elem(w.b, 0, j);
				for (int i = 0; i < h.D; i++) a += *elem(at(h, t - 1), n, i) * *elem(w.Whh, i, j);
				for (int i = 0; i < x.cols && t == 1; i++) a += *elem(x, n, i) * *elem(w.Wxh, i, j);
				*elem(at(h, t), n, j) = (real)tanh((double)a);
			}
}

/* dw.b += Σ da and dw.Whh += h0ᵀ da */
static void recurrent_weights(rnn dw, mat da, mat h0)
{
	for (int n = 0; n < da.rows; n++)
		for (int j = 0; j < da.cols; j++) {
			*elem(dw.b, 0, j) += *elem(da, n, j);
			for (int i = 0; i < da.cols; i++)
				*elem(dw.Whh, i, j) += *elem(h0, n, i) * *elem(da, n, j);
		}
}

void one_to_many_backward(rnn dw, mat dx, seq dh, mat x, seq h, rnn w)
{
	for (int t = h.T - 1; t >= 1; t--) {
		mat da = at(dh, t), d0 = at(dh, t - 1), now = at(h, t);
		for (int n = 0; n < h.B; n++)
			for (int j = 0; j < h.D; j++) {
				*elem(da, n, j) *= 1 - *elem(now, n, j) * *elem(now, n, j);
				for (int i = 0; i < h.D; i++)
					*elem(d0, n, i) += *elem(da, n, j) * *elem(w.Whh, i, j);
			}
		recurrent_weights(dw, da, at(h, t - 1));
	}
	for (int n = 0; n < h.B; n++)
		for (int i = 0; i < x.cols; i++) {
			*elem(dx, n, i) = 0;
			for (int j = 0; j < h.D; j++) {
				*elem(dx, n, i) += *elem(at(dh, 1), n, j) * *elem(w.Wxh, i, j);
				*elem(dw.Wxh, i, j) += *elem(at(dh, 1), n, j) * *elem(x, n, i);
			}
		}
}

/* u shrinks by each probability that it passes; the class that makes it negative is drawn. */
int sample_with_temperature(mat y, double tau, double u)
{
	int best = 0;
	double sum = 0;
	for (int j = 1; j < y.cols; j++)
		if (*elem(y, 0, j) > *elem(y, 0, best)) best = j;
	if (tau == 0) return best;
	const double largest = (double)*elem(y, 0, best);
	for (int j = 0; j < y.cols; j++) sum += exp(((double)*elem(y, 0, j) - largest) / tau);
	u *= sum;
	for (int j = 0; j < y.cols; j++) {
		u -= exp(((double)*elem(y, 0, j) - largest) / tau);
		if (u < 0) return j;
	}
	return best;
}
