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
	TODO("10.14", "im Wih once; add it to every x_t Wxh + b; then the recurrence");
	arena_free(&scratch);
}

void image_rnn_backward(
        rnn dw, mat dWih, seq dx, mat dim, seq dh, seq x, mat im, seq h, rnn w, mat Wih)
{
	need_seq(dx, x.T, x.B, x.D);
	need_shape(dim, x.B, Wih.rows);
	arena scratch = {0};
	mat dseen = mat_new(&scratch, x.B, h.D);
	TODO("10.15", "a layer's gradient leaves every da_t: what is the picture's?");
	arena_free(&scratch);
}

static void tanh_all(mat m)
{
	vec_tanh((int)count(m), m.p);
}

static void start_one(mat y, mat im, affine w)
{
	TODO("10.16", "an affine map and tanh");
}

void image_start_forward(mat h, mat c, mat im, image_start w)
{
	TODO("10.16", "both alike");
}

static void start_one_backward(affine dw, mat dim, mat dy, mat y, mat im, affine w)
{
	arena scratch = {0};
	mat d = mat_new(&scratch, dy.rows, dy.cols);
	TODO("10.17", "through tanh, then through the map");
	arena_free(&scratch);
}

void image_start_backward(
        image_start dw, mat dim, mat dh, mat dc, mat h, mat c, mat im, image_start w)
{
	TODO("10.17", "the picture has two readers");
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
	TODO("10.18", "all x Wx + b; then each step: ask, weigh, read, step");
}

void attentive_lstm_backward(attentive_lstm dw, seq dx, seq dregion, seq dh, mat dc, seq x,
        seq region, attentive_lstm_wires v, attentive_lstm w)
{
	need_seq(dh, x.T + 1, x.B, v.h.D);
	need_seq(dregion, region.T, x.B, region.D);
	arena scratch = {0};
	attentive_lstm_wires d =
	        attentive_lstm_wires_new(&scratch, x.T, x.B, v.h.D, region.T, region.D);
	TODO("10.19", "each step backwards: the LSTM's, what was read, who asked");
	arena_free(&scratch);
}

void mean_of_frames_forward(mat im, seq frame, const int *length)
{
	need_shape(im, frame.B, frame.D);
	TODO("10.20", "each film's own frames, by their number");
}

void mean_of_frames_backward(seq dframe, mat dim, const int *length)
{
	need_shape(dim, dframe.B, dframe.D);
	TODO("10.21", "to each frame its share, to padding nothing");
}

void glimpses(seq x, images from, const int *row, const int *col, int size)
{
	need_seq(x, x.T, from.N, from.m.rows * size * size);
	TODO("10.22", "where each number comes from; outside the picture there is none");
}
