/* More than one layer: on top of each other, or facing each other.
 *
 * Deep: layer l reads the states of layer l-1, h[l-1][1 … T]. Backwards, layer l's dx *is* what
 * layer l-1 receives from above, so it is added to what the loss sends there directly.
 *
 * Bidirectional (Schuster & Paliwal 1997): a second layer reads the sequence from the right; the
 * output at t shows both states, so it has seen the whole sentence. The right-to-left layer is
 * the ordinary one on a reversed copy. */
#include "rnn.h"

void deep_rnn_forward(const seq *h, seq x, const rnn *w, int L)
{
	//> [deep_rnn_forward] 6.17  each layer's input is the states of the one below, without h[0]
	for (int l = 0; l < L; l++) {
		rnn_forward(h[l], x, w[l]);
		x = steps(h[l], 1, x.T);
	}
	//< [deep_rnn_forward]
}

void deep_rnn_backward(
        const rnn *dw, seq dx, const seq *dh, seq x, const seq *h, const rnn *w, int L)
{
	arena scratch = {0};
	//> [deep_rnn_backward] 6.18  top layer first; its dx joins dh of the layer below
	for (int l = L - 1; l > 0; l--) {
		seq below = steps(h[l - 1], 1, x.T);
		seq dbelow = seq_new(&scratch, x.T, x.B, below.D);
		rnn_backward(dw[l], dbelow, dh[l], below, h[l], w[l]);
		add(flat(steps(dh[l - 1], 1, x.T)), flat(dbelow));
	}
	rnn_backward(dw[0], dx, dh[0], x, h[0], w[0]);
	//< [deep_rnn_backward]
	arena_free(&scratch);
}

/* to[t] = from[T-1-t] */
static void reverse(seq to, seq from)
{
	//> [reverse] 6.19  step t of the one is step T-1-t of the other
	for (int t = 0; t < from.T; t++) copy(at(to, t), at(from, from.T - 1 - t));
	//< [reverse]
}

void birnn_forward(seq y, seq x, const rnn w[2], arena *a)
{
	const int H = w[0].Whh.rows;
	need_seq(y, x.T, x.B, 2 * H);
	//> [birnn_forward] 6.19  run one layer on x, one on x reversed; columns 0…H-1 and H…2H-1 of y
	seq left = seq_new(a, x.T + 1, x.B, H), right = seq_new(a, x.T + 1, x.B, H);
	seq reversed = seq_new(a, x.T, x.B, x.D);
	reverse(reversed, x);
	rnn_forward(left, x, w[0]);
	rnn_forward(right, reversed, w[1]);
	for (int t = 0; t < x.T; t++) {
		copy(cols(at(y, t), 0, H), at(left, t + 1));
		copy(cols(at(y, t), H, H), at(right, x.T - t));
	}
	//< [birnn_forward]
}

void birnn_backward(const rnn dw[2], seq dx, seq dy, seq x, seq y, const rnn w[2], arena *a)
{
	const int T = x.T, H = w[0].Whh.rows;
	need_seq(dy, T, x.B, 2 * H);
	//> [birnn_backward] 6.20  hand each layer its half of dy and y; add the reversed dx of the right
	seq h[2], dh[2], reversed = seq_new(a, T, x.B, x.D), dreversed = seq_new(a, T, x.B, x.D);
	for (int side = 0; side < 2; side++) {
		h[side] = seq_new(a, T + 1, x.B, H);
		dh[side] = seq_new(a, T + 1, x.B, H);
		for (int t = 0; t < T; t++) {
			int step = side == 0 ? t + 1 : T - t; // where output t stands in this layer's time
			copy(at(h[side], step), cols(at(y, t), side * H, H));
			copy(at(dh[side], step), cols(at(dy, t), side * H, H));
		}
	}
	reverse(reversed, x);
	rnn_backward(dw[0], dx, dh[0], x, h[0], w[0]);
	rnn_backward(dw[1], dreversed, dh[1], reversed, h[1], w[1]);
	for (int t = 0; t < T; t++) add(at(dx, t), at(dreversed, T - 1 - t));
	//< [birnn_backward]
}
