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
	//> [ngram_mle] 5.2  a count over its context's sum; what remains for others?
	for (int l = 1; l <= t->order; l++) {
		const ngram_level *level = &t->level[l];
		for (int i = 0; i < level->n; i++) {
			long sum = l == 1 ? t->total : t->level[l - 1].followed[level->context[i]];
			m.prob[l][i] = (double)level->count[i] / (double)sum;
			if (l < t->order) m.backoff[l][i] = level->followed[i] > 0 ? 0 : 1;
		}
	}
	//< [ngram_mle]
}

double add_k(const ngram_table *t, const int *words, int m, double k)
{
	//> [add_k] 5.3  find the history and the n-gram; either may be missing
	int history = m == 1 ? 0 : ngram_find(t, words, m - 1), whole = ngram_find(t, words, m);
	double sum = m == 1        ? (double)t->total
	             : history < 0 ? 0
	                           : (double)t->level[m - 1].followed[history];
	double count = whole < 0 ? 0 : (double)t->level[m].count[whole];
	return (count + k) / (sum + k * (t->V - 1));
	//< [add_k]
}

/* Katz's discount ratios d[1 … cut] for a level. */
static void katz_discounts(double *d, int cut, const ngram_level *level, double *n)
{
	//> [katz_discounts] 5.4  count the counts up to cut+1; where d is not in (0,1] nothing is taken
	for (int r = 0; r <= cut + 1; r++) n[r] = 0;
	for (int i = 0; i < level->n; i++)
		if (level->count[i] <= cut + 1) n[level->count[i]]++;
	double A = (cut + 1) * n[cut + 1] / n[1];
	for (int r = 1; r <= cut; r++) {
		double star = (r + 1) * n[r + 1] / n[r];
		d[r] = (star / r - A) / (1 - A);
		if (!(d[r] > 0 && d[r] <= 1)) d[r] = 1;
	}
	//< [katz_discounts]
}

/* Discounted counts over their context's sum, which is one more where nothing was discounted. */
static void katz_probabilities(ngram_model m, int l, const double *d, int cut, double *kept)
{
	const ngram_level *level = &m.t->level[l];
	const int *sum = m.t->level[l - 1].followed;
	//> [katz_probabilities] 5.4  d times each count; was anything of the context's sum saved?
	for (int i = 0; i < level->n; i++) {
		int count = level->count[i];
		m.prob[l][i] = (count <= cut ? d[count] : 1) * (double)count;
		kept[level->context[i]] += m.prob[l][i];
	}
	for (int i = 0; i < level->n; i++) {
		int h = level->context[i];
		m.prob[l][i] /= (double)sum[h] + (kept[h] < (double)sum[h] ? 0 : 1);
	}
	//< [katz_probabilities]
}

/* What a history's unseen words get: 1 minus what the seen have, over what the shorter model gives
 * them. */
static void katz_backoffs(double *backoff, ngram_model m, int l, double *seen, double *shorter)
{
	const ngram_level *level = &m.t->level[l];
	//> [katz_backoffs] 5.4  two sums over the continuations of each context
	for (int i = 0; i < level->n; i++) {
		seen[level->context[i]] += m.prob[l][i];
		shorter[level->context[i]] += m.prob[l - 1][level->suffix[i]];
	}
	for (int h = 0; h < m.t->level[l - 1].n; h++) {
		bool nothing = m.t->level[l - 1].followed[h] == 0 || !(1 - shorter[h] > 1e-12);
		backoff[h] = nothing ? 1 : (1 - seen[h]) / (1 - shorter[h]);
	}
	//< [katz_backoffs]
}

void katz_backoff(ngram_model m, int cut)
{
	const ngram_table *t = m.t;
	arena scratch = {0};
	double *d = arena_alloc(&scratch, (size_t)cut + 1, sizeof *d);
	double *n = arena_alloc(&scratch, (size_t)cut + 2, sizeof *n);
	//> [katz_backoff] 5.4  level 1: one more for each word but <s>; then level by level upwards
	for (int v = 0; v < t->V; v++)
		m.prob[1][v] = v == NGRAM_BEGIN
		                       ? 0
		                       : (double)(t->level[1].count[v] + 1) / (double)(t->total + t->V - 1);
	for (int l = 2; l <= t->order; l++) {
		const size_t contexts = (size_t)t->level[l - 1].n;
		double *kept = arena_alloc(&scratch, contexts, sizeof *kept);
		double *seen = arena_alloc(&scratch, contexts, sizeof *seen);
		double *shorter = arena_alloc(&scratch, contexts, sizeof *shorter);
		katz_discounts(d, cut, &t->level[l], n);
		katz_probabilities(m, l, d, cut, kept);
		katz_backoffs(m.backoff[l - 1], m, l, seen, shorter);
	}
	//< [katz_backoff]
	arena_free(&scratch);
}

void kneser_ney_counts(int *const *adjusted, const ngram_table *t)
{
	//> [kneser_ney_counts] 5.5  different words before it; <s> has none before, the top needs none
	for (int l = 1; l <= t->order; l++) {
		const ngram_level *level = &t->level[l];
		for (int i = 0; i < level->n; i++) {
			bool as_it_is = l == t->order || level->word[i] == NGRAM_BEGIN;
			adjusted[l][i] = as_it_is ? level->count[i] : level->first[i + 1] - level->first[i];
		}
	}
	//< [kneser_ney_counts]
}

ngram_discounts kneser_ney_discounts(const int *adjusted, int n)
{
	ngram_discounts d = {{0}};
	//> [kneser_ney_discounts] 5.6  n_1 … n_4, Y, and r − (r+1) Y n_{r+1}/n_r
	double of[5] = {0};
	for (int i = 0; i < n; i++)
		if (adjusted[i] >= 1 && adjusted[i] <= 4) of[adjusted[i]]++;
	double Y = of[1] / (of[1] + 2 * of[2]);
	for (int r = 1; r <= 3; r++) {
		d.d[r] = r - (r + 1) * Y * of[r + 1] / of[r];
		if (!(d.d[r] >= 0 && d.d[r] <= r)) d.d[r] = r / 2.0;
	}
	//< [kneser_ney_discounts]
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
	//> [kneser_ney_words] 5.7  what is taken from all is shared out evenly
	double sum = 0, taken = 0;
	for (int v = 0; v < V; v++) {
		sum += (double)adjusted[v];
		taken += discount(d, adjusted[v]);
	}
	for (int v = 0; v < V; v++)
		m.prob[1][v] = ((double)adjusted[v] - discount(d, adjusted[v]) + taken / (V - 1)) / sum;
	m.prob[1][NGRAM_BEGIN] = 0;
	//< [kneser_ney_words]
}

void kneser_ney(ngram_model m, int *const *adjusted, const ngram_discounts *d)
{
	const ngram_table *t = m.t;
	arena scratch = {0};
	//> [kneser_ney] 5.7  level by level: sums and what is taken, by context; then prob
	kneser_ney_words(m, adjusted[1], &d[1]);
	for (int l = 2; l <= t->order; l++) {
		const ngram_level *level = &t->level[l], *below = &t->level[l - 1];
		double *sum = arena_alloc(&scratch, (size_t)below->n, sizeof *sum),
		       *gamma = m.backoff[l - 1];
		for (int h = 0; h < below->n; h++) gamma[h] = 0;
		for (int i = 0; i < level->n; i++) {
			sum[level->context[i]] += (double)adjusted[l][i];
			gamma[level->context[i]] += discount(&d[l], adjusted[l][i]);
		}
		for (int h = 0; h < below->n; h++) gamma[h] = sum[h] > 0 ? gamma[h] / sum[h] : 1;
		for (int i = 0; i < level->n; i++) {
			int h = level->context[i];
			double kept = (double)adjusted[l][i] - discount(&d[l], adjusted[l][i]);
			m.prob[l][i] = kept / sum[h] + gamma[h] * m.prob[l - 1][level->suffix[i]];
		}
	}
	//< [kneser_ney]
	arena_free(&scratch);
}
