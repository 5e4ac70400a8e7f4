/* A right solution in plain loops; see rnn.c beside it. The layers themselves are called, as the
 * exercises intend; copies between them are written out. */
#include "rnn.h"

void deep_rnn_forward(const seq *h, seq x, const rnn *w, int L)
{
	rnn_forward(h[0], x, w[0]);
	for (int l = 1; l < L; l++) {
		const seq below = h[l - 1];
		seq in = {below.p + below.B * below.D, below.T - 1, below.B, below.D};
		rnn_forward(h[l], in, w[l]);
	}
}

void deep_rnn_backward(
        const rnn *dw, seq dx, const seq *dh, seq x, const seq *h, const rnn *w, int L)
{
	arena scratch = {0};
	for (int l = L; l-- > 0;) {
		seq in = l ? seq_new(&scratch, x.T, x.B, h[l - 1].D) : x;
		seq din = l ? seq_new(&scratch, x.T, x.B, in.D) : dx;
		const long gap = (long)in.B * in.D, n = gap * in.T;
		for (long i = 0; i < n && l; i++) in.p[i] = h[l - 1].p[gap + i];
		rnn_backward(dw[l], din, dh[l], in, h[l], w[l]);
		for (long i = 0; i < n && l; i++) dh[l - 1].p[gap + i] += din.p[i];
	}
	arena_free(&scratch);
}

void birnn_forward(seq y, seq x, const rnn w[2], arena *a)
{
	const int H = w[0].Whh.rows;
	for (int side = 0; side < 2; side++) {
		seq h = seq_new(a, x.T + 1, x.B, H), in = seq_new(a, x.T, x.B, x.D);
		for (int t = 0; t < x.T; t++)
			for (int n = 0; n < x.B; n++)
				for (int i = 0; i < x.D; i++)
					*elem(at(in, side ? x.T - 1 - t : t), n, i) = *elem(at(x, t), n, i);
		rnn_forward(h, in, w[side]);
		for (int t = 0; t < x.T; t++)
			for (int n = 0; n < x.B; n++)
				for (int j = 0; j < H; j++)
					*elem(at(y, t), n, side * H + j) = *elem(at(h, side ? x.T - t : t + 1), n, j);
	}
}

void birnn_backward(const rnn dw[2], seq dx, seq dy, seq x, seq y, const rnn w[2], arena *a)
{
	const int T = x.T, H = w[0].Whh.rows;
	fill(flat(dx), 0);
	for (int side = 1; side >= 0; side--) {
		seq h = seq_new(a, T + 1, x.B, H), dh = seq_new(a, T + 1, x.B, H);
		seq in = seq_new(a, T, x.B, x.D), din = seq_new(a, T, x.B, x.D);
		for (int t = 0; t < T; t++) {
			const int s = side ? T - 1 - t : t;
			copy(at(in, s), at(x, t));
			for (int n = 0; n < x.B; n++)
				for (int j = 0; j < H; j++) {
					*elem(at(h, s + 1), n, j) = *elem(at(y, t), n, side * H + j);
					*elem(at(dh, s + 1), n, j) = *elem(at(dy, t), n, side * H + j);
				}
		}
		rnn_backward(dw[side], din, dh, in, h, w[side]);
		for (int t = 0; t < T; t++) add(at(dx, t), at(din, side ? T - 1 - t : t));
	}
}
