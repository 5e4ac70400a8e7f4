/* Tables and models that do not come from an exercise: everything is found by looking at all of it.
 * */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cases.h"

/* How many words the n-grams that end at p can have; 0 for <s>. */
static int reach(const int *id, int p)
{
	if (id[p] == NGRAM_BEGIN) return 0;
	int r = 1;
	while (p - r >= 0 && id[p - r + 1] != NGRAM_BEGIN) r++;
	return r;
}

/* Below, at or above 0 as the m-gram that ends at p stands before, at or behind that at q. */
static int compare_places(const int *id, int p, int q, int m)
{
	for (int k = 0; k < m; k++)
		if (id[p - k] != id[q - k]) return id[p - k] - id[q - k];
	return 0;
}

/* The different m-grams, each by one place where it ends, sorted; how many. */
static int different(text x, int m, int *end)
{
	int n = 0;
	for (int p = 0; p < x.n; p++) {
		if (reach(x.id, p) < m) continue;
		int i = n;
		while (i > 0 && compare_places(x.id, end[i - 1], p, m) > 0) i--;
		if (i > 0 && compare_places(x.id, end[i - 1], p, m) == 0) continue;
		memmove(end + i + 1, end + i, (size_t)(n++ - i) * sizeof *end);
		end[i] = p;
	}
	return n;
}

/* Which m-gram ends at p: a word is its own place in level 1. */
static int place(text x, const int *end, int p, int m)
{
	int i = 0;
	if (m == 1) return x.id[p];
	while (compare_places(x.id, end[i], p, m) != 0) i++;
	return i;
}

static void fill_level(book *b, ngram_table *t, text x, int m, const int *end, const int *shorter)
{
	ngram_level *l = &t->level[m];
	int **arrays[] = {&l->word, &l->suffix, &l->context, &l->count, &l->followed, &l->first};
	for (int k = 0; k < (m < t->order ? 6 : 4); k++)
		*arrays[k] = arena_alloc(&b->a, (size_t)l->n + 1, sizeof **arrays[k]);
	for (int i = 0; i < l->n; i++) l->word[i] = m == 1 ? i : x.id[end[i] - m + 1];
	for (int i = 0; i < l->n && m > 1; i++) {
		l->suffix[i] = place(x, shorter, end[i], m - 1);
		l->context[i] = place(x, shorter, end[i] - 1, m - 1);
		for (int j = l->suffix[i]; j < t->level[m - 1].n; j++) t->level[m - 1].first[j + 1]++;
	}
	for (int p = 0; p < x.n; p++) {
		const bool follows = m < t->order && p + 1 < x.n && x.id[p + 1] != NGRAM_BEGIN;
		if (reach(x.id, p) >= m) l->count[place(x, end, p, m)]++;
		if (follows && (reach(x.id, p) >= m || m == 1)) l->followed[place(x, end, p, m)]++;
	}
}

ngram_table slow_table(book *b, text x, int order)
{
	ngram_table t = {.order = order, .V = x.V};
	given_numbers(b, "order", "N", 1, &order);
	for (int p = 0; p < x.n; p++) t.total += x.id[p] != NGRAM_BEGIN;
	int *shorter = NULL;
	for (int m = 1; m <= order; m++) {
		int *end = arena_alloc(&b->a, (size_t)x.n + 1, sizeof *end);
		t.level[m].n = m == 1 ? x.V : different(x, m, end);
		fill_level(b, &t, x, m, end, shorter);
		shorter = end;
	}
	return t;
}

void words_of(int *words, const ngram_table *t, int m, int i)
{
	for (; m > 0; m--) {
		*words++ = t->level[m].word[i];
		i = t->level[m].suffix[i];
	}
}

/* The place of an n-gram in level m, or -1. */
static int find(const ngram_table *t, const int *words, int m)
{
	for (int i = 0; i < t->level[m].n; i++) {
		int here[NGRAM_ORDER];
		words_of(here, t, m, i);
		if (memcmp(here, words, (size_t)m * sizeof *words) == 0) return i;
	}
	return -1;
}

double slow_probability(ngram_model m, const int *words, int n)
{
	for (; n > m.t->order; n--) words++;
	double p = 1;
	for (; n > 1; n--, words++) {
		const int i = find(m.t, words, n), h = find(m.t, words, n - 1);
		if (i >= 0) return p * m.prob[n][i];
		if (h >= 0) p *= m.backoff[n - 1][h];
	}
	return p * m.prob[1][*words];
}

ngram_model blank_model(book *b, const ngram_table *t)
{
	ngram_model m = {.t = t};
	for (int l = 1; l <= t->order; l++) {
		const size_t n = (size_t)t->level[l].n + 1;
		m.prob[l] = arena_alloc(&b->a, n, sizeof(double));
		if (l < t->order) m.backoff[l] = arena_alloc(&b->a, n, sizeof(double));
		for (size_t i = 0; i < n; i++) m.prob[l][i] = (double)NAN;
		for (size_t i = 0; i < n && l < t->order; i++) m.backoff[l][i] = (double)NAN;
	}
	return m;
}

static const char *const prob_names[] = {
        "", "prob_1", "prob_2", "prob_3", "prob_4", "prob_5", "prob_6", "prob_7"};
static const char *const backoff_names[] = {
        "", "backoff_1", "backoff_2", "backoff_3", "backoff_4", "backoff_5", "backoff_6"};

static mat numbers(book *b, const double *x, int n)
{
	mat m = mat_new(&b->a, 1, n);
	for (int i = 0; i < n; i++) *elem(m, 0, i) = (real)x[i];
	return m;
}

/* The share that the words seen after h have, in level l and in the level below. */
static void shares(ngram_model m, int l, int h, double *seen, double *shorter)
{
	const ngram_level *level = &m.t->level[l];
	*seen = *shorter = 0;
	for (int i = 0; i < level->n; i++)
		if (level->context[i] == h) {
			*seen += m.prob[l][i];
			*shorter += m.prob[l - 1][level->suffix[i]];
		}
}

ngram_model random_model(book *b, const ngram_table *t)
{
	ngram_model m = blank_model(b, t);
	double sum = 0;
	for (int l = 1; l <= t->order; l++)
		for (int i = 0; i < t->level[l].n; i++) {
			const double u = rng_uniform(&b->r);
			const bool never = l == 1 && i == NGRAM_BEGIN;
			m.prob[l][i] = never ? 0 : 0.02 + u * u * u; // some are likely, more are not
		}
	for (int v = 0; v < t->V; v++) sum += m.prob[1][v];
	for (int v = 0; v < t->V; v++) m.prob[1][v] /= sum;
	for (int l = 2; l <= t->order; l++)
		for (int h = 0; h < t->level[l - 1].n; h++) {
			double seen, shorter, part = 0.3 + 0.5 * rng_uniform(&b->r);
			shares(m, l, h, &seen, &shorter);
			for (int i = 0; i < t->level[l].n; i++)
				if (t->level[l].context[i] == h) m.prob[l][i] *= part / seen;
			m.backoff[l - 1][h] = seen > 0 ? (1 - part) / (1 - shorter) : 1;
		}
	return m;
}

void given_model(book *b, ngram_model m)
{
	for (int l = 1; l <= m.t->order; l++) {
		const int n = m.t->level[l].n;
		given(b, prob_names[l], "N", numbers(b, m.prob[l], n));
		if (l < m.t->order) given(b, backoff_names[l], "N", numbers(b, m.backoff[l], n));
	}
}

static void record_list(book *b, const char *prefix, const char *name, const double *x, int n)
{
	char array[64];
	snprintf(array, sizeof array, "%s%s", prefix, name);
	record(b, array, "N", numbers(b, x, n));
}

void record_model(book *b, const char *prefix, ngram_model m)
{
	for (int l = 1; l <= m.t->order; l++) {
		const int n = m.t->level[l].n;
		record_list(b, prefix, prob_names[l], m.prob[l], n);
		if (l < m.t->order) record_list(b, prefix, backoff_names[l], m.backoff[l], n);
	}
}

void record_sums(book *b, const char *array, ngram_model m)
{
	const int histories = m.t->order > 1 ? m.t->level[m.t->order - 1].n : 1;
	mat sums = mat_new(&b->a, 1, histories);
	for (int h = 0; h < histories; h++) {
		int words[NGRAM_ORDER + 1];
		double sum = 0;
		if (m.t->order > 1) words_of(words, m.t, m.t->order - 1, h);
		for (int v = 0; v < m.t->V; v++) {
			words[m.t->order - 1] = v;
			if (v != NGRAM_BEGIN) sum += slow_probability(m, words, m.t->order);
		}
		*elem(sums, 0, h) = (real)sum;
	}
	record(b, array, "N", sums);
}
