/* See sentences.h. */
#include <stdlib.h>

#include "tag_batches.h"

static int by_length(const void *a, const void *b)
{
	return ((const tags_sentence *)a)->length - ((const tags_sentence *)b)->length;
}

sentences sentences_draw(arena *a, const tags *grammar, uint64_t seed, int n, int batch)
{
	sentences c = {
	        arena_alloc(a, (size_t)n, sizeof *c.s), arena_alloc(a, (size_t)n, sizeof(int)), 0};
	rng r = rng_new(seed, TAGS_STREAM);
	for (int i = 0; i < n; i++) tags_draw(grammar, &r, &c.s[i]);
	qsort(c.s, (size_t)n, sizeof *c.s, by_length);
	for (int i = 0; i + batch <= n;) {
		if (c.s[i].length == c.s[i + batch - 1].length) {
			c.start[c.batches++] = i;
			i += batch;
		} else
			i++; // the last few of a length that fill no batch
	}
	return c;
}
