/* From counts to probabilities: four answers to one question.
 *
 * The question: what is p(w|h) when hw was never seen? Maximum likelihood says 0. Adding k gives
 * every word the same small share. Katz takes a part of what the seen have and gives it to the
 * unseen, in the proportion of the shorter history. Kneser and Ney do so too, but ask of the
 * shorter history another question: not how often a word came, but after how many different words.
 *
 * In a table this is arithmetic along two links. Sums over the continuations of a history are sums
 * over n-grams with the same context; the shorter history's answer stands at the suffix.
 *
 * Sources: Chen and Goodman 1998 for all formulas, also for the three discounts; Katz 1987.
 * Deviations: what happens where a formula divides by zero, as in tiny tables, or where Katz's
 * saves nothing, as after "Los" with all its words seen often, is ours and stands in ngram.h. */
#include <math.h>

#include "ngram.h"

ngram_model ngram_model_new(const ngram_table *t, arena *a)
{
	ngram_model m = {.t = t};
	for (int l = 1; l <= t->order; l++) {
		m.prob[l] = arena_alloc(a, (size_t)t->level[l].n, sizeof(double));
		if (l < t->order) m.backoff[l] = arena_alloc(a, (size_t)t->level[l].n, sizeof(double));
	}
	return m;
}

void ngram_mle(ngram_model m)
{
	const ngram_table *t = m.t;
	TODO("5.2", "a count over its context's sum; what remains for others?");
}

double add_k(const ngram_table *t, const int *words, int m, double k)
{
	TODO("5.3", "find the history and the n-gram; either may be missing");
}

/* Katz's discount ratios d[1 … cut] for a level. */
static void katz_discounts(double *d, int cut, const ngram_level *level, double *n)
{
	TODO("5.4", "count the counts up to cut+1; where d is not in (0,1] nothing is taken");
}

/* Discounted counts over their context's sum, which is one more where nothing was discounted. */
static void katz_probabilities(ngram_model m, int l, const double *d, int cut, double *kept)
{
	const ngram_level *level = &m.t->level[l];
	const int *sum = m.t->level[l - 1].followed;
	TODO("5.4", "d times each count; was anything of the context's sum saved?");
}

/* What a history's unseen words get: 1 minus what the seen have, over what the shorter model gives
 * them. */
static void katz_backoffs(double *backoff, ngram_model m, int l, double *seen, double *shorter)
{
	const ngram_level *level = &m.t->level[l];
	TODO("5.4", "two sums over the continuations of each context");
}

void katz_backoff(ngram_model m, int cut)
{
	const ngram_table *t = m.t;
	arena scratch = {0};
	double *d = arena_alloc(&scratch, (size_t)cut + 1, sizeof *d);
	double *n = arena_alloc(&scratch, (size_t)cut + 2, sizeof *n);
	TODO("5.4", "level 1: one more for each word but <s>; then level by level upwards");
	arena_free(&scratch);
}

void kneser_ney_counts(int *const *adjusted, const ngram_table *t)
{
	TODO("5.5", "different words before it; <s> has none before, the top needs none");
}

ngram_discounts kneser_ney_discounts(const int *adjusted, int n)
{
	ngram_discounts d = {{0}};
	TODO("5.6", "n_1 … n_4, Y, and r − (r+1) Y n_{r+1}/n_r");
	return d;
}

/* The discount of a count. */
static double discount(const ngram_discounts *d, int count)
{
	return d->d[count < 3 ? count : 3];
}

/* Level 1: a single history, the empty one; below it all words but <s> are alike. */
static void kneser_ney_words(ngram_model m, const int *adjusted, const ngram_discounts *d)
{
	const int V = m.t->V;
	TODO("5.7", "what is taken from all is shared out evenly");
}

void kneser_ney(ngram_model m, int *const *adjusted, const ngram_discounts *d)
{
	const ngram_table *t = m.t;
	arena scratch = {0};
	TODO("5.7", "level by level: sums and what is taken, by context; then prob");
	arena_free(&scratch);
}
