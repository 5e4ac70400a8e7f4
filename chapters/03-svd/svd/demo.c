/* svd by itself: from sentences of a world whose similarities are planted to neighbours, and how
 * few numbers a word takes until what was planted is found again. */
#include <math.h>
#include <stdio.h>

#include "output.h"
#include "program.h"
#include "ranks.h"
#include "similarity.h"
#include "sparse_file.h"
#include "world.h"

enum { PAIRS_A_RANGE = 100, DIMENSIONS = 100, SHOWN = 20, NEIGHBOURS = 5 };

static const char *const looked_up[] = {
        "horse", "queen", "doctor", "boat", "apple", "london", "sings", "red"};

static struct {
	const char *table, *vectors;
} o;

/* Pairs of nouns with rows of their own, and their planted similarity. */
typedef struct {
	int n, *first, *second;
	mat planted;
} questions;

static questions ask(const vocab *words, arena *a)
{
	const world w = world_new(a);
	world_pair *pairs;
	questions q = {0};
	const int n = world_pairs(&w, a, 1, PAIRS_A_RANGE, &pairs);
	q.first = arena_alloc(a, (size_t)n, sizeof *q.first);
	q.second = arena_alloc(a, (size_t)n, sizeof *q.second);
	q.planted = mat_new(a, 1, n);
	for (int i = 0; i < n; i++) {
		int first = vocab_id(words, w.word[pairs[i].first]);
		int second = vocab_id(words, w.word[pairs[i].second]);
		if (first < 0 || second < 0) continue;
		q.first[q.n] = first;
		q.second[q.n] = second;
		q.planted.p[q.n++] = (real)pairs[i].similarity;
	}
	q.planted = cols(q.planted, 0, q.n);
	return q;
}

/* Spearman's ρ between cosines of rows and planted similarities. */
static double agreement(const questions *q, mat vectors, arena *scratch)
{
	mat cosine = mat_new(scratch, 1, q->n);
	for (int i = 0; i < q->n; i++)
		cosine.p[i] = (real)cosine_similarity(
		        rows(vectors, q->first[i], 1), rows(vectors, q->second[i], 1));
	return spearman(cosine, q->planted);
}

static mat dense(sparse x, arena *a)
{
	mat m = mat_new(a, x.rows, x.cols);
	for (int i = 0; i < x.rows; i++)
		for (long e = x.start[i]; e < x.start[i + 1]; e++) row(m, i)[x.col[e]] = x.value[e];
	return m;
}

static void print_agreement(const table *t, const decomposition *d, mat vectors)
{
	arena scratch = {0};
	const questions q = ask(t->rows, &scratch);
	double held = 0;
	puts("\nnumbers  share of  Spearman's rho between cosines and\n"
	     "a word   squares   what was planted");
	for (int k = 1, i = 0; k <= d->s.cols; k = k < 5 ? k + 1 : 2 * k) {
		for (; i < k; i++) held += (double)d->s.p[i] * (double)d->s.p[i];
		printf("%7d  %6.1f %%", k, 100 * held / t->squares);
		double rho = agreement(&q, cols(vectors, 0, k), &scratch);
		if (isnan(rho)) // one number of one sign for all
			puts("  none: all point the same way");
		else
			printf("  %.3f\n", rho);
	}
	printf("%7d   100.0 %%  %.3f  (rows of PPMI; %d pairs of nouns)\n", t->x.cols,
	        agreement(&q, dense(t->x, &scratch), &scratch), q.n);
	arena_free(&scratch);
}

int svd_demo(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_file("table", &o.table, "write the table of PPMI here, as cooc would"),
	        cli_file("vectors", &o.vectors, "write the vectors here, in word2vec's text format"),
	        cli_end};
	static const cli_program program = {"svd demo", NULL,
	        "Sentences of a small generated world, counted, weighed and decomposed: how few\n"
	        "numbers describe a word?",
	        "1"};
	table t;
	decomposition d;
	wanted w = wanted_default;
	svd_options(argc, argv, &program, 0, 0, options);
	if (check_writable(o.table) < 0 || check_writable(o.vectors) < 0) error_exit();
	w.dimensions = DIMENSIONS;
	if (generated_table(&t, (table_reading){true, 0.75}) < 0 || decompose(&d, &t, w, &t.a) < 0)
		error_exit();
	const wordvec all = {t.rows, decomposition_vectors(&d, 0.5, &t.a)};
	printf("%s: PPMI of %d words, %ld of %ld entries are not zero\n", t.name, t.x.rows,
	        sparse_count(t.x), (long)t.x.rows * t.x.cols);
	print_agreement(&t, &d, all.vectors);
	const wordvec few = {t.rows, cols(all.vectors, 0, SHOWN)};
	printf("\nnearest by %d numbers a word:\n", SHOWN);
	print_neighbours(&few, looked_up, sizeof looked_up / sizeof *looked_up, NEIGHBOURS);
	if (o.table && sparse_write(t.x, t.rows, NULL, o.table, false) < 0) error_exit();
	if (o.vectors && wordvec_write(&all, o.vectors, WORDVEC_TEXT) < 0) error_exit();
	arena_free(&t.a);
	return 0;
}
