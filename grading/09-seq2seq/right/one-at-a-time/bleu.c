/* A right solution that sorts n-grams: equal ones then stand side by side. */
#include <math.h>
#include <stdlib.h>

#include "arena.h"
#include "bleu.h"

typedef struct {
	int word[BLEU_ORDER]; // −1 behind the n words
} ngram;

static int by_words(const void *x, const void *y)
{
	const ngram *a = x, *b = y;
	for (int j = 0; j < BLEU_ORDER; j++)
		if (a->word[j] != b->word[j]) return a->word[j] < b->word[j] ? -1 : 1;
	return 0;
}

static ngram *sorted(arena *a, sentence s, int n, int *many)
{
	*many = s.length >= n ? s.length - n + 1 : 0;
	ngram *all = arena_alloc(a, (size_t)*many + 1, sizeof *all);
	for (int i = 0; i < *many; i++)
		for (int j = 0; j < BLEU_ORDER; j++) all[i].word[j] = j < n ? s.word[i + j] : -1;
	qsort(all, (size_t)*many, sizeof *all, by_words);
	return all;
}

/* How many there are of x among n sorted ones. */
static int many_of(const ngram *x, const ngram *all, int n)
{
	int found = 0;
	for (int i = 0; i < n; i++) found += by_words(x, &all[i]) == 0;
	return found;
}

static int clipped(sentence answer, const sentence *references, int n, int order)
{
	arena a = {0};
	int mine = 0, theirs = 0, match = 0;
	ngram *said = sorted(&a, answer, order, &mine);
	for (int i = 0; i < mine;) {
		int most = 0, run = many_of(&said[i], said, mine);
		for (int r = 0; r < n; r++) {
			ngram *right = sorted(&a, references[r], order, &theirs);
			const int there = many_of(&said[i], right, theirs);
			most = there > most ? there : most;
		}
		match += run < most ? run : most;
		i += run;
	}
	arena_free(&a);
	return match;
}

void bleu_count(bleu_counts *c, sentence answer, const sentence *references, int n)
{
	for (int order = 1; order <= BLEU_ORDER; order++) {
		c->match[order - 1] += clipped(answer, references, n, order);
		c->all[order - 1] += answer.length >= order ? answer.length - order + 1 : 0;
	}
	// Twice the distance, and one more for the longer of two: no two lengths are equal then.
	int least = -1, length = 0;
	for (int r = 0; r < n; r++) {
		const int longer = references[r].length - answer.length;
		const int far = 2 * abs(longer) + (longer > 0);
		if (least < 0 || far < least) {
			least = far;
			length = references[r].length;
		}
	}
	c->length += answer.length;
	c->reference += length;
}

double bleu_score(const bleu_counts *c, int N)
{
	double score = 1;
	for (int n = 0; n < N; n++)
		score *= c->all[n] ? pow((double)c->match[n] / (double)c->all[n], 1.0 / N) : 0;
	if (score > 0 && c->length < c->reference)
		score *= exp(1 - (double)c->reference / (double)c->length);
	return score;
}
