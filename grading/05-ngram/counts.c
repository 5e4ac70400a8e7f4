/* Cases of 5.1: every link of every level, in texts of all kinds. */
#include <stdio.h>

#include "cases.h"

static void record_part(book *b, const char *prefix, const char *part, int m, int n, const int *x)
{
	char array[64];
	snprintf(array, sizeof array, "%s%s_%d", prefix, part, m);
	record_ints(b, array, "N", x && n > 0 ? n : 0, x);
}

static void count_text(book *b, const char *prefix, text x, int order)
{
	given_numbers(b, "order", "N", 1, &order);
	ngram_table t = ngram_count(x.id, x.n, x.V, order, &b->a);
	char array[64];
	snprintf(array, sizeof array, "%ssizes", prefix);
	record_ints(b, array, "N", 3, (int[]){t.order, t.V, (int)t.total});
	for (int m = 1; m <= order; m++) {
		const ngram_level *l = &t.level[m];
		record_part(b, prefix, "word", m, l->n, l->word);
		record_part(b, prefix, "count", m, l->n, l->count);
		if (m > 1) record_part(b, prefix, "suffix", m, l->n, l->suffix);
		if (m > 1) record_part(b, prefix, "context", m, l->n, l->context);
		if (m < order) record_part(b, prefix, "followed", m, l->n, l->followed);
		if (m < order) record_part(b, prefix, "first", m, l->n + 1, l->first);
	}
}

static void count_trigrams(book *b)
{
	count_text(b, "", draw_text(b, 13, 17), 3);
}

static void count_bigrams(book *b)
{
	count_text(b, "", draw_text(b, 11, 6), 2);
}

static void count_words(book *b)
{
	count_text(b, "", draw_text(b, 10, 4), 1);
}

static void count_five(book *b)
{
	count_text(b, "", draw_text(b, 9, 23), 5);
}

/* More words than places in the text. */
static void count_rare(book *b)
{
	count_text(b, "", draw_text(b, 203, 5), 4);
}

/* No sentence has seven words: upper levels are empty. */
static void count_short(book *b)
{
	static const int id[] = {1, 2, 1, 3, 2, 1, 4, 0, 2, 1, 3, 2, 1, 2};
	count_text(b, "edge_", given_text(b, id, sizeof id / sizeof *id, 6), 7);
}

static void count_nothing(book *b)
{
	count_text(b, "edge_", given_text(b, NULL, 0, 5), 3);
}

static void count_cut_off(book *b)
{
	static const int id[] = {1, 3, 4, 3, 4, 2, 1, 2, 1, 3, 4, 3};
	count_text(b, "edge_", given_text(b, id, sizeof id / sizeof *id, 5), 3);
}

const grade_case counts_cases[] = {
        {"ngram_count", "trigrams", count_trigrams, NULL, 0},
        {"ngram_count", "bigrams", count_bigrams, NULL, 0},
        {"ngram_count", "words", count_words, NULL, 0},
        {"ngram_count", "five", count_five, NULL, 0},
        {"ngram_count", "rare", count_rare, NULL, 0},
        {"ngram_count", "short", count_short, NULL, 0},
        {"ngram_count", "nothing", count_nothing, NULL, 0},
        {"ngram_count", "cut_off", count_cut_off, NULL, 0},
        {0},
};
