/* Each change on top of the plain step: peepholes and the time gate around lstm_step_…(), coupled gates
 * as an LSTM whose input gate is tied to its forget gate. */
#include <math.h>

#include "variants.h"

static real logistic(real x)
{
	return (real)(1 / (1 + exp(-(double)x)));
}

static real squashed(real x)
{
	return (real)tanh((double)x);
}

void peephole_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat p)
{
	const int H = h.cols;
	arena scratch = {0};
	mat waiting = mat_new(&scratch, h.rows, H); // what o's sum is without its peephole
	for (int r = 0; r < h.rows; r++)
		for (int k = 0; k < H; k++) {
			*elem(a, r, k) += *elem(p, 0, k) * *elem(c0, r, k);
			*elem(a, r, H + k) += *elem(p, 1, k) * *elem(c0, r, k);
		}
	copy(waiting, cols(a, 2 * H, H));
	mul_add(waiting, h0, cols(Wh, 2 * H, H));
	lstm_step_forward(h, c, a, h0, c0, Wh);
	for (int r = 0; r < h.rows; r++)
		for (int k = 0; k < H; k++) {
			real o = logistic(*elem(waiting, r, k) + *elem(p, 2, k) * *elem(c, r, k));
			*elem(a, r, 2 * H + k) = o;
			*elem(h, r, k) = o * squashed(*elem(c, r, k));
		}
	arena_free(&scratch);
}

/* dp += what arrives at three gates times what each of them saw */
static void peepholes(mat dp, mat da, mat c, mat c0)
{
	const int H = c.cols;
	for (int gate = 0; gate < 3; gate++)
		for (int r = 0; r < c.rows; r++)
			for (int k = 0; k < H; k++)
				*elem(dp, gate, k) += *elem(da, r, gate * H + k) * *elem(gate < 2 ? c0 : c, r, k);
}

void peephole_step_backward(
        mat dp, mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh, mat p)
{
	const int H = dh.cols;
	for (int r = 0; r < dh.rows; r++)
		for (int k = 0; k < H; k++) {
			real o = *elem(a, r, 2 * H + k);
			real at_o = *elem(dh, r, k) * squashed(*elem(c, r, k)) * o * (1 - o);
			*elem(dc, r, k) += *elem(p, 2, k) * at_o;
		}
	lstm_step_backward(da, dh0, dc, dh, a, c, c0, Wh);
	for (int r = 0; r < dh.rows; r++)
		for (int k = 0; k < H; k++)
			*elem(dc, r, k) +=
			        *elem(da, r, k) * *elem(p, 0, k) + *elem(da, r, H + k) * *elem(p, 1, k);
	peepholes(dp, da, c, c0);
}

void coupled_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh)
{
	const int H = h.cols;
	mul_add(a, h0, Wh);
	for (int r = 0; r < h.rows; r++)
		for (int k = 0; k < H; k++) {
			real *f = elem(a, r, k), *o = f + H, *g = o + H;
			*f = logistic(*f);
			*o = logistic(*o);
			*g = squashed(*g);
			*elem(c, r, k) = *f * *elem(c0, r, k) + (1 - *f) * *g;
			*elem(h, r, k) = *o * squashed(*elem(c, r, k));
		}
}

void coupled_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh)
{
	const int B = dh.rows, H = dh.cols;
	arena scratch = {0};
	mat a4 = mat_new(&scratch, B, 4 * H), da4 = mat_new(&scratch, B, 4 * H);
	mat nowhere = mat_new(&scratch, B, H), none = mat_new(&scratch, H, 4 * H);
	copy(cols(a4, H, 3 * H), a);
	for (int r = 0; r < B; r++)
		for (int k = 0; k < H; k++) *elem(a4, r, k) = 1 - *elem(a, r, k);
	lstm_step_backward(da4, nowhere, dc, dh, a4, c, c0, none);
	copy(da, cols(da4, H, 3 * H));
	for (int r = 0; r < B; r++) // 1 − σ(x) = σ(−x): the tied gate's sum is −x
		for (int k = 0; k < H; k++) *elem(da, r, k) -= *elem(da4, r, k);
	mul_add(dh0, da, tr(Wh));
	arena_free(&scratch);
}

/* φ and the slope of k, from the distance to the peak. */
static double gate_at(double *slope, double *phase, double t, mat clock, double leak, int j)
{
	double period = (double)*elem(clock, 0, j), half = (double)*elem(clock, 2, j) / 2;
	double since = t - (double)*elem(clock, 1, j);
	*phase = (since - period * floor(since / period)) / period;
	*slope = *phase >= 2 * half ? leak : *phase < half ? 1 / half : -1 / half;
	return *phase >= 2 * half ? leak * *phase : 1 - fabs(*phase - half) / half;
}

void time_gate(mat k, double t, mat clock, double leak)
{
	double slope, phase;
	for (int j = 0; j < k.cols; j++)
		*elem(k, 0, j) = (real)gate_at(&slope, &phase, t, clock, leak, j);
}

void time_gate_backward(mat dclock, mat dk, double t, mat clock, double leak)
{
	for (int j = 0; j < dk.cols; j++) {
		double slope, phase, period = (double)*elem(clock, 0, j);
		gate_at(&slope, &phase, t, clock, leak, j);
		double turns = (t - (double)*elem(clock, 1, j)) / period;
		double open = (double)*elem(clock, 2, j), d = (double)*elem(dk, 0, j);
		*elem(dclock, 0, j) -= (real)(d * slope * turns / period);
		*elem(dclock, 1, j) -= (real)(d * slope / period);
		if (phase < open) *elem(dclock, 2, j) -= (real)(d * slope * phase / open);
	}
}

/* to = k∘to + (1−k)∘before, k the same for all rows */
static void mix(mat to, mat before, mat k)
{
	for (int r = 0; r < to.rows; r++)
		for (int j = 0; j < to.cols; j++)
			*elem(to, r, j) =
			        *elem(k, 0, j) * *elem(to, r, j) + (1 - *elem(k, 0, j)) * *elem(before, r, j);
}

void phased_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat k)
{
	lstm_step_forward(h, c, a, h0, c0, Wh);
	mix(c, c0, k);
	mix(h, h0, k);
}

/* Back through mix(): dk, what the proposal gets, and what passes by, which stays in d. */
static void unmix(mat dk, mat proposal, mat d, mat made, mat before, mat k)
{
	for (int r = 0; r < d.rows; r++)
		for (int j = 0; j < d.cols; j++) {
			real arrives = *elem(d, r, j);
			*elem(dk, 0, j) += arrives * (*elem(made, r, j) - *elem(before, r, j));
			*elem(proposal, r, j) = arrives * *elem(k, 0, j);
			*elem(d, r, j) = arrives - arrives * *elem(k, 0, j);
		}
}

void phased_step_backward(
        mat dk, mat da, mat dh0, mat dc, mat dh, mat a, mat h0, mat c0, mat Wh, mat k)
{
	const int B = dh.rows, H = dh.cols;
	arena scratch = {0};
	mat c = mat_new(&scratch, B, H), h = mat_new(&scratch, B, H), past = mat_new(&scratch, B, H);
	mat at_c = mat_new(&scratch, B, H), at_h = mat_new(&scratch, B, H);
	for (int r = 0; r < B; r++)
		for (int j = 0; j < H; j++) {
			*elem(c, r, j) =
			        *elem(a, r, H + j) * *elem(c0, r, j) + *elem(a, r, j) * *elem(a, r, 3 * H + j);
			*elem(h, r, j) = *elem(a, r, 2 * H + j) * squashed(*elem(c, r, j));
		}
	copy(past, dh);
	unmix(dk, at_h, past, h, h0, k);
	unmix(dk, at_c, dc, c, c0, k);
	add(dh0, past);
	lstm_step_backward(da, dh0, at_c, at_h, a, c, c0, Wh);
	add(dc, at_c);
	arena_free(&scratch);
}
