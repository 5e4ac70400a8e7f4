/* One number at a time, in double, with the functions of math.h: no product, no vector. */
#include <math.h>

#include "lstm.h"

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

void lstm_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh)
{
	const int H = h.cols;
	for (int r = 0; r < h.rows; r++) {
		real *gate = row(a, r);
		for (int j = 0; j < 4 * H; j++) {
			double sum = (double)gate[j] + through(row(h0, r), Wh, j);
			gate[j] = (real)(j < 3 * H ? sigma(sum) : tanh(sum));
		}
		for (int k = 0; k < H; k++) {
			double cell = (double)gate[H + k] * (double)row(c0, r)[k];
			cell += (double)gate[k] * (double)gate[3 * H + k];
			row(c, r)[k] = (real)cell;
			row(h, r)[k] = (real)((double)gate[2 * H + k] * tanh(cell));
		}
	}
}

void lstm_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int H = dh.cols;
	for (int r = 0; r < dh.rows; r++) {
		for (int k = 0; k < H; k++) {
			const real *gate = row(a, r) + k;
			double i = (double)gate[0], f = (double)gate[H], o = (double)gate[2 * H];
			double g = (double)gate[3 * H], squashed = tanh((double)row(c, r)[k]);
			double at_h = (double)row(dh, r)[k];
			double at_c = (double)row(dc, r)[k] + at_h * o * (1 - squashed * squashed);
			row(da, r)[k] = (real)(at_c * g * i * (1 - i));
			row(da, r)[H + k] = (real)(at_c * (double)row(c0, r)[k] * f * (1 - f));
			row(da, r)[2 * H + k] = (real)(at_h * squashed * o * (1 - o));
			row(da, r)[3 * H + k] = (real)(at_c * i * (1 - g * g));
			row(dc, r)[k] = (real)(at_c * f);
		}
		for (int k = 0; k < H; k++) row(dh0, r)[k] += (real)through(row(da, r), tr(Wh), k);
	}
}

void lstm_recur_forward(seq h, seq c, seq a, mat Wh)
{
	for (int t = 1; t <= a.T; t++)
		lstm_step_forward(at(h, t), at(c, t), at(a, t - 1), at(h, t - 1), at(c, t - 1), Wh);
}

void lstm_recur_backward(seq da, seq dh, mat dc, seq a, seq c, mat Wh)
{
	for (int t = a.T; t >= 1; t--)
		lstm_step_backward(at(da, t - 1), at(dh, t - 1), dc, at(dh, t), at(a, t - 1), at(c, t),
		        at(c, t - 1), Wh);
}

void lstm_forward(seq h, seq c, seq a, seq x, gated w)
{
	for (int t = 0; t < x.T; t++) {
		for (int r = 0; r < x.B; r++)
			for (int j = 0; j < a.D; j++)
				row(at(a, t), r)[j] = row(w.b, 0)[j] + (real)through(row(at(x, t), r), w.Wx, j);
		lstm_step_forward(at(h, t + 1), at(c, t + 1), at(a, t), at(h, t), at(c, t), w.Wh);
	}
}

/* One row's share of the gradients: d (4H) arrived at x Wx + h Wh + b. */
static void share(gated dw, real *dx, const real *d, const real *x, const real *h, gated w)
{
	for (int j = 0; j < w.b.cols; j++) {
		for (int k = 0; k < w.Wx.rows; k++) row(dw.Wx, k)[j] += x[k] * d[j];
		for (int k = 0; k < w.Wh.rows; k++) row(dw.Wh, k)[j] += h[k] * d[j];
		row(dw.b, 0)[j] += d[j];
	}
	for (int k = 0; k < w.Wx.rows; k++) dx[k] = (real)through(d, tr(w.Wx), k);
}

void lstm_backward(gated dw, seq dx, seq da, seq dh, mat dc, seq x, seq h, seq c, seq a, gated w)
{
	for (int t = x.T - 1; t >= 0; t--) {
		lstm_step_backward(
		        at(da, t), at(dh, t), dc, at(dh, t + 1), at(a, t), at(c, t + 1), at(c, t), w.Wh);
		for (int r = 0; r < x.B; r++)
			share(dw, row(at(dx, t), r), row(at(da, t), r), row(at(x, t), r), row(at(h, t), r), w);
	}
}

void lstm_init(gated w, double forget_bias, rng *r)
{
	const int H = w.Wh.rows;
	const mat drawn[] = {w.Wx, w.Wh};
	for (int m = 0; m < 2; m++)
		for (int i = 0; i < drawn[m].rows; i++)
			for (int j = 0; j < 4 * H; j++)
				row(drawn[m], i)[j] = (real)((2 * rng_uniform(r) - 1) / sqrt(H));
	for (int j = 0; j < 4 * H; j++) row(w.b, 0)[j] = (real)(j / H == 1 ? forget_bias : 0);
}

void lstm_unrolled_cell(mat share_of, seq a, mat c0, int unit)
{
	const int H = a.D / 4;
	for (int t = 0; t <= a.T; t++)
		for (int k = 0; k <= a.T; k++) {
			double s = k > t ? 0 : (double)row(c0, 0)[unit];
			if (k > 0 && k <= t) {
				const real *gate = row(at(a, k - 1), 0) + unit;
				s = (double)gate[0] * (double)gate[3 * H];
			}
			for (int l = k + 1; l <= t; l++) s *= (double)row(at(a, l - 1), 0)[H + unit];
			row(share_of, t)[k] = (real)s;
		}
}
