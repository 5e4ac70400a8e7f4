/* A right solution in plain loops, the way the equations read: no BLAS, no views of sequences,
 * sums in another order than the solution's. */
#include <math.h>

#include "rnn.h"

/* a_j = b_j + Σ_i x_i Wxh_ij + Σ_i h0_i Whh_ij for row n. */
static real before_tanh(mat x, mat h0, rnn w, int n, int j)
{
	real a = *elem(w.b, 0, j);
	for (int i = h0.cols - 1; i >= 0; i--) a += *elem(h0, n, i) * *elem(w.Whh, i, j);
	for (int i = x.cols - 1; i >= 0; i--) a += *elem(x, n, i) * *elem(w.Wxh, i, j);
	return a;
}

void rnn_step_forward(mat h, mat x, mat h0, rnn w)
{
	for (int n = 0; n < h.rows; n++)
		for (int j = 0; j < h.cols; j++)
			*elem(h, n, j) = (real)tanh((double)before_tanh(x, h0, w, n, j));
}

static real slope(mat h, int n, int j)
{
	return (1 - *elem(h, n, j)) * (1 + *elem(h, n, j));
}

/* What da, the gradient of a, leaves in the weights and sends to the input. */
static void weights_and_input(rnn dw, mat dx, mat da, mat x, mat h0, rnn w)
{
	for (int n = 0; n < da.rows; n++)
		for (int i = 0; i < x.cols; i++) {
			real sum = 0;
			for (int j = 0; j < da.cols; j++) {
				sum += *elem(w.Wxh, i, j) * *elem(da, n, j);
				*elem(dw.Wxh, i, j) += *elem(x, n, i) * *elem(da, n, j);
			}
			*elem(dx, n, i) = sum;
		}
	for (int n = 0; n < da.rows; n++)
		for (int j = 0; j < da.cols; j++) {
			*elem(dw.b, 0, j) += *elem(da, n, j);
			for (int i = 0; i < h0.cols; i++)
				*elem(dw.Whh, i, j) += *elem(h0, n, i) * *elem(da, n, j);
		}
}

/* dh0 += da Whhᵀ */
static void to_state_before(mat dh0, mat da, mat Whh)
{
	for (int n = 0; n < da.rows; n++)
		for (int j = 0; j < da.cols; j++)
			for (int i = 0; i < dh0.cols; i++)
				*elem(dh0, n, i) += *elem(da, n, j) * *elem(Whh, i, j);
}

void rnn_step_backward(rnn dw, mat dx, mat dh0, mat dh, mat x, mat h0, mat h, rnn w)
{
	arena scratch = {0};
	mat da = mat_new(&scratch, h.rows, h.cols);
	for (int n = 0; n < h.rows; n++)
		for (int j = 0; j < h.cols; j++) *elem(da, n, j) = slope(h, n, j) * *elem(dh, n, j);
	weights_and_input(dw, dx, da, x, h0, w);
	to_state_before(dh0, da, w.Whh);
	arena_free(&scratch);
}

void rnn_recur_forward(seq h, mat Whh)
{
	for (int t = 1; t < h.T; t++)
		for (int n = 0; n < h.B; n++)
			for (int j = 0; j < h.D; j++) {
				real a = *elem(at(h, t), n, j);
				for (int i = 0; i < h.D; i++) a += *elem(at(h, t - 1), n, i) * *elem(Whh, i, j);
				*elem(at(h, t), n, j) = (real)tanh((double)a);
			}
}

void rnn_recur_backward(seq dh, seq h, mat Whh)
{
	for (int t = h.T - 1; t >= 1; t--) {
		for (int n = 0; n < h.B; n++)
			for (int j = 0; j < h.D; j++) *elem(at(dh, t), n, j) *= slope(at(h, t), n, j);
		to_state_before(at(dh, t - 1), at(dh, t), Whh);
	}
}

void rnn_forward(seq h, seq x, rnn w)
{
	for (int t = 0; t < x.T; t++) rnn_step_forward(at(h, t + 1), at(x, t), at(h, t), w);
}

void rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	rnn_recur_backward(dh, h, w.Whh);
	for (int t = 0; t < x.T; t++)
		weights_and_input(dw, at(dx, t), at(dh, t + 1), at(x, t), at(h, t), w);
}

void rnn_double_sum(mat dWhh, seq dh, seq h, mat Whh)
{
	arena scratch = {0};
	mat d = mat_new(&scratch, h.B, h.D), da = mat_new(&scratch, h.B, h.D);
	for (int t = h.T - 1; t >= 1; t--) {
		copy(d, at(dh, t));
		for (int k = t; k >= 1; k--) {
			for (int n = 0; n < h.B; n++)
				for (int j = 0; j < h.D; j++) {
					*elem(da, n, j) = slope(at(h, k), n, j) * *elem(d, n, j);
					for (int i = 0; i < h.D; i++)
						*elem(dWhh, i, j) += *elem(at(h, k - 1), n, i) * *elem(da, n, j);
				}
			fill(d, 0);
			to_state_before(d, da, Whh);
		}
	}
	arena_free(&scratch);
}

void truncated_bptt(rnn dw, seq dx, seq dh, seq x, seq h, rnn w, int k)
{
	for (int t = x.T; t >= 1; t--) {
		for (int n = 0; n < h.B; n++)
			for (int j = 0; j < h.D; j++) *elem(at(dh, t), n, j) *= slope(at(h, t), n, j);
		if ((t - 1) % k != 0) to_state_before(at(dh, t - 1), at(dh, t), w.Whh);
		weights_and_input(dw, at(dx, t - 1), at(dh, t), at(x, t - 1), at(h, t - 1), w);
	}
}
