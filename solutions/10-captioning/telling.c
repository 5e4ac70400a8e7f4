/* From a picture to a sentence.
 *
 * Three places for a picture: added to every step, as the first state, or as regions to look at. The first
 * is a bias that depends on the picture, so its gradient is the sum of all da_t. The second leaves after
 * one step all to the recurrence. The third asks anew before each word; because the question is the state
 * before, no step can be hoisted but x Wx, and backwards each step ends with its question: dh_{t−1}
 * has three terms, from the gates, from the question, and from the loss.
 *
 * Sources: Vinyals and others 2015; Xu and others 2015 (soft attention; dot scores here); Venugopalan and
 * others 2015; Mnih and others 2014. */
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
	//> [image_rnn_backward] 10.15  a layer's gradient; its da_t are still there: their sum is the picture's
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

static void begin_one(mat y, mat im, affine w)
{
	//> [begin_one] 10.16  an affine map and tanh
	mul(y, im, w.W);
	add_row(y, w.b);
	tanh_all(y);
	//< [begin_one]
}

void begin_forward(mat h, mat c, mat im, beginning w)
{
	//> [begin_forward] 10.16  both alike
	begin_one(h, im, w.h);
	begin_one(c, im, w.c);
	//< [begin_forward]
}

static void begin_one_backward(affine dw, mat dim, mat dy, mat y, mat im, affine w)
{
	arena scratch = {0};
	mat d = mat_new(&scratch, dy.rows, dy.cols);
	//> [begin_one_backward] 10.17  through tanh, then through the map
	for (int i = 0; i < d.rows; i++)
		for (int j = 0; j < d.cols; j++) {
			real v = row(y, i)[j];
			row(d, i)[j] = row(dy, i)[j] * (1 - v * v);
		}
	mul_add(dw.W, tr(im), d);
	add_sum_of_rows(dw.b, d);
	mul_add(dim, d, tr(w.W));
	//< [begin_one_backward]
	arena_free(&scratch);
}

void begin_backward(beginning dw, mat dim, mat dh, mat dc, mat h, mat c, mat im, beginning w)
{
	//> [begin_backward] 10.17  the picture has two readers
	begin_one_backward(dw.h, dim, dh, h, im, w.h);
	begin_one_backward(dw.c, dim, dc, c, im, w.c);
	//< [begin_backward]
}

void look_forward(looker_wires v, seq x, seq region, looker w)
{
	const int L = region.T;
	need_seq(v.alpha, x.T, x.B, L);
	need_seq(v.ctx, x.T, x.B, region.D);
	arena scratch = {0};
	mat q = mat_new(&scratch, x.B, region.D);
	//> [look_forward] 10.18  x Wx + b for all steps; then each step: ask, weigh, read, step
	mul(flat(v.a), flat(x), w.lstm.Wx);
	add_row(flat(v.a), w.lstm.b);
	for (int t = 0; t < x.T; t++) {
		mul(q, at(v.h, t), w.Wq);
		for (int b = 0; b < x.B; b++) {
			mat weights = rows(at(v.alpha, t), b, 1), keys = one_of(region, b, L);
			score_dot_forward(weights, rows(q, b, 1), keys);
			attention_weights(weights, L);
			attention_read(rows(at(v.ctx, t), b, 1), weights, keys);
		}
		mul_add(at(v.a, t), at(v.ctx, t), w.Wc);
		lstm_step_forward(
		        at(v.h, t + 1), at(v.c, t + 1), at(v.a, t), at(v.h, t), at(v.c, t), w.lstm.Wh);
	}
	//< [look_forward]
	arena_free(&scratch);
}

void look_backward(
        looker dw, seq dx, seq dregion, seq dh, mat dc, seq x, seq region, looker_wires v, looker w)
{
	const int L = region.T, B = x.B;
	need_seq(dh, x.T + 1, B, v.h.D);
	need_seq(dregion, L, B, region.D);
	arena scratch = {0};
	seq da = seq_new(&scratch, x.T, B, v.a.D);
	mat q = mat_new(&scratch, B, region.D), dq = mat_new(&scratch, B, region.D);
	mat dctx = mat_new(&scratch, B, region.D), dweights = mat_new(&scratch, B, L);
	//> [look_backward] 10.19  each step backwards: the LSTM's, then what was read, then who asked
	for (int t = x.T - 1; t >= 0; t--) {
		lstm_step_backward(at(da, t), at(dh, t), dc, at(dh, t + 1), at(v.a, t), at(v.c, t + 1),
		        at(v.c, t), w.lstm.Wh);
		mul(dctx, at(da, t), tr(w.Wc));
		mul(q, at(v.h, t), w.Wq);
		fill(dq, 0);
		for (int b = 0; b < B; b++) {
			mat keys = one_of(region, b, L), dkeys = one_of(dregion, b, L),
			    d = rows(dweights, b, 1);
			mat weights = rows(at(v.alpha, t), b, 1);
			attention_read_backward(d, dkeys, rows(dctx, b, 1), weights, keys);
			attention_weights_backward(d, weights);
			score_dot_backward(rows(dq, b, 1), dkeys, d, rows(q, b, 1), keys);
		}
		mul_add(dw.Wq, tr(at(v.h, t)), dq);
		mul_add(at(dh, t), dq, tr(w.Wq));
	}
	mul(flat(dx), flat(da), tr(w.lstm.Wx));
	mul_add(dw.lstm.Wx, tr(flat(x)), flat(da));
	mul_add(dw.lstm.Wh, tr(flat(steps(v.h, 0, x.T))), flat(da));
	mul_add(dw.Wc, tr(flat(v.ctx)), flat(da));
	add_sum_of_rows(dw.lstm.b, flat(da));
	//< [look_backward]
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
