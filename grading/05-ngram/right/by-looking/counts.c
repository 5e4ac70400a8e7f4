/* Chapter 05's counting as one would do it on paper: walk through the text, look every n-gram up in
 * a list, add a line when it is new; sort the lists at the end. */
#include <string.h>

#include "ngram.h"

/* Words of a line stand from the last to the first, so that lists sort as the levels do. */
typedef struct {
	int words[NGRAM_ORDER], count, followed;
} line;

static int compare_lines(const line *x, const int *words, int m)
{
	for (int k = 0; k < m; k++)
		if (x->words[k] != words[k]) return x->words[k] - words[k];
	return 0;
}

/* The line of an m-gram, or -1. */
static int look(const line *list, int n, const int *words, int m)
{
	for (int i = 0; i < n; i++)
		if (compare_lines(&list[i], words, m) == 0) return i;
	return -1;
}

/* The line of an m-gram, made where it belongs if there is none. */
static line *enter(line *list, int *n, const int *words, int m)
{
	int i = look(list, *n, words, m);
	if (i >= 0) return &list[i];
	for (i = (*n)++; i > 0 && compare_lines(&list[i - 1], words, m) > 0; i--) list[i] = list[i - 1];
	list[i] = (line){.count = 0};
	memcpy(list[i].words, words, (size_t)m * sizeof *words);
	return &list[i];
}

static void write_level(ngram_table *t, int m, const line *list, const line *below, arena *a)
{
	ngram_level *l = &t->level[m], *shorter = &t->level[m - 1];
	const size_t size = (size_t)l->n + 1;
	l->word = arena_alloc(a, size, sizeof(int));
	l->suffix = arena_alloc(a, size, sizeof(int));
	l->context = arena_alloc(a, size, sizeof(int));
	l->count = arena_alloc(a, size, sizeof(int));
	if (m < t->order) l->followed = arena_alloc(a, size, sizeof(int));
	if (m < t->order) l->first = arena_alloc(a, size, sizeof(int));
	for (int i = 0; i < l->n; i++) {
		l->word[i] = list[i].words[m - 1];
		l->count[i] = list[i].count;
		if (m < t->order) l->followed[i] = list[i].followed;
		if (m == 1) continue;
		l->suffix[i] = look(below, shorter->n, list[i].words, m - 1);
		l->context[i] = look(below, shorter->n, list[i].words + 1, m - 1);
		for (int j = l->suffix[i]; j < shorter->n; j++) shorter->first[j + 1]++;
	}
}

ngram_table ngram_count(const int *id, long n, int V, int order, arena *a)
{
	arena scratch = {0};
	line *list[NGRAM_ORDER + 1];
	ngram_table t = {.order = order, .V = V};
	for (int m = 1; m <= order; m++)
		list[m] = arena_alloc(&scratch, (size_t)(n + V) + 1, sizeof(line));
	for (int v = 0; v < V; v++) enter(list[1], &t.level[1].n, &v, 1);
	for (long p = 0; p < n; p++) {
		int words[NGRAM_ORDER];
		const bool more = p + 1 < n && id[p + 1] != NGRAM_BEGIN;
		t.total += id[p] != NGRAM_BEGIN;
		for (int m = 1; m <= order; m++) {
			words[m - 1] = id[p - m + 1];
			if (m == 1 || id[p] != NGRAM_BEGIN) {
				line *here = enter(list[m], &t.level[m].n, words, m);
				here->count += id[p] != NGRAM_BEGIN;
				here->followed += more;
			}
			if (words[m - 1] == NGRAM_BEGIN || p - m < 0) break;
		}
	}
	for (int m = 1; m <= order; m++) write_level(&t, m, list[m], m > 1 ? list[m - 1] : NULL, a);
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
	int i = words[m - 1];
	for (int l = 1; l < m && i >= 0; l++) i = ngram_extend(t, l, i, words[m - 1 - l]);
	return i;
}
