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
	//> [occurrences] 9.11  every start that leaves room for n words
	for (int i = 0; i + n <= length; i++) found += same(g, word + i, n);
	//< [occurrences]
	return found;
}

/* The length that is closest to an answer's. */
static int closest_length(int answer, const sentence *references, int n)
{
	int closest = references[0].length;
	//> [closest_length] 9.11  the shorter of two that are equally far
	for (int r = 1; r < n; r++) {
		const int length = references[r].length;
		const int nearer = abs(closest - answer) - abs(length - answer);
		if (nearer > 0 || (nearer == 0 && length < closest)) closest = length;
	}
	//< [closest_length]
	return closest;
}

void bleu_count(bleu_counts *c, sentence answer, const sentence *references, int n)
{
	if (n < 1) bug("bleu_count: %d references", n);
	//> [bleu_count] 9.11  the k-th copy of an n-gram matches if some reference has k of it
	for (int N = 1; N <= BLEU_ORDER; N++)
		for (int i = 0; i + N <= answer.length; i++) {
			const int *g = answer.word + i;
			int copies = occurrences(g, N, answer.word, i + N), most = 0;
			for (int r = 0; r < n; r++) {
				int there = occurrences(g, N, references[r].word, references[r].length);
				most = there > most ? there : most;
			}
			c->match[N - 1] += copies <= most;
			c->all[N - 1]++;
		}
	c->length += answer.length;
	c->reference += closest_length(answer.length, references, n);
	//< [bleu_count]
}

double bleu_score(const bleu_counts *c, int N)
{
	double logarithms = 0;
	if (N < 1 || N > BLEU_ORDER) bug("bleu_score: n-grams up to %d", N);
	//> [bleu_score] 9.12  the mean of the logarithms; 0 has none; what is too short pays
	for (int n = 0; n < N; n++) {
		if (c->match[n] == 0) return 0;
		logarithms += log((double)c->match[n] / (double)c->all[n]) / N;
	}
	double brevity = 1 - (double)c->reference / (double)c->length;
	return exp((brevity < 0 ? brevity : 0) + logarithms);
	//< [bleu_score]
}
