/* Other ways; see others.h. They count, and leave out the links that smoothing needs. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "others.h"

static const int *text;
static int longest;

/* The place's words from the last one leftwards, as far as its <s>. */
static int compare_places(const void *x, const void *y)
{
	const int *p = text + *(const int *)x, *q = text + *(const int *)y;
	for (int k = 0; k < longest; k++) {
		if (p[-k] != q[-k]) return p[-k] < q[-k] ? -1 : 1;
		if (p[-k] == NGRAM_BEGIN) return 0;
	}
	return 0;
}

long others_compared(const int *id, long n, int order, arena *a)
{
	int *place = arena_alloc(a, (size_t)n, sizeof *place);
	long kept = 0, made = 0;
	text = id;
	longest = order;
	for (long p = 0; p < n; p++)
		if (id[p] != NGRAM_BEGIN) place[kept++] = (int)p;
	qsort(place, (size_t)kept, sizeof *place, compare_places);
	for (long i = 0; i < kept; i++) {
		const int *p = id + place[i], *q = i ? id + place[i - 1] : NULL;
		int k = 0;
		while (q && k < order && p[-k] == q[-k] && p[-k] != NGRAM_BEGIN) k++;
		for (; k < order; k++) {
			made++;
			if (p[-k] == NGRAM_BEGIN) break;
		}
	}
	return made;
}

typedef struct {
	int at, m, count; // where the n-gram ends for the first time, its length
} cell;

long others_hashed(const int *id, long n, int order, arena *a)
{
	size_t size = 1;
	while (size < (size_t)n * 6) size *= 2;
	cell *cells = arena_alloc(a, size, sizeof *cells);
	long made = 0;
	for (long p = 0; p < n; p++) {
		if (NGRAM_BEGIN == id[p]) continue;
		uint64_t h = 0;
		for (int m = 1; m <= order; m++) {
			h = (h + (uint64_t)id[p - m + 1] + 1) * 0x9E3779B97F4A7C15U;
			h ^= h >> 29;
			size_t i = h & (size - 1);
			for (; cells[i].m; i = (i + 1) & (size - 1))
				if (cells[i].m == m &&
				        !memcmp(id + cells[i].at - m + 1, id + p - m + 1, (size_t)m * sizeof *id))
					break;
			made += cells[i].m == 0;
			cells[i] = (cell){(int)p, m, cells[i].count + 1};
			if (id[p - m + 1] == NGRAM_BEGIN) break;
		}
	}
	return made;
}

double others_probability(ngram_model m, const int *words, int n)
{
	int length = n < m.t->order ? n : m.t->order;
	double weight = 1;
	for (; length > 1; length--) {
		int whole = ngram_find(m.t, words + n - length, length);
		if (whole >= 0) return weight * m.prob[length][whole];
		int history = ngram_find(m.t, words + n - length, length - 1);
		if (history >= 0) weight *= m.backoff[length - 1][history];
	}
	return weight * m.prob[1][words[n - 1]];
}
