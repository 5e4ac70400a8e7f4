/* A right solution with one matrix for everything: z = [x, h0, 1] meets W = [Wxh; Whh; b], so a
 * step is one product and its gradient two. The double sum is taken as the single sum to which
 * it is equal. */
#include <math.h>

#include "rnn.h"

/* [Wxh; Whh; b] */
static mat stacked(arena *a, rnn w)
{
	const int D = w.Wxh.rows, H = w.Whh.rows;
	mat W = mat_new(a, D + H + 1, H);
	copy(rows(W, 0, D), w.Wxh);
	copy(rows(W, D, H), w.Whh);
	copy(rows(W, D + H, 1), w.b);
	return W;
}

/* [x, h0, 1] */
static void side_by_side(mat z, mat x, mat h0)
{
	copy(cols(z, 0, x.cols), x);
	copy(cols(z, x.cols, h0.cols), h0);
	fill(cols(z, x.cols + h0.cols, 1), 1);
}

static void squash(mat h)
{
	for (int n = 0; n < h.rows; n++)
		for (int j = 0; j < h.cols; j++) *elem(h, n, j) = (real)tanh((double)*elem(h, n, j));
}

static void slope(mat d, mat h)
{
	for (int n = 0; n < h.rows; n++)
		for (int j = 0; j < h.cols; j++)
			*elem(d, n, j) -= *elem(h, n, j) * *elem(h, n, j) * *elem(d, n, j);
}

void rnn_step_forward(mat h, mat x, mat h0, rnn w)
{
	arena scratch = {0};
	mat z = mat_new(&scratch, x.rows, x.cols + h0.cols + 1);
	side_by_side(z, x, h0);
	mul(h, z, stacked(&scratch, w));
	squash(h);
	arena_free(&scratch);
}

static void share_out(rnn dw, mat dW)
{
	const int D = dw.Wxh.rows, H = dw.Whh.rows;
	add(dw.Wxh, rows(dW, 0, D));
	add(dw.Whh, rows(dW, D, H));
	add(dw.b, rows(dW, D + H, 1));
}

void rnn_step_backward(rnn dw, mat dx, mat dh0, mat dh, mat x, mat h0, mat h, rnn w)
{
	arena scratch = {0};
	const int D = x.cols, H = h.cols;
	mat z = mat_new(&scratch, x.rows, D + H + 1), dz = mat_new(&scratch, x.rows, D + H + 1);
	mat dW = mat_new(&scratch, D + H + 1, H), da = mat_new(&scratch, h.rows, H);
	side_by_side(z, x, h0);
	copy(da, dh);
	slope(da, h);
	mul(dW, tr(z), da);
	share_out(dw, dW);
	mul(dz, da, tr(stacked(&scratch, w)));
	copy(dx, cols(dz, 0, D));
	add(dh0, cols(dz, D, H));
	arena_free(&scratch);
}

void rnn_recur_forward(seq h, mat Whh)
{
	for (int t = 1; t < h.T; t++) {
		mul_add(tr(at(h, t)), tr(Whh), tr(at(h, t - 1)));
		squash(at(h, t));
	}
}

void rnn_recur_backward(seq dh, seq h, mat Whh)
{
	for (int t = h.T - 1; t > 0; t--) {
		slope(at(dh, t), at(h, t));
		mul_add(tr(at(dh, t - 1)), Whh, tr(at(dh, t)));
	}
}

void rnn_forward(seq h, seq x, rnn w)
{
	arena scratch = {0};
	mat W = stacked(&scratch, w), z = mat_new(&scratch, x.B, W.rows);
	for (int t = 0; t < x.T; t++) {
		side_by_side(z, at(x, t), at(h, t));
		mul(at(h, t + 1), z, W);
		squash(at(h, t + 1));
	}
	arena_free(&scratch);
}

/* Keeps all steps' z, for one product at the end; cut every k steps, never when k is 0. */
static void layer_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w, int k)
{
	arena scratch = {0};
	mat W = stacked(&scratch, w);
	seq z = seq_new(&scratch, x.T, x.B, W.rows), dz = seq_new(&scratch, x.T, x.B, W.rows);
	mat dW = mat_new(&scratch, W.rows, W.cols);
	for (int t = x.T - 1; t >= 0; t--) {
		slope(at(dh, t + 1), at(h, t + 1));
		side_by_side(at(z, t), at(x, t), at(h, t));
		mul(at(dz, t), at(dh, t + 1), tr(W));
		if (k == 0 || t % k) add(at(dh, t), cols(at(dz, t), x.D, h.D));
	}
	copy(flat(dx), cols(flat(dz), 0, x.D));
	mul(dW, tr(flat(z)), flat(steps(dh, 1, x.T)));
	share_out(dw, dW);
	arena_free(&scratch);
}

void rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	layer_backward(dw, dx, dh, x, h, w, 0);
}

void rnn_double_sum(mat dWhh, seq dh, seq h, mat Whh)
{
	arena scratch = {0};
	seq all = seq_new(&scratch, dh.T, dh.B, dh.D);
	copy(flat(all), flat(dh));
	rnn_recur_backward(all, h, Whh);
	mul_add(dWhh, tr(flat(steps(h, 0, h.T - 1))), flat(steps(all, 1, h.T - 1)));
	arena_free(&scratch);
}

void truncated_bptt(rnn dw, seq dx, seq dh, seq x, seq h, rnn w, int k)
{
	layer_backward(dw, dx, dh, x, h, w, k);
}
