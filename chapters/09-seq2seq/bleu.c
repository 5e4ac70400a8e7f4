/* BLEU.
 *
 * In "the the the the" every word is in the reference; clipped, it has as many matches as the reference
 * has "the". A precision can be had by saying little, so what is shorter than its reference pays:
 * e^{1 − r/c}. Both are counted over a whole text and divided once, because a mean of ratios would let
 * short sentences count as much as long ones.
 *
 * Sentences are short, so n-grams are compared directly, T² comparisons of a sentence.
 *
 * Source: Papineni and others 2002. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bleu.h"
#include "error.h"

static bool same(const int *a, const int *b, int n)
{
	return memcmp(a, b, (size_t)n * sizeof *a) == 0;
}

/* How often the n-gram at g stands in the first `length` words of a sentence. */
static int occurrences(const int *g, int n, const int *word, int length)
{
	int found = 0;
	TODO("9.11", "every start that leaves room for n words");
	return found;
}

/* The length that is closest to an answer's. */
static int closest_length(int answer, const sentence *references, int n)
{
	int closest = references[0].length;
	TODO("9.11", "the shorter of two that are equally far");
	return closest;
}

void bleu_count(bleu_counts *c, sentence answer, const sentence *references, int n)
{
	if (n < 1) bug("bleu_count: %d references", n);
	TODO("9.11", "the k-th copy of an n-gram matches if some reference has k of it");
}

double bleu_score(const bleu_counts *c, int N)
{
	double logarithms = 0;
	if (N < 1 || N > BLEU_ORDER) bug("bleu_score: n-grams up to %d", N);
	TODO("9.12", "the mean of the logarithms; 0 has none; what is too short pays");
}
