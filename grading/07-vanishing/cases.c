/* Cases of chapter 07: the tables, and what both files draw. Matrices are not symmetric unless they
 * must be, states that a backward pass is handed are drawn and not computed, and a gradient that is
 * accumulated starts from something else than zero. Where an answer may be tiny and still matters
 * (a vanished gradient), its logarithm is recorded too: next to a 1 a 1e-12 could be anything. */
#include "cases.h"

const char *const chapter_name = "07-vanishing";

const exercise exercises[] = {
        {"7.1", "matrix_power_by_eig", 10},
        {"7.2", "spectral_radius", 10},
        {"7.3", "state_jacobian", 6},
        {"7.4", "jacobian_product_norms", 12},
        {"7.5", "clip_by_value", 4},
        {"7.6", "clip_by_norm", 8},
        {"7.7", "irnn_init", 2},
        {"7.8", "orthogonal_init", 10},
        {"7.9", "nprnn_init", 8},
        {"7.10", "relu_recur_forward", 6},
        {"7.11", "relu_recur_backward", 8},
        {"7.12", "relu_rnn_forward", 6},
        {"7.13", "relu_rnn_backward", 10},
        {0},
};

const grade_case *const cases[] = {powers_cases, remedies_cases, NULL};

double given_number(book *b, const char *array, double x)
{
	mat m = mat_new(&b->a, 1, 1);
	fill(m, (real)x);
	given(b, array, "K", m);
	return x;
}

rnn draw_rnn(book *b, int in, int out)
{
	return (rnn){draw(b, "Wxh", "DH", in, out, 0.5), draw(b, "Whh", "HH", out, out, 0.4),
	        draw(b, "b", "H", 1, out, 0.5)};
}

rnn started_rnn(book *b, int in, int out)
{
	return (rnn){copy_of(b, draw(b, "dWxh_before", "DH", in, out, 1)),
	        copy_of(b, draw(b, "dWhh_before", "HH", out, out, 1)),
	        copy_of(b, draw(b, "db_before", "H", 1, out, 1))};
}

void record_rnn(book *b, rnn dw)
{
	record(b, "dWxh", "DH", dw.Wxh);
	record(b, "dWhh", "HH", dw.Whh);
	record(b, "db", "H", dw.b);
}

seq draw_relu_states(book *b, const char *array, int steps_and_one, int batch, int units)
{
	seq h = seq_new(&b->a, steps_and_one, batch, units);
	rng_fill_normal(&b->r, flat(h), 1);
	for (long i = (long)batch * units, n = count(flat(h)); i < n; i++)
		if (h.p[i] < 0) h.p[i] = 0;
	given_seq(b, array, "TBH", h);
	return h;
}
