/* Asking a model for millions of words a second.
 *
 * ngram_probability() walks left through a sorted table: each step is a binary search, and each search
 * a dozen places of memory, one after the other. Here all n-grams of two words and more are in one hash
 * table. An n-gram is found by the slot of its suffix and its first word, so the walk is the same, a
 * step is one look-up, and nothing is taken for what it is not, as fingerprints of n-grams could be.
 *
 *     sat            →  cat             →  the             (the n-gram "the cat sat" in three steps)
 *     array of words    hash(sat, cat)     hash(slot, the)
 *
 * A look-up waits for memory, some hundred cycles. So a batch of places of the text goes through it
 * together, step by step: first the slots of all are asked for (prefetched), then all are compared.
 *
 * What a backed-off word pays for is in the walk of the place before it, which has just been done: its
 * backoffs are kept for the length of one batch.
 *
 * The table is larger than what the processor remembers of where pages of 4 KiB are, so the system is
 * asked for large pages, where it has them.
 *
 * Logarithms are whole numbers of 10^-7, which is what ARPA files hold. Then a sum does not depend on
 * the order of its terms, and an n-gram takes 16 bytes. Four of them share a cache line and are compared
 * without a branch; one that finds its line full goes to the next. */
#define _DEFAULT_SOURCE // madvise()
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "error.h"
#include "parts.h"

enum { BATCH = 128, LINE = 4, LARGE_PAGE = 1 << 21 };
static const double ROOM = 2.5; // slots for each n-gram: more memory, fewer collisions

/* Which n-gram: the slot of its suffix and its first word. */
typedef uint64_t key;
#define EMPTY UINT64_MAX

typedef struct {
	int prob, backoff;
} entry;

/* A cache line of n-grams, filled from the front. */
typedef struct {
	_Alignas(64) key key[LINE];
	entry entry[LINE];
} line;

struct query {
	int order, V;
	entry *words; // (V) slots 0 … V−1: the 1-grams
	line *lines;  // (size) slots V …: all others, LINE in each
	uint32_t size;
};

/* A place of the text in its walk. backoff[] holds what is known up to `length`, and anything behind. */
typedef struct {
	key key;                       // what to look for next,
	uint32_t at;                   // and from where on
	int slot, reach, length, prob; // of the n-gram found last; reach: words of the sentence so far
	int backoff[NGRAM_ORDER + 1];
} place;

static int in_units(double log10_p)
{
	return log10_p > QUERY_NEVER * QUERY_UNIT ? (int)lround(log10_p / QUERY_UNIT) : QUERY_NEVER;
}

static key key_of(int parent, int word)
{
	return (uint64_t)(uint32_t)parent << 32 | (uint32_t)word;
}

static uint32_t hash(const query *q, key k)
{
	k *= UINT64_C(0x9E3779B97F4A7C15);
	k ^= k >> 32;
	k *= UINT64_C(0xD6E8FEB86659FD93);
	return (uint32_t)((k >> 32) * q->size >> 32);
}

/* The place of a key in a line; −1 when it is not in it. Without branches. */
static int place_in(const line *x, key k)
{
	int at = -1;
	for (int j = 0; j < LINE; j++) at = x->key[j] == k ? j : at;
	return at;
}

/* Enter an n-gram in the first line that has room; its slot. */
static int enter(query *q, key k, entry e)
{
	uint32_t at = hash(q, k);
	while (q->lines[at].key[LINE - 1] != EMPTY)
		if (++at == q->size) at = 0;
	int j = 0;
	while (q->lines[at].key[j] != EMPTY) j++;
	q->lines[at].key[j] = k;
	q->lines[at].entry[j] = e;
	return q->V + (int)(at * LINE) + j;
}

/* The table, empty, from the start of a large page on. */
static line *room_for(uint32_t size)
{
	const size_t pages = (size_t)size * sizeof(line) / LARGE_PAGE + 1, bytes = pages * LARGE_PAGE;
	void *p = aligned_alloc(LARGE_PAGE, bytes);
	if (!p) bug("out of memory: %zu bytes wanted", bytes);
#ifdef MADV_HUGEPAGE
	madvise(p, bytes, MADV_HUGEPAGE);
#endif
	return memset(p, 0xFF, bytes); // keys are EMPTY
}

void query_free(query *q)
{
	free(q->lines);
	q->lines = NULL;
}

query *query_new(arena *a, ngram_model m)
{
	const ngram_table *t = m.t;
	arena scratch = {0};
	query *q = arena_alloc(a, 1, sizeof *q);
	long n = 0;
	for (int l = 2; l <= t->order; l++) n += t->level[l].n;
	if (n > INT32_MAX / 3 - t->V) bug("query: more than %d n-grams", INT32_MAX / 3);
	*q = (query){.order = t->order, .V = t->V, .size = (uint32_t)(ROOM * (double)n / LINE) + 2};
	q->words = arena_alloc(a, (size_t)t->V, sizeof *q->words);
	q->lines = room_for(q->size);
	int *slot = NULL;
	for (int l = 1; l <= t->order; l++) {
		const ngram_level *const level = &t->level[l];
		int *own = arena_alloc(&scratch, (size_t)level->n, sizeof *own);
		for (int i = 0; i < level->n; i++) {
			entry e = {.prob = in_units(m.prob[l][i]),
			        .backoff = l < t->order ? in_units(m.backoff[l][i]) : 0};
			own[i] = i;
			if (l == 1) {
				q->words[i] = e;
				continue;
			}
			own[i] = enter(q, key_of(slot[level->suffix[i]], level->word[i]), e);
		}
		slot = own;
	}
	arena_free(&scratch);
	return q;
}

/* One step for those that have got to n-grams of m−1 words. `going` are their numbers; how many go on.
 * What is found is not to be foreseen, so nothing but the way past a collision is a branch. */
static int step(const query *q, place *p, const int *id, int *going, int n, int m)
{
	int still = 0, on = 0;
	for (int k = 0; k < n; k++) {
		place *x = &p[going[k]];
		if (x->reach < m) continue;
		x->key = key_of(x->slot, id[going[k] - m + 1]);
		x->at = hash(q, x->key);
		__builtin_prefetch(&q->lines[x->at]);
		going[still++] = going[k];
	}
	for (int k = 0; k < still; k++) {
		place *x = &p[going[k]];
		uint32_t at = x->at;
		int j = place_in(&q->lines[at], x->key);
		while (j < 0 && q->lines[at].key[LINE - 1] != EMPTY) {
			if (++at == q->size) at = 0;
			j = place_in(&q->lines[at], x->key);
		}
		const bool found = j >= 0;
		const entry *e = &q->lines[at].entry[found ? j : 0];
		x->slot = q->V + (int)(at * LINE) + j;
		x->backoff[m] = e->backoff;
		x->prob = found ? e->prob : x->prob;
		x->length += found;
		going[on] = going[k];
		on += found;
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
			for (int l = 1; l <= NGRAM_ORDER; l++)
				sum += l >= p[i].length && l <= known ? p[i - 1].backoff[l] : 0;
			cost[begin + i] = id[begin + i] == NGRAM_BEGIN ? 0 : sum;
			if (length) length[begin + i] = (signed char)p[i].length;
		}
		room[0] = p[some - 1];
	}
}
