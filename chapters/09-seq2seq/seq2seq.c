/* An encoder, a decoder, and what connects them.
 *
 * The right layer of the encoder is an ordinary GRU layer on sentences that are reversed within their own
 * lengths; its states are turned round the same way, so that states[t] is what both know at word t.
 * Both last states stand at [length], not at [S].
 *
 * Attention stands after the recurrence: o_t depends on h_t and the encoder, and h_t on no o. So the
 * decoder's layer runs through all its steps first, and all queries of a sentence are asked at once:
 * products of (T,H) by (H,S), one sentence after the other, with as many keys as it has words.
 *
 * Backwards each line turns round. The encoder's states have two readers, scores and contexts, and the
 * decoder's states two, queries and [ctx, h]; each adds its term.
 *
 * Sources: Sutskever and others 2014; Cho and others 2014; Luong and others 2015; Kiros and others
 * 2015. Deviations: GRU for all; both directions' last states make the decoder's first. */
#include "seq2seq.h"
#include "vmath.h"

gru_wires gru_wires_new(arena *a, int T, int B, int H)
{
	return (gru_wires){seq_new(a, T + 1, B, H), seq_new(a, T, B, 3 * H), seq_new(a, T, B, 3 * H)};
}

static void tanh_all(mat m)
{
	vec_tanh((int)count(m), m.p);
}

/* d ∘ (1 − y²), in place: through y = tanh. */
static void through_tanh(mat d, mat y)
{
	TODO("9.15", "the derivative of tanh from its value");
}

/* One step as a sequence of one. */
static seq one_step(mat m)
{
	return (seq){m.p, 1, m.rows, m.cols};
}

/* Row b of step t. */
static mat spot(seq s, int t, int b)
{
	return rows(at(s, t), b, 1);
}

void encoder_forward(encoder_wires *v, seq x, const int *length, encoder w)
{
	const int H = w.left.Wh.rows;
	need_seq(v->states, x.T, x.B, 2 * H);
	need_shape(v->last, x.B, 2 * H);
	TODO("9.14", "two layers; where are the two states that know word t of n? the last ones?");
}

void encoder_backward(encoder dw, seq dx, encoder_wires *dv, seq x, const int *length,
        const encoder_wires *v, encoder w)
{
	const int H = w.left.Wh.rows;
	need_seq(dv->states, x.T, x.B, 2 * H);
	need_shape(dv->start, x.B, H);
	arena scratch = {0};
	seq dturned = seq_new(&scratch, x.T, x.B, x.D), back = seq_new(&scratch, x.T, x.B, x.D);
	TODO("9.15", "start, then every state to its layer, then the layers; dx has two parts");
	arena_free(&scratch);
}

void with_context_forward(seq y, seq x, mat ctx)
{
	need_seq(y, x.T, x.B, x.D + ctx.cols);
	TODO("9.16", "side by side, the same context at every step");
}

void with_context_backward(seq dx, mat dctx, seq dy)
{
	need_seq(dy, dx.T, dx.B, dx.D + dctx.cols);
	TODO("9.17", "T readers of the context");
}

void attend_forward(seq o, seq joined, seq alpha, seq h, seq k, const int *length, mat Wq, affine w)
{
	const int T = h.T, H = h.D;
	need_seq(joined, T, h.B, k.D + H);
	need_seq(alpha, h.B, T, k.T);
	arena scratch = {0};
	mat q = mat_new(&scratch, T, k.D);
	TODO("9.18", "sentence by sentence: queries, scores, weights, contexts; then o at once");
	arena_free(&scratch);
}

void attend_backward(mat dWq, affine dw, seq dh, seq dk, seq d, seq o, seq joined, seq alpha, seq h,
        seq k, const int *length, mat Wq, affine w)
{
	const int T = h.T, H = h.D;
	need_seq(dh, T, h.B, H);
	need_seq(dk, k.T, h.B, k.D);
	arena scratch = {0};
	seq da = seq_new(&scratch, T, h.B, H), djoined = seq_new(&scratch, T, h.B, k.D + H);
	mat q = mat_new(&scratch, T, k.D), dq = mat_new(&scratch, T, k.D);
	mat room = mat_new(&scratch, T, k.T);
	TODO("9.19", "o at once; then sentence by sentence, every line of 9.18 turned round");
	arena_free(&scratch);
}

double decoder_loss(decoder dw, mat dz, seq dx, mat z, seq x, const int *target, decoder w)
{
	const int T = x.T, B = x.B, H = w.gru.Wh.rows, V = w.out.W.cols;
	need_shape(w.gru.Wx, x.D + z.cols, 3 * H);
	arena scratch = {0};
	seq in = seq_new(&scratch, T, B, x.D + z.cols), din = seq_new(&scratch, T, B, x.D + z.cols);
	seq y = seq_new(&scratch, T, B, V), dh = seq_new(&scratch, T + 1, B, H);
	gru_wires v = gru_wires_new(&scratch, T, B, H);
	seq da = seq_new(&scratch, T, B, 3 * H), du = seq_new(&scratch, T, B, 3 * H);
	TODO("9.20", "four lines forwards, the loss, three lines back");
	arena_free(&scratch);
	return loss;
}

double skip_thought_loss(
        const decoder dw[2], mat dz, mat z, const neighbour n[2], const decoder w[2])
{
	double loss = 0;
	TODO("9.21", "the same z twice");
	return loss;
}
