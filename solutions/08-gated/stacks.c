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
	//> [deep_lstm_forward] 8.23  each layer's input is the states of the one below, without h[0]
	for (int l = 0; l < L; l++) {
		lstm_forward(v[l].h, v[l].c, v[l].a, x, w[l]);
		x = steps(v[l].h, 1, x.T);
	}
	//< [deep_lstm_forward]
}

void deep_lstm_backward(const gated *dw, seq dx, const lstm_dwires *dv, seq x, const lstm_wires *v,
        const gated *w, int L)
{
	arena scratch = {0};
	//> [deep_lstm_backward] 8.24  top layer first; its dx joins dh of the layer below
	for (int l = L - 1; l >= 0; l--) {
		seq in = l > 0 ? steps(v[l - 1].h, 1, x.T) : x;
		seq din = l > 0 ? seq_new(&scratch, x.T, x.B, in.D) : dx;
		lstm_backward(dw[l], din, dv[l].a, dv[l].h, dv[l].c, in, v[l].h, v[l].c, v[l].a, w[l]);
		if (l > 0) add(flat(steps(dv[l - 1].h, 1, x.T)), flat(din));
	}
	//< [deep_lstm_backward]
	arena_free(&scratch);
}

/* to[t] = from[T−1−t] */
static void turn_round(seq to, seq from)
{
	//> [turn_round] 8.25  step t of the one is step T−1−t of the other
	for (int t = 0; t < from.T; t++) copy(at(to, t), at(from, from.T - 1 - t));
	//< [turn_round]
}

void bilstm_forward(seq y, const lstm_wires v[2], seq x, const gated w[2])
{
	const int T = x.T, H = w[0].Wh.rows;
	need_seq(y, T, x.B, 2 * H);
	arena scratch = {0};
	seq reversed = seq_new(&scratch, T, x.B, x.D);
	//> [bilstm_forward] 8.25  one layer on x, one on x reversed; columns 0…H−1 and H…2H−1 of y
	turn_round(reversed, x);
	lstm_forward(v[0].h, v[0].c, v[0].a, x, w[0]);
	lstm_forward(v[1].h, v[1].c, v[1].a, reversed, w[1]);
	for (int t = 0; t < T; t++) {
		copy(cols(at(y, t), 0, H), at(v[0].h, t + 1));
		copy(cols(at(y, t), H, H), at(v[1].h, T - t));
	}
	//< [bilstm_forward]
	arena_free(&scratch);
}

void bilstm_backward(const gated dw[2], seq dx, const lstm_dwires dv[2], seq dy, seq x,
        const lstm_wires v[2], const gated w[2])
{
	const int T = x.T, H = w[0].Wh.rows;
	need_seq(dy, T, x.B, 2 * H);
	arena scratch = {0};
	seq reversed = seq_new(&scratch, T, x.B, x.D), dreversed = seq_new(&scratch, T, x.B, x.D);
	//> [bilstm_backward] 8.26  hand each layer its half of dy; the right one's dx comes back turned round
	for (int t = 0; t < T; t++) {
		add(at(dv[0].h, t + 1), cols(at(dy, t), 0, H));
		add(at(dv[1].h, T - t), cols(at(dy, t), H, H));
	}
	turn_round(reversed, x);
	lstm_backward(dw[0], dx, dv[0].a, dv[0].h, dv[0].c, x, v[0].h, v[0].c, v[0].a, w[0]);
	lstm_backward(
	        dw[1], dreversed, dv[1].a, dv[1].h, dv[1].c, reversed, v[1].h, v[1].c, v[1].a, w[1]);
	for (int t = 0; t < T; t++) add(at(dx, t), at(dreversed, T - 1 - t));
	//< [bilstm_backward]
	arena_free(&scratch);
}
