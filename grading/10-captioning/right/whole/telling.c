/* Step by step with earlier chapters' steps; attention a number at a time. */
#include <math.h>

#include "telling.h"

/* [x, im] as one input and [Wxh; Wih] as one matrix: the picture is a word that never changes. */
static seq with_picture(arena *a, seq x, mat im)
{
	seq both = seq_new(a, x.T, x.B, x.D + im.cols);
	for (int t = 0; t < x.T; t++) {
		copy(cols(at(both, t), 0, x.D), at(x, t));
		copy(cols(at(both, t), x.D, im.cols), im);
	}
	return both;
}

static rnn one_layer(arena *a, rnn w, mat Wih)
{
	mat W = mat_new(a, w.Wxh.rows + Wih.rows, Wih.cols);
	copy(rows(W, 0, w.Wxh.rows), w.Wxh);
	copy(rows(W, w.Wxh.rows, Wih.rows), Wih);
	return (rnn){W, w.Whh, w.b};
}

void image_rnn_forward(seq h, seq x, mat im, rnn w, mat Wih)
{
	arena scratch = {0};
	rnn_forward(h, with_picture(&scratch, x, im), one_layer(&scratch, w, Wih));
	arena_free(&scratch);
}

void image_rnn_backward(
        rnn dw, mat dWih, seq dx, mat dim, seq dh, seq x, mat im, seq h, rnn w, mat Wih)
{
	arena scratch = {0};
	seq both = with_picture(&scratch, x, im);
	seq dboth = seq_new(&scratch, x.T, x.B, both.D);
	rnn wide = one_layer(&scratch, w, Wih);
	rnn dwide = {mat_new(&scratch, both.D, h.D), dw.Whh, dw.b};
	rnn_backward(dwide, dboth, dh, both, h, wide);
	add(dw.Wxh, rows(dwide.Wxh, 0, x.D));
	add(dWih, rows(dwide.Wxh, x.D, im.cols));
	for (int t = 0; t < x.T; t++) {
		copy(at(dx, t), cols(at(dboth, t), 0, x.D));
		add(dim, cols(at(dboth, t), x.D, im.cols));
	}
	arena_free(&scratch);
}

static void start(mat y, mat im, affine w)
{
	for (int i = 0; i < y.rows; i++) copy(rows(y, i, 1), w.b);
	mul_add(y, im, w.W);
	for (int i = 0; i < count(y); i++) y.p[i] = (real)tanh((double)y.p[i]);
}

void image_start_forward(mat h, mat c, mat im, image_start w)
{
	start(h, im, w.h);
	start(c, im, w.c);
}

static void start_back(affine dw, mat dim, mat dy, mat y, mat im, affine w)
{
	for (int b = 0; b < im.rows; b++)
		for (int j = 0; j < y.cols; j++) {
			const real v = row(y, b)[j], d = row(dy, b)[j] * (1 - v) * (1 + v);
			row(dw.b, 0)[j] += d;
			for (int i = 0; i < im.cols; i++) {
				row(dw.W, i)[j] += row(im, b)[i] * d;
				row(dim, b)[i] += row(w.W, i)[j] * d;
			}
		}
}

void image_start_backward(
        image_start dw, mat dim, mat dh, mat dc, mat h, mat c, mat im, image_start w)
{
	start_back(dw.h, dim, dh, h, im, w.h);
	start_back(dw.c, dim, dc, c, im, w.c);
}

attentive_lstm_wires attentive_lstm_wires_new(arena *a, int T, int B, int H, int L, int R)
{
	return (attentive_lstm_wires){seq_new(a, T + 1, B, H), seq_new(a, T + 1, B, H),
	        seq_new(a, T, B, 4 * H), seq_new(a, T, B, R), seq_new(a, T, B, R), seq_new(a, T, B, L)};
}

void attentive_lstm_forward(attentive_lstm_wires v, seq x, seq region, attentive_lstm w)
{
	for (int t = 0; t < x.T; t++) {
		mul(at(v.q, t), at(v.h, t), w.Wq);
		fill(at(v.ctx, t), 0);
		for (int b = 0; b < x.B; b++) {
			real *alpha = row(at(v.alpha, t), b);
			double sum = 0;
			for (int l = 0; l < region.T; l++) {
				alpha[l] = (real)exp(dot(rows(at(v.q, t), b, 1), rows(at(region, l), b, 1)));
				sum += (double)alpha[l];
			}
			for (int l = 0; l < region.T; l++) {
				alpha[l] = (real)((double)alpha[l] / sum);
				for (int j = 0; j < region.D; j++)
					row(at(v.ctx, t), b)[j] += alpha[l] * row(at(region, l), b)[j];
			}
		}
		mul(at(v.a, t), at(x, t), w.lstm.Wx);
		mul_add(at(v.a, t), at(v.ctx, t), w.Wc);
		add_row(at(v.a, t), w.lstm.b);
		lstm_step_forward(
		        at(v.h, t + 1), at(v.c, t + 1), at(v.a, t), at(v.h, t), at(v.c, t), w.lstm.Wh);
	}
}

/* What one sentence's look sends to its question and its regions. */
static void look_back(real *dq, seq dregion, const real *dctx, const real *alpha, const real *q,
        seq region, int b)
{
	double mean = 0;
	for (int l = 0; l < region.T; l++)
		for (int j = 0; j < region.D; j++)
			mean += (double)(alpha[l] * dctx[j] * row(at(region, l), b)[j]);
	for (int l = 0; l < region.T; l++) {
		const real *key = row(at(region, l), b);
		double d = -mean;
		for (int j = 0; j < region.D; j++) d += (double)(dctx[j] * key[j]);
		d *= (double)alpha[l];
		for (int j = 0; j < region.D; j++) {
			dq[j] += (real)d * key[j];
			row(at(dregion, l), b)[j] += (real)d * q[j] + alpha[l] * dctx[j];
		}
	}
}

void attentive_lstm_backward(attentive_lstm dw, seq dx, seq dregion, seq dh, mat dc, seq x,
        seq region, attentive_lstm_wires v, attentive_lstm w)
{
	arena scratch = {0};
	mat da = mat_new(&scratch, x.B, v.a.D), dctx = mat_new(&scratch, x.B, region.D);
	mat dq = mat_new(&scratch, x.B, region.D);
	for (int t = x.T - 1; t >= 0; t--) {
		lstm_step_backward(da, at(dh, t), dc, at(dh, t + 1), at(v.a, t), at(v.c, t + 1), at(v.c, t),
		        w.lstm.Wh);
		mul(at(dx, t), da, tr(w.lstm.Wx));
		mul(dctx, da, tr(w.Wc));
		fill(dq, 0);
		for (int b = 0; b < x.B; b++)
			look_back(row(dq, b), dregion, row(dctx, b), row(at(v.alpha, t), b), row(at(v.q, t), b),
			        region, b);
		mul_add(at(dh, t), dq, tr(w.Wq));
		mul_add(dw.Wq, tr(at(v.h, t)), dq);
		mul_add(dw.lstm.Wx, tr(at(x, t)), da);
		mul_add(dw.lstm.Wh, tr(at(v.h, t)), da);
		mul_add(dw.Wc, tr(at(v.ctx, t)), da);
		add_sum_of_rows(dw.lstm.b, da);
	}
	arena_free(&scratch);
}

void mean_of_frames_forward(mat im, seq frame, const int *length)
{
	for (int b = 0; b < frame.B; b++)
		for (int j = 0; j < frame.D; j++) {
			double sum = 0;
			for (int f = 0; f < length[b]; f++) sum += (double)row(at(frame, f), b)[j];
			row(im, b)[j] = (real)(sum / length[b]);
		}
}

void mean_of_frames_backward(seq dframe, mat dim, const int *length)
{
	for (int f = 0; f < dframe.T; f++)
		for (int b = 0; b < dframe.B; b++)
			for (int j = 0; f < length[b] && j < dframe.D; j++)
				row(at(dframe, f), b)[j] += row(dim, b)[j] / (real)length[b];
}

void glimpses(seq x, images from, const int *line, const int *column, int size)
{
	fill(flat(x), 0);
	for (int k = 0; k < count(flat(x)); k++) {
		const int t = k / (x.B * x.D), n = k / x.D % x.B, c = k % x.D / (size * size);
		const int i = line[t] - size / 2 + k / size % size, j = column[t] - size / 2 + k % size;
		if (i < 0 || i >= from.H || j < 0 || j >= from.W) continue;
		x.p[k] = *elem(from.m, c, (n * from.H + i) * from.W + j);
	}
}
