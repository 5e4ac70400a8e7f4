/* Cases of 8.15 … 8.22: peepholes, coupled gates, and gates that open by the clock. */
#include "cases.h"

/* A step of any of the three. `extra` are peepholes (3,H) or a time gate (1,H). */
struct step {
	mat Wh, before, h0, c0, extra;
	mat h, c, a, upstream, cell;
};

static struct step draw_step(book *b, int gates, double size)
{
	struct step s = {.Wh = draw(b, "Wh", "HG", H, gates * H, 0.5)};
	s.before = draw(b, "a_before", "BG", B, gates * H, size);
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

/* Gradients that arrive, and where the answers of a backward pass go. */
struct back {
	mat da, dh0, dc, dextra;
};

static struct back draw_back(book *b, struct step *s)
{
	s->upstream = draw(b, "dh", "BH", B, H, 1);
	return (struct back){blank(b, B, s->Wh.cols), started(b, "dh0_before", "BH", B, H),
	        started(b, "dc_before", "BH", B, H), {0}};
}

static struct back zero_back(book *b, struct step *s)
{
	s->upstream = draw(b, "dh", "BH", B, H, 1);
	s->cell = draw(b, "dc", "BH", B, H, 1);
	return (struct back){blank(b, B, s->Wh.cols), mat_new(&b->a, B, H), copy_of(b, s->cell), {0}};
}

static void record_back(book *b, struct back d)
{
	record(b, "da", "BG", d.da);
	record(b, "dh0", "BH", d.dh0);
	record(b, "dc0", "BH", d.dc);
}

static void record_numeric_back(book *b, struct step *s, scalar_function loss)
{
	record_numeric(b, "da", "BG", s->before, loss, s);
	record_numeric(b, "dh0", "BH", s->h0, loss, s);
	record_numeric(b, "dc0", "BH", s->c0, loss, s);
}

static double sum_of(const struct step *s)
{
	return dot(s->h, s->upstream) + dot(s->c, s->cell);
}

/* --- 8.15, 8.16: peepholes ------------------------------------------------------------------------ */

static void peephole_forward_of(book *b, double size)
{
	struct step s = draw_step(b, 4, size);
	s.extra = draw(b, "p", "PH", 3, H, 0.8);
	peephole_step_forward(s.h, s.c, s.a, s.h0, s.c0, s.Wh, s.extra);
	record_step(b, s);
}

static void peephole_forward(book *b)
{
	peephole_forward_of(b, 1);
}

static void peephole_forward_saturated(book *b)
{
	peephole_forward_of(b, 1000);
}

/* Gates of an LSTM step, and the cell that follows from them: c0 and c. */
static struct step draw_gates_and_cell(book *b)
{
	struct step s = {.Wh = draw(b, "Wh", "HG", H, 4 * H, 0.5)};
	seq h = seq_new(&b->a, 2, B, H), c = seq_new(&b->a, 2, B, H);
	s.a = at(draw_gates(b, "a", 1, B, H, 3), 0);
	copy(at(c, 0), draw(b, "c0", "BH", B, H, 1));
	lstm_states_of(h, c, (seq){s.a.p, 1, B, 4 * H});
	given(b, "c", "BH", at(c, 1));
	s.c0 = at(c, 0);
	s.c = at(c, 1);
	return s;
}

static void peephole_backward(book *b)
{
	struct step s = draw_gates_and_cell(b);
	s.extra = draw(b, "p", "PH", 3, H, 0.8);
	struct back d = draw_back(b, &s);
	d.dextra = started(b, "dp_before", "PH", 3, H);
	peephole_step_backward(d.dextra, d.da, d.dh0, d.dc, s.upstream, s.a, s.c, s.c0, s.Wh, s.extra);
	record_back(b, d);
	record(b, "dp", "PH", d.dextra);
	copy(d.da, draw(b, "da_stale", "BG", B, 4 * H, 1)); // what += would build on
	peephole_step_backward(d.dextra, d.da, d.dh0, d.dc, s.upstream, s.a, s.c, s.c0, s.Wh, s.extra);
	record(b, "da_again", "BG", d.da);
	record(b, "dp_again", "PH", d.dextra);
}

static double peephole_loss(void *context)
{
	struct step *s = context;
	copy(s->a, s->before);
	peephole_step_forward(s->h, s->c, s->a, s->h0, s->c0, s->Wh, s->extra);
	return sum_of(s);
}

static void peephole_gradient(book *b)
{
	struct step s = draw_step(b, 4, 1);
	s.extra = draw(b, "p", "PH", 3, H, 0.8);
	struct back d = zero_back(b, &s);
	d.dextra = mat_new(&b->a, 3, H);
	peephole_loss(&s);
	peephole_step_backward(d.dextra, d.da, d.dh0, d.dc, s.upstream, s.a, s.c, s.c0, s.Wh, s.extra);
	record_back(b, d);
	record(b, "dp", "PH", d.dextra);
	record_numeric_back(b, &s, peephole_loss);
	record_numeric(b, "dp", "PH", s.extra, peephole_loss, &s);
}

/* --- 8.17, 8.18: coupled gates ---------------------------------------------------------------------- */

static void coupled_forward_of(book *b, double size)
{
	struct step s = draw_step(b, 3, size);
	coupled_step_forward(s.h, s.c, s.a, s.h0, s.c0, s.Wh);
	record_step(b, s);
}

static void coupled_forward(book *b)
{
	coupled_forward_of(b, 1);
}

static void coupled_forward_saturated(book *b)
{
	coupled_forward_of(b, 1000);
}

static void coupled_backward(book *b)
{
	struct step s = {.Wh = draw(b, "Wh", "HG", H, 3 * H, 0.5)};
	s.a = at(draw_gates(b, "a", 1, B, H, 2), 0);
	s.c0 = draw(b, "c0", "BH", B, H, 1);
	s.c = mat_new(&b->a, B, H);
	for (int n = 0; n < B; n++)
		for (int k = 0; k < H; k++) {
			real keep = row(s.a, n)[k], g = row(s.a, n)[2 * H + k];
			row(s.c, n)[k] = keep * row(s.c0, n)[k] + (1 - keep) * g;
		}
	given(b, "c", "BH", s.c);
	struct back d = draw_back(b, &s);
	coupled_step_backward(d.da, d.dh0, d.dc, s.upstream, s.a, s.c, s.c0, s.Wh);
	record_back(b, d);
	copy(d.da, draw(b, "da_stale", "BG", B, 3 * H, 1)); // what += would build on
	coupled_step_backward(d.da, d.dh0, d.dc, s.upstream, s.a, s.c, s.c0, s.Wh);
	record(b, "da_again", "BG", d.da);
	record(b, "dh0_again", "BH", d.dh0);
}

static double coupled_loss(void *context)
{
	struct step *s = context;
	copy(s->a, s->before);
	coupled_step_forward(s->h, s->c, s->a, s->h0, s->c0, s->Wh);
	return sum_of(s);
}

static void coupled_gradient(book *b)
{
	struct step s = draw_step(b, 3, 1);
	struct back d = zero_back(b, &s);
	coupled_loss(&s);
	coupled_step_backward(d.da, d.dh0, d.dc, s.upstream, s.a, s.c, s.c0, s.Wh);
	record_back(b, d);
	record_numeric_back(b, &s, coupled_loss);
}

/* --- 8.19, 8.20: the time gate ------------------------------------------------------------------------ */

enum { UNITS = 13, CORNERS = 6 };

/* Clocks in round binary numbers, so that float knows them as exactly as double: periods in halves,
 * shifts and open shares in eighths. At a time that ends in 1/64 no unit stands on a corner. */
static mat draw_clock(book *b)
{
	mat clock = mat_new(&b->a, 3, UNITS);
	for (int j = 0; j < UNITS; j++) {
		row(clock, 0)[j] = (real)(2 + rng_below(&b->r, 30)) / 2;
		row(clock, 1)[j] = (real)rng_below(&b->r, 64) / 8;
		row(clock, 2)[j] = (real)(1 + rng_below(&b->r, 8)) / 8;
	}
	row(clock, 2)[0] = 1; // never shut
	given(b, "clock", "PH", clock);
	return clock;
}

static double told(book *b, const char *array, double x)
{
	mat m = mat_new(&b->a, 1, 1);
	fill(m, (real)x);
	given(b, array, "N", m);
	return x;
}

static void gate(book *b)
{
	mat clock = draw_clock(b), k = blank(b, 1, UNITS);
	const double leak = told(b, "leak", 0.125);
	time_gate(k, told(b, "t_first", 0.015625), clock, leak);
	record(b, "k_first", "H", k);
	time_gate(k, told(b, "t_later", 9.390625), clock, leak);
	record(b, "k_later", "H", k);
	time_gate(k, told(b, "t_late", 20.140625), clock, leak);
	record(b, "k_late", "H", k);
	time_gate(k, 9.390625, clock, 0);
	record(b, "k_without_leak", "H", k);
}

/* Period 8, shift 1, times at which φ = 0, ρ/2, ρ and just before the end. */
static void gate_corners(book *b)
{
	static const int eighths[CORNERS] = {4, 2, 8, 4, 1, 6};
	mat clock = mat_new(&b->a, 3, CORNERS), k = blank(b, 1, CORNERS);
	for (int j = 0; j < CORNERS; j++) {
		row(clock, 0)[j] = 8;
		row(clock, 1)[j] = 1;
		row(clock, 2)[j] = (real)eighths[j] / 8;
	}
	given(b, "clock", "PH", clock);
	const double leak = told(b, "leak", 0.25);
	time_gate(k, told(b, "t_start", 9), clock, leak);
	record(b, "k_start", "H", k);
	time_gate(k, told(b, "t_half", 11), clock, leak);
	record(b, "k_half", "H", k);
	time_gate(k, told(b, "t_shut", 13), clock, leak);
	record(b, "k_shut", "H", k);
	time_gate(k, told(b, "t_end", 8.875), clock, leak);
	record(b, "k_end", "H", k);
}

static void gate_backward(book *b)
{
	mat clock = draw_clock(b), dclock = started(b, "dclock_before", "PH", 3, UNITS);
	mat dk = draw(b, "dk", "H", 1, UNITS, 1);
	const double leak = told(b, "leak", 0.125);
	time_gate_backward(dclock, dk, told(b, "t", 9.390625), clock, leak);
	record(b, "dclock", "PH", dclock);
	time_gate_backward(dclock, dk, told(b, "t_again", 0.015625), clock, leak);
	record(b, "dclock_again", "PH", dclock);
}

struct ticking {
	mat k, clock, upstream;
	double t, leak;
};

static double gate_loss(void *context)
{
	struct ticking *g = context;
	time_gate(g->k, g->t, g->clock, g->leak);
	return dot(g->k, g->upstream);
}

static void gate_gradient(book *b)
{
	struct ticking g = {.clock = draw_clock(b), .k = blank(b, 1, UNITS)};
	g.upstream = draw(b, "dk", "H", 1, UNITS, 1);
	g.t = told(b, "t", 21.265625);
	g.leak = told(b, "leak", 0.125);
	mat dclock = mat_new(&b->a, 3, UNITS);
	time_gate_backward(dclock, g.upstream, g.t, g.clock, g.leak);
	record(b, "dclock", "PH", dclock);
	record_numeric(b, "dclock", "PH", g.clock, gate_loss, &g);
}

/* --- 8.21, 8.22: a phased step -------------------------------------------------------------------------- */

/* A time gate with a unit that is shut, one wide open, and the rest between. */
static mat draw_time_gate(book *b)
{
	mat k = mat_new(&b->a, 1, H);
	rng_fill_uniform(&b->r, k, 0.1, 0.9);
	row(k, 0)[1] = 0;
	row(k, 0)[3] = 1;
	given(b, "k", "H", k);
	return k;
}

static void phased_forward_of(book *b, double size)
{
	struct step s = draw_step(b, 4, size);
	s.extra = draw_time_gate(b);
	phased_step_forward(s.h, s.c, s.a, s.h0, s.c0, s.Wh, s.extra);
	record_step(b, s);
}

static void phased_forward(book *b)
{
	phased_forward_of(b, 1);
}

static void phased_forward_saturated(book *b)
{
	phased_forward_of(b, 1000);
}

static void phased_backward(book *b)
{
	struct step s = {.Wh = draw(b, "Wh", "HG", H, 4 * H, 0.5)};
	s.a = at(draw_gates(b, "a", 1, B, H, 3), 0);
	s.h0 = draw(b, "h0", "BH", B, H, 0.5);
	s.c0 = draw(b, "c0", "BH", B, H, 1);
	s.extra = draw_time_gate(b);
	struct back d = draw_back(b, &s);
	d.dextra = started(b, "dk_before", "H", 1, H);
	phased_step_backward(d.dextra, d.da, d.dh0, d.dc, s.upstream, s.a, s.h0, s.c0, s.Wh, s.extra);
	record_back(b, d);
	record(b, "dk", "H", d.dextra);
	copy(d.da, draw(b, "da_stale", "BG", B, 4 * H, 1)); // what += would build on
	phased_step_backward(d.dextra, d.da, d.dh0, d.dc, s.upstream, s.a, s.h0, s.c0, s.Wh, s.extra);
	record(b, "da_again", "BG", d.da);
	record(b, "dk_again", "H", d.dextra);
}

static double phased_loss(void *context)
{
	struct step *s = context;
	copy(s->a, s->before);
	phased_step_forward(s->h, s->c, s->a, s->h0, s->c0, s->Wh, s->extra);
	return sum_of(s);
}

static void phased_gradient(book *b)
{
	struct step s = draw_step(b, 4, 1);
	s.extra = draw_time_gate(b);
	struct back d = zero_back(b, &s);
	d.dextra = mat_new(&b->a, 1, H);
	phased_loss(&s);
	phased_step_backward(d.dextra, d.da, d.dh0, d.dc, s.upstream, s.a, s.h0, s.c0, s.Wh, s.extra);
	record_back(b, d);
	record(b, "dk", "H", d.dextra);
	record_numeric_back(b, &s, phased_loss);
	record_numeric(b, "dk", "H", s.extra, phased_loss, &s);
}

const grade_case variants_cases[] = {
        {"peephole_step_forward", "small", peephole_forward, NULL, 0},
        {"peephole_step_forward", "saturated", peephole_forward_saturated, NULL, 0},
        {"peephole_step_backward", "small", peephole_backward, NULL, 0},
        {"peephole_step_backward", "gradient", peephole_gradient, "peephole_step_forward", 0},
        {"coupled_step_forward", "small", coupled_forward, NULL, 0},
        {"coupled_step_forward", "saturated", coupled_forward_saturated, NULL, 0},
        {"coupled_step_backward", "small", coupled_backward, NULL, 0},
        {"coupled_step_backward", "gradient", coupled_gradient, "coupled_step_forward", 0},
        {"time_gate", "small", gate, NULL, 0},
        {"time_gate", "corners", gate_corners, NULL, 0},
        {"time_gate_backward", "small", gate_backward, NULL, 0},
        {"time_gate_backward", "gradient", gate_gradient, "time_gate", 0},
        {"phased_step_forward", "small", phased_forward, NULL, 0},
        {"phased_step_forward", "saturated", phased_forward_saturated, NULL, 0},
        {"phased_step_backward", "small", phased_backward, NULL, 0},
        {"phased_step_backward", "gradient", phased_gradient, "phased_step_forward", 0},
        {0},
};
