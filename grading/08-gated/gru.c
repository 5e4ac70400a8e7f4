/* Cases of 8.9 … 8.14: the GRU. */
#include "cases.h"

/* --- 8.9, 8.10: one step ------------------------------------------------------------------------ */

struct step {
	mat Wh, before, h0; // before: x Wx + b
	mat h, a, u, upstream;
};

static struct step draw_step(book *b, double size)
{
	struct step s = {.Wh = draw(b, "Wh", "HG", H, 3 * H, 0.5)};
	s.before = draw(b, "a_before", "BG", B, 3 * H, size);
	s.h0 = draw(b, "h0", "BH", B, H, 0.5);
	s.h = blank(b, B, H);
	s.u = blank(b, B, 3 * H);
	s.a = copy_of(b, s.before);
	return s;
}

static void step_forward_of(book *b, double size)
{
	struct step s = draw_step(b, size);
	gru_step_forward(s.h, s.a, s.u, s.h0, s.Wh);
	record(b, "h", "BH", s.h);
	record(b, "a", "BG", s.a);
	record(b, "u", "BG", s.u);
}

static void step_forward(book *b)
{
	step_forward_of(b, 1);
}

static void step_forward_saturated(book *b)
{
	step_forward_of(b, 1000);
}

/* Gates, and what follows from them: states, and what these send through Wh. */
struct walk {
	seq a, u, h;
};

static struct walk draw_walk(book *b, mat Wh, int nsteps, int batch, int units)
{
	struct walk w = {draw_gates(b, "a", nsteps, batch, units, 2),
	        seq_new(&b->a, nsteps, batch, 3 * units), seq_new(&b->a, nsteps + 1, batch, units)};
	rng_fill_uniform(&b->r, at(w.h, 0), -0.95, 0.95);
	for (int t = 0; t < nsteps; t++) {
		mul(at(w.u, t), at(w.h, t), Wh);
		for (int s = 0; s < batch; s++)
			for (int k = 0; k < units; k++) {
				real *gate = row(at(w.a, t), s), kept = row(at(w.h, t), s)[k];
				row(at(w.h, t + 1), s)[k] =
				        (1 - gate[units + k]) * kept + gate[units + k] * gate[2 * units + k];
			}
	}
	given_seq(b, "u", "TBG", w.u);
	given_seq(b, "h", "TBH", w.h);
	return w;
}

static void step_backward(book *b)
{
	mat Wh = draw(b, "Wh", "HG", H, 3 * H, 0.5);
	struct walk w = draw_walk(b, Wh, 1, B, H);
	mat dh = draw(b, "dh", "BH", B, H, 1), dh0 = started(b, "dh0_before", "BH", B, H);
	mat da = blank(b, B, 3 * H), du = blank(b, B, 3 * H);
	gru_step_backward(da, du, dh0, dh, at(w.a, 0), at(w.u, 0), at(w.h, 0), Wh);
	record(b, "da", "BG", da);
	record(b, "du", "BG", du);
	record(b, "dh0", "BH", dh0);
	copy(da, draw(b, "da_stale", "BG", B, 3 * H, 1)); // what += would build on
	copy(du, draw(b, "du_stale", "BG", B, 3 * H, 1));
	gru_step_backward(da, du, dh0, dh, at(w.a, 0), at(w.u, 0), at(w.h, 0), Wh);
	record(b, "da_again", "BG", da);
	record(b, "du_again", "BG", du);
	record(b, "dh0_again", "BH", dh0);
}

static double step_loss(void *context)
{
	struct step *s = context;
	copy(s->a, s->before);
	gru_step_forward(s->h, s->a, s->u, s->h0, s->Wh);
	return dot(s->h, s->upstream);
}

static void step_gradient(book *b)
{
	struct step s = draw_step(b, 1);
	s.upstream = draw(b, "dh", "BH", B, H, 1);
	mat da = blank(b, B, 3 * H), du = blank(b, B, 3 * H), dh0 = mat_new(&b->a, B, H);
	step_loss(&s);
	gru_step_backward(da, du, dh0, s.upstream, s.a, s.u, s.h0, s.Wh);
	record(b, "da", "BG", da);
	record(b, "dh0", "BH", dh0);
	record_numeric(b, "da", "BG", s.before, step_loss, &s);
	record_numeric(b, "dh0", "BH", s.h0, step_loss, &s);
}

/* --- 8.11, 8.12: all steps ------------------------------------------------------------------------ */

static void recur_forward(book *b)
{
	mat Wh = draw(b, "Wh", "HG", H, 3 * H, 0.5);
	seq a = copy_of_seq(b, draw_seq(b, "a_before", "TBG", T, B, 3 * H, 1));
	seq h = blank_seq(b, T + 1, B, H), u = blank_seq(b, T, B, 3 * H);
	copy(at(h, 0), draw(b, "h0", "BH", B, H, 0.5));
	gru_recur_forward(h, a, u, Wh);
	record_seq(b, "h", "TBH", h);
	record_seq(b, "a", "TBG", a);
	record_seq(b, "u", "TBG", u);
}

static void recur_backward(book *b)
{
	mat Wh = draw(b, "Wh", "HG", H, 3 * H, 0.5);
	struct walk w = draw_walk(b, Wh, T, B, H);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", T + 1, B, H, 1));
	seq da = blank_seq(b, T, B, 3 * H), du = blank_seq(b, T, B, 3 * H);
	gru_recur_backward(da, du, dh, w.h, w.a, w.u, Wh);
	record_seq(b, "da", "TBG", da);
	record_seq(b, "du", "TBG", du);
	record_seq(b, "dh", "TBH", dh);
}

/* --- 8.13, 8.14: a layer ---------------------------------------------------------------------------- */

struct layer {
	gated w;
	seq x, h, a, u, upstream; // upstream (T+1,B,H), also into h[0]
	mat h0;
};

static struct layer draw_layer(book *b)
{
	struct layer l = {.w = draw_gated(b, "", D, H, 3)};
	l.x = draw_seq(b, "x", "TBD", T, B, D, 1);
	l.h0 = draw(b, "h0", "BH", B, H, 0.5);
	l.h = blank_seq(b, T + 1, B, H);
	l.a = blank_seq(b, T, B, 3 * H);
	l.u = blank_seq(b, T, B, 3 * H);
	copy(at(l.h, 0), l.h0);
	return l;
}

static void layer_forward(book *b)
{
	struct layer l = draw_layer(b);
	gru_forward(l.h, l.a, l.u, l.x, l.w);
	record_seq(b, "h", "TBH", l.h);
	record_seq(b, "a", "TBG", l.a);
	record_seq(b, "u", "TBG", l.u);
	gru_forward(l.h, l.a, l.u, l.x, l.w);
	record_seq(b, "h_again", "TBH", l.h);
}

static void layer_backward_of(book *b, int nsteps, int batch, int in, int units)
{
	gated w = draw_gated(b, "", in, units, 3), dw = started_gated(b, "", in, units, 3);
	seq x = draw_seq(b, "x", "TBD", nsteps, batch, in, 1);
	struct walk s = draw_walk(b, w.Wh, nsteps, batch, units);
	seq dh = copy_of_seq(b, draw_seq(b, "dh_before", "TBH", nsteps + 1, batch, units, 1));
	seq dx = blank_seq(b, nsteps, batch, in);
	seq da = blank_seq(b, nsteps, batch, 3 * units), du = blank_seq(b, nsteps, batch, 3 * units);
	gru_backward(dw, dx, da, du, dh, x, s.h, s.a, s.u, w);
	record_seq(b, "dx", "TBD", dx);
	record_gated(b, "", dw);
	record(b, "dh0", "BH", at(dh, 0));
}

static void layer_backward(book *b)
{
	layer_backward_of(b, T, B, D, H);
}

/* Fifty steps: an error that a short sequence hides has room to grow. */
static void layer_backward_long(book *b)
{
	layer_backward_of(b, 50, 2, 2, 3);
}

static double layer_loss(void *context)
{
	struct layer *l = context;
	copy(at(l->h, 0), l->h0);
	gru_forward(l->h, l->a, l->u, l->x, l->w);
	return dot(flat(l->h), flat(l->upstream));
}

static void layer_gradient(book *b)
{
	struct layer l = draw_layer(b);
	l.upstream = draw_seq(b, "dh", "TBH", T + 1, B, H, 1);
	gated dw = zero_gated(b, D, H, 3);
	seq dx = blank_seq(b, T, B, D), dh = copy_of_seq(b, l.upstream);
	seq da = blank_seq(b, T, B, 3 * H), du = blank_seq(b, T, B, 3 * H);
	layer_loss(&l);
	gru_backward(dw, dx, da, du, dh, l.x, l.h, l.a, l.u, l.w);
	record_seq(b, "dx", "TBD", dx);
	record_gated(b, "", dw);
	record(b, "dh0", "BH", at(dh, 0));
	record_numeric_seq(b, "dx", "TBD", l.x, layer_loss, &l);
	record_numeric_gated(b, "", l.w, layer_loss, &l);
	record_numeric(b, "dh0", "BH", l.h0, layer_loss, &l);
}

const grade_case gru_cases[] = {
        {"gru_step_forward", "small", step_forward, NULL, 0},
        {"gru_step_forward", "saturated", step_forward_saturated, NULL, 0},
        {"gru_step_backward", "small", step_backward, NULL, 0},
        {"gru_step_backward", "gradient", step_gradient, "gru_step_forward", 0},
        {"gru_recur_forward", "small", recur_forward, NULL, 0},
        {"gru_recur_backward", "small", recur_backward, NULL, 0},
        {"gru_forward", "small", layer_forward, NULL, 0},
        {"gru_backward", "small", layer_backward, NULL, 0},
        {"gru_backward", "long", layer_backward_long, NULL, 0},
        {"gru_backward", "gradient", layer_gradient, "gru_forward", 0},
        {0},
};
