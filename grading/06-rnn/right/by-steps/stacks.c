/* A right solution that goes through time once with all layers, instead of through the layers
 * with all of time, and reads from the right without a reversed copy. */
#include "rnn.h"

void deep_rnn_forward(const seq *h, seq x, const rnn *w, int L)
{
	for (int t = 0; t < x.T; t++)
		for (int l = 0; l < L; l++) {
			mat in = l > 0 ? at(h[l - 1], t + 1) : at(x, t);
			rnn_step_forward(at(h[l], t + 1), in, at(h[l], t), w[l]);
		}
}

/* From the gradient of h to that of a: what rnn_recur_backward() leaves behind. */
static void slope(mat d, mat h)
{
	for (int n = 0; n < h.rows; n++)
		for (int j = 0; j < h.cols; j++) *elem(d, n, j) *= 1 - *elem(h, n, j) * *elem(h, n, j);
}

void deep_rnn_backward(
        const rnn *dw, seq dx, const seq *dh, seq x, const seq *h, const rnn *w, int L)
{
	arena scratch = {0};
	for (int t = x.T - 1; t >= 0; t--) {
		for (int l = L - 1; l >= 0; l--) {
			mat in = l > 0 ? at(h[l - 1], t + 1) : at(x, t);
			mat din = l > 0 ? mat_new(&scratch, in.rows, in.cols) : at(dx, t);
			mat d = at(dh[l], t + 1), now = at(h[l], t + 1);
			rnn_step_backward(dw[l], din, at(dh[l], t), d, in, at(h[l], t), now, w[l]);
			if (l > 0) add(at(dh[l - 1], t + 1), din);
			slope(d, now);
		}
		arena_reset(&scratch);
	}
	arena_free(&scratch);
}

void birnn_forward(seq y, seq x, const rnn w[2], arena *a)
{
	const int T = x.T, H = w[0].Whh.rows;
	mat left = mat_new(a, x.B, H), right = mat_new(a, x.B, H), next = mat_new(a, x.B, H);
	for (int t = 0; t < T; t++) {
		rnn_step_forward(next, at(x, t), left, w[0]);
		copy(left, next);
		copy(cols(at(y, t), 0, H), left);
	}
	for (int t = T - 1; t >= 0; t--) {
		rnn_step_forward(next, at(x, t), right, w[1]);
		copy(right, next);
		copy(cols(at(y, t), H, H), right);
	}
}

void birnn_backward(const rnn dw[2], seq dx, seq dy, seq x, seq y, const rnn w[2], arena *a)
{
	const int T = x.T, H = w[0].Whh.rows;
	mat d = mat_new(a, x.B, H), now = mat_new(a, x.B, H), before = mat_new(a, x.B, H);
	mat din = mat_new(a, x.B, x.D);
	fill(flat(dx), 0);
	for (int side = 0; side < 2; side++) {
		const int back = side ? 1 : -1; // where this layer's past lies
		mat dbefore = mat_new(a, x.B, H);
		for (int i = 0; i < T; i++) {
			const int t = side ? i : T - 1 - i, past = t + back;
			copy(d, dbefore);
			add(d, cols(at(dy, t), side * H, H));
			copy(now, cols(at(y, t), side * H, H));
			fill(before, 0);
			if (past >= 0 && past < T) copy(before, cols(at(y, past), side * H, H));
			fill(dbefore, 0);
			rnn_step_backward(dw[side], din, dbefore, d, at(x, t), before, now, w[side]);
			add(at(dx, t), din);
		}
	}
}
