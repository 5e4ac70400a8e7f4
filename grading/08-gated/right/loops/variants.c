/* One number at a time, in double. */
#include <math.h>

#include "variants.h"

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

static void back_through(mat dh0, mat da, mat Wh)
{
	for (int r = 0; r < da.rows; r++)
		for (int k = 0; k < dh0.cols; k++) row(dh0, r)[k] += (real)through(row(da, r), tr(Wh), k);
}

void peephole_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat p)
{
	const int H = h.cols;
	for (int r = 0; r < h.rows; r++) {
		for (int j = 0; j < 4 * H; j++) row(a, r)[j] += (real)through(row(h0, r), Wh, j);
		for (int k = 0; k < H; k++) {
			real *q = row(a, r) + k;
			double old = (double)row(c0, r)[k];
			double i = sigma((double)q[0] + (double)row(p, 0)[k] * old);
			double f = sigma((double)q[H] + (double)row(p, 1)[k] * old);
			double g = tanh((double)q[3 * H]), cell = f * old + i * g;
			double o = sigma((double)q[2 * H] + (double)row(p, 2)[k] * cell);
			q[0] = (real)i;
			q[H] = (real)f;
			q[2 * H] = (real)o;
			q[3 * H] = (real)g;
			row(c, r)[k] = (real)cell;
			row(h, r)[k] = (real)(o * tanh(cell));
		}
	}
}

void peephole_step_backward(
        mat dp, mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh, mat p)
{
	const int H = dh.cols;
	for (int r = 0; r < dh.rows; r++)
		for (int k = 0; k < H; k++) {
			const real *q = row(a, r) + k;
			double i = (double)q[0], f = (double)q[H], o = (double)q[2 * H], g = (double)q[3 * H];
			double cell = (double)row(c, r)[k], old = (double)row(c0, r)[k];
			double d = (double)row(dh, r)[k], s = tanh(cell);
			double at_o = d * s * o * (1 - o);
			double e = (double)row(dc, r)[k] + d * o * (1 - s * s);
			e += at_o * (double)row(p, 2)[k];
			double at_i = e * g * i * (1 - i), at_f = e * old * f * (1 - f);
			real *to = row(da, r) + k;
			to[0] = (real)at_i;
			to[H] = (real)at_f;
			to[2 * H] = (real)at_o;
			to[3 * H] = (real)(e * i * (1 - g * g));
			row(dc, r)[k] =
			        (real)(e * f + at_i * (double)row(p, 0)[k] + at_f * (double)row(p, 1)[k]);
			row(dp, 0)[k] += (real)(at_i * old);
			row(dp, 1)[k] += (real)(at_f * old);
			row(dp, 2)[k] += (real)(at_o * cell);
		}
	back_through(dh0, da, Wh);
}

void coupled_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh)
{
	const int H = h.cols;
	for (int r = 0; r < h.rows; r++) {
		for (int j = 0; j < 3 * H; j++) {
			double sum = (double)row(a, r)[j] + through(row(h0, r), Wh, j);
			row(a, r)[j] = (real)(j < 2 * H ? sigma(sum) : tanh(sum));
		}
		for (int k = 0; k < H; k++) {
			const real *q = row(a, r) + k;
			double f = (double)q[0];
			double cell = f * (double)row(c0, r)[k] + (1 - f) * (double)q[2 * H];
			row(c, r)[k] = (real)cell;
			row(h, r)[k] = (real)((double)q[H] * tanh(cell));
		}
	}
}

void coupled_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int H = dh.cols;
	for (int r = 0; r < dh.rows; r++)
		for (int k = 0; k < H; k++) {
			const real *q = row(a, r) + k;
			double f = (double)q[0], o = (double)q[H], g = (double)q[2 * H];
			double d = (double)row(dh, r)[k], s = tanh((double)row(c, r)[k]);
			double e = (double)row(dc, r)[k] + d * o * (1 - s * s);
			real *to = row(da, r) + k;
			to[0] = (real)((e * (double)row(c0, r)[k] - e * g) * f * (1 - f));
			to[H] = (real)(d * s * o * (1 - o));
			to[2 * H] = (real)(e * (1 - f) * (1 - g * g));
			row(dc, r)[k] = (real)(e * f);
		}
	back_through(dh0, da, Wh);
}

/* The three pieces, φ walked into [0,1). */
void time_gate(mat k, double t, mat clock, double leak)
{
	for (int j = 0; j < k.cols; j++) {
		double tau = (double)row(clock, 0)[j], rho = (double)row(clock, 2)[j];
		double since = t - (double)row(clock, 1)[j];
		while (since < 0) since += tau;
		double phase = fmod(since, tau) / tau;
		double value = leak * phase;
		if (phase < rho / 2)
			value = 2 * phase / rho;
		else if (phase < rho)
			value = 2 - 2 * phase / rho;
		row(k, 0)[j] = (real)value;
	}
}

void time_gate_backward(mat dclock, mat dk, double t, mat clock, double leak)
{
	for (int j = 0; j < dk.cols; j++) {
		double tau = (double)row(clock, 0)[j], rho = (double)row(clock, 2)[j];
		double since = t - (double)row(clock, 1)[j], d = (double)row(dk, 0)[j];
		double phase = fmod(since, tau) / tau;
		if (phase < 0) phase++;
		double by_phase = leak, by_rho = 0;
		if (phase < rho) {
			double sign = phase < rho / 2 ? 1 : -1;
			by_phase = sign * 2 / rho;
			by_rho = -sign * 2 * phase / (rho * rho);
		}
		row(dclock, 0)[j] += (real)(-d * by_phase * since / tau / tau);
		row(dclock, 1)[j] += (real)(-d * by_phase / tau);
		row(dclock, 2)[j] += (real)(d * by_rho);
	}
}

void phased_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat k)
{
	const int H = h.cols;
	for (int r = 0; r < h.rows; r++) {
		for (int j = 0; j < 4 * H; j++) {
			double sum = (double)row(a, r)[j] + through(row(h0, r), Wh, j);
			row(a, r)[j] = (real)(j < 3 * H ? sigma(sum) : tanh(sum));
		}
		for (int j = 0; j < H; j++) {
			const real *q = row(a, r) + j;
			double open = (double)row(k, 0)[j], old = (double)row(c0, r)[j];
			double cell = (double)q[H] * old + (double)q[0] * (double)q[3 * H];
			row(c, r)[j] = (real)(open * cell + (1 - open) * old);
			row(h, r)[j] = (real)(open * (double)q[2 * H] * tanh(cell) +
			                      (1 - open) * (double)row(h0, r)[j]);
		}
	}
}

void phased_step_backward(
        mat dk, mat da, mat dh0, mat dc, mat dh, mat a, mat h0, mat c0, mat Wh, mat k)
{
	const int H = dh.cols;
	for (int r = 0; r < dh.rows; r++)
		for (int j = 0; j < H; j++) {
			const real *q = row(a, r) + j;
			double i = (double)q[0], f = (double)q[H], o = (double)q[2 * H], g = (double)q[3 * H];
			double old = (double)row(c0, r)[j], cell = f * old + i * g, s = tanh(cell);
			double open = (double)row(k, 0)[j];
			double d = (double)row(dh, r)[j], e = (double)row(dc, r)[j];
			double within = open * e + open * d * o * (1 - s * s); // at c̃
			real *to = row(da, r) + j;
			to[0] = (real)(within * g * i * (1 - i));
			to[H] = (real)(within * old * f * (1 - f));
			to[2 * H] = (real)(open * d * s * o * (1 - o));
			to[3 * H] = (real)(within * i * (1 - g * g));
			row(dk, 0)[j] += (real)(e * (cell - old) + d * (o * s - (double)row(h0, r)[j]));
			row(dc, r)[j] = (real)(within * f + (1 - open) * e);
			row(dh0, r)[j] += (real)((1 - open) * d);
		}
	back_through(dh0, da, Wh);
}
