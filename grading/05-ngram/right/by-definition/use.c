/* Chapter 05's questions by the definitions: a probability that asks itself with a shorter history,
 * a sentence as a text of one, a decoder that keeps everything and sorts it. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "use.h"

double ngram_probability(ngram_model m, const int *words, int n)
{
	if (n > m.t->order) return ngram_probability(m, words + 1, n - 1);
	const int whole = ngram_find(m.t, words, n);
	if (whole >= 0) return m.prob[n][whole];
	const int history = ngram_find(m.t, words, n - 1);
	const double rest = history < 0 ? 1 : m.backoff[n - 1][history];
	return rest * ngram_probability(m, words + 1, n - 1);
}

double sentence_log_prob(ngram_model m, const int *sentence, int n)
{
	if (n < 2) return 0;
	return log(ngram_probability(m, sentence, n)) + sentence_log_prob(m, sentence, n - 1);
}

/* Means, kept up to date word by word. */
text_perplexity perplexity(ngram_model m, const int *id, long n)
{
	text_perplexity c = {.all = 1, .known = 1};
	double all = 0, known = 0, counted = 0, words = 0;
	for (long p = 0; p < n; p++) {
		long first = p;
		if (id[p] == NGRAM_BEGIN) continue;
		while (first > 0 && id[first] != NGRAM_BEGIN && p - first + 1 < m.t->order) first--;
		const double bits = log2(ngram_probability(m, id + first, (int)(p - first + 1)));
		all += bits;
		counted++;
		if (id[p] != NGRAM_UNKNOWN) words++;
		if (id[p] != NGRAM_UNKNOWN) known += bits;
		if (id[p] == NGRAM_UNKNOWN) c.unknown++;
		if (id[p] == NGRAM_END)
			c.sentences++;
		else
			c.words++;
	}
	c.all = counted > 0 ? exp2(-all / counted) : (double)NAN;
	c.known = words > 0 ? exp2(-known / words) : (double)NAN;
	return c;
}

int ngram_sample(int *sentence, int room, ngram_model m, rng *r)
{
	int n = 1;
	sentence[0] = NGRAM_BEGIN;
	do {
		double left = rng_uniform(r);
		int last = NGRAM_END;
		for (int v = 0; v < m.t->V; v++) {
			sentence[n] = v;
			const double p = ngram_probability(m, sentence, n + 1);
			if (p > 0) last = v;
			left -= p;
			if (left < 0) break;
		}
		sentence[n] = last;
	} while (sentence[n++] != NGRAM_END && n < room);
	return n;
}

typedef struct {
	int *words; // the whole beginning, from <s>
	double score;
} path;

static int better_first(const void *a, const void *b)
{
	const path *x = a, *y = b;
	return x->score > y->score ? -1 : x->score < y->score;
}

/* Do two beginnings of n words end alike, as far as the model looks back? */
static bool alike(const path *x, const path *y, int n, int back)
{
	if (back > n) back = n;
	return back == 0 ||
	       memcmp(x->words + n - back, y->words + n - back, (size_t)back * sizeof *x->words) == 0;
}

/* All n paths sorted, without those that a better one makes superfluous; at most `beam`. */
static int prune(path *all, int n, int words, int back, int beam)
{
	int kept = 0;
	qsort(all, (size_t)n, sizeof *all, better_first);
	for (int i = 0; i < n; i++) {
		bool superfluous = kept == beam;
		for (int j = 0; j < kept; j++)
			superfluous = superfluous || alike(&all[j], &all[i], words, back);
		if (!superfluous) all[kept++] = all[i];
	}
	return kept;
}

double noisy_channel_decode(
        int *meant, channel_candidates c, int n, ngram_model m, int beam, arena *a)
{
	path *now = arena_alloc(a, 1, sizeof *now);
	int kept = 1;
	now[0].words = arena_alloc(a, (size_t)n + 2, sizeof(int));
	now[0].words[0] = NGRAM_BEGIN;
	for (int i = 0; i < n; i++) {
		const int some = c.start[i + 1] - c.start[i];
		path *next = arena_alloc(a, (size_t)(kept * some), sizeof *next);
		for (int b = 0; b < kept; b++)
			for (int j = 0; j < some; j++) {
				path *x = &next[b * some + j];
				x->words = arena_alloc(a, (size_t)n + 2, sizeof(int));
				memcpy(x->words, now[b].words, (size_t)(i + 1) * sizeof(int));
				x->words[i + 1] = c.word[c.start[i] + j];
				x->score = now[b].score + c.channel[c.start[i] + j] +
				           log(ngram_probability(m, x->words, i + 2));
			}
		now = next;
		kept = prune(now, kept * some, i + 2, m.t->order - 1, beam);
	}
	for (int b = 0; b < kept; b++) {
		now[b].words[n + 1] = NGRAM_END;
		now[b].score += log(ngram_probability(m, now[b].words, n + 2));
	}
	qsort(now, (size_t)kept, sizeof *now, better_first);
	if (n > 0) memcpy(meant, now[0].words + 1, (size_t)n * sizeof *meant);
	return now[0].score;
}
