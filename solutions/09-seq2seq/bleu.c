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
	//> [occurrences] 9.24  every start from 0 that leaves room for n words
	for (int i = 0; i + n <= s.length && i < before; i++) found += same(g, s.word + i, n);
	//< [occurrences]
	return found;
}

void bleu_count(bleu_counts *c, words answer, const words *references, int n)
{
	//> [bleu_count] 9.24  the k-th copy of an n-gram matches if some reference has k of it
	for (int N = 1; N <= BLEU_ORDER; N++)
		for (int i = 0; i + N <= answer.length; i++) {
			const int *g = answer.word + i;
			int copies = occurrences(g, N, answer, i + 1), most = 0;
			for (int r = 0; r < n; r++) {
				int in = occurrences(g, N, references[r], references[r].length);
				most = in > most ? in : most;
			}
			c->match[N - 1] += copies <= most;
			c->all[N - 1]++;
		}
	int closest = references[0].length;
	for (int r = 1; r < n; r++) {
		int length = references[r].length;
		int nearer = abs(length - answer.length) - abs(closest - answer.length);
		if (nearer < 0 || (nearer == 0 && length < closest)) closest = length;
	}
	c->length += answer.length;
	c->reference += closest;
	//< [bleu_count]
}

double bleu_score(const bleu_counts *c, int N)
{
	double logarithms = 0;
	//> [bleu_score] 9.25  the mean of the logarithms; a 0 is no logarithm; what is too short pays
	for (int n = 0; n < N; n++) {
		if (c->match[n] == 0) return 0;
		logarithms += log((double)c->match[n] / (double)c->all[n]) / N;
	}
	double brevity = 1 - (double)c->reference / (double)c->length;
	return exp((brevity < 0 ? brevity : 0) + logarithms);
	//< [bleu_score]
}
