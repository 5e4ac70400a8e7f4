/* Cases of 10.23 and 10.24: CIDEr. Sentences are recorded as rows of counts, one column an
 * n-gram. */
#include "cases.h"

enum { IDS = 13, PICTURES = 6, MOST = 4 };

/* A row of counts as a sentence of n-grams. */
static grams grams_of(book *b, mat counts, int i)
{
	int *id = arena_alloc(&b->a, IDS, sizeof *id), *times = arena_alloc(&b->a, IDS, sizeof *times);
	grams g = {id, times, 0};
	for (int k = 0; k < IDS; k++) {
		if (row(counts, i)[k] == 0) continue;
		id[g.count] = k;
		times[g.count++] = (int)row(counts, i)[k];
	}
	return g;
}

/* Counts of one sentence: n-gram 0 is common, 1 is in none, some occur twice or three times. */
static void fill_counts(book *b, real *counts)
{
	counts[0] = (real)(1 + rng_below(&b->r, 2));
	for (int k = 2; k < IDS; k++)
		counts[k] = rng_below(&b->r, 3) ? 0 : (real)(1 + rng_below(&b->r, 3));
}

/* n pictures with 1 … MOST references each; the last reference of the last has no n-grams. */
static captioned *draw_captioned(book *b, int n)
{
	captioned *p = arena_alloc(&b->a, (size_t)n, sizeof *p);
	mat answers = mat_new(&b->a, n, IDS), said = mat_new(&b->a, n * MOST, IDS);
	int *many = arena_alloc(&b->a, (size_t)n, sizeof *many);
	for (int i = 0; i < n; i++) {
		many[i] = 1 + (i * 2 + 1) % MOST;
		fill_counts(b, row(answers, i));
		for (int r = 0; r < many[i]; r++) fill_counts(b, row(said, i * MOST + r));
	}
	fill(rows(said, (n - 1) * MOST + many[n - 1] - 1, 1), 0);
	copy(cols(rows(answers, 1, 1), 2, IDS - 2),
	        cols(rows(said, MOST, 1), 2, IDS - 2)); // as people say
	for (int i = 0; i < n; i++) {
		grams *reference = arena_alloc(&b->a, MOST, sizeof *reference);
		for (int r = 0; r < many[i]; r++) reference[r] = grams_of(b, said, i * MOST + r);
		p[i] = (captioned){grams_of(b, answers, i), reference, many[i]};
	}
	given(b, "answers", "NV", answers);
	given(b, "references", "MV", said); // MOST rows a picture
	given_ints(b, "how_many", "N", n, many);
	return p;
}

static void idf_of(book *b, int n)
{
	captioned *p = draw_captioned(b, n);
	double idf[IDS];
	for (int i = 0; i < IDS; i++) idf[i] = -1;
	cider_idf(idf, IDS, p, n);
	mat found = mat_new(&b->a, 1, IDS);
	for (int i = 0; i < IDS; i++) row(found, 0)[i] = (real)idf[i];
	record(b, "idf", "V", found);
}

static void idf_six(book *b)
{
	idf_of(b, PICTURES);
}

static void idf_two(book *b)
{
	idf_of(b, 2);
}

static void score_of(book *b, captioned *p, mat weights)
{
	double idf[IDS];
	for (int i = 0; i < IDS; i++) idf[i] = (double)row(weights, 0)[i];
	given(b, "idf", "V", weights);
	mat score = blank(b, 1, PICTURES);
	for (int i = 0; i < PICTURES; i++) row(score, 0)[i] = (real)cider_score(&p[i], idf);
	record(b, "score", "N", score);
}

/* n-gram 0 weighs nothing, as if every picture had it. */
static void score_small(book *b)
{
	captioned *p = draw_captioned(b, PICTURES);
	mat weights = mat_new(&b->a, 1, IDS);
	rng_fill_uniform(&b->r, weights, 0.2, 2);
	row(weights, 0)[0] = 0;
	score_of(b, p, weights);
}

/* Answers that say nothing, or nothing that weighs. */
static void score_without_length(book *b)
{
	captioned *p = draw_captioned(b, PICTURES);
	static const int common = 0, once = 1;
	p[0].answer.count = 0;
	p[2].answer = (grams){&common, &once, 1};
	given_numbers(b, "empty_and_common", "A", 2, (int[]){0, 2});
	mat weights = mat_new(&b->a, 1, IDS);
	rng_fill_uniform(&b->r, weights, 0.2, 2);
	row(weights, 0)[0] = 0;
	score_of(b, p, weights);
}

const grade_case cider_cases[] = {
        {"cider_idf", "six_pictures", idf_six, NULL, 0},
        {"cider_idf", "two_pictures", idf_two, NULL, 0},
        {"cider_score", "small", score_small, NULL, 0},
        {"cider_score", "without_length", score_without_length, NULL, 0},
        {0},
};
