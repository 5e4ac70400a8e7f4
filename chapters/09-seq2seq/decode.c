/* From a model's probabilities to a sentence.
 *
 * Greedy decoding cannot take a word back. A beam keeps several beginnings: at each length the `beam` best
 * of beam·V continuations. That is no exact search either; a beam as wide as all sentences would be.
 *
 * Every word's probability is below 1, so a longer sentence is less probable; dividing by nᵃ takes that
 * back. Unfinished sentences are compared at equal length, where it changes nothing, so it is
 * needed for finished ones only.
 *
 * Sources: Graves 2012; Wu and others 2016 (their length penalty is ((5+n)/6)ᵃ). */
#include <math.h>
#include <string.h>

#include "decode.h"

void greedy_decode(sentence *s, const word_model *m, int longest)
{
	arena scratch = {0};
	mat logp = mat_new(&scratch, 1, m->vocabulary);
	TODO("9.22", "from the beginning with <s>; then from slot 0 with the word just said");
	arena_free(&scratch);
}

/* A beginning: its words, what they cost, and how it goes on. */
typedef struct {
	int *word; // (longest)
	int slot;  // where the model keeps its state; −1 at the beginning
	int next;  // the word that the model has not read yet
	double logp;
} beginning;

/* Whether `logp` is among the n best so far (falling); where. */
static int place_of(const double *best, int n, int most, double logp)
{
	TODO("9.23", "behind those that are as good: the first of equals stays first");
}

/* The `most` best continuations of n beginnings, best first; returns how many. */
static int best_continuations(
        const beginning *b, int n, mat logp, int most, double *best, int *parent, int *word)
{
	int found = 0;
	TODO("9.23", "all n·V in order; a list of the best so far, kept sorted");
	return found;
}

/* Take a finished sentence if it is better than the one that stands. */
static void finish(sentence *s, const beginning *b, int length, double logp, bool ended, double a)
{
	TODO("9.23", "the score counts </s> as a word");
}

/* Memory for `beam` beginnings. */
static beginning *beginnings_new(arena *a, int beam, int longest)
{
	beginning *b = arena_alloc(a, (size_t)beam, sizeof *b);
	for (int i = 0; i < beam; i++) b[i].word = arena_alloc(a, (size_t)longest, sizeof(int));
	return b;
}

/* *to = parent and one word more. */
static void prolong(
        beginning *to, const beginning *parent, int slot, int length, int word, double logp)
{
	memcpy(to->word, parent->word, (size_t)length * sizeof *to->word);
	to->word[length] = word;
	to->slot = slot;
	to->next = word;
	to->logp = logp;
}

void beam_search(sentence *s, const word_model *m, int beam, double a, int longest)
{
	if (beam < 1 || beam > m->slots) bug("beam_search: a beam of %d with %d slots", beam, m->slots);
	arena scratch = {0};
	beginning *now = beginnings_new(&scratch, beam, longest);
	beginning *then = beginnings_new(&scratch, beam, longest);
	mat logp = mat_new(&scratch, beam, m->vocabulary);
	double *best = arena_alloc(&scratch, (size_t)beam, sizeof *best);
	int *from = arena_alloc(&scratch, (size_t)beam, sizeof *from);
	int *word = arena_alloc(&scratch, (size_t)beam, sizeof *word);
	now[0].slot = -1;
	now[0].next = m->start;
	s->length = -1; // nothing is finished yet
	TODO("9.23", "ask the model; keep the best; what ended leaves, what did not goes on");
	arena_free(&scratch);
}
