/* From a model's probabilities to a sentence.
 *
 * Greedy decoding cannot take a word back. A beam keeps several beginnings: at each length the best of
 * beam·V continuations. That is no exact search either; a beam as wide as there are sentences would be.
 *
 * Every word's probability is below 1, so a longer sentence is less probable; dividing by nᵃ takes that
 * back. Beginnings are compared at equal length, where it would change nothing, so only finished
 * sentences are divided.
 *
 * Sources: Graves 2012; Wu and others 2016. Deviation: their length penalty is ((5+n)/6)ᵃ. */
#include <math.h>
#include <string.h>

#include "decode.h"

void greedy_decode(hypothesis *h, const word_model *m, int longest)
{
	arena scratch = {0};
	mat logp = mat_new(&scratch, 1, m->vocabulary);
	h->length = 0;
	h->ended = false;
	h->logp = 0;
	TODO("9.9", "from the beginning with <s>; then from slot 0 with the word just said");
	arena_free(&scratch);
}

/* A beginning of a sentence; those of a beam have one length. */
typedef struct {
	int *word; // (longest)
	double logp;
} beginning;

/* A beginning and one word more. */
typedef struct {
	int from, word;
	double logp;
} continuation;

/* Memory for `beam` beginnings, each empty. */
static beginning *beginnings_new(arena *a, int beam, int longest)
{
	beginning *b = arena_alloc(a, (size_t)beam, sizeof *b);
	for (int i = 0; i < beam; i++) b[i].word = arena_alloc(a, (size_t)longest, sizeof(int));
	return b;
}

/* The `most` best of the n·V continuations, best first; returns how many there are. */
static int best_continuations(continuation *best, int most, const beginning *b, int n, mat logp)
{
	int found = 0;
	TODO("9.10", "keep a sorted list of the best so far; who is as good stays in front");
	return found;
}

/* *to = parent and one word more. */
static void prolong(beginning *to, const beginning *parent, int length, continuation c)
{
	memcpy(to->word, parent->word, (size_t)length * sizeof *to->word);
	to->word[length] = c.word;
	to->logp = c.logp;
}

/* Take a finished sentence if it is the first or better than the one that stands. */
static void finish(hypothesis *h, const int *word, int length, bool ended, double logp, double a)
{
	TODO("9.10", "the score counts </s> as a word");
}

void beam_search(hypothesis *h, const word_model *m, int beam, double a, int longest)
{
	if (beam < 1 || beam > m->slots) bug("beam_search: a beam of %d with %d slots", beam, m->slots);
	if (longest < 1) bug("beam_search: at most %d words", longest);
	arena scratch = {0};
	beginning *now = beginnings_new(&scratch, beam, longest);
	beginning *then = beginnings_new(&scratch, beam, longest), *swap;
	continuation *best = arena_alloc(&scratch, (size_t)beam, sizeof *best);
	mat logp = mat_new(&scratch, beam, m->vocabulary);
	int *from = arena_alloc(&scratch, (size_t)beam, sizeof *from);
	int *word = arena_alloc(&scratch, (size_t)beam, sizeof *word);
	from[0] = -1;
	word[0] = m->start;
	h->length = -1; // nothing has finished yet
	TODO("9.10", "ask the model; keep the best; what ended leaves the beam for good");
	arena_free(&scratch);
}
