/* Cases of chapter 05: the tables of exercises and cases, and the texts. Texts have empty
 * sentences, <unk>, sentences that occur twice, n-grams that overlap with themselves, a word that
 * stands alone and one that never occurs. What an exercise builds on is made by tables.c, slowly,
 * so that a mistake in counting costs nothing in smoothing. */
#include <string.h>

#include "cases.h"

const char *const chapter_name = "05-ngram";

const exercise exercises[] = {
        {"5.1", "ngram_count", 16},
        {"5.2", "ngram_mle", 4},
        {"5.3", "add_k", 4},
        {"5.4", "katz_backoff", 10},
        {"5.5", "kneser_ney_counts", 4},
        {"5.6", "kneser_ney_discounts", 6},
        {"5.7", "kneser_ney", 12},
        {"5.8", "ngram_probability", 8},
        {"5.9", "sentence_log_prob", 2},
        {"5.10", "perplexity", 6},
        {"5.11", "ngram_sample", 4},
        {"5.12", "noisy_channel_decode", 8},
        {"5.13", "bigram_forward", 1},
        {"5.14", "bigram_backward", 2},
        {"5.15", "nnlm_forward", 3},
        {"5.16", "nnlm_backward", 4},
        {"5.17", "time_delay_forward", 2},
        {"5.18", "time_delay_backward", 4},
        {0},
};

const grade_case *const cases[] = {counts_cases, smoothing_cases, use_cases, neural_cases, NULL};

text given_text(book *b, const int *id, int n, int V)
{
	text x = {arena_alloc(&b->a, (size_t)n + 1, sizeof(int)), n, V};
	if (n > 0) memcpy(x.id, id, (size_t)n * sizeof *id);
	given_numbers(b, "V", "N", 1, &V);
	given_ints(b, "id", "L", n, x.id);
	return x;
}

/* A word after `before`: often the one that always follows it, else any, the first ones most often.
 * */
static int next_word(book *b, int before, int V)
{
	double u = rng_uniform(&b->r), v = rng_uniform(&b->r);
	if (v < 0.07) return NGRAM_UNKNOWN;
	if (v < 0.45 && before >= NGRAM_FIRST) return NGRAM_FIRST + (5 * before + 1) % (V - 5);
	return NGRAM_FIRST + (int)(u * u * (V - 5));
}

text draw_text(book *b, int V, int sentences)
{
	const int start[] = {1, 2, 1, 5, 4, 5, 4, 5, 4, 2, 1, 0, 6, 0, 3, 2, 1, 6, 0, 3, 2, 1, V - 1, 2,
	        1, 6, 0, 3, 2, 1, 2};
	enum { FIXED = sizeof start / sizeof *start, MOST = 11 };
	int *id = arena_alloc(&b->a, (size_t)(FIXED + sentences * MOST), sizeof *id), n = FIXED;
	memcpy(id, start, sizeof start);
	for (int s = 0; s < sentences; s++) {
		id[n++] = NGRAM_BEGIN;
		for (int words = (int)rng_below(&b->r, MOST - 1); words > 0; words--, n++)
			id[n] = next_word(b, id[n - 1], V);
		id[n++] = NGRAM_END;
	}
	return given_text(b, id, n, V);
}
