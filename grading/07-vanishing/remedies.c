/* Cases of 7.5 … 7.13: clipping, starts, and a layer of ReLUs. */
#include <math.h>

#include "cases.h"
#include "lapack.h"

/* --- 7.5, 7.6: clipping ----------------------------------------------------------------------- */

static void value_small(book *b)
{
	mat g = copy_of(b, draw(b, "g", "MN", 4, 7, 3));
	clip_by_value(g, given_number(b, "limit", 1.75));
	record(b, "clipped", "MN", g);
}

/* A block of a larger matrix: its neighbours are not meant. */
static void value_block(book *b)
{
	mat all = copy_of(b, draw(b, "g", "MN", 5, 9, 3));
	clip_by_value(rows(cols(all, 3, 4), 1, 3), given_number(b, "limit", 0.5));
	record(b, "clipped", "MN", all);
}

static void value_broken(book *b)
{
	const real bad = (real)NAN, far = (real)INFINITY;
	const real x[] = {bad, 0, 2.5, -2.5, far, -far, 2.75, -2.75, -0.5, bad, (real)1e30, 3};
	mat g = mat_new(&b->a, 2, 6);
	for (int i = 0; i < 12; i++) g.p[i] = x[i];
	given(b, "g", "MN", g);
	g = copy_of(b, g);
	clip_by_value(g, given_number(b, "limit", 2.5));
	record(b, "broken", "MN", g);
}

/* Clip a copy of g, all of it, and write down what became of it and what was returned. */
static void by_norm(book *b, mat before, double limit)
{
	mat g = copy_of(b, before);
	double norm = clip_by_norm(g, given_number(b, "limit", limit));
	record(b, "clipped", "MN", g);
	record_number(b, "norm", norm);
}

static void norm_long(book *b)
{
	by_norm(b, draw(b, "g", "MN", 4, 7, 3), 2.5);
}

static void norm_short(book *b)
{
	by_norm(b, draw(b, "g", "MN", 4, 7, 0.1), 2.5);
}

/* No element and no row is longer than the limit, all together are. */
static void norm_together(book *b)
{
	by_norm(b, draw(b, "g", "MN", 40, 3, 0.2), 1.5);
}

static void norm_block(book *b)
{
	mat all = copy_of(b, draw(b, "g", "MN", 5, 9, 3));
	double norm = clip_by_norm(rows(cols(all, 3, 4), 1, 3), given_number(b, "limit", 0.5));
	record(b, "clipped", "MN", all);
	record_number(b, "norm", norm);
}

static void norm_zero(book *b)
{
	mat g = mat_new(&b->a, 3, 5), one = mat_new(&b->a, 3, 5);
	fill(one, 1);
	double norm = clip_by_norm(g, given_number(b, "limit", 2.5));
	add(one, g);
	record(b, "clipped_plus_1", "MN", one);
	record_number(b, "norm", norm);
}

static void norm_with(book *b, real bad)
{
	mat g = mat_new(&b->a, 3, 5);
	rng_fill_normal(&b->r, g, 3);
	*elem(g, 1, 3) = bad;
	given(b, "g", "MN", g);
	g = copy_of(b, g);
	double norm = clip_by_norm(g, given_number(b, "limit", 2.5));
	record(b, "broken", "MN", g);
	record_number(b, "norm_of_broken", norm);
}

static void norm_nan(book *b)
{
	norm_with(b, (real)NAN);
}

static void norm_infinite(book *b)
{
	norm_with(b, (real)INFINITY);
}

/* --- 7.7 … 7.9: starts ------------------------------------------------------------------------ */

static void irnn(book *b)
{
	mat Whh = blank(b, H, H);
	irnn_init(Whh, given_number(b, "size", 0.75));
	record(b, "Whh", "HH", Whh);
	rng_fill_normal(&b->r, Whh, 1);
	irnn_init(Whh, given_number(b, "size_again", 1));
	record(b, "Whh_again", "HH", Whh);
}

/* The normal numbers that the next call is going to draw. */
static mat numbers_to_come(book *b, const char *array, int m)
{
	rng r = b->r;
	mat x = mat_new(&b->a, m, m);
	rng_fill_normal(&r, x, 1);
	given(b, array, "MN", x);
	return x;
}

static void orthogonal_small(book *b)
{
	mat Whh = blank(b, H, H), gram = mat_new(&b->a, H, H);
	numbers_to_come(b, "normal", H);
	orthogonal_init(Whh, &b->r);
	record(b, "Whh", "HH", Whh);
	mul(gram, Whh, tr(Whh));
	record(b, "WWt", "HH", gram);
	numbers_to_come(b, "normal_again", H);
	orthogonal_init(Whh, &b->r);
	record(b, "Whh_again", "HH", Whh);
}

static void orthogonal_large(book *b)
{
	enum { many = 20 };
	mat Whh = blank(b, many, many), gram = mat_new(&b->a, many, many);
	orthogonal_init(Whh, &b->r);
	mul(gram, tr(Whh), Whh);
	record(b, "WtW", "HH", gram);
}

/* One unit: all that can differ is the sign. */
static void orthogonal_signs(book *b)
{
	enum { many = 8 };
	mat signs = blank(b, 1, many), normal = mat_new(&b->a, 1, many);
	rng r = b->r;
	rng_fill_normal(&r, normal, 1);
	given(b, "normal", "K", normal);
	for (int i = 0; i < many; i++) orthogonal_init(cols(signs, i, 1), &b->r);
	record(b, "signs", "K", signs);
}

static void nprnn_small(book *b)
{
	mat Whh = blank(b, H, H);
	numbers_to_come(b, "normal", H);
	nprnn_init(Whh, &b->r);
	record(b, "Whh", "HH", Whh);
	numbers_to_come(b, "normal_again", H);
	nprnn_init(Whh, &b->r);
	record(b, "Whh_again", "HH", Whh);
}

static void nprnn_large(book *b)
{
	enum { many = 20 };
	mat Whh = blank(b, many, many), ends = blank(b, 1, 2), x = mat_new(&b->a, many, many);
	numbers_to_come(b, "normal", many);
	nprnn_init(Whh, &b->r);
	for (int i = 0; i < 2; i++) {
		copy(x, Whh);
		if (eigen_symmetric(cols(ends, i, 1), x, i ? many - 1 : 0, 1) != 0)
			fill(cols(ends, i, 1), (real)NAN);
	}
	record(b, "smallest_and_largest_eigenvalue", "K", ends);
}

/* --- 7.10, 7.11: the recurrence --------------------------------------------------------------- */

static void recur_forward(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = copy_of_seq(b, draw_seq(b, "a", "TBH", T + 1, B, H, 0.8));
	relu_recur_forward(h, Whh);
	record_seq(b, "h", "TBH", h);
}

static void recur_forward_no_steps(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = copy_of_seq(b, draw_seq(b, "a", "TBH", 1, B, H, 0.8));
	relu_recur_forward(h, Whh);
	record_seq(b, "h", "TBH", h);
}

/* One NaN: its sequence shows it from there on, the others do not. */
static void recur_forward_broken(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq a = seq_new(&b->a, T + 1, B, H);
	rng_fill_normal(&b->r, flat(a), 0.8);
	*elem(at(a, 3), 1, 2) = (real)NAN;
	given_seq(b, "a", "TBH", a);
	seq h = copy_of_seq(b, a);
	relu_recur_forward(h, Whh);
	record_seq(b, "broken", "TBH", h);
}

static void recur_backward(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = draw_relu_states(b, "h", T + 1, B, H);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	relu_recur_backward(dh, h, Whh);
	record_seq(b, "dh", "TBH", dh);
}

struct layer {
	seq h, x, upstream; // upstream (T+1,B,H), also into h[0]
	mat h0;
	rnn w;
};

static double recurrence_loss(void *context)
{
	struct layer *l = context;
	copy(flat(l->h), flat(l->x)); // a, with h0 in front
	relu_recur_forward(l->h, l->w.Whh);
	return dot(flat(l->h), flat(l->upstream));
}

static void recur_gradient(book *b)
{
	struct layer l = {.w.Whh = draw(b, "Whh", "HH", H, H, 0.4)};
	l.x = draw_seq(b, "a", "TBH", T + 1, B, H, 0.8);
	l.upstream = draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1);
	l.h = blank_seq(b, T + 1, B, H);
	seq dh = copy_of_seq(b, l.upstream);
	recurrence_loss(&l);
	relu_recur_backward(dh, l.h, l.w.Whh);
	record_seq(b, "dh", "TBH", dh);
	record_numeric_seq(b, "dh", "TBH", l.x, recurrence_loss, &l);
}

/* --- 7.12, 7.13: the layer -------------------------------------------------------------------- */

static void layer_forward(book *b)
{
	rnn w = draw_rnn(b, D, H);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1), h = blank_seq(b, T + 1, B, H);
	mat h0 = draw(b, "h0", "BH", B, H, 0.5);
	copy(at(h, 0), h0);
	relu_rnn_forward(h, x, w);
	record_seq(b, "h", "TBH", h);
	relu_rnn_forward(h, x, w);
	record_seq(b, "h_again", "TBH", h);
}

static void backward(book *b, int T1, int B1, int D1, int H1)
{
	rnn w = draw_rnn(b, D1, H1), dw = started_rnn(b, D1, H1);
	seq x = draw_seq(b, "x", "TBD", T1, B1, D1, 1), dx = blank_seq(b, T1, B1, D1);
	seq h = draw_relu_states(b, "h", T1 + 1, B1, H1);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T1 + 1, B1, H1, 1));
	relu_rnn_backward(dw, dx, dh, x, h, w);
	record_seq(b, "dx", "TBD", dx);
	record(b, "dh0", "BH", at(dh, 0));
	record_rnn(b, dw);
}

static void layer_backward(book *b)
{
	backward(b, T, B, D, H);
}

/* A hundred steps: an error that a short sequence hides has room to grow. */
static void layer_backward_long(book *b)
{
	backward(b, 100, 2, 3, 5);
}

static double layer_loss(void *context)
{
	struct layer *l = context;
	copy(at(l->h, 0), l->h0);
	relu_rnn_forward(l->h, l->x, l->w);
	return dot(flat(l->h), flat(l->upstream));
}

static void layer_gradient(book *b)
{
	struct layer l = {.w = draw_rnn(b, D, H), .x = draw_seq(b, "x", "TBD", T, B, D, 1)};
	l.h0 = draw(b, "h0", "BH", B, H, 0.5);
	l.upstream = draw_seq(b, "dh", "TBH", T + 1, B, H, 1);
	l.h = blank_seq(b, T + 1, B, H);
	rnn dw = {mat_new(&b->a, D, H), mat_new(&b->a, H, H), mat_new(&b->a, 1, H)};
	seq dx = blank_seq(b, T, B, D), dh = copy_of_seq(b, l.upstream);
	layer_loss(&l);
	relu_rnn_backward(dw, dx, dh, l.x, l.h, l.w);
	record_seq(b, "dx", "TBD", dx);
	record(b, "dh0", "BH", at(dh, 0));
	record_rnn(b, dw);
	record_numeric_seq(b, "dx", "TBD", l.x, layer_loss, &l);
	record_numeric(b, "dh0", "BH", l.h0, layer_loss, &l);
	record_numeric(b, "dWxh", "DH", l.w.Wxh, layer_loss, &l);
	record_numeric(b, "dWhh", "HH", l.w.Whh, layer_loss, &l);
	record_numeric(b, "db", "H", l.w.b, layer_loss, &l);
}

const grade_case remedies_cases[] = {
        {"clip_by_value", "small", value_small, NULL, 0},
        {"clip_by_value", "block", value_block, NULL, 0},
        {"clip_by_value", "broken", value_broken, NULL, 0},
        {"clip_by_norm", "long", norm_long, NULL, 0},
        {"clip_by_norm", "short", norm_short, NULL, 0},
        {"clip_by_norm", "together", norm_together, NULL, 0},
        {"clip_by_norm", "block", norm_block, NULL, 0},
        {"clip_by_norm", "zero", norm_zero, NULL, 0},
        {"clip_by_norm", "nan", norm_nan, NULL, 0},
        {"clip_by_norm", "infinite", norm_infinite, NULL, 0},
        {"irnn_init", "small", irnn, NULL, 0},
        {"orthogonal_init", "small", orthogonal_small, NULL, 0},
        {"orthogonal_init", "large", orthogonal_large, NULL, 0},
        {"orthogonal_init", "signs", orthogonal_signs, NULL, 0},
        {"nprnn_init", "small", nprnn_small, NULL, 0},
        {"nprnn_init", "large", nprnn_large, NULL, 0},
        {"relu_recur_forward", "small", recur_forward, NULL, 0},
        {"relu_recur_forward", "no_steps", recur_forward_no_steps, NULL, 0},
        {"relu_recur_forward", "broken", recur_forward_broken, NULL, 0},
        {"relu_recur_backward", "small", recur_backward, NULL, 0},
        {"relu_recur_backward", "gradient", recur_gradient, "relu_recur_forward", 0},
        {"relu_rnn_forward", "small", layer_forward, NULL, 0},
        {"relu_rnn_backward", "small", layer_backward, NULL, 0},
        {"relu_rnn_backward", "long", layer_backward_long, NULL, 0},
        {"relu_rnn_backward", "gradient", layer_gradient, "relu_rnn_forward", 0},
        {0},
};
