/* An encoder, and decoders that know of the source one vector.
 *
 * The right layer of the encoder is an ordinary GRU layer on sentences that are reversed within their own
 * lengths. Its state after n−t words has read the words from the last down to word t, so that, beside the
 * left state after t+1 words, it makes states[t]: what both know who have just read word t. The last
 * states of both stand at [length], not at [S].
 *
 * Backwards every line turns round. A state has two readers, the last ones three, and each adds what it
 * sends. Behind the end nothing is read, so nothing comes back.
 *
 * A context at every step has T readers. Skip-thought gives one context to two decoders, and nothing but
 * += is needed for it.
 *
 * Sources: Sutskever and others 2014; Cho and others 2014; Kiros and others 2015. Deviations: one layer,
 * GRU for all; both directions' last states make the decoder's first. */
#include "seq2seq.h"
#include "vmath.h"

gru_wires gru_wires_new(arena *a, int T, int B, int H)
{
	return (gru_wires){seq_new(a, T + 1, B, H), seq_new(a, T, B, 3 * H), seq_new(a, T, B, 3 * H)};
}

encoder_wires encoder_wires_new(arena *a, int S, int B, int D, int H)
{
	return (encoder_wires){
	        .left = gru_wires_new(a, S, B, H),
	        .right = gru_wires_new(a, S, B, H),
	        .turned = seq_new(a, S, B, D),
	        .states = seq_new(a, S, B, 2 * H),
	        .last = mat_new(a, B, 2 * H),
	        .start = mat_new(a, B, H),
	};
}

/* A batch as a sequence of one step. */
static seq one_step(mat m)
{
	return (seq){m.p, 1, m.rows, m.cols};
}

/* Row b of step t, as a matrix. */
static mat spot(seq s, int t, int b)
{
	return rows(at(s, t), b, 1);
}

void encoder_forward(encoder_wires v, seq x, const int *length, encoder w)
{
	const int H = w.left.Wh.rows;
	need_seq(v.states, x.T, x.B, 2 * H);
	need_shape(v.last, x.B, 2 * H);
	TODO("9.3", "two layers; where are the two states that know word t of n? the last ones?");
}

void encoder_backward(
        encoder dw, seq dx, encoder_wires dv, seq x, const int *length, encoder_wires v, encoder w)
{
	const int H = w.left.Wh.rows;
	need_seq(dv.states, x.T, x.B, 2 * H);
	need_shape(dv.start, x.B, H);
	arena scratch = {0};
	seq dturned = seq_new(&scratch, x.T, x.B, x.D), back = seq_new(&scratch, x.T, x.B, x.D);
	seq dlast = one_step(dv.last);
	TODO("9.4", "start; then what each state's readers send it; the layers; dx has two parts");
	arena_free(&scratch);
}

void with_context_forward(seq y, seq x, mat ctx)
{
	need_seq(y, x.T, x.B, x.D + ctx.cols);
	TODO("9.5", "side by side, the same context at every step");
}

void with_context_backward(seq dx, mat dctx, seq dy)
{
	need_seq(dy, dx.T, dx.B, dx.D + dctx.cols);
	TODO("9.6", "how many readers has the context?");
}

double context_decoder_loss(
        context_decoder dw, mat dctx, seq dx, mat ctx, seq x, const int *target, context_decoder w)
{
	const int T = x.T, B = x.B, H = w.gru.Wh.rows, V = w.out.W.cols;
	need_shape(w.gru.Wx, x.D + ctx.cols, 3 * H);
	arena scratch = {0};
	seq in = seq_new(&scratch, T, B, x.D + ctx.cols), din = seq_new(&scratch, T, B, in.D);
	gru_wires v = gru_wires_new(&scratch, T, B, H), dv = gru_wires_new(&scratch, T, B, H);
	seq y = seq_new(&scratch, T, B, V), h = steps(v.h, 1, T), dh = steps(dv.h, 1, T);
	double loss = 0;
	TODO("9.7", "three calls forwards, the loss, three calls back");
	arena_free(&scratch);
	return loss;
}

double skip_thought_loss(const context_decoder dw[2], mat dctx, mat ctx, const neighbour n[2],
        const context_decoder w[2])
{
	double loss = 0;
	TODO("9.8", "the same context twice");
	return loss;
}
