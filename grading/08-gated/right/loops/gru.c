/* One number at a time, in double; forwards as (1−z)∘h₀ + z∘n, backwards through each term. */
#include <math.h>

#include "gru.h"

static double sigma(double x)
{
	return 1 / (1 + exp(-x));
}

/* Element j of the row v times m. */
static double through(const real *v, mat m, int j)
{
	double sum = 0;
	for (int k = 0; k < m.rows; k++) sum += (double)v[k] * (double)*elem(m, k, j);
	return sum;
}

void gru_step_forward(mat h, mat a, mat u, mat h0, mat Wh)
{
	const int H = h.cols;
	for (int b = 0; b < h.rows; b++) {
		real *gate = row(a, b), *sent = row(u, b);
		for (int j = 0; j < 3 * H; j++) sent[j] = (real)through(row(h0, b), Wh, j);
		for (int k = 0; k < H; k++) {
			double r = sigma((double)gate[k] + (double)sent[k]);
			double z = sigma((double)gate[H + k] + (double)sent[H + k]);
			double n = tanh((double)gate[2 * H + k] + r * (double)sent[2 * H + k]);
			row(h, b)[k] = (real)((1 - z) * (double)row(h0, b)[k] + z * n);
			gate[k] = (real)r;
			gate[H + k] = (real)z;
			gate[2 * H + k] = (real)n;
		}
	}
}

void gru_step_backward(mat da, mat du, mat dh0, mat dh, mat a, mat u, mat h0, mat Wh)
{
	const int H = dh.cols;
	for (int b = 0; b < dh.rows; b++) {
		for (int k = 0; k < H; k++) {
			double r = (double)row(a, b)[k], z = (double)row(a, b)[H + k];
			double n = (double)row(a, b)[2 * H + k], d = (double)row(dh, b)[k];
			double inside = d * z * (1 - n * n); // at a_n + r u_n
			double at_r = inside * (double)row(u, b)[2 * H + k] * r * (1 - r);
			double at_z = (d * n - d * (double)row(h0, b)[k]) * z * (1 - z);
			row(da, b)[k] = row(du, b)[k] = (real)at_r;
			row(da, b)[H + k] = row(du, b)[H + k] = (real)at_z;
			row(da, b)[2 * H + k] = (real)inside;
			row(du, b)[2 * H + k] = (real)(inside * r);
		}
		for (int k = 0; k < H; k++) {
			double past = (double)row(dh, b)[k] * (1 - (double)row(a, b)[H + k]);
			row(dh0, b)[k] += (real)(past + through(row(du, b), tr(Wh), k));
		}
	}
}

void gru_recur_forward(seq h, seq a, seq u, mat Wh)
{
	for (int t = 1; t <= a.T; t++)
		gru_step_forward(at(h, t), at(a, t - 1), at(u, t - 1), at(h, t - 1), Wh);
}

void gru_recur_backward(seq da, seq du, seq dh, seq h, seq a, seq u, mat Wh)
{
	for (int t = a.T; t-- > 0;)
		gru_step_backward(
		        at(da, t), at(du, t), at(dh, t), at(dh, t + 1), at(a, t), at(u, t), at(h, t), Wh);
}

void gru_forward(seq h, seq a, seq u, seq x, gated w)
{
	for (int t = 0; t < x.T; t++) {
		for (int b = 0; b < x.B; b++)
			for (int j = 0; j < a.D; j++)
				row(at(a, t), b)[j] =
				        (real)(through(row(at(x, t), b), w.Wx, j) + (double)row(w.b, 0)[j]);
		gru_step_forward(at(h, t + 1), at(a, t), at(u, t), at(h, t), w.Wh);
	}
}

void gru_backward(gated dw, seq dx, seq da, seq du, seq dh, seq x, seq h, seq a, seq u, gated w)
{
	for (int t = x.T; t-- > 0;) {
		gru_step_backward(
		        at(da, t), at(du, t), at(dh, t), at(dh, t + 1), at(a, t), at(u, t), at(h, t), w.Wh);
		for (int b = 0; b < x.B; b++) {
			const real *d = row(at(da, t), b), *e = row(at(du, t), b);
			for (int j = 0; j < w.b.cols; j++) {
				for (int k = 0; k < x.D; k++) row(dw.Wx, k)[j] += row(at(x, t), b)[k] * d[j];
				for (int k = 0; k < h.D; k++) row(dw.Wh, k)[j] += row(at(h, t), b)[k] * e[j];
				row(dw.b, 0)[j] += d[j];
			}
			for (int k = 0; k < x.D; k++) row(at(dx, t), b)[k] = (real)through(d, tr(w.Wx), k);
		}
	}
}
