/* Chapter 05's counting by comparison: qsort() puts the places of a length in order, and everything
 * else is found by bisection among them. */
#include <stdlib.h>

#include "ngram.h"

static const int *text; // for qsort(), which passes nothing on
static int length;

static int by_words(const void *a, const void *b)
{
	const int *p = text + *(const int *)a, *q = text + *(const int *)b;
	for (int k = 0; k < length; k++)
		if (p[-k] != q[-k]) return p[-k] < q[-k] ? -1 : 1;
	return 0;
}

/* The places where an m-gram of one sentence ends, in order. */
static int *places_of(const int *id, long n, int m, int *count, arena *a)
{
	int *end = arena_alloc(a, (size_t)n + 1, sizeof *end), sentence = 0;
	*count = 0;
	for (int p = 0; p < n; p++) {
		if (id[p] == NGRAM_BEGIN) sentence = p;
		if (id[p] != NGRAM_BEGIN && p - sentence + 1 >= m) end[(*count)++] = p;
	}
	text = id;
	length = m;
	qsort(end, (size_t)*count, sizeof *end, by_words);
	return end;
}

/* Keep one place of each m-gram. */
static int unique(int *end, int n)
{
	int kept = 0;
	for (int i = 0; i < n; i++)
		if (i == 0 || by_words(&end[kept - 1], &end[i]) != 0) end[kept++] = end[i];
	return kept;
}

/* Which of the n m-grams ends at p; words are their own places. */
static int which(const int *id, const int *end, int n, int m, int p)
{
	if (m == 1) return id[p];
	length = m;
	const int *found = bsearch(&p, end, (size_t)n, sizeof *end, by_words);
	return (int)(found - end);
}

static ngram_level level_new(int n, bool top, arena *a)
{
	const size_t size = (size_t)n + 1;
	ngram_level l = {n, arena_alloc(a, size, sizeof(int)), arena_alloc(a, size, sizeof(int)),
	        arena_alloc(a, size, sizeof(int)), arena_alloc(a, size, sizeof(int)), NULL, NULL};
	if (!top) l.followed = arena_alloc(a, size, sizeof(int));
	if (!top) l.first = arena_alloc(a, size, sizeof(int));
	return l;
}

ngram_table ngram_count(const int *id, long n, int V, int order, arena *a)
{
	arena scratch = {0};
	ngram_table t = {.order = order, .V = V};
	int *below_end = NULL;
	t.level[1] = level_new(V, order == 1, a);
	for (int v = 0; v < V; v++) t.level[1].word[v] = v;
	for (long p = 0; p < n; p++) {
		if (id[p] == NGRAM_BEGIN) continue;
		t.total++;
		t.level[1].count[id[p]]++;
	}
	for (int m = 2; m <= order; m++) {
		ngram_level *below = &t.level[m - 1], *l = &t.level[m];
		int places, *every = places_of(id, n, m, &places, &scratch);
		int *end = arena_alloc(&scratch, (size_t)places + 1, sizeof *end);
		for (int i = 0; i < places; i++) end[i] = every[i];
		*l = level_new(unique(end, places), m == order, a);
		for (int i = 0; i < places; i++) {
			const int p = every[i], g = which(id, end, l->n, m, p);
			l->word[g] = id[p - m + 1];
			l->suffix[g] = which(id, below_end, below->n, m - 1, p);
			l->context[g] = which(id, below_end, below->n, m - 1, p - 1);
			l->count[g]++;
			below->followed[l->context[g]]++;
		}
		for (int i = below->n; i >= 0; i--) {
			below->first[i] = 0;
			for (int g = 0; g < l->n && l->suffix[g] < i; g++) below->first[i]++;
		}
		below_end = end;
	}
	arena_free(&scratch);
	return t;
}

int ngram_extend(const ngram_table *t, int m, int i, int word)
{
	for (int j = t->level[m].first[i]; j < t->level[m].first[i + 1]; j++)
		if (t->level[m + 1].word[j] == word) return j;
	return -1;
}

int ngram_find(const ngram_table *t, const int *words, int m)
{
	if (m == 1) return words[0];
	const int shorter = ngram_find(t, words + 1, m - 1);
	return shorter < 0 ? -1 : ngram_extend(t, m - 1, shorter, words[0]);
}
