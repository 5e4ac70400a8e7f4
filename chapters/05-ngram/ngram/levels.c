/* From the n-grams of a file, in any order, to a table that is sorted and linked as ngram_count() does
 * it: by the last word, then by the one before it, and so on to the left.
 *
 * A pruned model may know "the dog sat" and not "dog sat". The table leads to an n-gram through its
 * suffixes, so those that are missing are put in, with the probability that backing off would give
 * them: then they change no answer. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "parts.h"

static void *grown(void *p, long room, size_t size)
{
	void *more = realloc(p, (size_t)room * size);
	if (!more) bug("out of memory: %ld n-grams", room);
	return more;
}

void raw_add(raw_level *l, const int *word, double prob, double backoff, long line)
{
	if (l->n == l->room) {
		l->room = l->room ? 2 * l->room : 1 << 10;
		l->word = grown(l->word, l->room * l->m, sizeof *l->word);
		l->prob = grown(l->prob, l->room, sizeof *l->prob);
		l->backoff = grown(l->backoff, l->room, sizeof *l->backoff);
		l->line = grown(l->line, l->room, sizeof *l->line);
	}
	memcpy(l->word + l->n * l->m, word, (size_t)l->m * sizeof *word);
	l->prob[l->n] = prob;
	l->backoff[l->n] = backoff;
	l->line[l->n++] = line;
}

void raw_free(raw_level *l)
{
	free(l->word);
	free(l->prob);
	free(l->backoff);
	free(l->line);
	*l = (raw_level){0};
}

/* --- sorting ---------------------------------------------------------------------------------- */

/* Stable counting sorts by the first word, then the second, …: the last one decides. */
static void sort_order(const raw_level *l, int V, long *order, long *other)
{
	arena scratch = {0};
	long *start = arena_alloc(&scratch, (size_t)V + 1, sizeof *start);
	for (long i = 0; i < l->n; i++) order[i] = i;
	for (int k = 0; k < l->m; k++) {
		memset(start, 0, ((size_t)V + 1) * sizeof *start);
		for (long i = 0; i < l->n; i++) start[l->word[i * l->m + k] + 1]++;
		for (int v = 0; v < V; v++) start[v + 1] += start[v];
		for (long i = 0; i < l->n; i++) other[start[l->word[order[i] * l->m + k]]++] = order[i];
		memcpy(order, other, (size_t)l->n * sizeof *order);
	}
	arena_free(&scratch);
}

/* Which comes first, by the last m words of each? */
static int compare(const int *a, int na, const int *b, int nb, int m)
{
	for (int k = 1; k <= m; k++)
		if (a[na - k] != b[nb - k]) return a[na - k] < b[nb - k] ? -1 : 1;
	return 0;
}

static int sort_level(raw_level *l, int V, const char *path)
{
	arena scratch = {0};
	raw_level to = {.m = l->m};
	long *order = arena_alloc(&scratch, (size_t)l->n, sizeof *order);
	sort_order(l, V, order, arena_alloc(&scratch, (size_t)l->n, sizeof *order));
	int status = 0;
	for (long i = 0; i < l->n && !status; i++) {
		const int *word = l->word + order[i] * l->m;
		if (to.n && !compare(to.word + (to.n - 1) * l->m, l->m, word, l->m, l->m))
			status = error_set("%s:%ld: the same n-gram stands in line %ld", path,
			        l->line[order[i]], to.line[to.n - 1]);
		raw_add(&to, word, l->prob[order[i]], l->backoff[order[i]], l->line[order[i]]);
	}
	raw_free(l);
	*l = to;
	arena_free(&scratch);
	return status;
}

/* --- linking ---------------------------------------------------------------------------------- */

/* From *j on, the place below of the suffix of n-gram i; −1 when it is missing. Both are sorted. */
static long suffix_of(const raw_level *l, long i, const raw_level *below, long n, long *j)
{
	const int *word = l->word + i * l->m;
	int order = -1;
	while (*j < n &&
	        (order = compare(below->word + *j * below->m, below->m, word, l->m, below->m)) < 0)
		++*j;
	return *j < n && order == 0 ? *j : -1;
}

static void add_missing(const raw_level *l, raw_level *below)
{
	const long n = below->n;
	for (long i = 0, j = 0; i < l->n; i++) {
		const int *word = l->word + i * l->m;
		bool same = i && !compare(word - l->m, l->m, word, l->m, below->m);
		if (!same && suffix_of(l, i, below, n, &j) < 0) raw_add(below, word + 1, (double)NAN, 0, 0);
	}
}

/* The table's level m from the sorted n-grams, tied to the level below. */
static void make_level(ngram_model *model, ngram_table *t, int m, const raw_level *raw, arena *a)
{
	const size_t n = (size_t)raw[m].n;
	ngram_level *below = &t->level[m - 1], *l = &t->level[m];
	*l = (ngram_level){.n = (int)n};
	l->word = arena_alloc(a, n, sizeof *l->word);
	l->suffix = arena_alloc(a, n, sizeof *l->suffix);
	model->prob[m] = arena_alloc(a, n, sizeof(double));
	if (m < t->order) {
		l->first = arena_alloc(a, n + 1, sizeof *l->first);
		model->backoff[m] = arena_alloc(a, n, sizeof(double));
		memcpy(model->backoff[m], raw[m].backoff, n * sizeof(double));
	}
	for (long i = 0, j = 0; i < raw[m].n; i++) {
		const int *word = raw[m].word + i * m;
		long suffix = m == 2 ? word[1] : suffix_of(&raw[m], i, &raw[m - 1], raw[m - 1].n, &j);
		double p = raw[m].prob[i];
		if (isnan(p)) {
			int context = ngram_find(t, word, m - 1);
			p = model->prob[m - 1][suffix] + (context < 0 ? 0 : model->backoff[m - 1][context]);
		}
		l->word[i] = word[0];
		l->suffix[i] = (int)suffix;
		below->first[suffix + 1]++;
		model->prob[m][i] = p;
	}
	for (int i = 1; i <= below->n; i++) below->first[i] += below->first[i - 1];
}

/* Level 1 has all words, in the order of their numbers. */
static void make_words(ngram_model *model, ngram_table *t, const raw_level *raw, arena *a)
{
	const size_t V = (size_t)t->V;
	ngram_level *l = &t->level[1];
	l->n = t->V;
	l->word = arena_alloc(a, V, sizeof *l->word);
	l->suffix = arena_alloc(a, V, sizeof *l->suffix);
	model->prob[1] = arena_alloc(a, V, sizeof(double));
	if (t->order > 1) {
		l->first = arena_alloc(a, V + 1, sizeof *l->first);
		model->backoff[1] = arena_alloc(a, V, sizeof(double));
	}
	for (int v = 0; v < t->V; v++) {
		l->word[v] = v;
		model->prob[1][v] = -HUGE_VAL;
	}
	for (long i = 0; i < raw->n; i++) {
		model->prob[1][raw->word[i]] = raw->prob[i];
		if (t->order > 1) model->backoff[1][raw->word[i]] = raw->backoff[i];
	}
	model->prob[1][NGRAM_BEGIN] = -HUGE_VAL;
}

int levels_build(ngram_model *m, raw_level *raw, int order, int V, arena *a, const char *path)
{
	for (int l = order; l >= 1; l--) {
		if (sort_level(&raw[l], V, path) < 0) return -1;
		if (l < 3) continue;
		if (sort_level(&raw[l - 1], V, path) < 0) return -1;
		add_missing(&raw[l], &raw[l - 1]);
	}
	ngram_table *t = arena_alloc(a, 1, sizeof *t);
	*t = (ngram_table){.order = order, .V = V};
	*m = (ngram_model){.t = t};
	make_words(m, t, &raw[1], a);
	for (int l = 2; l <= order; l++) {
		make_level(m, t, l, raw, a);
		if (l > 2) raw_free(&raw[l - 1]);
	}
	return 0;
}
