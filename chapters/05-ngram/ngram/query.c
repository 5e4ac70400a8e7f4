/* Asking a model for millions of words a second.
 *
 * ngram_probability() walks left through a sorted table: each step is a binary search, and each search
 * a dozen places of memory, one after the other. Here all n-grams of two words and more are in one hash
 * table. An n-gram is found by the slot of its suffix and its first word, so the walk is the same, a
 * step is one look-up, and nothing is taken for what it is not, as fingerprints of n-grams could be.
 *
 *     cat            →  sat             →  the             (the n-gram "the sat cat" in three steps)
 *     array of words    hash(cat, sat)     hash(slot, the)
 *
 * A look-up waits for memory, some hundred cycles. So a batch of places of the text goes through it
 * together, step by step: first the slots of all are asked for (prefetched), then all are compared.
 *
 * What a backed-off word pays for is in the walk of the place before it, which has just been done: its
 * backoffs are kept for the length of one batch.
 *
 * Logarithms are whole numbers of 10^-7, which is what ARPA files hold. Then a sum does not depend on
 * the order of its terms, and an entry has 16 bytes, four to a cache line. */
#include <math.h>
#include <string.h>

#include "error.h"
#include "parts.h"

enum { BATCH = 128, EMPTY = -1 };

typedef struct {
	int parent, word; // the slot of the suffix, and the first word; parent EMPTY: nothing here
	int prob, backoff;
} entry;

struct query {
	int order, V;
	entry *words;   // (V) slots 0 … V−1: the 1-grams
	entry *entries; // (size) slots V …: all others
	uint32_t size;
};

/* The place of a text in its walk. */
typedef struct {
	int slot, reach, length; // what was found last; words of the sentence so far; of the n-gram
	int prob;
	int backoff[NGRAM_ORDER + 1];
	uint32_t at; // where to look next
} place;

static int in_units(double log10_p)
{
	return log10_p > QUERY_NEVER * QUERY_UNIT ? (int)lround(log10_p / QUERY_UNIT) : QUERY_NEVER;
}

static uint32_t hash(const query *q, int parent, int word)
{
	uint64_t h = ((uint64_t)(uint32_t)parent << 32 | (uint32_t)word) * UINT64_C(0x9E3779B97F4A7C15);
	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return (uint32_t)((h >> 32) * q->size >> 32);
}

/* Enter an n-gram; its slot. */
static int enter(query *q, entry e)
{
	uint32_t at = hash(q, e.parent, e.word);
	while (q->entries[at].parent != EMPTY)
		if (++at == q->size) at = 0;
	q->entries[at] = e;
	return q->V + (int)at;
}

query *query_new(arena *a, ngram_model m)
{
	const ngram_table *t = m.t;
	arena scratch = {0};
	query *q = arena_alloc(a, 1, sizeof *q);
	long n = 0;
	for (int l = 2; l <= t->order; l++) n += t->level[l].n;
	if (n > INT32_MAX / 2 - t->V) bug("query: more than %d n-grams", INT32_MAX / 2);
	*q = (query){.order = t->order, .V = t->V, .size = (uint32_t)(2 * n + 1)};
	q->words = arena_alloc(a, (size_t)t->V, sizeof *q->words);
	q->entries = arena_alloc(a, q->size, sizeof *q->entries);
	for (uint32_t i = 0; i < q->size; i++) q->entries[i].parent = EMPTY;
	int *slot = NULL;
	for (int l = 1; l <= t->order; l++) {
		const ngram_level *level = &t->level[l];
		int *own = arena_alloc(&scratch, (size_t)level->n, sizeof *own);
		for (int i = 0; i < level->n; i++) {
			entry e = {.word = level->word[i],
			        .prob = in_units(m.prob[l][i]),
			        .backoff = l < t->order ? in_units(m.backoff[l][i]) : 0};
			own[i] = i;
			if (l == 1) {
				q->words[i] = e;
				continue;
			}
			e.parent = slot[level->suffix[i]];
			own[i] = enter(q, e);
		}
		slot = own;
	}
	arena_free(&scratch);
	return q;
}

/* One step for those that have got to n-grams of m−1 words. `going` are their numbers; how many go on. */
static int step(const query *q, place *p, const int *id, int *going, int n, int m)
{
	int still = 0, on = 0;
	for (int k = 0; k < n; k++) {
		place *x = &p[going[k]];
		if (x->reach < m) continue;
		x->at = hash(q, x->slot, id[going[k] - m + 1]);
		__builtin_prefetch(&q->entries[x->at]);
		going[still++] = going[k];
	}
	for (int k = 0; k < still; k++) {
		place *x = &p[going[k]];
		const int word = id[going[k] - m + 1];
		uint32_t at = x->at;
		const entry *e = &q->entries[at];
		while (e->parent != EMPTY && (e->parent != x->slot || e->word != word)) {
			if (++at == q->size) at = 0;
			e = &q->entries[at];
		}
		if (e->parent == EMPTY) continue;
		x->slot = q->V + (int)at;
		x->length = m;
		x->prob = e->prob;
		x->backoff[m] = e->backoff;
		going[on++] = going[k];
	}
	return on;
}

/* p[-1] is the place before the first; a <s> has the reach of one. */
static void walk_batch(const query *q, place *p, const int *id, int n)
{
	int going[BATCH];
	for (int i = 0; i < n; i++) {
		const entry *e = &q->words[id[i]];
		int reach = id[i] == NGRAM_BEGIN ? 1 : p[i - 1].reach + 1;
		p[i] = (place){.slot = id[i], .reach = reach, .length = 1, .prob = e->prob};
		p[i].backoff[1] = e->backoff;
		going[i] = i;
	}
	for (int m = 2, on = n; m <= q->order && on; m++) on = step(q, p, id, going, on, m);
}

void query_text(const query *q, long *cost, signed char *length, const int *id, long n)
{
	place room[BATCH + 1] = {{0}}, *p = room + 1;
	for (long begin = 0; begin < n; begin += BATCH) {
		int some = n - begin < BATCH ? (int)(n - begin) : BATCH;
		walk_batch(q, p, id + begin, some);
		for (int i = 0; i < some; i++) {
			int known = p[i - 1].length < q->order ? p[i - 1].length : q->order - 1;
			long sum = p[i].prob;
			for (int l = p[i].length; l <= known; l++) sum += p[i - 1].backoff[l];
			cost[begin + i] = id[begin + i] == NGRAM_BEGIN ? 0 : sum;
			if (length) length[begin + i] = (signed char)p[i].length;
		}
		room[0] = p[some - 1];
	}
}
