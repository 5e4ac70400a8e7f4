/* Cases of 8.1 … 8.8: the LSTM. */
#include "cases.h"

/* --- 8.1, 8.2: one step ----------------------------------------------------------------------- */

/* What a step is given, and where its answers go. */
struct step {
	mat Wh, before, h0, c0;      // before: x Wx + b
	mat h, c, a, upstream, cell; // gradients that arrive at h and c
};

static struct step draw_step(book *b, double size)
{
	struct step s = {.Wh = draw(b, "Wh", "HG", H, 4 * H, 0.5)};
	s.before = draw(b, "a_before", "BG", B, 4 * H, size);
	s.h0 = draw(b, "h0", "BH", B, H, 0.5);
	s.c0 = draw(b, "c0", "BH", B, H, 1);
	s.h = blank(b, B, H);
	s.c = blank(b, B, H);
	s.a = copy_of(b, s.before);
	return s;
}

static void record_step(book *b, struct step s)
{
	record(b, "h", "BH", s.h);
	record(b, "c", "BH", s.c);
	record(b, "a", "BG", s.a);
}

static void step_forward(book *b)
{
	struct step s = draw_step(b, 1);
	lstm_step_forward(s.h, s.c, s.a, s.h0, s.c0, s.Wh);
	record_step(b, s);
}

/* Gates wide open and fast shut, where exp() overflows if it is asked the wrong way round. */
static void step_forward_saturated(book *b)
{
	struct step s = draw_step(b, 1000);
	lstm_step_forward(s.h, s.c, s.a, s.h0, s.c0, s.Wh);
	record_step(b, s);
}

/* Two steps: what the first made, the second reads. */
static void step_forward_twice(book *b)
{
	struct step s = draw_step(b, 1), next = s;
	next.before = draw(b, "a_before_2", "BG", B, 4 * H, 1);
	next.a = copy_of(b, next.before);
	next.h = blank(b, B, H);
	next.c = blank(b, B, H);
	lstm_step_forward(s.h, s.c, s.a, s.h0, s.c0, s.Wh);
	lstm_step_forward(next.h, next.c, next.a, s.h, s.c, s.Wh);
	record_step(b, next);
}

static void step_backward(book *b)
{
	mat Wh = draw(b, "Wh", "HG", H, 4 * H, 0.5), a = at(draw_gates(b, "a", 1, B, H, 3), 0);
	seq h = seq_new(&b->a, 2, B, H), c = seq_new(&b->a, 2, B, H);
	copy(at(c, 0), draw(b, "c0", "BH", B, H, 1));
	lstm_states_of(h, c, (seq){a.p, 1, B, 4 * H});
	given(b, "c", "BH", at(c, 1));
	mat dh = draw(b, "dh", "BH", B, H, 1), dc = started(b, "dc_before", "BH", B, H);
	mat dh0 = started(b, "dh0_before", "BH", B, H), da = blank(b, B, 4 * H);
	lstm_step_backward(da, dh0, dc, dh, a, at(c, 1), at(c, 0), Wh);
	record(b, "da", "BG", da);
	record(b, "dh0", "BH", dh0);
	record(b, "dc0", "BH", dc);
	copy(da, draw(b, "da_stale", "BG", B, 4 * H, 1)); // what += would build on
	copy(dc, draw(b, "dc_again_before", "BH", B, H, 1));
	lstm_step_backward(da, dh0, dc, dh, a, at(c, 1), at(c, 0), Wh);
	record(b, "da_again", "BG", da);
	record(b, "dh0_again", "BH", dh0);
	record(b, "dc0_again", "BH", dc);
}

static double step_loss(void *context)
{
	struct step *s = context;
	copy(s->a, s->before);
	lstm_step_forward(s->h, s->c, s->a, s->h0, s->c0, s->Wh);
	return dot(s->h, s->upstream) + dot(s->c, s->cell);
}

static void step_gradient(book *b)
{
	struct step s = draw_step(b, 1);
	s.upstream = draw(b, "dh", "BH", B, H, 1);
	s.cell = draw(b, "dc", "BH", B, H, 1);
	mat da = blank(b, B, 4 * H), dh0 = mat_new(&b->a, B, H), dc = copy_of(b, s.cell);
	step_loss(&s);
	lstm_step_backward(da, dh0, dc, s.upstream, s.a, s.c, s.c0, s.Wh);
	record(b, "da", "BG", da);
	record(b, "dh0", "BH", dh0);
	record(b, "dc0", "BH", dc);
	record_numeric(b, "da", "BG", s.before, step_loss, &s);
	record_numeric(b, "dh0", "BH", s.h0, step_loss, &s);
	record_numeric(b, "dc0", "BH", s.c0, step_loss, &s);
}

/* --- 8.3, 8.4: all steps ------------------------------------------------------------------------ */

static void recur_forward(book *b)
{
	mat Wh = draw(b, "Wh", "HG", H, 4 * H, 0.5);
	seq a = copy_of_seq(b, draw_seq(b, "a_before", "TBG", T, B, 4 * H, 1));
	seq h = blank_seq(b, T + 1, B, H), c = blank_seq(b, T + 1, B, H);
	copy(at(h, 0), draw(b, "h0", "BH", B, H, 0.5));
	copy(at(c, 0), draw(b, "c0", "BH", B, H, 1));
	lstm_recur_forward(h, c, a, Wh);
	record_seq(b, "h", "TBH", h);
	record_seq(b, "c", "TBH", c);
	record_seq(b, "a", "TBG", a);
}

/* Gates, and the cells and states that follow from them. */
struct walk {
	seq a, h, c;
};

static struct walk draw_walk(book *b, int nsteps, int batch, int units)
{
	struct walk w = {draw_gates(b, "a", nsteps, batch, units, 3),
	        seq_new(&b->a, nsteps + 1, batch, units), seq_new(&b->a, nsteps + 1, batch, units)};
	rng_fill_uniform(&b->r, at(w.h, 0), -0.95, 0.95);
	rng_fill_normal(&b->r, at(w.c, 0), 1);
	lstm_states_of(w.h, w.c, w.a);
	given_seq(b, "h", "TBH", w.h);
	given_seq(b, "c", "TBH", w.c);
	return w;
}

static void recur_backward(book *b)
{
	mat Wh = draw(b, "Wh", "HG", H, 4 * H, 0.5);
	struct walk w = draw_walk(b, T, B, H);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	mat dc = started(b, "dc_before", "BH", B, H);
	seq da = blank_seq(b, T, B, 4 * H);
	lstm_recur_backward(da, dh, dc, w.a, w.c, Wh);
	record_seq(b, "da", "TBG", da);
	record_seq(b, "dh", "TBH", dh);
	record(b, "dc0", "BH", dc);
}

/* --- 8.5 … 8.8: a layer --------------------------------------------------------------------------- */

struct layer {
	gated w;
	seq x, h, c, a, upstream; // upstream (T+1,B,H), also into h[0]
	mat h0, c0, cell;
};

static struct layer draw_layer(book *b)
{
	struct layer l = {.w = draw_gated(b, "", D, H, 4)};
	l.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	l.h0 = draw(b, "h0", "BH", B, H, 0.5);
	l.c0 = draw(b, "c0", "BH", B, H, 1);
	l.h = blank_seq(b, T + 1, B, H);
	l.c = blank_seq(b, T + 1, B, H);
	l.a = blank_seq(b, T, B, 4 * H);
	copy(at(l.h, 0), l.h0);
	copy(at(l.c, 0), l.c0);
	return l;
}

static void layer_forward(book *b)
{
	struct layer l = draw_layer(b);
	lstm_forward(l.h, l.c, l.a, l.x, l.w);
	record_seq(b, "h", "TBH", l.h);
	record_seq(b, "c", "TBH", l.c);
	record_seq(b, "a", "TBG", l.a);
	lstm_forward(l.h, l.c, l.a, l.x, l.w);
	record_seq(b, "h_again", "TBH", l.h);
}

static void layer_backward(book *b)
{
	gated w = draw_gated(b, "", D, H, 4), dw = started_gated(b, "", D, H, 4);
	seq x = draw_seq(b, "x", "TBD", T, B, D, 1);
	struct walk s = draw_walk(b, T, B, H);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	mat dc = started(b, "dc_before", "BH", B, H);
	seq dx = blank_seq(b, T, B, D), da = blank_seq(b, T, B, 4 * H);
	lstm_backward(dw, dx, da, dh, dc, x, s.h, s.c, s.a, w);
	record_seq(b, "dx", "TBD", dx);
	record_gated(b, "", dw);
	record(b, "dh0", "BH", at(dh, 0));
	record(b, "dc0", "BH", dc);
}

/* Fifty steps: an error that a short sequence hides has room to grow. */
static void layer_backward_long(book *b)
{
	enum { LONG = 50, b1 = 2, d = 2, h1 = 3 };
	gated w = draw_gated(b, "", d, h1, 4), dw = started_gated(b, "", d, h1, 4);
	seq x = draw_seq(b, "x", "TBD", LONG, b1, d, 1);
	struct walk s = draw_walk(b, LONG, b1, h1);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", LONG + 1, b1, h1, 1));
	mat dc = started(b, "dc_before", "BH", b1, h1);
	seq dx = blank_seq(b, LONG, b1, d), da = blank_seq(b, LONG, b1, 4 * h1);
	lstm_backward(dw, dx, da, dh, dc, x, s.h, s.c, s.a, w);
	record_gated(b, "", dw);
}

static double layer_loss(void *context)
{
	struct layer *l = context;
	copy(at(l->h, 0), l->h0);
	copy(at(l->c, 0), l->c0);
	lstm_forward(l->h, l->c, l->a, l->x, l->w);
	return dot(flat(l->h), flat(l->upstream)) + dot(at(l->c, T), l->cell);
}

static void layer_gradient(book *b)
{
	struct layer l = draw_layer(b);
	l.upstream = draw_seq(b, "dh", "TBH", T + 1, B, H, 1);
	l.cell = draw(b, "dc", "BH", B, H, 1);
	gated dw = zero_gated(b, D, H, 4);
	seq dx = blank_seq(b, T, B, D), dh = copy_of_seq(b, l.upstream), da = blank_seq(b, T, B, 4 * H);
	mat dc = copy_of(b, l.cell);
	layer_loss(&l);
	lstm_backward(dw, dx, da, dh, dc, l.x, l.h, l.c, l.a, l.w);
	record_seq(b, "dx", "TBD", dx);
	record_gated(b, "", dw);
	record(b, "dh0", "BH", at(dh, 0));
	record(b, "dc0", "BH", dc);
	record_numeric_seq(b, "dx", "TBD", l.x, layer_loss, &l);
	record_numeric_gated(b, "", l.w, layer_loss, &l);
	record_numeric(b, "dh0", "BH", l.h0, layer_loss, &l);
	record_numeric(b, "dc0", "BH", l.c0, layer_loss, &l);
}

/* The random numbers themselves are the harness's, so their first ones are inputs: what counts is
 * their order, their range, and what is left alone. */
static void init_with(book *b, double forget_bias)
{
	rng r = rng_new(2015, 8), same = r;
	mat drawn = mat_new(&b->a, 1, (D + H) * 4 * H + 1); // and the one after
	rng_fill_uniform(&same, drawn, 0, 1);
	given(b, "uniform", "N", drawn);
	mat told = mat_new(&b->a, 1, 1);
	fill(told, (real)forget_bias);
	given(b, "forget_bias", "N", told);
	gated w = {blank(b, D, 4 * H), blank(b, H, 4 * H), blank(b, 1, 4 * H)};
	lstm_init(w, forget_bias, &r);
	record(b, "Wx", "DG", w.Wx);
	record(b, "Wh", "HG", w.Wh);
	record(b, "b", "G", w.b);
	record_number(b, "next", rng_uniform(&r));
}

static void init_bias_1(book *b)
{
	init_with(b, 1);
}

static void init_bias_minus_half(book *b)
{
	init_with(b, -0.5);
}

static void unrolled_cell(book *b)
{
	const int unit = 3;
	mat share = blank(b, T + 1, T + 1), c0 = draw(b, "c0", "H", 1, H, 1);
	seq a = draw_gates(b, "a", T, 1, H, 3);
	mat which = mat_new(&b->a, 1, 1);
	fill(which, unit);
	given(b, "unit", "N", which);
	lstm_unrolled_cell(share, a, c0, unit);
	record(b, "share", "TT", share);
	lstm_unrolled_cell(share, a, c0, 0);
	record(b, "share_of_unit_0", "TT", share);
}

/* Forty steps of one cell: what a gate nearly shut leaves of the first. */
static void unrolled_cell_long(book *b)
{
	enum { LONG = 40 };
	mat share = blank(b, LONG + 1, LONG + 1), c0 = draw(b, "c0", "H", 1, 2, 1);
	seq a = draw_gates(b, "a", LONG, 1, 2, 3);
	mat which = mat_new(&b->a, 1, 1);
	fill(which, 1);
	given(b, "unit", "N", which);
	lstm_unrolled_cell(share, a, c0, 1);
	record(b, "share", "TT", share);
}

const grade_case lstm_cases[] = {
        {"lstm_step_forward", "small", step_forward, NULL, 0},
        {"lstm_step_forward", "saturated", step_forward_saturated, NULL, 0},
        {"lstm_step_forward", "two_steps", step_forward_twice, NULL, 0},
        {"lstm_step_backward", "small", step_backward, NULL, 0},
        {"lstm_step_backward", "gradient", step_gradient, "lstm_step_forward", 0},
        {"lstm_recur_forward", "small", recur_forward, NULL, 0},
        {"lstm_recur_backward", "small", recur_backward, NULL, 0},
        {"lstm_forward", "small", layer_forward, NULL, 0},
        {"lstm_backward", "small", layer_backward, NULL, 0},
        {"lstm_backward", "long", layer_backward_long, NULL, 0},
        {"lstm_backward", "gradient", layer_gradient, "lstm_forward", 0},
        {"lstm_init", "bias_1", init_bias_1, NULL, 0},
        {"lstm_init", "bias_minus_half", init_bias_minus_half, NULL, 0},
        {"lstm_unrolled_cell", "small", unrolled_cell, NULL, 0},
        {"lstm_unrolled_cell", "long", unrolled_cell_long, NULL, 0},
        {0},
};
