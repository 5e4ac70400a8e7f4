/* BLEU.
 *
 * "the the the the" has four words of which each is in the reference; clipped, it has as many matches as
 * the reference has "the". A precision can be had by saying little, so what is shorter than its
 * reference is paid for: e^{1 − r/c}. Both are counted over a whole text and divided once, because a mean
 * of ratios would let short sentences count as much as long ones.
 *
 * Sentences are short, so n-grams are compared directly, T² comparisons of a sentence.
 *
 * Source: Papineni and others 2002. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "bleu.h"

static bool same(const int *a, const int *b, int n)
{
	return memcmp(a, b, (size_t)n * sizeof *a) == 0;
}

/* How often the n-gram at g stands in a sentence, up to position `before`. */
static int occurrences(const int *g, int n, words s, int before)
{
	int found = 0;
	TODO("9.24", "every start from 0 that leaves room for n words");
	return found;
}

void bleu_count(bleu_counts *c, words answer, const words *references, int n)
{
	TODO("9.24", "the k-th copy of an n-gram matches if some reference has k of it");
}

double bleu_score(const bleu_counts *c, int N)
{
	double logarithms = 0;
	TODO("9.25", "the mean of the logarithms; a 0 is no logarithm; what is too short pays");
}
