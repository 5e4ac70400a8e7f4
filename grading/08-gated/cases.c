/* Cases of chapter 08: the tables, and what several files draw. All sizes differ and every gradient
 * that is accumulated starts from something else than zero. The gates that a backward pass reads
 * are drawn at random; cells and states that follow from them are computed here, so that they fit
 * whichever of them a backward pass prefers to read, and a wrong forward pass cannot spoil it. The
 * "gradient" cases go the other way: the student's own forward pass, differentiated numerically,
 * must give what the student's backward pass gave. */
#include <math.h>
#include <stdio.h>

#include "cases.h"

const char *const chapter_name = "08-gated";

const exercise exercises[] = {
        {"8.1", "lstm_step_forward", 4},
        {"8.2", "lstm_step_backward", 8},
        {"8.3", "lstm_recur_forward", 2},
        {"8.4", "lstm_recur_backward", 4},
        {"8.5", "lstm_forward", 2},
        {"8.6", "lstm_backward", 6},
        {"8.7", "lstm_init", 2},
        {"8.8", "lstm_unrolled_cell", 3},
        {"8.9", "gru_step_forward", 4},
        {"8.10", "gru_step_backward", 8},
        {"8.11", "gru_recur_forward", 2},
        {"8.12", "gru_recur_backward", 4},
        {"8.13", "gru_forward", 2},
        {"8.14", "gru_backward", 4},
        {"8.15", "peephole_step_forward", 3},
        {"8.16", "peephole_step_backward", 6},
        {"8.17", "coupled_step_forward", 2},
        {"8.18", "coupled_step_backward", 4},
        {"8.19", "time_gate", 3},
        {"8.20", "time_gate_backward", 4},
        {"8.21", "phased_step_forward", 2},
        {"8.22", "phased_step_backward", 5},
        {"8.23", "deep_lstm_forward", 2},
        {"8.24", "deep_lstm_backward", 3},
        {"8.25", "bilstm_forward", 2},
        {"8.26", "bilstm_backward", 3},
        {"8.27", "sgd_momentum_step", 2},
        {"8.28", "adam_step", 4},
        {0},
};

const grade_case *const cases[] = {
        lstm_cases, gru_cases, variants_cases, stacks_cases, optimizers_cases, NULL};

gated draw_gated(book *b, const char *suffix, int in, int out, int gates)
{
	const int G = gates * out;
	return (gated){draw(b, name_of(b, "Wx", suffix, ""), "DG", in, G, 0.5),
	        draw(b, name_of(b, "Wh", suffix, ""), "HG", out, G, 0.5),
	        draw(b, name_of(b, "b", suffix, ""), "G", 1, G, 0.5)};
}

gated started_gated(book *b, const char *suffix, int in, int out, int gates)
{
	const int G = gates * out;
	return (gated){started(b, name_of(b, "dWx", suffix, "_before"), "DG", in, G),
	        started(b, name_of(b, "dWh", suffix, "_before"), "HG", out, G),
	        started(b, name_of(b, "db", suffix, "_before"), "G", 1, G)};
}

gated zero_gated(book *b, int in, int out, int gates)
{
	const int G = gates * out;
	return (gated){mat_new(&b->a, in, G), mat_new(&b->a, out, G), mat_new(&b->a, 1, G)};
}

void record_gated(book *b, const char *suffix, gated dw)
{
	record(b, name_of(b, "dWx", suffix, ""), "DG", dw.Wx);
	record(b, name_of(b, "dWh", suffix, ""), "HG", dw.Wh);
	record(b, name_of(b, "db", suffix, ""), "G", dw.b);
}

void record_numeric_gated(book *b, const char *suffix, gated w, scalar_function f, void *context)
{
	record_numeric(b, name_of(b, "dWx", suffix, ""), "DG", w.Wx, f, context);
	record_numeric(b, name_of(b, "dWh", suffix, ""), "HG", w.Wh, f, context);
	record_numeric(b, name_of(b, "db", suffix, ""), "G", w.b, f, context);
}

seq draw_gates(book *b, const char *array, int nsteps, int batch, int units, int sigmoids)
{
	seq a = seq_new(&b->a, nsteps, batch, (sigmoids + 1) * units);
	rng_fill_uniform(&b->r, cols(flat(a), 0, sigmoids * units), 0.05, 0.95);
	rng_fill_uniform(&b->r, cols(flat(a), sigmoids * units, units), -0.95, 0.95);
	given_seq(b, array, "TBG", a);
	return a;
}

void lstm_states_of(seq h, seq c, seq gates)
{
	const int n = h.D;
	for (int t = 0; t < gates.T; t++)
		for (int s = 0; s < h.B; s++) {
			const real *gate = row(at(gates, t), s), *kept = row(at(c, t), s);
			for (int k = 0; k < n; k++) {
				double cell = (double)gate[n + k] * (double)kept[k] +
				              (double)gate[k] * (double)gate[3 * n + k];
				row(at(c, t + 1), s)[k] = (real)cell;
				row(at(h, t + 1), s)[k] = (real)((double)gate[2 * n + k] * tanh(cell));
			}
		}
}
