/* A right solution in plain loops around the layers of earlier chapters. */
#include <math.h>

#include "seq2seq.h"

gru_wires gru_wires_new(arena *a, int T, int B, int H)
{
	return (gru_wires){seq_new(a, T + 1, B, H), seq_new(a, T, B, 3 * H), seq_new(a, T, B, 3 * H)};
}

encoder_wires encoder_wires_new(arena *a, int S, int B, int D, int H)
{
	return (encoder_wires){gru_wires_new(a, S, B, H), gru_wires_new(a, S, B, H),
	        seq_new(a, S, B, D), seq_new(a, S, B, 2 * H), mat_new(a, B, 2 * H), mat_new(a, B, H)};
}

void encoder_forward(encoder_wires v, seq x, const int *length, encoder w)
{
	const int H = v.start.cols;
	for (int b = 0; b < x.B; b++)
		for (int t = 0; t < x.T; t++)
			for (int j = 0; j < x.D; j++)
				row(at(v.turned, t), b)[j] =
				        t < length[b] ? row(at(x, length[b] - 1 - t), b)[j] : 0;
	gru_forward(v.right.h, v.right.a, v.right.u, v.turned, w.right);
	gru_forward(v.left.h, v.left.a, v.left.u, x, w.left);
	for (int b = 0; b < x.B; b++) {
		const int n = length[b];
		for (int j = 0; j < H; j++) {
			for (int t = 0; t < x.T; t++) {
				row(at(v.states, t), b)[j] = t < n ? row(at(v.left.h, t + 1), b)[j] : 0;
				row(at(v.states, t), b)[H + j] = t < n ? row(at(v.right.h, n - t), b)[j] : 0;
			}
			row(v.last, b)[j] = row(at(v.left.h, n), b)[j];
			row(v.last, b)[H + j] = row(at(v.right.h, n), b)[j];
		}
		for (int j = 0; j < H; j++) {
			double sum = (double)row(w.start.b, 0)[j];
			for (int i = 0; i < 2 * H; i++)
				sum += (double)row(v.last, b)[i] * (double)row(w.start.W, i)[j];
			row(v.start, b)[j] = (real)tanh(sum);
		}
	}
}

void encoder_backward(
        encoder dw, seq dx, encoder_wires dv, seq x, const int *length, encoder_wires v, encoder w)
{
	const int H = v.start.cols;
	fill(flat(dv.left.h), 0);
	fill(flat(dv.right.h), 0);
	for (int b = 0; b < x.B; b++) {
		const int n = length[b];
		for (int t = 0; t < n; t++)
			for (int j = 0; j < H; j++) {
				row(at(dv.left.h, t + 1), b)[j] = row(at(dv.states, t), b)[j];
				row(at(dv.right.h, n - t), b)[j] = row(at(dv.states, t), b)[H + j];
			}
		for (int j = 0; j < H; j++) {
			const real y = row(v.start, b)[j], da = row(dv.start, b)[j] * (1 - y * y);
			row(dw.start.b, 0)[j] += da;
			for (int i = 0; i < H; i++) {
				row(dw.start.W, i)[j] += da * row(v.last, b)[i];
				row(dw.start.W, H + i)[j] += da * row(v.last, b)[H + i];
				row(at(dv.left.h, n), b)[i] += da * row(w.start.W, i)[j];
				row(at(dv.right.h, n), b)[i] += da * row(w.start.W, H + i)[j];
			}
		}
	}
	gru_backward(dw.right, dv.turned, dv.right.a, dv.right.u, dv.right.h, v.turned, v.right.h,
	        v.right.a, v.right.u, w.right);
	gru_backward(
	        dw.left, dx, dv.left.a, dv.left.u, dv.left.h, x, v.left.h, v.left.a, v.left.u, w.left);
	for (int b = 0; b < x.B; b++)
		for (int t = 0; t < length[b]; t++)
			for (int j = 0; j < x.D; j++)
				row(at(dx, t), b)[j] += row(at(dv.turned, length[b] - 1 - t), b)[j];
}

void with_context_forward(seq y, seq x, mat ctx)
{
	for (int t = 0; t < x.T; t++)
		for (int b = 0; b < x.B; b++)
			for (int j = 0; j < y.D; j++)
				row(at(y, t), b)[j] = j < x.D ? row(at(x, t), b)[j] : row(ctx, b)[j - x.D];
}

void with_context_backward(seq dx, mat dctx, seq dy)
{
	for (int t = dy.T - 1; t >= 0; t--)
		for (int b = 0; b < dy.B; b++)
			for (int j = 0; j < dy.D; j++)
				if (j < dx.D)
					row(at(dx, t), b)[j] = row(at(dy, t), b)[j];
				else
					row(dctx, b)[j - dx.D] += row(at(dy, t), b)[j];
}

double context_decoder_loss(
        context_decoder dw, mat dctx, seq dx, mat ctx, seq x, const int *target, context_decoder w)
{
	const int H = w.gru.Wh.rows;
	arena a = {0};
	gru_wires v = gru_wires_new(&a, x.T, x.B, H), dv = gru_wires_new(&a, x.T, x.B, H);
	seq in = seq_new(&a, x.T, x.B, x.D + ctx.cols), din = seq_new(&a, x.T, x.B, in.D);
	seq y = seq_new(&a, x.T, x.B, w.out.W.cols), h = steps(v.h, 1, x.T);
	with_context_forward(in, x, ctx);
	for (int t = 0; t < x.T; t++) { // step by step
		mul(at(v.a, t), at(in, t), w.gru.Wx);
		add_row(at(v.a, t), w.gru.b);
		gru_step_forward(at(v.h, t + 1), at(v.a, t), at(v.u, t), at(v.h, t), w.gru.Wh);
		mul(at(y, t), at(h, t), w.out.W);
		add_row(at(y, t), w.out.b);
	}
	double loss = temporal_softmax_loss(y, target);
	for (int t = x.T - 1; t >= 0; t--) {
		mul_add(at(dv.h, t + 1), at(y, t), tr(w.out.W));
		mul_add(dw.out.W, tr(at(h, t)), at(y, t));
		add_sum_of_rows(dw.out.b, at(y, t));
		gru_step_backward(at(dv.a, t), at(dv.u, t), at(dv.h, t), at(dv.h, t + 1), at(v.a, t),
		        at(v.u, t), at(v.h, t), w.gru.Wh);
		mul_add(dw.gru.Wx, tr(at(in, t)), at(dv.a, t));
		mul_add(dw.gru.Wh, tr(at(v.h, t)), at(dv.u, t));
		add_sum_of_rows(dw.gru.b, at(dv.a, t));
		mul(at(din, t), at(dv.a, t), tr(w.gru.Wx));
	}
	with_context_backward(dx, dctx, din);
	arena_free(&a);
	return loss;
}

double skip_thought_loss(const context_decoder dw[2], mat dctx, mat ctx, const neighbour n[2],
        const context_decoder w[2])
{
	double after = context_decoder_loss(dw[1], dctx, n[1].dx, ctx, n[1].x, n[1].target, w[1]);
	return context_decoder_loss(dw[0], dctx, n[0].dx, ctx, n[0].x, n[0].target, w[0]) + after;
}
