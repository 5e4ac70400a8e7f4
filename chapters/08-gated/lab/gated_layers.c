/* Six kinds with gates. What they compute are the exercises; here stand the loops over time of those
 * that the exercises give a step of, and the product that waits for no step, dWh, done for all of a
 * chunk.
 *
 * A step backwards multiplies by Whᵀ. It is copied once a chunk, as in lstm_recur_backward(): then the
 * product reads rows, and not columns. */
#include <math.h>

#include "gated_layers.h"
#include "gru.h"
#include "plain_layers.h"
#include "variants.h"

static const double LEAK = 0.001; // of the time gate, while it is shut

/* --- where they begin --------------------------------------------------------------------------- */

static gated weights(const layer *l)
{
	return (gated){l->Wx, l->Wh, l->b};
}

static void start_lstm(layer *l, rng *r)
{
	lstm_init(weights(l), 1, r);
}

static void start_forget0(layer *l, rng *r)
{
	lstm_init(weights(l), 0, r);
}

static void start_coupled(layer *l, rng *r)
{
	start_uniform(l, r);
	fill(cols(l->b, 0, l->Wh.rows), 1); // f | o | g
}

static void start_phased(layer *l, rng *r)
{
	start_lstm(l, r);
	for (int j = 0; j < l->Wh.rows; j++) {
		double period = exp(4 * rng_uniform(r));
		row(l->extra, 0)[j] = (real)period;
		row(l->extra, 1)[j] = (real)(period * rng_uniform(r));
		row(l->extra, 2)[j] = (real)0.3;
	}
}

/* --- whole recurrences that are exercises ----------------------------------------------------------- */

/* dWh += Σ_t h_{t−1}ᵀ d_t: every step's state beside every step's gradient, in one product. */
static void add_dWh(layer *l, seq d)
{
	mul_add(l->dWh, tr(flat(steps(l->h, 0, d.T))), flat(d));
}

static void lstm_go(layer *l)
{
	lstm_recur_forward(l->h, l->c, l->a, l->Wh);
}

static void lstm_back(layer *l)
{
	lstm_recur_backward(l->da, l->dh, l->dc, l->a, l->c, l->Wh);
	add_dWh(l, l->da);
}

static void gru_go(layer *l)
{
	gru_recur_forward(l->h, l->a, l->u, l->Wh);
}

static void gru_back(layer *l)
{
	gru_recur_backward(l->da, l->du, l->dh, l->h, l->a, l->u, l->Wh);
	add_dWh(l, l->du);
}

/* --- loops around steps ------------------------------------------------------------------------------ */

/* Whᵀ in its own memory, seen as Wh. */
static mat by_columns(arena *a, mat Wh)
{
	mat transposed = mat_new(a, Wh.cols, Wh.rows);
	copy(transposed, tr(Wh));
	return tr(transposed);
}

static void peephole_go(layer *l)
{
	for (int t = 0; t < l->a.T; t++)
		peephole_step_forward(at(l->h, t + 1), at(l->c, t + 1), at(l->a, t), at(l->h, t),
		        at(l->c, t), l->Wh, l->extra);
}

static void peephole_back(layer *l)
{
	arena scratch = {0};
	mat Wh = by_columns(&scratch, l->Wh);
	for (int t = l->a.T - 1; t >= 0; t--)
		peephole_step_backward(l->dextra, at(l->da, t), at(l->dh, t), l->dc, at(l->dh, t + 1),
		        at(l->a, t), at(l->c, t + 1), at(l->c, t), Wh, l->extra);
	add_dWh(l, l->da);
	arena_free(&scratch);
}

static void coupled_go(layer *l)
{
	for (int t = 0; t < l->a.T; t++)
		coupled_step_forward(
		        at(l->h, t + 1), at(l->c, t + 1), at(l->a, t), at(l->h, t), at(l->c, t), l->Wh);
}

static void coupled_back(layer *l)
{
	arena scratch = {0};
	mat Wh = by_columns(&scratch, l->Wh);
	for (int t = l->a.T - 1; t >= 0; t--)
		coupled_step_backward(at(l->da, t), at(l->dh, t), l->dc, at(l->dh, t + 1), at(l->a, t),
		        at(l->c, t + 1), at(l->c, t), Wh);
	add_dWh(l, l->da);
	arena_free(&scratch);
}

static void phased_go(layer *l)
{
	arena scratch = {0};
	mat k = mat_new(&scratch, 1, l->Wh.rows);
	for (int t = 0; t < l->a.T; t++) {
		time_gate(k, (double)(l->time + t), l->extra, LEAK);
		phased_step_forward(
		        at(l->h, t + 1), at(l->c, t + 1), at(l->a, t), at(l->h, t), at(l->c, t), l->Wh, k);
	}
	arena_free(&scratch);
}

static void phased_back(layer *l)
{
	arena scratch = {0};
	mat Wh = by_columns(&scratch, l->Wh);
	mat k = mat_new(&scratch, 1, Wh.rows), dk = mat_new(&scratch, 1, Wh.rows);
	for (int t = l->a.T - 1; t >= 0; t--) {
		const double now = (double)(l->time + t);
		time_gate(k, now, l->extra, LEAK);
		fill(dk, 0);
		phased_step_backward(dk, at(l->da, t), at(l->dh, t), l->dc, at(l->dh, t + 1), at(l->a, t),
		        at(l->h, t), at(l->c, t), Wh, k);
		time_gate_backward(l->dextra, dk, now, l->extra, LEAK);
	}
	add_dWh(l, l->da);
	arena_free(&scratch);
}

/* --- the kinds ----------------------------------------------------------------------------------------- */

const layer_kind layer_lstm = {.name = "lstm",
        .about = "forget bias 1",
        .gates = 4,
        .cell = true,
        .start = start_lstm,
        .forward = lstm_go,
        .backward = lstm_back};

const layer_kind layer_lstm_forget0 = {.name = "lstm-forget0",
        .about = "forget bias 0",
        .gates = 4,
        .cell = true,
        .start = start_forget0,
        .forward = lstm_go,
        .backward = lstm_back};

const layer_kind layer_lstm_peephole = {.name = "lstm-peephole",
        .about = "its gates see the cell",
        .gates = 4,
        .extra = 3,
        .cell = true,
        .start = start_lstm,
        .forward = peephole_go,
        .backward = peephole_back};

const layer_kind layer_lstm_coupled = {.name = "lstm-coupled",
        .about = "writes what it forgets, i = 1 − f",
        .gates = 3,
        .cell = true,
        .start = start_coupled,
        .forward = coupled_go,
        .backward = coupled_back};

const layer_kind layer_gru = {.name = "gru",
        .about = "one state, two gates",
        .gates = 3,
        .product = true,
        .start = start_uniform,
        .forward = gru_go,
        .backward = gru_back};

const layer_kind layer_phased_lstm = {.name = "phased-lstm",
        .about = "a gate that opens by the clock",
        .gates = 4,
        .extra = 3,
        .clocked = true,
        .cell = true,
        .start = start_phased,
        .forward = phased_go,
        .backward = phased_back};

const layer_kind *const gated_kinds[] = {&layer_lstm, &layer_lstm_forget0, &layer_lstm_peephole,
        &layer_lstm_coupled, &layer_gru, &layer_phased_lstm, NULL};

const layer_kind *const all_kinds[] = {&layer_tanh, &layer_irnn, &layer_nprnn, &layer_lstm,
        &layer_lstm_forget0, &layer_lstm_peephole, &layer_lstm_coupled, &layer_gru,
        &layer_phased_lstm, NULL};
