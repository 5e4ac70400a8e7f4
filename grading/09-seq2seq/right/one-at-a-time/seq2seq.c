/* A right solution that reads one sentence after the other, each in a batch of its own that is as long as
 * it is: no padding is ever read. What it keeps it copies into the wires; backwards it reads again. */
#include "seq2seq.h"
#include "vmath.h"

gru_wires gru_wires_new(arena *a, int T, int B, int H)
{
	return (gru_wires){seq_new(a, T + 1, B, H), seq_new(a, T, B, 3 * H), seq_new(a, T, B, 3 * H)};
}

encoder_wires encoder_wires_new(arena *a, int S, int B, int D, int H)
{
	return (encoder_wires){gru_wires_new(a, S, B, H), gru_wires_new(a, S, B, H),
	        seq_new(a, S, B, D), seq_new(a, S, B, 2 * H), mat_new(a, B, 2 * H), mat_new(a, B, H)};
}

/* The first n steps of sentence b, in the order of reading or against it. */
static seq alone(arena *a, seq x, int b, int n, bool backwards)
{
	seq s = seq_new(a, n, 1, x.D);
	for (int t = 0; t < n; t++) copy(at(s, t), rows(at(x, backwards ? n - 1 - t : t), b, 1));
	return s;
}

/* Add sentence s to the steps of sentence b. */
static void put_back(seq to, seq s, int b, bool backwards)
{
	for (int t = 0; t < s.T; t++) add(rows(at(to, backwards ? s.T - 1 - t : t), b, 1), at(s, t));
}

static seq one_step(mat m)
{
	return (seq){m.p, 1, m.rows, m.cols};
}

void encoder_forward(encoder_wires v, seq x, const int *length, encoder w)
{
	const int H = w.left.Wh.rows;
	fill(flat(v.states), 0);
	reverse_within(v.turned, x, length);
	gru_forward(v.left.h, v.left.a, v.left.u, x, w.left);
	gru_forward(v.right.h, v.right.a, v.right.u, v.turned, w.right);
	for (int b = 0; b < x.B; b++) {
		arena a = {0};
		const int n = length[b];
		gru_wires left = gru_wires_new(&a, n, 1, H), right = gru_wires_new(&a, n, 1, H);
		gru_forward(left.h, left.a, left.u, alone(&a, x, b, n, false), w.left);
		gru_forward(right.h, right.a, right.u, alone(&a, x, b, n, true), w.right);
		for (int t = 0; t < n; t++) {
			copy(cols(rows(at(v.states, t), b, 1), 0, H), at(left.h, t + 1));
			copy(cols(rows(at(v.states, n - 1 - t), b, 1), H, H), at(right.h, t + 1));
		}
		// The left layer ends at the last word, the right one at the first.
		copy(cols(rows(v.last, b, 1), 0, H), cols(rows(at(v.states, n - 1), b, 1), 0, H));
		copy(cols(rows(v.last, b, 1), H, H), cols(rows(at(v.states, 0), b, 1), H, H));
		arena_free(&a);
	}
	mul(v.start, v.last, w.start.W);
	add_row(v.start, w.start.b);
	vec_tanh((int)count(v.start), v.start.p);
}

/* One direction of one sentence, there and back. */
static void layer_backward(
        gated dw, seq dx, seq dstates, mat dlast, seq x, int b, int n, bool backwards, gated w)
{
	arena a = {0};
	const int H = w.Wh.rows;
	gru_wires v = gru_wires_new(&a, n, 1, H), dv = gru_wires_new(&a, n, 1, H);
	seq words = alone(&a, x, b, n, backwards), dwords = seq_new(&a, n, 1, x.D);
	gru_forward(v.h, v.a, v.u, words, w);
	for (int t = 0; t < n; t++) {
		mat sent = rows(at(dstates, backwards ? n - 1 - t : t), b, 1);
		copy(at(dv.h, t + 1), cols(sent, backwards ? H : 0, H));
	}
	add(at(dv.h, n), cols(rows(dlast, b, 1), backwards ? H : 0, H));
	gru_backward(dw, dwords, dv.a, dv.u, dv.h, words, v.h, v.a, v.u, w);
	put_back(dx, dwords, b, backwards);
	arena_free(&a);
}

void encoder_backward(
        encoder dw, seq dx, encoder_wires dv, seq x, const int *length, encoder_wires v, encoder w)
{
	fill(flat(dx), 0);
	fill(dv.last, 0);
	for (int b = 0; b < x.B; b++)
		for (int j = 0; j < dv.start.cols; j++) {
			const real y = row(v.start, b)[j];
			row(dv.start, b)[j] *= (1 - y) * (1 + y);
		}
	temporal_affine_backward(
	        dw.start, one_step(dv.last), one_step(dv.start), one_step(v.last), w.start);
	for (int b = 0; b < x.B; b++) {
		layer_backward(dw.left, dx, dv.states, dv.last, x, b, length[b], false, w.left);
		layer_backward(dw.right, dx, dv.states, dv.last, x, b, length[b], true, w.right);
	}
}

void with_context_forward(seq y, seq x, mat ctx)
{
	for (int i = 0; i < x.T * x.B; i++) {
		copy(cols(rows(flat(y), i, 1), 0, x.D), rows(flat(x), i, 1));
		copy(cols(rows(flat(y), i, 1), x.D, ctx.cols), rows(ctx, i % x.B, 1));
	}
}

void with_context_backward(seq dx, mat dctx, seq dy)
{
	for (int i = 0; i < dy.T * dy.B; i++) {
		copy(rows(flat(dx), i, 1), cols(rows(flat(dy), i, 1), 0, dx.D));
		add(rows(dctx, i % dy.B, 1), cols(rows(flat(dy), i, 1), dx.D, dctx.cols));
	}
}

/* The context does not change, so its part of the product is made once: a = x Wx + (ctx Wc + b). */
double context_decoder_loss(
        context_decoder dw, mat dctx, seq dx, mat ctx, seq x, const int *target, context_decoder w)
{
	const int T = x.T, B = x.B, D = x.D, H = w.gru.Wh.rows;
	arena a = {0};
	gru_wires v = gru_wires_new(&a, T, B, H), dv = gru_wires_new(&a, T, B, H);
	seq y = seq_new(&a, T, B, w.out.W.cols), h = steps(v.h, 1, T);
	mat once = mat_new(&a, B, 3 * H), back = mat_new(&a, B, 3 * H);
	mat Wd = rows(w.gru.Wx, 0, D), Wc = rows(w.gru.Wx, D, ctx.cols);
	mul(once, ctx, Wc);
	add_row(once, w.gru.b);
	mul(flat(v.a), flat(x), Wd);
	for (int t = 0; t < T; t++) add(at(v.a, t), once);
	gru_recur_forward(v.h, v.a, v.u, w.gru.Wh);
	temporal_affine_forward(y, h, w.out);
	double loss = temporal_softmax_loss(y, target);
	temporal_affine_backward(dw.out, steps(dv.h, 1, T), y, h, w.out);
	gru_recur_backward(dv.a, dv.u, dv.h, v.h, v.a, v.u, w.gru.Wh);
	for (int t = 0; t < T; t++) add(back, at(dv.a, t));
	mul(flat(dx), flat(dv.a), tr(Wd));
	mul_add(dctx, back, tr(Wc));
	mul_add(rows(dw.gru.Wx, 0, D), tr(flat(x)), flat(dv.a));
	mul_add(rows(dw.gru.Wx, D, ctx.cols), tr(ctx), back);
	mul_add(dw.gru.Wh, tr(flat(steps(v.h, 0, T))), flat(dv.u));
	add_sum_of_rows(dw.gru.b, back);
	arena_free(&a);
	return loss;
}

double skip_thought_loss(const context_decoder dw[2], mat dctx, mat ctx, const neighbour n[2],
        const context_decoder w[2])
{
	arena a = {0};
	mat sent = mat_new(&a, dctx.rows, dctx.cols);
	double loss = 0;
	for (int i = 1; i >= 0; i--) {
		fill(sent, 0);
		loss += context_decoder_loss(dw[i], sent, n[i].dx, ctx, n[i].x, n[i].target, w[i]);
		add(dctx, sent);
	}
	arena_free(&a);
	return loss;
}
