/* Cases of 9.3 … 9.8: the encoder, a context at every step, skip-thought. */
#include <math.h>
#include <string.h>

#include "cases.h"

/* --- 9.3, 9.4: the encoder ------------------------------------------------------------------------ */

struct reading {
	encoder w;
	seq x;
	const int *length;
	encoder_wires v, dv;
	mat upstream_start;
	seq upstream;
};

static const int lengths[B] = {4, S, 1};

static encoder draw_encoder(book *b)
{
	return (encoder){draw_gru(b, "_left", D, H), draw_gru(b, "_right", D, H),
	        draw_affine(b, "_start", 2 * H, H)};
}

static void record_encoder(book *b, encoder dw)
{
	record_gru(b, "_left", dw.left);
	record_gru(b, "_right", dw.right);
	record_affine(b, "_start", dw.start);
}

/* Wires full of NaN, but for the states that both layers begin with. */
static encoder_wires blank_wires(book *b, int nsteps, int batch)
{
	encoder_wires v = encoder_wires_new(&b->a, nsteps, batch, D, H);
	const real nothing = (real)NAN;
	fill(flat(steps(v.left.h, 1, nsteps)), nothing);
	fill(flat(steps(v.right.h, 1, nsteps)), nothing);
	seq rest[] = {v.left.a, v.left.u, v.right.a, v.right.u, v.turned, v.states};
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) fill(flat(rest[i]), nothing);
	fill(v.last, nothing);
	fill(v.start, nothing);
	return v;
}

static void record_read(book *b, encoder_wires v)
{
	record_seq(b, "states", "TBH", v.states);
	record(b, "last", "BH", v.last);
	record(b, "start", "BH", v.start);
}

static void read_ragged(book *b)
{
	encoder w = draw_encoder(b);
	seq x = draw_seq(b, "x", "TBD", S, B, D, 1);
	given_ints(b, "length", "B", B, lengths);
	encoder_wires v = blank_wires(b, S, B);
	encoder_forward(v, x, lengths, w);
	record_read(b, v);
	encoder_forward(v, x, lengths, w);
	record_seq(b, "states_again", "TBH", v.states);
}

/* The same words in a batch that is wide enough, and in a wider one with other padding. */
static void read_padding(book *b)
{
	enum { SHORT = 3 };
	static const int length[B] = {2, SHORT, 1};
	encoder w = draw_encoder(b);
	seq x = draw_seq(b, "x", "TBD", SHORT, B, D, 1);
	given_ints(b, "length", "B", B, length);
	seq wide = seq_new(&b->a, S, B, D);
	rng_fill_normal(&b->r, flat(wide), 100);
	for (int n = 0; n < B; n++)
		for (int t = 0; t < length[n]; t++) copy(rows(at(wide, t), n, 1), rows(at(x, t), n, 1));
	encoder_wires v = blank_wires(b, SHORT, B), vwide = blank_wires(b, S, B);
	encoder_forward(v, x, length, w);
	encoder_forward(vwide, wide, length, w);
	record_read(b, v);
	record_seq(b, "states_wide", "TBH", vwide.states);
	record(b, "start_wide", "BH", vwide.start);
}

/* What encoder_forward() should have made, without it. */
static encoder_wires read_plainly(book *b, seq x, const int *length, encoder w)
{
	encoder_wires v = encoder_wires_new(&b->a, x.T, x.B, D, H);
	for (int n = 0; n < x.B; n++)
		for (int t = 0; t < length[n]; t++)
			copy(rows(at(v.turned, t), n, 1), rows(at(x, length[n] - 1 - t), n, 1));
	gru_forward(v.left.h, v.left.a, v.left.u, x, w.left);
	gru_forward(v.right.h, v.right.a, v.right.u, v.turned, w.right);
	for (int n = 0; n < x.B; n++) {
		for (int t = 0; t < length[n]; t++)
			for (int j = 0; j < H; j++) {
				real *both = row(at(v.states, t), n);
				both[j] = row(at(v.left.h, t + 1), n)[j];
				both[H + j] = row(at(v.right.h, length[n] - t), n)[j];
			}
		memcpy(row(v.last, n), row(at(v.left.h, length[n]), n), H * sizeof(real));
		memcpy(row(v.last, n) + H, row(at(v.right.h, length[n]), n), H * sizeof(real));
	}
	mul(v.start, v.last, w.start.W);
	add_row(v.start, w.start.b);
	for (long i = 0; i < count(v.start); i++) v.start.p[i] = (real)tanh((double)v.start.p[i]);
	return v;
}

/* Gradients from above, and NaN wherever there is only working space. */
static encoder_wires sent(book *b, seq dstates, mat dstart)
{
	encoder_wires dv = blank_wires(b, dstates.T, dstates.B);
	fill(at(dv.left.h, 0), (real)NAN);
	fill(at(dv.right.h, 0), (real)NAN);
	copy(flat(dv.states), flat(dstates));
	copy(dv.start, dstart);
	return dv;
}

static void given_read(book *b, encoder_wires v)
{
	given_seq(b, "left", "TBH", v.left.h);
	given_seq(b, "right", "TBH", v.right.h);
	given_seq(b, "turned", "TBD", v.turned);
	given_seq(b, "states", "TBH", v.states);
	given(b, "last", "BH", v.last);
	given(b, "start", "BH", v.start);
}

static void read_backward(book *b)
{
	encoder w = draw_encoder(b);
	encoder dw = {started_gru(b, "_left", D, H), started_gru(b, "_right", D, H),
	        started_affine(b, "_start", 2 * H, H)};
	seq x = draw_seq(b, "x", "TBD", S, B, D, 1), dx = blank_seq(b, S, B, D);
	given_ints(b, "length", "B", B, lengths);
	encoder_wires v = read_plainly(b, x, lengths, w);
	given_read(b, v);
	seq dstates = draw_seq(b, "dstates", "TBH", S, B, 2 * H, 1); // also behind the end
	mat dstart = draw(b, "dstart", "BH", B, H, 1);
	encoder_backward(dw, dx, sent(b, dstates, dstart), x, lengths, v, w);
	record_seq(b, "dx", "TBD", dx);
	record_encoder(b, dw);
	rng_fill_normal(&b->r, flat(dx), 1); // what += would build on
	encoder_backward(dw, dx, sent(b, dstates, dstart), x, lengths, v, w);
	record_seq(b, "dx_again", "TBD", dx);
}

static double reading_loss(void *context)
{
	struct reading *r = context;
	encoder_forward(r->v, r->x, r->length, r->w);
	return dot(flat(r->v.states), flat(r->upstream)) + dot(r->v.start, r->upstream_start);
}

/* Few steps, and not every weight: each number costs a dozen forward passes. */
static void read_gradient(book *b)
{
	enum { SHORT = 4 };
	static const int length[B] = {2, SHORT, 1};
	struct reading r = {.w = draw_encoder(b), .length = length};
	r.x = draw_seq(b, "x", "TBD", SHORT, B, D, 1);
	given_ints(b, "length", "B", B, length);
	r.upstream = draw_seq(b, "dstates", "TBH", SHORT, B, 2 * H, 1);
	r.upstream_start = draw(b, "dstart", "BH", B, H, 1);
	r.v = encoder_wires_new(&b->a, SHORT, B, D, H);
	encoder dw = {zero_gru(b, D, H), zero_gru(b, D, H), zero_affine(b, 2 * H, H)};
	seq dx = blank_seq(b, SHORT, B, D);
	encoder_forward(r.v, r.x, length, r.w);
	encoder_backward(dw, dx, sent(b, r.upstream, r.upstream_start), r.x, length, r.v, r.w);
	record_seq(b, "dx", "TBD", dx);
	record_encoder(b, dw);
	record_numeric_seq(b, "dx", "TBD", r.x, reading_loss, &r);
	record_numeric(b, "dWx_left", "DG", r.w.left.Wx, reading_loss, &r);
	record_numeric(b, "dWx_right", "DG", r.w.right.Wx, reading_loss, &r);
	record_numeric(b, "dW_start", "HV", r.w.start.W, reading_loss, &r);
}

/* --- 9.5, 9.6: a context at every step ------------------------------------------------------------ */

enum { C = 5 };

static void context_forward(book *b)
{
	seq x = draw_seq(b, "x", "TBD", S, B, D, 1), y = blank_seq(b, S, B, D + C);
	mat ctx = draw(b, "ctx", "BD", B, C, 1);
	with_context_forward(y, x, ctx);
	record_seq(b, "y", "TBD", y);
	rng_fill_normal(&b->r, flat(y), 1); // what += would build on
	with_context_forward(y, x, ctx);
	record_seq(b, "y_again", "TBD", y);
}

static void context_backward(book *b)
{
	seq dy = draw_seq(b, "dy", "TBD", S, B, D + C, 1), dx = blank_seq(b, S, B, D);
	mat dctx = started(b, "dctx_before", "BD", B, C);
	with_context_backward(dx, dctx, dy);
	record_seq(b, "dx", "TBD", dx);
	record(b, "dctx", "BD", dctx);
	rng_fill_normal(&b->r, flat(dx), 1);
	with_context_backward(dx, dctx, dy);
	record_seq(b, "dx_again", "TBD", dx);
	record(b, "dctx_again", "BD", dctx);
}

/* --- 9.7, 9.8: decoders that are told a context --------------------------------------------------- */

struct telling {
	context_decoder w[2], dw[2];
	mat ctx, dctx;
	neighbour n[2];
};

static context_decoder draw_decoder(book *b, const char *gru, const char *out)
{
	return (context_decoder){draw_gru(b, gru, D + C, H), draw_affine(b, out, H, V)};
}

static context_decoder started_decoder(book *b, const char *gru, const char *out)
{
	return (context_decoder){started_gru(b, gru, D + C, H), started_affine(b, out, H, V)};
}

static context_decoder zero_decoder(book *b)
{
	return (context_decoder){zero_gru(b, D + C, H), zero_affine(b, H, V)};
}

static void record_decoder(book *b, const char *gru, const char *out, context_decoder dw)
{
	record_gru(b, gru, dw.gru);
	record_affine(b, out, dw.out);
}

/* Sentences that end early, fill all steps, or have nothing to say. */
static neighbour draw_neighbour(
        book *b, const char *x, const char *target, int nsteps, const int *length)
{
	neighbour n = {draw_seq(b, x, "TBD", nsteps, B, D, 1), blank_seq(b, nsteps, B, D), NULL};
	int *said = arena_alloc(&b->a, (size_t)(nsteps * B), sizeof *said);
	for (int i = 0; i < nsteps * B; i++)
		said[i] = i / B < length[i % B] ? (int)rng_below(&b->r, V) : -1;
	given_ints(b, target, "N", nsteps * B, said);
	n.target = said;
	return n;
}

static double telling_loss(void *context)
{
	struct telling *s = context;
	return context_decoder_loss(
	        s->dw[0], s->dctx, s->n[0].dx, s->ctx, s->n[0].x, s->n[0].target, s->w[0]);
}

static void tell_padded(book *b)
{
	static const int length[B] = {2, T, 0};
	struct telling s = {.w[0] = draw_decoder(b, "", ""), .dw[0] = started_decoder(b, "", "")};
	s.ctx = draw(b, "ctx", "BD", B, C, 1);
	s.dctx = started(b, "dctx_before", "BD", B, C);
	s.n[0] = draw_neighbour(b, "x", "target", T, length);
	record_number(b, "loss", telling_loss(&s));
	record_seq(b, "dx", "TBD", s.n[0].dx);
	record(b, "dctx", "BD", s.dctx);
	record_decoder(b, "", "", s.dw[0]);
	rng_fill_normal(&b->r, flat(s.n[0].dx), 1); // what += would build on
	record_number(b, "loss_again", telling_loss(&s));
	record_seq(b, "dx_again", "TBD", s.n[0].dx);
}

/* Twelve batches of one shape, of which one has nothing to say; the last is much longer than its words. */
static void tell_losses(book *b)
{
	enum { BATCHES = 12, EMPTY = 5 };
	struct telling s = {.w[0] = draw_decoder(b, "", ""), .dw[0] = zero_decoder(b)};
	mat losses = blank(b, 1, BATCHES);
	seq x = draw_seq(b, "x", "NBD", T * BATCHES, B, D, 1);
	s.ctx = draw(b, "ctx", "BD", B, C, 1);
	s.dctx = mat_new(&b->a, B, C);
	int *target = arena_alloc(&b->a, BATCHES * T * B, sizeof *target);
	for (int i = 0; i < BATCHES * T * B; i++) {
		bool padding = i / (T * B) == EMPTY || rng_below(&b->r, 3) == 0;
		target[i] = padding ? -1 : (int)rng_below(&b->r, V);
	}
	given_ints(b, "target", "N", BATCHES * T * B, target);
	for (int i = 0; i < BATCHES; i++) {
		s.n[0] = (neighbour){steps(x, i * T, T), blank_seq(b, T, B, D), target + i * T * B};
		*elem(losses, 0, i) = (real)telling_loss(&s);
	}
	record(b, "losses", "A", losses);
	record(b, "dctx", "BD", s.dctx);
}

/* The same words with three steps more, all padding: nothing may change. */
static void tell_padding(book *b)
{
	enum { MORE = 3 };
	static const int length[B] = {2, T, 3};
	struct telling s = {.w[0] = draw_decoder(b, "", ""), .dw[0] = zero_decoder(b)};
	s.ctx = draw(b, "ctx", "BD", B, C, 1);
	s.dctx = mat_new(&b->a, B, C);
	s.n[0] = draw_neighbour(b, "x", "target", T, length);
	seq wide = seq_new(&b->a, T + MORE, B, D);
	rng_fill_normal(&b->r, flat(wide), 100);
	int *target = arena_alloc(&b->a, (T + MORE) * B, sizeof *target);
	for (int i = 0; i < (T + MORE) * B; i++) {
		target[i] = i < T * B ? s.n[0].target[i] : -1;
		if (target[i] >= 0) copy(rows(flat(wide), i, 1), rows(flat(s.n[0].x), i, 1));
	}
	s.n[0] = (neighbour){wide, blank_seq(b, T + MORE, B, D), target};
	record_number(b, "loss", telling_loss(&s));
	record_seq(b, "dx", "TBD", steps(s.n[0].dx, 0, T));
	record(b, "dctx", "BD", s.dctx);
	record_decoder(b, "", "", s.dw[0]);
}

static void tell_gradient(book *b)
{
	static const int length[B] = {2, T, 3};
	struct telling s = {.w[0] = draw_decoder(b, "", ""), .dw[0] = zero_decoder(b)};
	s.ctx = draw(b, "ctx", "BD", B, C, 1);
	s.dctx = mat_new(&b->a, B, C);
	s.n[0] = draw_neighbour(b, "x", "target", T, length);
	telling_loss(&s);
	record_seq(b, "dx", "TBD", s.n[0].dx);
	record(b, "dctx", "BD", s.dctx);
	record_decoder(b, "", "", s.dw[0]);
	record_numeric_seq(b, "dx", "TBD", s.n[0].x, telling_loss, &s);
	record_numeric(b, "dctx", "BD", s.ctx, telling_loss, &s);
	record_numeric(b, "dWh", "HG", s.w[0].gru.Wh, telling_loss, &s);
	numeric_affine(b, "", s.w[0].out, telling_loss, &s);
}

static void draw_both(book *b, struct telling *s)
{
	static const int before[B] = {T, 1, 3}, after[B] = {2, S, 4};
	s->w[0] = draw_decoder(b, "_before", "_out_before");
	s->w[1] = draw_decoder(b, "_after", "_out_after");
	s->ctx = draw(b, "ctx", "BD", B, C, 1);
	s->n[0] = draw_neighbour(b, "x_before", "target_before", T, before);
	s->n[1] = draw_neighbour(b, "x_after", "target_after", S, after);
}

static void record_both(book *b, const struct telling *s)
{
	record_seq(b, "dx_before", "TBD", s->n[0].dx);
	record_seq(b, "dx_after", "TBD", s->n[1].dx);
	record(b, "dctx", "BD", s->dctx);
	record_decoder(b, "_before", "_out_before", s->dw[0]);
	record_decoder(b, "_after", "_out_after", s->dw[1]);
}

static double both_loss(void *context)
{
	struct telling *s = context;
	return skip_thought_loss(s->dw, s->dctx, s->ctx, s->n, s->w);
}

static void skip_small(book *b)
{
	struct telling s = {0};
	draw_both(b, &s);
	s.dw[0] = started_decoder(b, "_first", "_first_out");
	s.dw[1] = started_decoder(b, "_second", "_second_out");
	s.dctx = started(b, "dctx_before", "BD", B, C);
	record_number(b, "loss", both_loss(&s));
	record_both(b, &s);
}

/* Losses side by side, for contexts of growing size. */
static void skip_losses(book *b)
{
	enum { CONTEXTS = 8 };
	struct telling s = {0};
	draw_both(b, &s);
	s.dw[0] = zero_decoder(b);
	s.dw[1] = zero_decoder(b);
	s.dctx = mat_new(&b->a, B, C);
	mat losses = blank(b, 1, CONTEXTS), ctx = mat_new(&b->a, B, C);
	for (int i = 0; i < CONTEXTS; i++) {
		copy(ctx, s.ctx);
		scale(ctx, (real)i);
		*elem(losses, 0, i) = (real)skip_thought_loss(s.dw, s.dctx, ctx, s.n, s.w);
	}
	record(b, "losses", "A", losses);
}

static void skip_gradient(book *b)
{
	struct telling s = {0};
	draw_both(b, &s);
	s.dw[0] = zero_decoder(b);
	s.dw[1] = zero_decoder(b);
	s.dctx = mat_new(&b->a, B, C);
	both_loss(&s);
	record_both(b, &s);
	record_numeric_seq(b, "dx_before", "TBD", s.n[0].x, both_loss, &s);
	record_numeric_seq(b, "dx_after", "TBD", s.n[1].x, both_loss, &s);
	record_numeric(b, "dctx", "BD", s.ctx, both_loss, &s);
}

const grade_case seq2seq_cases[] = {
        {"encoder_forward", "ragged", read_ragged, NULL, 0},
        {"encoder_forward", "padding", read_padding, NULL, 0},
        {"encoder_backward", "ragged", read_backward, NULL, 0},
        {"encoder_backward", "gradient", read_gradient, "encoder_forward", 8},
        {"with_context_forward", "small", context_forward, NULL, 0},
        {"with_context_backward", "small", context_backward, NULL, 0},
        {"context_decoder_loss", "padded", tell_padded, NULL, 0},
        {"context_decoder_loss", "losses", tell_losses, NULL, 0},
        {"context_decoder_loss", "padding", tell_padding, NULL, 0},
        {"context_decoder_loss", "gradient", tell_gradient, NULL, 8},
        {"skip_thought_loss", "small", skip_small, NULL, 0},
        {"skip_thought_loss", "losses", skip_losses, NULL, 0},
        {"skip_thought_loss", "gradient", skip_gradient, NULL, 8},
        {0},
};
