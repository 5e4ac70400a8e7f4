/* A right solution that goes through the kinds of n-grams: each counts where it stands first. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "bleu.h"

static int copies(sentence s, const int *g, int n)
{
	int found = 0;
	for (int i = 0; i <= s.length - n; i++) {
		bool equal = true;
		for (int j = 0; j < n; j++) equal = equal && s.word[i + j] == g[j];
		if (equal) found++;
	}
	return found;
}

void bleu_count(bleu_counts *c, sentence answer, const sentence *references, int n)
{
	for (int N = 1; N <= BLEU_ORDER; N++)
		for (int i = 0; i <= answer.length - N; i++) {
			const int *g = answer.word + i;
			c->all[N - 1]++;
			if (copies((sentence){answer.word, i + N - 1}, g, N) > 0) continue; // not the first
			int most = 0, mine = copies(answer, g, N);
			for (int r = 0; r < n; r++)
				if (copies(references[r], g, N) > most) most = copies(references[r], g, N);
			c->match[N - 1] += mine < most ? mine : most;
		}
	// Outwards from the answer's length, the shorter side first.
	int length = -1;
	for (int far = 0; length < 0; far++)
		for (int side = -1; side <= 1 && length < 0; side += 2)
			for (int r = 0; r < n; r++)
				if (references[r].length == answer.length + side * far)
					length = references[r].length;
	c->length += answer.length;
	c->reference += length;
}

double bleu_score(const bleu_counts *c, int N)
{
	double product = 1;
	for (int n = 0; n < N; n++) {
		if (c->match[n] == 0) return 0;
		product *= (double)c->match[n] / (double)c->all[n];
	}
	const double root = pow(product, 1.0 / N);
	if (c->length >= c->reference) return root;
	return root * exp(1 - (double)c->reference / (double)c->length);
}
