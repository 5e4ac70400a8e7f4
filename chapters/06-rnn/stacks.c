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
	TODO("6.17", "each layer's input is the states of the one below, without h[0]");
}

void deep_rnn_backward(
        const rnn *dw, seq dx, const seq *dh, seq x, const seq *h, const rnn *w, int L)
{
	arena scratch = {0};
	TODO("6.18", "top layer first; its dx joins dh of the layer below");
	arena_free(&scratch);
}

/* to[t] = from[T-1-t] */
static void reverse(seq to, seq from)
{
	TODO("6.19", "step t of the one is step T-1-t of the other");
}

void birnn_forward(seq y, seq x, const rnn w[2], arena *a)
{
	const int H = w[0].Whh.rows;
	need_seq(y, x.T, x.B, 2 * H);
	TODO("6.19", "run one layer on x, one on x reversed; columns 0…H-1 and H…2H-1 of y");
}

void birnn_backward(const rnn dw[2], seq dx, seq dy, seq x, seq y, const rnn w[2], arena *a)
{
	const int T = x.T, H = w[0].Whh.rows;
	need_seq(dy, T, x.B, 2 * H);
	TODO("6.20", "hand each layer its half of dy and y; add the reversed dx of the right");
}
