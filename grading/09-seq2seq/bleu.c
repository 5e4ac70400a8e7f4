/* Cases of 9.11 and 9.12: n-grams that occur twice, several references, answers too short for an n-gram. */
#include "cases.h"

enum { ANSWERS = 12, SEVERAL = 3 };

static void record_counts(book *b, const bleu_counts *c, int n)
{
	int *match = blank_ints(b, n * BLEU_ORDER), *all = blank_ints(b, n * BLEU_ORDER);
	int *length = blank_ints(b, n), *reference = blank_ints(b, n);
	for (int i = 0; i < n; i++) {
		for (int N = 0; N < BLEU_ORDER; N++) {
			match[i * BLEU_ORDER + N] = (int)c[i].match[N];
			all[i * BLEU_ORDER + N] = (int)c[i].all[N];
		}
		length[i] = (int)c[i].length;
		reference[i] = (int)c[i].reference;
	}
	record_ints(b, "match", "N", n * BLEU_ORDER, match);
	record_ints(b, "all", "N", n * BLEU_ORDER, all);
	record_ints(b, "length", "N", n, length);
	record_ints(b, "closest", "N", n, reference);
}

/* Every answer for itself, on counts that begin with `before`. */
static void count_each(book *b, int references, int lowest, int highest, int words, int before)
{
	sentence *answer = draw_sentences(b, "answers", ANSWERS, lowest, highest, words);
	sentence *right = draw_sentences(b, "references", ANSWERS * references, lowest, highest, words);
	bleu_counts *c = arena_alloc(&b->a, ANSWERS, sizeof *c);
	given_numbers(b, "before", "A", 1, &before);
	for (int i = 0; i < ANSWERS; i++) {
		for (int N = 0; N < BLEU_ORDER; N++) c[i].match[N] = c[i].all[N] = before;
		c[i].length = c[i].reference = before;
		bleu_count(&c[i], answer[i], right + i * references, references);
	}
	record_counts(b, c, ANSWERS);
}

static void count_one_reference(book *b)
{
	count_each(b, 1, 5, 12, 3, 0);
}

static void count_several(book *b)
{
	count_each(b, SEVERAL, 4, 13, 3, 100);
}

/* Answers of no word at all, and of fewer than four. */
static void count_short(book *b)
{
	count_each(b, SEVERAL, 0, 4, 2, 7);
}

/* Two references at the same distance, the shorter one now first, now last. */
static void count_equally_far(book *b)
{
	enum { LENGTH = 6 };
	sentence *answer = draw_sentences(b, "answers", ANSWERS, LENGTH, LENGTH, 4);
	sentence *right = draw_sentences(b, "references", 2 * ANSWERS, 9, 9, 4);
	int *length = blank_ints(b, 2 * ANSWERS), before = 0;
	for (int i = 0; i < 2 * ANSWERS; i++) {
		length[i] = LENGTH + ((i + i / 4) % 2 ? 1 : -1) * (1 + i / 8);
		right[i].length = length[i];
	}
	given_ints(b, "reference_length", "N", 2 * ANSWERS, length);
	given_numbers(b, "before", "A", 1, &before);
	bleu_counts *c = arena_alloc(&b->a, ANSWERS, sizeof *c);
	for (int i = 0; i < ANSWERS; i++) bleu_count(&c[i], answer[i], right + 2 * i, 2);
	record_counts(b, c, ANSWERS);
}

/* All answers of a text in one sum: what BLEU is made of. */
static void count_text(book *b)
{
	sentence *answer = draw_sentences(b, "answers", ANSWERS, 4, 13, 3);
	sentence *right = draw_sentences(b, "references", ANSWERS * SEVERAL, 4, 13, 3);
	bleu_counts c = {0};
	int before = 0;
	given_numbers(b, "before", "A", 1, &before);
	for (int i = 0; i < ANSWERS; i++) bleu_count(&c, answer[i], right + i * SEVERAL, SEVERAL);
	record_counts(b, &c, 1);
}

/* Texts of which some are too short, some too long, some as long as they should be, and some have no match
 * of the longest n-grams. One row: match, all, length, reference. */
static void score_counts(book *b)
{
	enum { TEXTS = 10, COLUMNS = 2 * BLEU_ORDER + 2 };
	mat counts = mat_new(&b->a, TEXTS, COLUMNS), score = blank(b, TEXTS, BLEU_ORDER);
	bleu_counts c[TEXTS];
	for (int i = 0; i < TEXTS; i++) {
		int all = 60 + (int)rng_below(&b->r, 60), match = all - 5 - (int)rng_below(&b->r, 20);
		c[i].length = all;
		c[i].reference = i % 3 == 0 ? all : all - 30 + (int)rng_below(&b->r, 60);
		for (int N = 0; N < BLEU_ORDER; N++, all -= 7, match = match * 3 / 5) {
			c[i].all[N] = all;
			c[i].match[N] = N == 3 - i % 2 && i % 4 > 1 ? 0 : match;
			*elem(counts, i, N) = (real)c[i].match[N];
			*elem(counts, i, BLEU_ORDER + N) = (real)all;
		}
		*elem(counts, i, COLUMNS - 2) = (real)c[i].length;
		*elem(counts, i, COLUMNS - 1) = (real)c[i].reference;
	}
	given(b, "counts", "NA", counts);
	for (int i = 0; i < TEXTS; i++)
		for (int N = 0; N < BLEU_ORDER; N++) *elem(score, i, N) = (real)bleu_score(&c[i], N + 1);
	record(b, "score", "NA", score);
}

/* Whole texts, by both exercises. */
static void score_text(book *b)
{
	enum { TEXTS = 6 };
	mat score = blank(b, TEXTS, BLEU_ORDER);
	sentence *answer = draw_sentences(b, "answers", ANSWERS * TEXTS, 4, 13, 2);
	sentence *right = draw_sentences(b, "references", ANSWERS * TEXTS * SEVERAL, 4, 15, 2);
	for (int k = 0; k < TEXTS; k++) {
		bleu_counts c = {0};
		for (int i = k * ANSWERS; i < (k + 1) * ANSWERS; i++)
			bleu_count(&c, answer[i], right + i * SEVERAL, SEVERAL);
		for (int N = 0; N < BLEU_ORDER; N++) *elem(score, k, N) = (real)bleu_score(&c, N + 1);
	}
	record(b, "score", "NA", score);
}

static void score_nothing(book *b)
{
	static const bleu_counts nothing = {.reference = 9};
	record_number(b, "score", bleu_score(&nothing, BLEU_ORDER));
}

const grade_case bleu_cases[] = {
        {"bleu_count", "one_reference", count_one_reference, NULL, 0},
        {"bleu_count", "several_references", count_several, NULL, 0},
        {"bleu_count", "short_answers", count_short, NULL, 0},
        {"bleu_count", "equally_far", count_equally_far, NULL, 0},
        {"bleu_count", "text", count_text, NULL, 0},
        {"bleu_score", "counts", score_counts, NULL, 0},
        {"bleu_score", "text", score_text, "bleu_count", 0},
        {"bleu_score", "no_answer", score_nothing, NULL, 0},
        {0},
};
