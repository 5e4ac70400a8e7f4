/* The small generated world as svd's embedded data: its sentences counted and weighed. */
#include <stdlib.h>
#include <string.h>

#include "counts.h"
#include "program.h"
#include "world.h"

enum { SENTENCES = 30000, WINDOW = 4, LEAST = 5, DIMENSIONS = 40 };

/* Ids of sentences one after the other, a −1 behind each, and the words by when they first came. */
typedef struct {
	int *id;
	long n, room;
	vocab *met;
} text;

static void add_id(text *t, int id, arena *a)
{
	if (t->n == t->room) {
		long room = t->room ? 2 * t->room : 1 << 16;
		int *more = arena_alloc(a, (size_t)room, sizeof *more);
		if (t->n) memcpy(more, t->id, (size_t)t->n * sizeof *more);
		t->id = more;
		t->room = room;
	}
	t->id[t->n++] = id;
}

static text sentences(int n, long seed, arena *a)
{
	const world w = world_new(a);
	rng r = rng_new((uint64_t)seed, WORLD_STREAM);
	text t = {.met = vocab_new(a)};
	char line[WORLD_LONGEST];
	for (int i = 0; i < n; i++) {
		world_sentence(&w, &r, line);
		for (const char *at = line; *at; at += *at == ' ') {
			size_t length = strcspn(at, " ");
			if (length) add_id(&t, vocab_add_part(t.met, at, length), a);
			at += length;
		}
		add_id(&t, -1, a);
	}
	return t;
}

static const vocab *sorting; /* qsort() has no room for it */

/* The commonest first; of equally common ones the one that came first. */
static int by_count(const void *a, const void *b)
{
	const int x = *(const int *)a, y = *(const int *)b;
	const long more = vocab_count(sorting, y) - vocab_count(sorting, x);
	return more ? (more > 0) - (more < 0) : x - y;
}

/* Number words by how common they are; rare ones become line ends, which no window crosses. */
static vocab *renumber(text *t, arena *a, arena *scratch)
{
	const int met = vocab_size(t->met);
	int *order = arena_alloc(scratch, (size_t)met, sizeof *order);
	int *number = arena_alloc(scratch, (size_t)met, sizeof *number);
	vocab *words = vocab_new(a);
	for (int i = 0; i < met; i++) order[i] = i;
	sorting = t->met;
	qsort(order, (size_t)met, sizeof *order, by_count);
	for (int i = 0; i < met; i++) {
		bool common = vocab_count(t->met, order[i]) >= LEAST;
		number[order[i]] = common ? vocab_add(words, vocab_word(t->met, order[i])) : -1;
	}
	for (long p = 0; p < t->n; p++)
		if (t->id[p] >= 0) t->id[p] = number[t->id[p]];
	return words;
}

int generated_table(table *t, table_reading how)
{
	arena scratch = {0};
	*t = (table){.name = "a small world"};
	text said = sentences(SENTENCES, 1, &scratch);
	t->rows = t->cols = renumber(&said, &t->a, &scratch);
	t->x = cooccurrence(
	        said.id, said.n, vocab_size(t->rows), (window){WINDOW, WINDOW, true}, &t->a);
	arena_free(&scratch);
	return table_finish(t, how);
}

int generated_vectors(wordvec *w, arena *a)
{
	table t;
	decomposition d;
	wanted k = wanted_default;
	k.dimensions = DIMENSIONS;
	if (generated_table(&t, (table_reading){true, 0.75}) < 0 || decompose(&d, &t, k, &t.a) < 0)
		return -1;
	mat vectors = decomposition_vectors(&d, 0.5, &t.a);
	*w = (wordvec){vocab_new(a), mat_new(a, vectors.rows, vectors.cols)};
	for (int i = 0; i < vectors.rows; i++) vocab_add(w->words, vocab_word(t.rows, i));
	copy(w->vectors, vectors);
	arena_free(&t.a);
	return 0;
}
