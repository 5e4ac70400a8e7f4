/* From a picture to a sentence.
 *
 * Three places for a picture: added to every step, as the first state, or as regions to look at.
 * The first is a bias that depends on the picture, so its gradient is the sum of all da_t. The
 * second leaves after one step all to the recurrence. The third asks anew before each word;
 * because the question is the state before, no step can be hoisted but x Wx, and backwards each
 * step ends with its question: dh_{t−1} has three terms, from the gates, from the question, and
 * from the loss.
 *
 * Sources: Vinyals and others 2015; Xu and others 2015 (soft attention; dot scores here);
 * Venugopalan and others 2015; Mnih and others 2014. */
#include "telling.h"
#include "vmath.h"

void image_rnn_forward(seq h, seq x, mat im, rnn w, mat Wih)
{
	need_seq(h, x.T + 1, x.B, w.Whh.rows);
	need_shape(Wih, im.cols, w.Whh.rows);
	arena scratch = {0};
	mat seen = mat_new(&scratch, x.B, h.D);
	//> [image_rnn_forward] 10.14  im Wih once; add it to every x_t Wxh + b; then the recurrence
	mul(seen, im, Wih);
	add_row(seen, w.b);
	mul(flat(steps(h, 1, x.T)), flat(x), w.Wxh);
	for (int t = 1; t <= x.T; t++) add(at(h, t), seen);
	rnn_recur_forward(h, w.Whh);
	//< [image_rnn_forward]
	arena_free(&scratch);
}

void image_rnn_backward(
        rnn dw, mat dWih, seq dx, mat dim, seq dh, seq x, mat im, seq h, rnn w, mat Wih)
{
	need_seq(dx, x.T, x.B, x.D);
	need_shape(dim, x.B, Wih.rows);
	arena scratch = {0};
	mat dseen = mat_new(&scratch, x.B, h.D);
	//> [image_rnn_backward] 10.15  a layer's gradient leaves every da_t: what is the picture's?
	rnn_backward(dw, dx, dh, x, h, w);
	for (int t = 1; t <= x.T; t++) add(dseen, at(dh, t));
	mul_add(dWih, tr(im), dseen);
	mul_add(dim, dseen, tr(Wih));
	//< [image_rnn_backward]
	arena_free(&scratch);
}

static void tanh_all(mat m)
{
	vec_tanh((int)count(m), m.p);
}

static void start_one(mat y, mat im, affine w)
{
	//> [start_one] 10.16  an affine map and tanh
	mul(y, im, w.W);
	add_row(y, w.b);
	tanh_all(y);
	//< [start_one]
}

void image_start_forward(mat h, mat c, mat im, image_start w)
{
	//> [image_start_forward] 10.16  both alike
	start_one(h, im, w.h);
	start_one(c, im, w.c);
	//< [image_start_forward]
}

static void start_one_backward(affine dw, mat dim, mat dy, mat y, mat im, affine w)
{
	arena scratch = {0};
	mat d = mat_new(&scratch, dy.rows, dy.cols);
	//> [start_one_backward] 10.17  through tanh, then through the map
	for (int i = 0; i < d.rows; i++)
		for (int j = 0; j < d.cols; j++) {
			real v = row(y, i)[j];
			row(d, i)[j] = row(dy, i)[j] * (1 - v * v);
		}
	mul_add(dw.W, tr(im), d);
	add_sum_of_rows(dw.b, d);
	mul_add(dim, d, tr(w.W));
	//< [start_one_backward]
	arena_free(&scratch);
}

void image_start_backward(
        image_start dw, mat dim, mat dh, mat dc, mat h, mat c, mat im, image_start w)
{
	//> [image_start_backward] 10.17  the picture has two readers
	start_one_backward(dw.h, dim, dh, h, im, w.h);
	start_one_backward(dw.c, dim, dc, c, im, w.c);
	//< [image_start_backward]
}

attentive_lstm_wires attentive_lstm_wires_new(arena *a, int T, int B, int H, int L, int R)
{
	return (attentive_lstm_wires){.h = seq_new(a, T + 1, B, H),
	        .c = seq_new(a, T + 1, B, H),
	        .a = seq_new(a, T, B, 4 * H),
	        .q = seq_new(a, T, B, R),
	        .ctx = seq_new(a, T, B, R),
	        .alpha = seq_new(a, T, B, L)};
}

void attentive_lstm_forward(attentive_lstm_wires v, seq x, seq region, attentive_lstm w)
{
	need_seq(v.alpha, x.T, x.B, region.T);
	need_seq(v.ctx, x.T, x.B, region.D);
	//> [attentive_lstm_forward] 10.18  all x Wx + b; then each step: ask, weigh, read, step
	mul(flat(v.a), flat(x), w.lstm.Wx);
	add_row(flat(v.a), w.lstm.b);
	for (int t = 0; t < x.T; t++) {
		mul(at(v.q, t), at(v.h, t), w.Wq);
		for (int b = 0; b < x.B; b++) {
			mat alpha = rows(at(v.alpha, t), b, 1), keys = one_of(region, b);
			score_dot_forward(alpha, rows(at(v.q, t), b, 1), keys);
			attention_weights(alpha, region.T);
			attention_read_forward(rows(at(v.ctx, t), b, 1), alpha, keys);
		}
		mul_add(at(v.a, t), at(v.ctx, t), w.Wc);
		lstm_step_forward(
		        at(v.h, t + 1), at(v.c, t + 1), at(v.a, t), at(v.h, t), at(v.c, t), w.lstm.Wh);
	}
	//< [attentive_lstm_forward]
}

void attentive_lstm_backward(attentive_lstm dw, seq dx, seq dregion, seq dh, mat dc, seq x,
        seq region, attentive_lstm_wires v, attentive_lstm w)
{
	need_seq(dh, x.T + 1, x.B, v.h.D);
	need_seq(dregion, region.T, x.B, region.D);
	arena scratch = {0};
	attentive_lstm_wires d =
	        attentive_lstm_wires_new(&scratch, x.T, x.B, v.h.D, region.T, region.D);
	//> [attentive_lstm_backward] 10.19  each step backwards: the LSTM's, what was read, who asked
	for (int t = x.T - 1; t >= 0; t--) {
		lstm_step_backward(at(d.a, t), at(dh, t), dc, at(dh, t + 1), at(v.a, t), at(v.c, t + 1),
		        at(v.c, t), w.lstm.Wh);
		mul(at(d.ctx, t), at(d.a, t), tr(w.Wc));
		for (int b = 0; b < x.B; b++) {
			mat alpha = rows(at(v.alpha, t), b, 1), dalpha = rows(at(d.alpha, t), b, 1);
			mat keys = one_of(region, b), dkeys = one_of(dregion, b);
			attention_read_backward(dalpha, dkeys, rows(at(d.ctx, t), b, 1), alpha, keys);
			attention_weights_backward(dalpha, alpha);
			score_dot_backward(rows(at(d.q, t), b, 1), dkeys, dalpha, rows(at(v.q, t), b, 1), keys);
		}
		mul_add(at(dh, t), at(d.q, t), tr(w.Wq));
	}
	mul(flat(dx), flat(d.a), tr(w.lstm.Wx));
	mul_add(dw.lstm.Wx, tr(flat(x)), flat(d.a));
	mul_add(dw.lstm.Wh, tr(flat(steps(v.h, 0, x.T))), flat(d.a));
	mul_add(dw.Wc, tr(flat(v.ctx)), flat(d.a));
	mul_add(dw.Wq, tr(flat(steps(v.h, 0, x.T))), flat(d.q));
	add_sum_of_rows(dw.lstm.b, flat(d.a));
	//< [attentive_lstm_backward]
	arena_free(&scratch);
}

void mean_of_frames_forward(mat im, seq frame, const int *length)
{
	need_shape(im, frame.B, frame.D);
	//> [mean_of_frames_forward] 10.20  each film's own frames, by their number
	fill(im, 0);
	for (int b = 0; b < frame.B; b++) {
		for (int f = 0; f < length[b]; f++) add(rows(im, b, 1), rows(at(frame, f), b, 1));
		scale(rows(im, b, 1), 1 / (real)length[b]);
	}
	//< [mean_of_frames_forward]
}

void mean_of_frames_backward(seq dframe, mat dim, const int *length)
{
	need_shape(dim, dframe.B, dframe.D);
	//> [mean_of_frames_backward] 10.21  to each frame its share, to padding nothing
	for (int b = 0; b < dframe.B; b++)
		for (int f = 0; f < length[b]; f++) {
			real *to = row(at(dframe, f), b);
			const real *d = row(dim, b);
			for (int j = 0; j < dim.cols; j++) to[j] += d[j] / (real)length[b];
		}
	//< [mean_of_frames_backward]
}

void glimpses(seq x, images from, const int *row, const int *col, int size)
{
	need_seq(x, x.T, from.N, from.m.rows * size * size);
	//> [glimpses] 10.22  where each number comes from; outside the picture there is none
	for (int t = 0; t < x.T; t++)
		for (int n = 0; n < from.N; n++)
			for (int i = 0; i < x.D; i++) {
				const int c = i / (size * size), y = row[t] - size / 2 + i / size % size;
				const int k = col[t] - size / 2 + i % size;
				const bool in = y >= 0 && y < from.H && k >= 0 && k < from.W;
				*elem(at(x, t), n, i) = in ? plane(from, c, n)[y * from.W + k] : 0;
			}
	//< [glimpses]
}
