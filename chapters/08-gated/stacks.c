/* LSTM layers on top of each other, or facing each other.
 *
 * Deep: layer l reads the states of layer l−1, h[1 … T]. Backwards, layer l's dx is what layer l−1
 * receives from above, so it is added to what the loss sends there directly.
 *
 * Both ways: the right layer is an ordinary one on the reversed sequence. Its step s is the output's step
 * T−1−s; nothing else is different, so its gradient is that of an ordinary layer too, turned round
 * once on the way in and once on the way out.
 *
 * Source: Schuster and Paliwal 1997; Graves and Schmidhuber 2005 with LSTM layers. */
#include "stacks.h"

void deep_lstm_forward(const lstm_wires *v, seq x, const gated *w, int L)
{
	TODO("8.23", "each layer's input is the states of the one below, without h[0]");
}

void deep_lstm_backward(const gated *dw, seq dx, const lstm_dwires *dv, seq x, const lstm_wires *v,
        const gated *w, int L)
{
	arena scratch = {0};
	TODO("8.24", "top layer first; its dx joins dh of the layer below");
	arena_free(&scratch);
}

/* to[t] = from[T−1−t] */
static void turn_round(seq to, seq from)
{
	TODO("8.25", "step t of the one is step T−1−t of the other");
}

void bilstm_forward(seq y, const lstm_wires v[2], seq x, const gated w[2])
{
	const int T = x.T, H = w[0].Wh.rows;
	need_seq(y, T, x.B, 2 * H);
	arena scratch = {0};
	seq reversed = seq_new(&scratch, T, x.B, x.D);
	TODO("8.25", "one layer on x, one on x reversed; columns 0…H−1 and H…2H−1 of y");
	arena_free(&scratch);
}

void bilstm_backward(const gated dw[2], seq dx, const lstm_dwires dv[2], seq dy, seq x,
        const lstm_wires v[2], const gated w[2])
{
	const int T = x.T, H = w[0].Wh.rows;
	need_seq(dy, T, x.B, 2 * H);
	arena scratch = {0};
	seq reversed = seq_new(&scratch, T, x.B, x.D), dreversed = seq_new(&scratch, T, x.B, x.D);
	TODO("8.26", "hand each layer its half of dy; the right one's dx comes back turned round");
	arena_free(&scratch);
}
