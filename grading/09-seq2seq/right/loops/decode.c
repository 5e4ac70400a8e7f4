/* A right solution that looks for the best continuation k times, and crosses out what it has found. */
#include <math.h>
#include <string.h>

#include "decode.h"

void greedy_decode(hypothesis *h, const word_model *m, int longest)
{
	arena a = {0};
	mat logp = mat_new(&a, 1, m->vocabulary);
	int slot = -1, word = m->start, n = 0;
	double sum = 0;
	do {
		m->next(m->self, &slot, &word, 1, logp);
		slot = 0;
		word = m->vocabulary - 1;
		for (int v = word - 1; v >= 0; v--)
			if (*elem(logp, 0, v) >= *elem(logp, 0, word)) word = v;
		sum += (double)*elem(logp, 0, word);
		if (word != m->end) h->word[n++] = word;
	} while (word != m->end && n < longest);
	h->length = n;
	h->ended = word == m->end;
	h->logp = h->score = sum;
	arena_free(&a);
}

/* The k-th best of what is left; −1 when nothing is. */
static int largest(const double *p, const bool *taken, int n)
{
	int best = -1;
	for (int i = 0; i < n; i++)
		if (!taken[i] && (best < 0 || p[i] > p[best])) best = i;
	return best;
}

void beam_search(hypothesis *h, const word_model *m, int beam, double a, int longest)
{
	const int V = m->vocabulary, N = beam * V;
	arena all = {0};
	int *said = arena_alloc(&all, (size_t)(beam * longest), sizeof *said); // a row each
	int *next = arena_alloc(&all, (size_t)(beam * longest), sizeof *next);
	int *from = arena_alloc(&all, (size_t)beam, sizeof *from);
	int *word = arena_alloc(&all, (size_t)beam, sizeof *word);
	double *sum = arena_alloc(&all, (size_t)beam, sizeof *sum);
	double *new_sum = arena_alloc(&all, (size_t)beam, sizeof *new_sum);
	double *p = arena_alloc(&all, (size_t)N, sizeof *p);
	bool *taken = arena_alloc(&all, (size_t)N, sizeof *taken), any = false;
	mat logp = mat_new(&all, beam, V);
	int n = 1, left = beam, length = 0;
	from[0] = -1;
	word[0] = m->start;
	for (; n > 0; length++) {
		const size_t bytes = (size_t)length * sizeof *said;
		for (int i = 0; i < n && length == longest; i++) {
			const double score = sum[i] / pow(length, a);
			if (any && score <= h->score) continue;
			any = true;
			memcpy(h->word, said + i * longest, bytes);
			*h = (hypothesis){h->word, length, false, sum[i], score};
		}
		if (length == longest) break;
		m->next(m->self, from, word, n, rows(logp, 0, n));
		for (int i = 0; i < n * V; i++) {
			p[i] = sum[i / V] + (double)*elem(logp, i / V, i % V);
			taken[i] = false;
		}
		int kept = 0, ended = 0;
		for (int k = 0; k < left; k++) {
			const int best = largest(p, taken, n * V);
			if (best < 0) break;
			taken[best] = true;
			const int *before = said + best / V * longest;
			if (best % V == m->end) {
				ended++;
				const double score = p[best] / pow(length + 1, a);
				if (any && score <= h->score) continue;
				any = true;
				memcpy(h->word, before, bytes);
				*h = (hypothesis){h->word, length, true, p[best], score};
				continue;
			}
			memcpy(next + kept * longest, before, bytes);
			next[kept * longest + length] = best % V;
			from[kept] = best / V;
			word[kept] = best % V;
			new_sum[kept++] = p[best];
		}
		memcpy(said, next, (size_t)(beam * longest) * sizeof *said);
		memcpy(sum, new_sum, (size_t)beam * sizeof *sum);
		n = kept;
		left -= ended;
	}
	arena_free(&all);
}
