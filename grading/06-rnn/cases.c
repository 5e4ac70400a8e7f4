/* Cases of chapter 06: the tables, and what several files draw. All sizes differ, nothing is square by
 * accident, every gradient that is accumulated starts from something else than zero, and states
 * handed to a backward pass are drawn at random (|h| < 1) instead of computed, so that a wrong
 * forward pass cannot spoil it. The "gradient" cases go the other way: the student's own forward
 * pass, differentiated numerically, must give what the student's backward pass gave. */
#include "cases.h"

const char *const chapter_name = "06-rnn";

const exercise exercises[] = {
        {"6.1", "rnn_step_forward", 4},
        {"6.2", "rnn_step_backward", 8},
        {"6.3", "rnn_recur_forward", 4},
        {"6.4", "rnn_recur_backward", 6},
        {"6.5", "rnn_forward", 4},
        {"6.6", "rnn_backward", 8},
        {"6.7", "rnn_double_sum", 6},
        {"6.8", "truncated_bptt", 6},
        {"6.9", "temporal_affine_forward", 2},
        {"6.10", "temporal_affine_backward", 6},
        {"6.11", "temporal_softmax_loss", 6},
        {"6.12", "many_to_one_forward", 2},
        {"6.13", "many_to_one_backward", 4},
        {"6.14", "one_to_many_forward", 4},
        {"6.15", "one_to_many_backward", 6},
        {"6.16", "sample_with_temperature", 4},
        {"6.17", "deep_rnn_forward", 4},
        {"6.18", "deep_rnn_backward", 6},
        {"6.19", "birnn_forward", 4},
        {"6.20", "birnn_backward", 6},
        {0},
};

const grade_case *const cases[] = {rnn_cases, temporal_cases, stacks_cases, NULL};

rnn draw_rnn(book *b, int in, int out)
{
	return (rnn){draw(b, "Wxh", "DH", in, out, 0.5), draw(b, "Whh", "HH", out, out, 0.4),
	        draw(b, "b", "H", 1, out, 0.5)};
}

rnn started_rnn(book *b, int in, int out)
{
	return (rnn){started(b, "dWxh_before", "DH", in, out),
	        started(b, "dWhh_before", "HH", out, out), started(b, "db_before", "H", 1, out)};
}

rnn zero_rnn(book *b, int in, int out)
{
	return (rnn){mat_new(&b->a, in, out), mat_new(&b->a, out, out), mat_new(&b->a, 1, out)};
}

void record_rnn(book *b, rnn dw)
{
	record(b, "dWxh", "DH", dw.Wxh);
	record(b, "dWhh", "HH", dw.Whh);
	record(b, "db", "H", dw.b);
}

seq draw_states(book *b, const char *array, int steps_and_one, int batch, int units)
{
	seq h = seq_new(&b->a, steps_and_one, batch, units);
	rng_fill_uniform(&b->r, flat(h), -0.95, 0.95);
	given_seq(b, array, "TBH", h);
	return h;
}
