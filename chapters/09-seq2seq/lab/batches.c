/* Batches of like length; see batches.h. Pairs are sorted by source length, then target length, so a batch
 * is nearly free of padding; equals are in random order. */
#include <stdlib.h>

#include "batches.h"
#include "rng.h"

typedef struct {
	int pair, source, target, lot;
} place;

static int by_length(const void *a, const void *b)
{
	const place *x = a, *y = b;
	if (x->source != y->source) return x->source - y->source;
	return x->target != y->target ? x->target - y->target : x->lot - y->lot;
}

/* lot (n): a random number each, none twice. */
static void sort(batches *b, const int *lot)
{
	arena scratch = {0};
	const long n = b->text->n;
	place *p = arena_alloc(&scratch, (size_t)n + 1, sizeof *p);
	for (long i = 0; i < n; i++) {
		const sentence *ids = b->text->pair[i].ids;
		p[i] = (place){(int)i, ids[0].length, ids[1].length, lot[i]};
	}
	qsort(p, (size_t)n, sizeof *p, by_length);
	for (long i = 0; i < n; i++) b->order[i] = p[i].pair;
	for (long k = 0; k < b->n; k++) b->first[k] = (int)(k * b->size);
	arena_free(&scratch);
}

batches batches_new(arena *a, const bitext *text, int size, int more)
{
	const size_t n = (size_t)text->n;
	batches b = {.text = text, .size = size, .more = more, .n = (text->n + size - 1) / size};
	int S = 1, T = 1;
	for (long i = 0; i < text->n; i++) {
		const sentence *ids = text->pair[i].ids;
		S = ids[0].length > S ? ids[0].length : S;
		T = ids[1].length + 1 > T ? ids[1].length + 1 : T;
	}
	const size_t reads = (size_t)(S + more) * (size_t)size,
	             says = (size_t)(T + more) * (size_t)size;
	b.order = arena_alloc(a, n + 1, sizeof(int));
	b.first = arena_alloc(a, (size_t)b.n + 1, sizeof(int));
	b.room = (batch){0, 0, 0, arena_alloc(a, reads, sizeof(int)),
	        arena_alloc(a, (size_t)size, sizeof(int)), arena_alloc(a, says, sizeof(int)),
	        arena_alloc(a, says, sizeof(int)), arena_alloc(a, (size_t)size, sizeof(int))};
	arena scratch = {0};
	int *lot = arena_alloc(&scratch, n + 1, sizeof *lot);
	for (size_t i = 0; i < n; i++) lot[i] = (int)i;
	sort(&b, lot);
	arena_free(&scratch);
	return b;
}

void batches_shuffle(batches *b, uint64_t seed, long round)
{
	arena scratch = {0};
	const int n = (int)b->text->n;
	rng r = rng_new(seed + (uint64_t)round * UINT64_C(0x9E3779B97F4A7C15), 91);
	int *lot = arena_alloc(&scratch, (size_t)n + 1, sizeof *lot);
	for (int i = 0; i < n; i++) lot[i] = i;
	rng_shuffle(&r, lot, n);
	sort(b, lot);
	rng_shuffle(&r, b->first, (int)b->n);
	arena_free(&scratch);
}

const batch *batches_take(batches *b, long k)
{
	enum { MOST = 4096 };
	sentence right[MOST];
	const int left = (int)b->text->n - b->first[k];
	const int B = left < b->size ? left : b->size;
	if (k < 0 || k >= b->n || B > MOST) bug("batch %ld of %ld, %d pairs", k, b->n, B);
	batch *taken = &b->room;
	int S = 0, T = 0;
	for (int i = 0; i < B; i++) {
		taken->which[i] = b->order[b->first[k] + i];
		const sentence *ids = b->text->pair[taken->which[i]].ids;
		taken->length[i] = ids[0].length;
		right[i] = ids[1];
		S = ids[0].length > S ? ids[0].length : S;
		T = ids[1].length + 1 > T ? ids[1].length + 1 : T;
	}
	taken->S = S + b->more;
	taken->T = T + b->more;
	taken->B = B;
	for (int i = 0; i < B; i++) {
		const int *word = b->text->pair[taken->which[i]].ids[0].word;
		for (int s = 0; s < taken->S; s++)
			taken->source[s * B + i] = s < taken->length[i] ? word[s] : LEXICON_END;
	}
	teacher_forcing(taken->input, taken->target, right, taken->T, B, LEXICON_START, LEXICON_END);
	return taken;
}
