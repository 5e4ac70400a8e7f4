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
	//> [through_tanh] 9.15  the derivative of tanh from its value
	for (long i = 0, n = count(d); i < n; i++) d.p[i] *= 1 - y.p[i] * y.p[i];
	//< [through_tanh]
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
	//> [encoder_forward] 9.14  two layers; where are the two states that know word t of n? the last ones?
	reverse_within(v->turned, x, length);
	gru_forward(v->left.h, v->left.a, v->left.u, x, w.left);
	gru_forward(v->right.h, v->right.a, v->right.u, v->turned, w.right);
	fill(flat(v->states), 0);
	for (int b = 0; b < x.B; b++) {
		const int n = length[b];
		for (int t = 0; t < n; t++) {
			copy(cols(spot(v->states, t, b), 0, H), spot(v->left.h, t + 1, b));
			copy(cols(spot(v->states, t, b), H, H), spot(v->right.h, n - t, b));
		}
		copy(cols(rows(v->last, b, 1), 0, H), spot(v->left.h, n, b));
		copy(cols(rows(v->last, b, 1), H, H), spot(v->right.h, n, b));
	}
	temporal_affine_forward(one_step(v->start), one_step(v->last), w.start);
	tanh_all(v->start);
	//< [encoder_forward]
}

void encoder_backward(encoder dw, seq dx, encoder_wires *dv, seq x, const int *length,
        const encoder_wires *v, encoder w)
{
	const int H = w.left.Wh.rows;
	need_seq(dv->states, x.T, x.B, 2 * H);
	need_shape(dv->start, x.B, H);
	arena scratch = {0};
	seq dturned = seq_new(&scratch, x.T, x.B, x.D), back = seq_new(&scratch, x.T, x.B, x.D);
	//> [encoder_backward] 9.15  start, then every state to its layer, then the layers; dx has two parts
	through_tanh(dv->start, v->start);
	fill(dv->last, 0);
	temporal_affine_backward(
	        dw.start, one_step(dv->last), one_step(dv->start), one_step(v->last), w.start);
	fill(flat(dv->left.h), 0);
	fill(flat(dv->right.h), 0);
	for (int b = 0; b < x.B; b++) {
		const int n = length[b];
		for (int t = 0; t < n; t++) {
			add(spot(dv->left.h, t + 1, b), cols(spot(dv->states, t, b), 0, H));
			add(spot(dv->right.h, n - t, b), cols(spot(dv->states, t, b), H, H));
		}
		add(spot(dv->left.h, n, b), cols(rows(dv->last, b, 1), 0, H));
		add(spot(dv->right.h, n, b), cols(rows(dv->last, b, 1), H, H));
	}
	gru_backward(dw.left, dx, dv->left.a, dv->left.u, dv->left.h, x, v->left.h, v->left.a,
	        v->left.u, w.left);
	gru_backward(dw.right, dturned, dv->right.a, dv->right.u, dv->right.h, v->turned, v->right.h,
	        v->right.a, v->right.u, w.right);
	reverse_within(back, dturned, length);
	add(flat(dx), flat(back));
	//< [encoder_backward]
	arena_free(&scratch);
}

void with_context_forward(seq y, seq x, mat ctx)
{
	need_seq(y, x.T, x.B, x.D + ctx.cols);
	//> [with_context_forward] 9.16  side by side, the same context at every step
	copy(cols(flat(y), 0, x.D), flat(x));
	for (int t = 0; t < x.T; t++) copy(cols(at(y, t), x.D, ctx.cols), ctx);
	//< [with_context_forward]
}

void with_context_backward(seq dx, mat dctx, seq dy)
{
	need_seq(dy, dx.T, dx.B, dx.D + dctx.cols);
	//> [with_context_backward] 9.17  T readers of the context
	copy(flat(dx), cols(flat(dy), 0, dx.D));
	for (int t = 0; t < dx.T; t++) add(dctx, cols(at(dy, t), dx.D, dctx.cols));
	//< [with_context_backward]
}

void attend_forward(seq o, seq joined, seq alpha, seq h, seq k, const int *length, mat Wq, affine w)
{
	const int T = h.T, H = h.D;
	need_seq(joined, T, h.B, k.D + H);
	need_seq(alpha, h.B, T, k.T);
	arena scratch = {0};
	mat q = mat_new(&scratch, T, k.D);
	//> [attend_forward] 9.18  sentence by sentence: queries, scores, weights, contexts; then o at once
	fill(flat(alpha), 0);
	for (int b = 0; b < h.B; b++) {
		const int n = length[b];
		mat keys = one_of(k, b, n), weights = cols(at(alpha, b), 0, n), both = one_of(joined, b, T);
		mul(q, one_of(h, b, T), Wq);
		score_dot_forward(weights, q, keys);
		attention_weights(weights, n);
		attention_read(cols(both, 0, k.D), weights, keys);
		copy(cols(both, k.D, H), one_of(h, b, T));
	}
	temporal_affine_forward(o, joined, w);
	tanh_all(flat(o));
	//< [attend_forward]
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
	//> [attend_backward] 9.19  o at once; then sentence by sentence, every line of 9.18 turned round
	copy(flat(da), flat(d));
	through_tanh(flat(da), flat(o));
	temporal_affine_backward(dw, djoined, da, joined, w);
	for (int b = 0; b < h.B; b++) {
		const int n = length[b];
		mat keys = one_of(k, b, n), dkeys = one_of(dk, b, n), weights = cols(at(alpha, b), 0, n);
		mat dweights = cols(room, 0, n), dboth = one_of(djoined, b, T);
		attention_read_backward(dweights, dkeys, cols(dboth, 0, k.D), weights, keys);
		attention_weights_backward(dweights, weights);
		mul(q, one_of(h, b, T), Wq);
		fill(dq, 0);
		score_dot_backward(dq, dkeys, dweights, q, keys);
		mul_add(dWq, tr(one_of(h, b, T)), dq);
		mul_add(one_of(dh, b, T), dq, tr(Wq));
		add(one_of(dh, b, T), cols(dboth, k.D, H));
	}
	//< [attend_backward]
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
	//> [decoder_loss] 9.20  four lines forwards, the loss, three lines back
	with_context_forward(in, x, z);
	gru_forward(v.h, v.a, v.u, in, w.gru);
	temporal_affine_forward(y, steps(v.h, 1, T), w.out);
	double loss = temporal_softmax_loss(y, target);
	temporal_affine_backward(dw.out, steps(dh, 1, T), y, steps(v.h, 1, T), w.out);
	gru_backward(dw.gru, din, da, du, dh, in, v.h, v.a, v.u, w.gru);
	with_context_backward(dx, dz, din);
	//< [decoder_loss]
	arena_free(&scratch);
	return loss;
}

double skip_thought_loss(
        const decoder dw[2], mat dz, mat z, const neighbour n[2], const decoder w[2])
{
	double loss = 0;
	//> [skip_thought_loss] 9.21  the same z twice
	for (int i = 0; i < 2; i++)
		loss += decoder_loss(dw[i], dz, n[i].dx, z, n[i].x, n[i].target, w[i]);
	//< [skip_thought_loss]
	return loss;
}
