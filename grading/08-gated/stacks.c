/* Cases of 8.23 … 8.26: layers on layers, and one from each side. */
#include "cases.h"

enum { L = 3 };
static const int width[L] = {6, 5, 4}, both[2] = {H, H};
static const char *const suffix[L] = {"0", "1", "2"};
/* Names of a layer's sequences, as inputs and as answers. */
static const char *const given_h[L] = {"h0", "h1", "h2"}, *const given_c[L] = {"c0", "c1", "c2"};
static const char *const states[L] = {"states0", "states1", "states2"};
static const char *const cells[L] = {"cells0", "cells1", "cells2"};
static const char *const gates[L] = {"gates0", "gates1", "gates2"};
static const char *const dh_before[L] = {"dh0_before", "dh1_before", "dh2_before"};
static const char *const dc_before[L] = {"dc0_before", "dc1_before", "dc2_before"};
static const char *const dh[L] = {"dh0", "dh1", "dh2"}, *const dc[L] = {"dc0", "dc1", "dc2"};

/* Some layers: on each other (deep), or both on x. */
struct layers {
	int n;
	seq x, y, upstream;
	gated w[L], dw[L];
	lstm_wires v[L];
	lstm_dwires dv[L];
	mat h0[L], c0[L];
};

static struct layers draw_weights(book *b, int n, const int *units)
{
	struct layers s = {.n = n, .x = draw_seq(b, "x", "TBD", T, B, D, 1)};
	for (int l = 0, in = D; l < n; l++) {
		s.w[l] = draw_gated(b, suffix[l], in, units[l], 4);
		if (n == L) in = units[l];
	}
	return s;
}

/* Sequences for a forward pass. */
static struct layers draw_layers(book *b, int n, const int *units)
{
	struct layers s = draw_weights(b, n, units);
	for (int l = 0; l < n; l++) {
		s.h0[l] = draw(b, given_h[l], "BH", B, units[l], 0.5);
		s.c0[l] = draw(b, given_c[l], "BH", B, units[l], 1);
		s.v[l] = (lstm_wires){blank_seq(b, T + 1, B, units[l]), blank_seq(b, T + 1, B, units[l]),
		        blank_seq(b, T, B, 4 * units[l])};
		copy(at(s.v[l].h, 0), s.h0[l]);
		copy(at(s.v[l].c, 0), s.c0[l]);
	}
	return s;
}

/* What a backward pass reads, made from random gates; and gradients that hold something already. */
static struct layers draw_made(book *b, int n, const int *units)
{
	struct layers s = draw_weights(b, n, units);
	for (int l = 0; l < n; l++) {
		lstm_wires *v = &s.v[l];
		*v = (lstm_wires){seq_new(&b->a, T + 1, B, units[l]), seq_new(&b->a, T + 1, B, units[l]),
		        draw_gates(b, gates[l], T, B, units[l], 3)};
		rng_fill_uniform(&b->r, at(v->h, 0), -0.95, 0.95);
		rng_fill_normal(&b->r, at(v->c, 0), 1);
		lstm_states_of(v->h, v->c, v->a);
		given_seq(b, states[l], "TBH", v->h);
		given_seq(b, cells[l], "TBH", v->c);
		s.dw[l] = started_gated(b, suffix[l], s.w[l].Wx.rows, units[l], 4);
		s.dv[l].c = started(b, dc_before[l], "BH", B, units[l]);
		s.dv[l].a = blank_seq(b, T, B, 4 * units[l]);
	}
	return s;
}

static void zero_gradients(book *b, struct layers *s)
{
	for (int l = 0; l < s->n; l++) {
		const int units = s->w[l].Wh.rows;
		s->dw[l] = zero_gated(b, s->w[l].Wx.rows, units, 4);
		s->dv[l] = (lstm_dwires){seq_new(&b->a, T + 1, B, units), mat_new(&b->a, B, units),
		        blank_seq(b, T, B, 4 * units)};
	}
}

static void record_wires(book *b, const struct layers *s)
{
	for (int l = 0; l < s->n; l++) {
		record_seq(b, states[l], "TBH", s->v[l].h);
		record_seq(b, cells[l], "TBH", s->v[l].c);
	}
}

static void record_gradients(book *b, const struct layers *s, seq dx)
{
	record_seq(b, "dx", "TBD", dx);
	for (int l = 0; l < s->n; l++) {
		record_gated(b, suffix[l], s->dw[l]);
		record(b, dh[l], "BH", at(s->dv[l].h, 0));
		record(b, dc[l], "BH", s->dv[l].c);
	}
}

static void reset(struct layers *s)
{
	for (int l = 0; l < s->n; l++) {
		copy(at(s->v[l].h, 0), s->h0[l]);
		copy(at(s->v[l].c, 0), s->c0[l]);
	}
}

/* --- 8.23, 8.24: on each other ---------------------------------------------------------------------- */

static void deep_forward(book *b)
{
	struct layers s = draw_layers(b, L, width);
	deep_lstm_forward(s.v, s.x, s.w, L);
	record_wires(b, &s);
}

/* A gradient arrives at every layer, not only at the top one. */
static void deep_backward(book *b)
{
	struct layers s = draw_made(b, L, width);
	seq dx = blank_seq(b, T, B, D);
	for (int l = 0; l < L; l++)
		s.dv[l].h = copy_of_seq(b, draw_seq(b, dh_before[l], "TBH", T + 1, B, width[l], 1));
	deep_lstm_backward(s.dw, dx, s.dv, s.x, s.v, s.w, L);
	record_gradients(b, &s, dx);
}

static double deep_loss(void *context)
{
	struct layers *s = context;
	reset(s);
	deep_lstm_forward(s->v, s->x, s->w, L);
	return dot(flat(s->v[L - 1].h), flat(s->upstream));
}

static void deep_gradient(book *b)
{
	struct layers s = draw_layers(b, L, width);
	seq dx = blank_seq(b, T, B, D);
	s.upstream = draw_seq(b, "dh", "TBH", T + 1, B, width[L - 1], 1);
	zero_gradients(b, &s);
	copy(flat(s.dv[L - 1].h), flat(s.upstream));
	deep_loss(&s);
	deep_lstm_backward(s.dw, dx, s.dv, s.x, s.v, s.w, L);
	record_gradients(b, &s, dx);
	record_numeric_seq(b, "dx", "TBD", s.x, deep_loss, &s);
	record_numeric_gated(b, suffix[1], s.w[1], deep_loss, &s);
	record_numeric(b, dc[0], "BH", s.c0[0], deep_loss, &s);
}

/* --- 8.25, 8.26: one from each side -------------------------------------------------------------------- */

static void both_forward(book *b)
{
	struct layers s = draw_layers(b, 2, both);
	s.y = blank_seq(b, T, B, 2 * H);
	bilstm_forward(s.y, s.v, s.x, s.w);
	record_seq(b, "y", "TBH", s.y);
	record_wires(b, &s);
}

/* Both last states have a use besides y. */
static void both_backward(book *b)
{
	struct layers s = draw_made(b, 2, both);
	seq dx = blank_seq(b, T, B, D), dy = draw_seq(b, "dy", "TBH", T, B, 2 * H, 1);
	for (int l = 0; l < 2; l++) {
		s.dv[l].h = seq_new(&b->a, T + 1, B, H);
		copy(at(s.dv[l].h, T), draw(b, dh_before[l], "BH", B, H, 1));
	}
	bilstm_backward(s.dw, dx, s.dv, dy, s.x, s.v, s.w);
	record_gradients(b, &s, dx);
}

static double both_loss(void *context)
{
	struct layers *s = context;
	reset(s);
	bilstm_forward(s->y, s->v, s->x, s->w);
	return dot(flat(s->y), flat(s->upstream));
}

static void both_gradient(book *b)
{
	struct layers s = draw_layers(b, 2, both);
	seq dx = blank_seq(b, T, B, D);
	s.y = blank_seq(b, T, B, 2 * H);
	s.upstream = draw_seq(b, "dy", "TBH", T, B, 2 * H, 1);
	zero_gradients(b, &s);
	both_loss(&s);
	bilstm_backward(s.dw, dx, s.dv, s.upstream, s.x, s.v, s.w);
	record_gradients(b, &s, dx);
	record_numeric_seq(b, "dx", "TBD", s.x, both_loss, &s);
	record_numeric_gated(b, suffix[1], s.w[1], both_loss, &s);
	record_numeric(b, dc[1], "BH", s.c0[1], both_loss, &s);
}

const grade_case stacks_cases[] = {
        {"deep_lstm_forward", "three_layers", deep_forward, NULL, 0},
        {"deep_lstm_backward", "three_layers", deep_backward, NULL, 0},
        {"deep_lstm_backward", "gradient", deep_gradient, "deep_lstm_forward", 0},
        {"bilstm_forward", "small", both_forward, NULL, 0},
        {"bilstm_backward", "small", both_backward, NULL, 0},
        {"bilstm_backward", "gradient", both_gradient, "bilstm_forward", 0},
        {0},
};
