/* Cases of 6.1 … 6.8: one step, the layer, and its gradient cut into pieces. */
#include <string.h>

#include "cases.h"

/* --- 6.1, 6.2: one step ----------------------------------------------------------------------- */

static void step_forward(book *b)
{
	rnn w = draw_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1), h0 = draw(b, "h0", "BH", B, H, 0.5);
	mat h = blank(b, B, H);
	rnn_step_forward(h, x, h0, w);
	record(b, "h", "BH", h);
	rnn_step_forward(h, x, h0, w);
	record(b, "h_again", "BH", h);
}

static void step_forward_saturated(book *b)
{
	rnn w = draw_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1000), h0 = draw(b, "h0", "BH", B, H, 0.5);
	mat h = blank(b, B, H);
	rnn_step_forward(h, x, h0, w);
	record(b, "h", "BH", h);
}

static void step_backward(book *b)
{
	rnn w = draw_rnn(b, D, H), dw = started_rnn(b, D, H);
	mat x = draw(b, "x", "BD", B, D, 1);
	mat h0 = at(draw_states(b, "h0", 1, B, H), 0), h = at(draw_states(b, "h", 1, B, H), 0);
	mat dh = draw(b, "dh", "BH", B, H, 1), dh0 = started(b, "dh0_before", "BH", B, H);
	mat dx = blank(b, B, D);
	rnn_step_backward(dw, dx, dh0, dh, x, h0, h, w);
	record(b, "dx", "BD", dx);
	record(b, "dh0", "BH", dh0);
	record_rnn(b, dw);
	copy(dx, draw(b, "dx_stale", "BD", B, D, 1)); // what += would build on
	rnn_step_backward(dw, dx, dh0, dh, x, h0, h, w);
	record(b, "dx_again", "BD", dx);
	record(b, "dWhh_again", "HH", dw.Whh);
}

struct step {
	mat h, x, h0, upstream;
	rnn w;
};

static double step_loss(void *context)
{
	struct step *s = context;
	rnn_step_forward(s->h, s->x, s->h0, s->w);
	return dot(s->h, s->upstream);
}

static void step_gradient(book *b)
{
	struct step s = {.w = draw_rnn(b, D, H)};
	s.x = draw(b, "x", "BD", B, D, 1);
	s.h0 = draw(b, "h0", "BH", B, H, 0.5);
	s.upstream = draw(b, "dh", "BH", B, H, 1);
	s.h = blank(b, B, H);
	rnn dw = zero_rnn(b, D, H);
	mat dx = blank(b, B, D), dh0 = mat_new(&b->a, B, H);
	rnn_step_forward(s.h, s.x, s.h0, s.w);
	rnn_step_backward(dw, dx, dh0, s.upstream, s.x, s.h0, s.h, s.w);
	record(b, "dx", "BD", dx);
	record(b, "dh0", "BH", dh0);
	record_rnn(b, dw);
	record_numeric(b, "dx", "BD", s.x, step_loss, &s);
	record_numeric(b, "dh0", "BH", s.h0, step_loss, &s);
	record_numeric(b, "dWxh", "DH", s.w.Wxh, step_loss, &s);
	record_numeric(b, "dWhh", "HH", s.w.Whh, step_loss, &s);
	record_numeric(b, "db", "H", s.w.b, step_loss, &s);
}

/* --- 6.3 … 6.8: a layer ------------------------------------------------------------------------ */

static void recur_forward(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = copy_of_seq(b, draw_seq(b, "a", "TBH", T + 1, B, H, 0.8));
	rnn_recur_forward(h, Whh);
	record_seq(b, "h", "TBH", h);
}

static void recur_forward_no_steps(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = copy_of_seq(b, draw_seq(b, "a", "TBH", 1, B, H, 0.8));
	rnn_recur_forward(h, Whh);
	record_seq(b, "h", "TBH", h);
}

static void recur_backward(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4);
	seq h = draw_states(b, "h", T + 1, B, H);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	rnn_recur_backward(dh, h, Whh);
	record_seq(b, "dh", "TBH", dh);
}

static void layer_forward(book *b)
{
	rnn w = draw_rnn(b, D, H);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1);
	mat h0 = draw(b, "h0", "BH", B, H, 0.5);
	seq h = blank_seq(b, T + 1, B, H);
	copy(at(h, 0), h0);
	rnn_forward(h, x, w);
	record_seq(b, "h", "TBH", h);
	rnn_forward(h, x, w);
	record_seq(b, "h_again", "TBH", h);
}

static void layer_backward(book *b)
{
	rnn w = draw_rnn(b, D, H), dw = started_rnn(b, D, H);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1), h = draw_states(b, "h", T + 1, B, H);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	seq dx = blank_seq(b, T, B, D);
	rnn_backward(dw, dx, dh, x, h, w);
	record_seq(b, "dx", "TBD", dx);
	record(b, "dh0", "BH", at(dh, 0));
	record_rnn(b, dw);
}

struct layer {
	seq h, x, upstream; // upstream (T+1,B,H), also into h[0]
	mat h0;
	rnn w;
};

static double layer_loss(void *context)
{
	struct layer *l = context;
	copy(at(l->h, 0), l->h0);
	rnn_forward(l->h, l->x, l->w);
	return dot(flat(l->h), flat(l->upstream));
}

static struct layer draw_layer(book *b)
{
	struct layer l = {.w = draw_rnn(b, D, H)};
	l.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	l.h0 = draw(b, "h0", "BH", B, H, 0.5);
	l.upstream = draw_seq(b, "dh", "TBH", T + 1, B, H, 1);
	l.h = blank_seq(b, T + 1, B, H);
	return l;
}

static void layer_gradient(book *b)
{
	struct layer l = draw_layer(b);
	rnn dw = zero_rnn(b, D, H);
	seq dx = blank_seq(b, T, B, D), dh = copy_of_seq(b, l.upstream);
	layer_loss(&l);
	rnn_backward(dw, dx, dh, l.x, l.h, l.w);
	record_seq(b, "dx", "TBD", dx);
	record(b, "dh0", "BH", at(dh, 0));
	record_rnn(b, dw);
	record_numeric_seq(b, "dx", "TBD", l.x, layer_loss, &l);
	record_numeric(b, "dh0", "BH", l.h0, layer_loss, &l);
	record_numeric(b, "dWxh", "DH", l.w.Wxh, layer_loss, &l);
	record_numeric(b, "dWhh", "HH", l.w.Whh, layer_loss, &l);
	record_numeric(b, "db", "H", l.w.b, layer_loss, &l);
}

/* A hundred steps: an error that a short sequence hides has room to grow. */
static void layer_backward_long(book *b)
{
	enum { LONG = 100, b1 = 2, d = 3, h1 = 5 };
	rnn w = draw_rnn(b, d, h1), dw = started_rnn(b, d, h1);
	seq x = draw_seq(b, "x", "TBD", LONG, b1, d, 1), h = draw_states(b, "h", LONG + 1, b1, h1);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", LONG + 1, b1, h1, 1));
	seq dx = blank_seq(b, LONG, b1, d);
	rnn_backward(dw, dx, dh, x, h, w);
	record_rnn(b, dw);
}

static void double_sum(book *b)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.4), dWhh = started(b, "dWhh_before", "HH", H, H);
	seq h = draw_states(b, "h", T + 1, B, H), dh = draw_seq(b, "dh", "TBH", T + 1, B, H, 1);
	rnn_double_sum(dWhh, dh, h, Whh);
	record(b, "dWhh", "HH", dWhh);
}

/* The two roads to one gradient: what rnn_backward() adds to dWhh, the double sum adds too. */
static void double_sum_gradient(book *b)
{
	struct layer l = draw_layer(b);
	mat dWhh = mat_new(&b->a, H, H);
	layer_loss(&l);
	rnn_double_sum(dWhh, l.upstream, l.h, l.w.Whh);
	record(b, "dWhh", "HH", dWhh);
	record_numeric(b, "dWhh", "HH", l.w.Whh, layer_loss, &l);
}

static void truncated(book *b, int k)
{
	rnn w = draw_rnn(b, D, H), dw = started_rnn(b, D, H);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1), h = draw_states(b, "h", T + 1, B, H);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	seq dx = blank_seq(b, T, B, D);
	given_ints(b, "k", "K", 1, memcpy(arena_alloc(&b->a, 1, sizeof k), &k, sizeof k));
	truncated_bptt(dw, dx, dh, x, h, w, k);
	record_seq(b, "dx", "TBD", dx);
	record_seq(b, "dh", "TBH", dh);
	record_rnn(b, dw);
}

static void truncated_pieces_of_2(book *b)
{
	truncated(b, 2); // 5 steps: the last piece is shorter
}

static void truncated_one_piece(book *b)
{
	truncated(b, T + 3);
}

static void truncated_single_steps(book *b)
{
	truncated(b, 1);
}

const grade_case rnn_cases[] = {
        {"rnn_step_forward", "small", step_forward, NULL, 0},
        {"rnn_step_forward", "saturated", step_forward_saturated, NULL, 0},
        {"rnn_step_backward", "small", step_backward, NULL, 0},
        {"rnn_step_backward", "gradient", step_gradient, "rnn_step_forward", 0},
        {"rnn_recur_forward", "small", recur_forward, NULL, 0},
        {"rnn_recur_forward", "no_steps", recur_forward_no_steps, NULL, 0},
        {"rnn_recur_backward", "small", recur_backward, NULL, 0},
        {"rnn_forward", "small", layer_forward, NULL, 0},
        {"rnn_backward", "small", layer_backward, NULL, 0},
        {"rnn_backward", "long", layer_backward_long, NULL, 0},
        {"rnn_backward", "gradient", layer_gradient, "rnn_forward", 0},
        {"rnn_double_sum", "small", double_sum, NULL, 0},
        {"rnn_double_sum", "gradient", double_sum_gradient, "rnn_forward", 0},
        {"truncated_bptt", "pieces_of_2", truncated_pieces_of_2, NULL, 0},
        {"truncated_bptt", "single_steps", truncated_single_steps, NULL, 0},
        {"truncated_bptt", "one_piece", truncated_one_piece, NULL, 0},
        {0},
};
