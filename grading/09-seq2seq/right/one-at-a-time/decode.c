/* A right solution that makes every continuation a sentence of its own and sorts them all; all that have
 * finished are kept to the end, and greedy decoding is a beam of one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "decode.h"

typedef struct {
	int *word; // longest + 1, </s> included
	int length, order, from;
	bool ended;
	double logp;
} found;

static int by_logp(const void *x, const void *y)
{
	const found *a = x, *b = y;
	if (a->logp > b->logp) return -1;
	if (a->logp < b->logp) return 1;
	return a->order - b->order;
}

/* All continuations of n sentences, in their order. */
static found *all_of(arena *a, const found *now, int n, mat logp, int end)
{
	found *all = arena_alloc(a, (size_t)(n * logp.cols), sizeof *all);
	for (int i = 0; i < n; i++)
		for (int v = 0; v < logp.cols; v++) {
			found *f = &all[i * logp.cols + v];
			*f = now[i];
			f->word = arena_alloc(a, (size_t)now[i].length + 1, sizeof *f->word);
			if (now[i].length > 0)
				memcpy(f->word, now[i].word, (size_t)now[i].length * sizeof *f->word);
			f->word[f->length++] = v;
			f->logp += (double)*elem(logp, i, v);
			f->order = i * logp.cols + v;
			f->from = i;
			f->ended = v == end;
		}
	return all;
}

/* Everything that finishes, in the order in which it does; returns how many. */
static int search(arena *a, found *done, const word_model *m, int beam, int longest)
{
	found *now = arena_alloc(a, (size_t)beam, sizeof *now);
	int *from = arena_alloc(a, (size_t)beam, sizeof *from), finished = 0, n = 1;
	int *word = arena_alloc(a, (size_t)beam, sizeof *word);
	mat logp = mat_new(a, beam, m->vocabulary);
	for (int length = 0; length < longest && n > 0; length++) {
		for (int i = 0; i < n; i++) {
			from[i] = length ? now[i].from : -1;
			word[i] = length ? now[i].word[length - 1] : m->start;
		}
		m->next(m->self, from, word, n, rows(logp, 0, n));
		found *all = all_of(a, now, n, rows(logp, 0, n), m->end);
		const int many = n * m->vocabulary, room = beam - finished;
		qsort(all, (size_t)many, sizeof *all, by_logp);
		n = 0;
		for (int i = 0; i < room && i < many; i++)
			if (all[i].ended)
				done[finished++] = all[i];
			else
				now[n++] = all[i];
	}
	for (int i = 0; i < n; i++) done[finished++] = now[i];
	return finished;
}

static void answer(hypothesis *h, const found *f, double score)
{
	h->length = f->length - f->ended;
	for (int t = 0; t < h->length; t++) h->word[t] = f->word[t];
	h->ended = f->ended;
	h->logp = f->logp;
	h->score = score;
}

void beam_search(hypothesis *h, const word_model *m, int beam, double a, int longest)
{
	arena all = {0};
	found *done = arena_alloc(&all, (size_t)beam, sizeof *done);
	const int n = search(&all, done, m, beam, longest);
	double most = (double)-INFINITY;
	for (int i = 0; i < n; i++) {
		const double score = done[i].logp / pow(done[i].length, a);
		if (i > 0 && score <= most) continue;
		most = score;
		answer(h, &done[i], score);
	}
	arena_free(&all);
}

void greedy_decode(hypothesis *h, const word_model *m, int longest)
{
	beam_search(h, m, 1, 0, longest);
}
