/* A right solution in which whole layers are made of single steps, and the double sum is taken in
 * the other order: for each k, everything that comes from any t ≥ k. */
#include "rnn.h"
#include "vmath.h"

/* dh ∘ (1 - h²), written as dh - dh h h */
static void slope(mat da, mat dh, mat h)
{
	for (int n = 0; n < h.rows; n++) {
		const real *d = row(dh, n), *s = row(h, n);
		real *to = row(da, n);
		for (int j = 0; j < h.cols; j++) to[j] = d[j] - d[j] * s[j] * s[j];
	}
}

void rnn_step_forward(mat h, mat x, mat h0, rnn w)
{
	for (int n = 0; n < h.rows; n++) copy(rows(h, n, 1), w.b);
	mul_add(h, h0, w.Whh);
	mul_add(h, x, w.Wxh);
	for (int n = 0; n < h.rows; n++) vec_tanh(h.cols, row(h, n));
}

void rnn_step_backward(rnn dw, mat dx, mat dh0, mat dh, mat x, mat h0, mat h, rnn w)
{
	arena scratch = {0};
	mat da = mat_new(&scratch, h.rows, h.cols);
	slope(da, dh, h);
	for (int n = 0; n < h.rows; n++) add(dw.b, rows(da, n, 1));
	mul_add(tr(dw.Whh), tr(da), h0);
	mul_add(tr(dw.Wxh), tr(da), x);
	mul_add(tr(dh0), w.Whh, tr(da));
	mul(tr(dx), w.Wxh, tr(da));
	arena_free(&scratch);
}

void rnn_recur_forward(seq h, mat Whh)
{
	for (int t = 0; t + 1 < h.T; t++) {
		mat next = at(h, t + 1);
		mul_add(next, at(h, t), Whh);
		vec_tanh((int)count(next), next.p);
	}
}

void rnn_recur_backward(seq dh, seq h, mat Whh)
{
	for (int t = h.T - 2; t >= 0; t--) {
		slope(at(dh, t + 1), at(dh, t + 1), at(h, t + 1));
		mul_add(at(dh, t), at(dh, t + 1), tr(Whh));
	}
}

void rnn_forward(seq h, seq x, rnn w)
{
	for (int t = 0; t < x.T; t++) rnn_step_forward(at(h, t + 1), at(x, t), at(h, t), w);
}

void rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w)
{
	for (int t = x.T - 1; t >= 0; t--) {
		mat d = at(dh, t + 1), now = at(h, t + 1);
		rnn_step_backward(dw, at(dx, t), at(dh, t), d, at(x, t), at(h, t), now, w);
		slope(d, d, now); // a step leaves dh alone; what is promised here is the gradient of a
	}
}

void rnn_double_sum(mat dWhh, seq dh, seq h, mat Whh)
{
	arena scratch = {0};
	seq carried = seq_new(&scratch, dh.T, dh.B, dh.D); // carried[t]: dh[t] brought back to h_k
	mat da = mat_new(&scratch, h.B, h.D);
	for (int k = h.T - 1; k > 0; k--) {
		copy(at(carried, k), at(dh, k));
		for (int t = k; t < h.T; t++) {
			slope(da, at(carried, t), at(h, k));
			mul_add(dWhh, tr(at(h, k - 1)), da);
			mul(at(carried, t), da, tr(Whh));
		}
	}
	arena_free(&scratch);
}

void truncated_bptt(rnn dw, seq dx, seq dh, seq x, seq h, rnn w, int k)
{
	arena scratch = {0};
	mat dropped = mat_new(&scratch, h.B, h.D);
	for (int t = x.T - 1; t >= 0; t--) {
		mat d = at(dh, t + 1), now = at(h, t + 1), before = t % k ? at(dh, t) : dropped;
		rnn_step_backward(dw, at(dx, t), before, d, at(x, t), at(h, t), now, w);
		slope(d, d, now);
	}
	arena_free(&scratch);
}
