/* Cases of 9.1 and 9.2: what a decoder reads, and sentences the other way round. */
#include <string.h>

#include "cases.h"

/* An empty sentence, one that fills all steps, one word, and others. */
static void forcing_of(book *b, int steps, int batch, int start, int end)
{
	sentence *s = draw_sentences(b, "sentences", batch, 0, steps - 1, V);
	const int ids[] = {start, end};
	given_numbers(b, "start_end", "A", 2, ids);
	const int n = steps * batch;
	int *input = blank_ints(b, n), *target = blank_ints(b, n);
	teacher_forcing(input, target, s, steps, batch, start, end);
	record_ints(b, "input", "N", n, input);
	record_ints(b, "target", "N", n, target);
}

static void forcing_ragged(book *b)
{
	forcing_of(b, S, 11, V, V + 1);
}

static void forcing_one_step(book *b)
{
	forcing_of(b, 1, 5, 7, 3);
}

static void forcing_full(book *b)
{
	forcing_of(b, 2, 13, 1, 0);
}

static void reverse_ragged(book *b)
{
	static const int length[] = {4, S, 0, 1, 3};
	const int n = (int)(sizeof length / sizeof *length);
	seq from = draw_seq(b, "from", "TBD", S, n, D, 1), to = blank_seq(b, S, n, D);
	given_ints(b, "length", "B", n, length);
	reverse_within(to, from, length);
	record_seq(b, "to", "TBD", to);
	rng_fill_normal(&b->r, flat(to), 1); // what += would build on
	reverse_within(to, from, length);
	record_seq(b, "to_again", "TBD", to);
}

const grade_case sentences_cases[] = {
        {"teacher_forcing", "ragged", forcing_ragged, NULL, 0},
        {"teacher_forcing", "one_step", forcing_one_step, NULL, 0},
        {"teacher_forcing", "two_steps", forcing_full, NULL, 0},
        {"reverse_within", "ragged", reverse_ragged, NULL, 0},
        {0},
};
