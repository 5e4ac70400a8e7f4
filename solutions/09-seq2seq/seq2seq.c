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
	//> [encoder_forward] 9.3  two layers; where are the two states that know word t of n? the last ones?
	reverse_within(v.turned, x, length);
	gru_forward(v.left.h, v.left.a, v.left.u, x, w.left);
	gru_forward(v.right.h, v.right.a, v.right.u, v.turned, w.right);
	fill(flat(v.states), 0);
	for (int b = 0; b < x.B; b++)
		for (int t = 0; t < length[b]; t++) {
			copy(cols(spot(v.states, t, b), 0, H), spot(v.left.h, t + 1, b));
			copy(cols(spot(v.states, t, b), H, H), spot(v.right.h, length[b] - t, b));
		}
	many_to_one_forward(cols(v.last, 0, H), v.left.h, length);
	many_to_one_forward(cols(v.last, H, H), v.right.h, length);
	temporal_affine_forward(one_step(v.start), one_step(v.last), w.start);
	vec_tanh((int)count(v.start), v.start.p);
	//< [encoder_forward]
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
	//> [encoder_backward] 9.4  start; then what each state's readers send it; the layers; dx has two parts
	for (long i = 0; i < count(v.start); i++) dv.start.p[i] *= 1 - v.start.p[i] * v.start.p[i];
	fill(dv.last, 0);
	temporal_affine_backward(dw.start, dlast, one_step(dv.start), one_step(v.last), w.start);
	fill(flat(dv.left.h), 0);
	fill(flat(dv.right.h), 0);
	many_to_one_backward(dv.left.h, cols(dv.last, 0, H), length);
	many_to_one_backward(dv.right.h, cols(dv.last, H, H), length);
	for (int b = 0; b < x.B; b++)
		for (int t = 0; t < length[b]; t++) {
			add(spot(dv.left.h, t + 1, b), cols(spot(dv.states, t, b), 0, H));
			add(spot(dv.right.h, length[b] - t, b), cols(spot(dv.states, t, b), H, H));
		}
	gru_backward(
	        dw.left, dx, dv.left.a, dv.left.u, dv.left.h, x, v.left.h, v.left.a, v.left.u, w.left);
	gru_backward(dw.right, dturned, dv.right.a, dv.right.u, dv.right.h, v.turned, v.right.h,
	        v.right.a, v.right.u, w.right);
	reverse_within(back, dturned, length);
	add(flat(dx), flat(back));
	//< [encoder_backward]
	arena_free(&scratch);
}

void with_context_forward(seq y, seq x, mat ctx)
{
	need_seq(y, x.T, x.B, x.D + ctx.cols);
	//> [with_context_forward] 9.5  side by side, the same context at every step
	copy(cols(flat(y), 0, x.D), flat(x));
	for (int t = 0; t < x.T; t++) copy(cols(at(y, t), x.D, ctx.cols), ctx);
	//< [with_context_forward]
}

void with_context_backward(seq dx, mat dctx, seq dy)
{
	need_seq(dy, dx.T, dx.B, dx.D + dctx.cols);
	//> [with_context_backward] 9.6  how many readers has the context?
	copy(flat(dx), cols(flat(dy), 0, dx.D));
	for (int t = 0; t < dx.T; t++) add(dctx, cols(at(dy, t), dx.D, dctx.cols));
	//< [with_context_backward]
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
	//> [context_decoder_loss] 9.7  three calls forwards, the loss, three calls back
	with_context_forward(in, x, ctx);
	gru_forward(v.h, v.a, v.u, in, w.gru);
	temporal_affine_forward(y, h, w.out);
	loss = temporal_softmax_loss(y, target);
	temporal_affine_backward(dw.out, dh, y, h, w.out);
	gru_backward(dw.gru, din, dv.a, dv.u, dv.h, in, v.h, v.a, v.u, w.gru);
	with_context_backward(dx, dctx, din);
	//< [context_decoder_loss]
	arena_free(&scratch);
	return loss;
}

double skip_thought_loss(const context_decoder dw[2], mat dctx, mat ctx, const neighbour n[2],
        const context_decoder w[2])
{
	double loss = 0;
	//> [skip_thought_loss] 9.8  the same context twice
	for (int i = 0; i < 2; i++)
		loss += context_decoder_loss(dw[i], dctx, n[i].dx, ctx, n[i].x, n[i].target, w[i]);
	//< [skip_thought_loss]
	return loss;
}
