/* Cases of 10.14 … 10.22: from pictures to sentences. */
#include <math.h>

#include "cases.h"

enum {
	T = 5,         // words
	B = 2,         // pictures
	D = 3 * SCALE, // features of a word
	U = 4 * SCALE, // units
	I = 7 * SCALE, // features of a picture
	L = 6,         // regions
	R = 5 * SCALE  // features of a region
};

/* --- 10.14, 10.15 ----------------------------------------------------------------------------- */

struct told {
	rnn w;
	mat Wih, im, h0;
	seq x, h, upstream;
};

static struct told draw_told(book *b)
{
	struct told s = {.w = {draw(b, "Wxh", "DH", D, U, 0.5), draw(b, "Whh", "HH", U, U, 0.4),
	                         draw(b, "b", "H", 1, U, 0.5)}};
	s.Wih = draw(b, "Wih", "IH", I, U, 0.4);
	s.im = draw(b, "im", "BI", B, I, 1);
	s.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	s.h0 = draw(b, "h0", "BH", B, U, 0.5);
	s.h = blank_seq(b, T + 1, B, U);
	copy(at(s.h, 0), s.h0);
	return s;
}

static void image_rnn_forward_small(book *b)
{
	struct told s = draw_told(b);
	image_rnn_forward(s.h, s.x, s.im, s.w, s.Wih);
	record_seq(b, "h", "TBH", s.h);
	image_rnn_forward(s.h, s.x, s.im, s.w, s.Wih);
	record_seq(b, "h_again", "TBH", s.h);
}

/* Gradients of such a layer. */
struct told_gradients {
	rnn dw;
	mat dWih, dim;
	seq dx, dh;
};

static void record_told(book *b, struct told_gradients g)
{
	record_seq(b, "dx", "TBD", g.dx);
	record(b, "dh0", "BH", at(g.dh, 0));
	record(b, "dim", "BI", g.dim);
	record(b, "dWih", "IH", g.dWih);
	record(b, "dWxh", "DH", g.dw.Wxh);
	record(b, "dWhh", "HH", g.dw.Whh);
	record(b, "db", "H", g.dw.b);
}

static void image_rnn_backward_small(book *b)
{
	struct told s = draw_told(b);
	seq h = seq_new(&b->a, T + 1, B, U);
	rng_fill_uniform(&b->r, flat(h), -0.95, 0.95);
	given_seq(b, "h", "TBH", h);
	struct told_gradients g = {.dx = blank_seq(b, T, B, D)};
	g.dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, U, 1));
	g.dw = (rnn){started(b, "dWxh_before", "DH", D, U), started(b, "dWhh_before", "HH", U, U),
	        started(b, "db_before", "H", 1, U)};
	g.dWih = started(b, "dWih_before", "IH", I, U);
	g.dim = started(b, "dim_before", "BI", B, I);
	image_rnn_backward(g.dw, g.dWih, g.dx, g.dim, g.dh, s.x, s.im, h, s.w, s.Wih);
	record_told(b, g);
}

static double told_loss(void *context)
{
	struct told *s = context;
	copy(at(s->h, 0), s->h0);
	image_rnn_forward(s->h, s->x, s->im, s->w, s->Wih);
	return dot(flat(s->h), flat(s->upstream));
}

static void image_rnn_gradient(book *b)
{
	struct told s = draw_told(b);
	s.upstream = draw_seq(b, "dh", "TBH", T + 1, B, U, 1);
	told_loss(&s);
	struct told_gradients g = {.dx = blank_seq(b, T, B, D), .dh = copy_of_seq(b, s.upstream)};
	g.dw = (rnn){mat_new(&b->a, D, U), mat_new(&b->a, U, U), mat_new(&b->a, 1, U)};
	g.dWih = mat_new(&b->a, I, U);
	g.dim = mat_new(&b->a, B, I);
	image_rnn_backward(g.dw, g.dWih, g.dx, g.dim, g.dh, s.x, s.im, s.h, s.w, s.Wih);
	record_told(b, g);
	record_numeric_seq(b, "dx", "TBD", s.x, told_loss, &s);
	record_numeric(b, "dh0", "BH", s.h0, told_loss, &s);
	record_numeric(b, "dim", "BI", s.im, told_loss, &s);
	record_numeric(b, "dWih", "IH", s.Wih, told_loss, &s);
	record_numeric(b, "dWxh", "DH", s.w.Wxh, told_loss, &s);
	record_numeric(b, "dWhh", "HH", s.w.Whh, told_loss, &s);
	record_numeric(b, "db", "H", s.w.b, told_loss, &s);
}

/* --- 10.16, 10.17 ----------------------------------------------------------------------------- */

struct start {
	image_start w;
	mat im, h, c, upstream, cell;
};

static struct start draw_start(book *b)
{
	struct start s = {
	        .w = {.h = {draw(b, "Wh", "IH", I, U, 0.4), draw(b, "bh", "H", 1, U, 0.4)},
	                .c = {draw(b, "Wc", "IH", I, U, 0.4), draw(b, "bc", "H", 1, U, 0.4)}}};
	s.im = draw(b, "im", "BI", B, I, 1);
	s.h = blank(b, B, U);
	s.c = blank(b, B, U);
	return s;
}

static void start_forward(book *b)
{
	struct start s = draw_start(b);
	image_start_forward(s.h, s.c, s.im, s.w);
	record(b, "h", "BH", s.h);
	record(b, "c", "BH", s.c);
	rng_fill_normal(&b->r, s.h, 1);
	rng_fill_normal(&b->r, s.c, 1);
	image_start_forward(s.h, s.c, s.im, s.w);
	record(b, "h_again", "BH", s.h);
	record(b, "c_again", "BH", s.c);
}

static void record_start(book *b, image_start dw, mat dim)
{
	record(b, "dim", "BI", dim);
	record(b, "dWh", "IH", dw.h.W);
	record(b, "dbh", "H", dw.h.b);
	record(b, "dWc", "IH", dw.c.W);
	record(b, "dbc", "H", dw.c.b);
}

static mat tanh_of(book *b, mat im, affine w)
{
	mat y = mat_new(&b->a, im.rows, w.W.cols);
	mul(y, im, w.W);
	add_row(y, w.b);
	for (int i = 0; i < count(y); i++) y.p[i] = (real)tanh((double)y.p[i]);
	return y;
}

static void start_backward(book *b)
{
	struct start s = draw_start(b);
	mat h = tanh_of(b, s.im, s.w.h), c = tanh_of(b, s.im, s.w.c);
	given(b, "h", "BH", h);
	given(b, "c", "BH", c);
	mat dh = draw(b, "dh", "BH", B, U, 1), dc = draw(b, "dc", "BH", B, U, 1);
	image_start dw = {
	        .h = {started(b, "dWh_before", "IH", I, U), started(b, "dbh_before", "H", 1, U)},
	        .c = {started(b, "dWc_before", "IH", I, U), started(b, "dbc_before", "H", 1, U)}};
	mat dim = started(b, "dim_before", "BI", B, I);
	image_start_backward(dw, dim, dh, dc, h, c, s.im, s.w);
	record_start(b, dw, dim);
}

static double start_loss(void *context)
{
	struct start *s = context;
	image_start_forward(s->h, s->c, s->im, s->w);
	return dot(s->h, s->upstream) + dot(s->c, s->cell);
}

static void start_gradient(book *b)
{
	struct start s = draw_start(b);
	s.upstream = draw(b, "dh", "BH", B, U, 1);
	s.cell = draw(b, "dc", "BH", B, U, 1);
	image_start dw = {.h = {mat_new(&b->a, I, U), mat_new(&b->a, 1, U)},
	        .c = {mat_new(&b->a, I, U), mat_new(&b->a, 1, U)}};
	mat dim = mat_new(&b->a, B, I);
	start_loss(&s);
	image_start_backward(dw, dim, s.upstream, s.cell, s.h, s.c, s.im, s.w);
	record_start(b, dw, dim);
	record_numeric(b, "dim", "BI", s.im, start_loss, &s);
	record_numeric(b, "dWh", "IH", s.w.h.W, start_loss, &s);
	record_numeric(b, "dbh", "H", s.w.h.b, start_loss, &s);
	record_numeric(b, "dWc", "IH", s.w.c.W, start_loss, &s);
	record_numeric(b, "dbc", "H", s.w.c.b, start_loss, &s);
}

/* --- 10.18, 10.19 ----------------------------------------------------------------------------- */

struct looking {
	attentive_lstm w;
	attentive_lstm_wires v;
	seq x, region, upstream;
	mat h0, c0, cell;
};

static struct looking draw_looking(book *b)
{
	struct looking s = {
	        .w.lstm = {draw(b, "Wx", "DG", D, 4 * U, 0.5), draw(b, "Wh", "HG", U, 4 * U, 0.4),
	                draw(b, "b", "G", 1, 4 * U, 0.4)}};
	s.w.Wc = draw(b, "Wc", "RG", R, 4 * U, 0.5);
	s.w.Wq = draw(b, "Wq", "HR", U, R, 1);
	s.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	s.region = draw_seq(b, "region", "LBR", L, B, R, 1);
	s.h0 = draw(b, "h0", "BH", B, U, 0.5);
	s.c0 = draw(b, "c0", "BH", B, U, 1);
	s.v = attentive_lstm_wires_new(&b->a, T, B, U, L, R);
	return s;
}

static void looking_starts(struct looking *s)
{
	copy(at(s->v.h, 0), s->h0);
	copy(at(s->v.c, 0), s->c0);
}

static void attentive_forward(book *b)
{
	struct looking s = draw_looking(b);
	seq all[] = {s.v.h, s.v.c, s.v.a, s.v.q, s.v.ctx, s.v.alpha};
	for (int i = 0; i < 6; i++) fill(flat(all[i]), (real)NAN);
	looking_starts(&s);
	attentive_lstm_forward(s.v, s.x, s.region, s.w);
	record_seq(b, "q", "TBR", s.v.q);
	record_seq(b, "alpha", "TBL", s.v.alpha);
	record_seq(b, "ctx", "TBR", s.v.ctx);
	record_seq(b, "a", "TBG", s.v.a);
	record_seq(b, "c", "TBH", s.v.c);
	record_seq(b, "h", "TBH", s.v.h);
	attentive_lstm_forward(s.v, s.x, s.region, s.w);
	record_seq(b, "h_again", "TBH", s.v.h);
}

static double sigmoid(double x)
{
	return 1 / (1 + exp(-x));
}

/* What step t reads for one sentence, without the student's help. */
static void look_plainly(struct looking *s, int t, int n)
{
	real *q = row(at(s->v.q, t), n), *alpha = row(at(s->v.alpha, t), n),
	     *ctx = row(at(s->v.ctx, t), n);
	for (int j = 0; j < R; j++)
		for (int k = 0; k < U; k++) q[j] += row(at(s->v.h, t), n)[k] * row(s->w.Wq, k)[j];
	double sum = 0;
	for (int l = 0; l < L; l++) {
		double score = 0;
		for (int j = 0; j < R; j++) score += (double)(q[j] * row(at(s->region, l), n)[j]);
		alpha[l] = (real)exp(score);
		sum += (double)alpha[l];
	}
	for (int l = 0; l < L; l++) {
		alpha[l] = (real)((double)alpha[l] / sum);
		for (int j = 0; j < R; j++) ctx[j] += alpha[l] * row(at(s->region, l), n)[j];
	}
}

/* One step of the LSTM for one sentence, likewise. */
static void step_plainly(struct looking *s, int t, int n)
{
	real *a = row(at(s->v.a, t), n), *h = row(at(s->v.h, t + 1), n), *c = row(at(s->v.c, t + 1), n);
	const real *h0 = row(at(s->v.h, t), n), *c0 = row(at(s->v.c, t), n);
	for (int g = 0; g < 4 * U; g++) {
		double sum = (double)row(s->w.lstm.b, 0)[g];
		for (int k = 0; k < D; k++)
			sum += (double)(row(at(s->x, t), n)[k] * row(s->w.lstm.Wx, k)[g]);
		for (int k = 0; k < U; k++) sum += (double)(h0[k] * row(s->w.lstm.Wh, k)[g]);
		for (int k = 0; k < R; k++)
			sum += (double)(row(at(s->v.ctx, t), n)[k] * row(s->w.Wc, k)[g]);
		a[g] = (real)(g < 3 * U ? sigmoid(sum) : tanh(sum));
	}
	for (int k = 0; k < U; k++) {
		c[k] = a[U + k] * c0[k] + a[k] * a[3 * U + k];
		h[k] = a[2 * U + k] * (real)tanh((double)c[k]);
	}
}

/* Gradients of such a layer. */
struct looking_gradients {
	attentive_lstm dw;
	seq dx, dregion, dh;
	mat dc;
};

static void record_looking(book *b, struct looking_gradients g)
{
	record_seq(b, "dx", "TBD", g.dx);
	record_seq(b, "dregion", "LBR", g.dregion);
	record(b, "dh0", "BH", at(g.dh, 0));
	record(b, "dc0", "BH", g.dc);
	record(b, "dWx", "DG", g.dw.lstm.Wx);
	record(b, "dWh", "HG", g.dw.lstm.Wh);
	record(b, "db", "G", g.dw.lstm.b);
	record(b, "dWc", "RG", g.dw.Wc);
	record(b, "dWq", "HR", g.dw.Wq);
}

static void attentive_backward(book *b)
{
	struct looking s = draw_looking(b);
	looking_starts(&s);
	for (int t = 0; t < T; t++)
		for (int n = 0; n < B; n++) {
			look_plainly(&s, t, n);
			step_plainly(&s, t, n);
		}
	given_seq(b, "h", "TBH", s.v.h);
	given_seq(b, "c", "TBH", s.v.c);
	given_seq(b, "a", "TBG", s.v.a);
	given_seq(b, "q", "TBR", s.v.q);
	given_seq(b, "ctx", "TBR", s.v.ctx);
	given_seq(b, "alpha", "TBL", s.v.alpha);
	struct looking_gradients g = {.dx = blank_seq(b, T, B, D)};
	g.dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, U, 1));
	g.dc = started(b, "dc_before", "BH", B, U);
	g.dregion = started_seq(b, "dregion_before", "LBR", L, B, R);
	g.dw = (attentive_lstm){
	        {started(b, "dWx_before", "DG", D, 4 * U), started(b, "dWh_before", "HG", U, 4 * U),
	                started(b, "db_before", "G", 1, 4 * U)},
	        started(b, "dWc_before", "RG", R, 4 * U), started(b, "dWq_before", "HR", U, R)};
	attentive_lstm_backward(g.dw, g.dx, g.dregion, g.dh, g.dc, s.x, s.region, s.v, s.w);
	record_looking(b, g);
}

static double looking_loss(void *context)
{
	struct looking *s = context;
	looking_starts(s);
	attentive_lstm_forward(s->v, s->x, s->region, s->w);
	return dot(flat(s->v.h), flat(s->upstream)) + dot(at(s->v.c, T), s->cell);
}

static void attentive_gradient(book *b)
{
	struct looking s = draw_looking(b);
	s.upstream = draw_seq(b, "dh", "TBH", T + 1, B, U, 1);
	s.cell = draw(b, "dc", "BH", B, U, 1);
	looking_loss(&s);
	struct looking_gradients g = {.dx = blank_seq(b, T, B, D), .dh = copy_of_seq(b, s.upstream)};
	g.dc = copy_of(b, s.cell);
	g.dregion = seq_new(&b->a, L, B, R);
	g.dw = (attentive_lstm){
	        {mat_new(&b->a, D, 4 * U), mat_new(&b->a, U, 4 * U), mat_new(&b->a, 1, 4 * U)},
	        mat_new(&b->a, R, 4 * U), mat_new(&b->a, U, R)};
	attentive_lstm_backward(g.dw, g.dx, g.dregion, g.dh, g.dc, s.x, s.region, s.v, s.w);
	record_looking(b, g);
	record_numeric_seq(b, "dx", "TBD", s.x, looking_loss, &s);
	record_numeric_seq(b, "dregion", "LBR", s.region, looking_loss, &s);
	record_numeric(b, "dh0", "BH", s.h0, looking_loss, &s);
	record_numeric(b, "dc0", "BH", s.c0, looking_loss, &s);
	record_numeric(b, "dWx", "DG", s.w.lstm.Wx, looking_loss, &s);
	record_numeric(b, "dWh", "HG", s.w.lstm.Wh, looking_loss, &s);
	record_numeric(b, "db", "G", s.w.lstm.b, looking_loss, &s);
	record_numeric(b, "dWc", "RG", s.w.Wc, looking_loss, &s);
	record_numeric(b, "dWq", "HR", s.w.Wq, looking_loss, &s);
}

/* --- 10.20 … 10.22 ---------------------------------------------------------------------------- */

enum { FRAMES = 6, FILMS = 3 };
static const int lengths[FILMS] = {4, FRAMES, 1};

static void mean_forward(book *b)
{
	seq frame = draw_seq(b, "frame", "TBI", FRAMES, FILMS, I, 1); // padding is not 0
	given_ints(b, "length", "B", FILMS, lengths);
	mat im = blank(b, FILMS, I);
	mean_of_frames_forward(im, frame, lengths);
	record(b, "im", "BI", im);
	rng_fill_normal(&b->r, im, 1);
	mean_of_frames_forward(im, frame, lengths);
	record(b, "im_again", "BI", im);
}

static void mean_backward(book *b)
{
	mat dim = draw(b, "dim", "BI", FILMS, I, 1);
	given_ints(b, "length", "B", FILMS, lengths);
	seq dframe = started_seq(b, "dframe_before", "TBI", FRAMES, FILMS, I);
	mean_of_frames_backward(dframe, dim, lengths);
	record_seq(b, "dframe", "TBI", dframe);
}

/* A picture of C channels; places in the middle, in corners, and outside. */
static void glimpses_of(book *b, int size)
{
	enum { PLACES = 6, h = 5, w = 7 };
	static const int line[PLACES] = {2, 0, 4, 1, 6, 3}, column[PLACES] = {3, 0, 6, 5, 2, -1};
	images from = draw_images(b, "from", "KP", C, 2, h, w);
	given_ints(b, "row", "T", PLACES, line);
	given_ints(b, "col", "T", PLACES, column);
	given_numbers(b, "size", "A", 1, &size);
	seq x = blank_seq(b, PLACES, 2, C * size * size);
	glimpses(x, from, line, column, size);
	record_seq(b, "x", "TNJ", x);
}

static void glimpses_odd(book *b)
{
	glimpses_of(b, 3);
}

static void glimpses_even(book *b)
{
	glimpses_of(b, 4);
}

const grade_case telling_cases[] = {
        {"image_rnn_forward", "small", image_rnn_forward_small, NULL, 0},
        {"image_rnn_backward", "small", image_rnn_backward_small, NULL, 0},
        {"image_rnn_backward", "gradient", image_rnn_gradient, "image_rnn_forward", 0},
        {"image_start_forward", "small", start_forward, NULL, 0},
        {"image_start_backward", "small", start_backward, NULL, 0},
        {"image_start_backward", "gradient", start_gradient, "image_start_forward", 0},
        {"attentive_lstm_forward", "small", attentive_forward, NULL, 0},
        {"attentive_lstm_backward", "small", attentive_backward, NULL, 0},
        {"attentive_lstm_backward", "gradient", attentive_gradient, "attentive_lstm_forward", 0},
        {"mean_of_frames_forward", "ragged", mean_forward, NULL, 0},
        {"mean_of_frames_backward", "ragged", mean_backward, NULL, 0},
        {"glimpses", "odd", glimpses_odd, NULL, 0},
        {"glimpses", "even", glimpses_even, NULL, 0},
        {0},
};
