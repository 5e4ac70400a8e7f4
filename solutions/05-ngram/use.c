/* Asking an n-gram model: one word, a sentence, a text; drawing from it; and hearing through noise.
 *
 * The table is sorted from the last word leftwards, so the longest n-gram that is known is found by
 * walking left until the table ends. Histories longer than that one cost their backoff, each that
 * is known; they are found by the same walk, begun one word earlier.
 *
 * The decoder is Bayes's rule with memory: p(meant | seen) is proportional to p(seen | meant)
 * p(meant), and p(meant) looks back at most order−1 words, so two beginnings that agree on those
 * have the same future and only the better one can win.
 *
 * Sources: Chen and Goodman 1998; Kernighan, Church and Gale 1990. */
#include <math.h>
#include <string.h>

#include "use.h"

/* From the last of n words leftwards, as long as the table knows the n-gram: its place in each
 * level is written to found[1 …]; the length of the longest. */
static int walk(const ngram_table *t, const int *words, int n, int most, int *found)
{
	//> [walk] 5.8  one word more to the left each time
	if (n < 1 || most < 1) return 0;
	int m = 1;
	for (int i = words[n - 1]; i >= 0; m++) {
		found[m] = i;
		if (m == n || m == most) return m;
		i = ngram_extend(t, m, i, words[n - 1 - m]);
	}
	return m - 1;
	//< [walk]
}

double ngram_probability(ngram_model m, const int *words, int n)
{
	const int order = m.t->order;
	int found[NGRAM_ORDER + 1] = {0}, history[NGRAM_ORDER + 1] = {0};
	//> [ngram_probability] 5.8  the longest known n-gram, times the backoffs that are due
	int length = walk(m.t, words, n, order, found);
	int known = walk(m.t, words, n - 1, order - 1, history);
	double p = m.prob[length][found[length]];
	for (int l = length; l <= known; l++) p *= m.backoff[l][history[l]];
	return p;
	//< [ngram_probability]
}

double sentence_log_prob(ngram_model m, const int *sentence, int n)
{
	//> [sentence_log_prob] 5.9  every word but <s>, given all before it
	double sum = 0;
	for (int i = 1; i < n; i++) sum += log(ngram_probability(m, sentence, i + 1));
	return sum;
	//< [sentence_log_prob]
}

text_perplexity perplexity(ngram_model m, const int *id, long n)
{
	text_perplexity c = {0};
	//> [perplexity] 5.10  two sums, with and without <unk>; which numbers divide them?
	double all = 0, known = 0;
	long begin = 0;
	for (long p = 0; p < n; p++) {
		if (id[p] == NGRAM_BEGIN) begin = p;
		if (id[p] == NGRAM_BEGIN) continue;
		double cost = -log(ngram_probability(m, id + begin, (int)(p - begin) + 1));
		all += cost;
		if (id[p] != NGRAM_UNKNOWN) known += cost;
		c.sentences += id[p] == NGRAM_END;
		c.words += id[p] != NGRAM_END;
		c.unknown += id[p] == NGRAM_UNKNOWN;
	}
	c.all = exp(all / (double)(c.words + c.sentences));
	c.known = exp(known / (double)(c.words + c.sentences - c.unknown));
	//< [perplexity]
	return c;
}

int ngram_sample(int *sentence, int room, ngram_model m, rng *r)
{
	//> [ngram_sample] 5.11  walk along the probabilities until they exceed u
	int n = 0;
	sentence[n++] = NGRAM_BEGIN;
	while (n < room && sentence[n - 1] != NGRAM_END) {
		double u = rng_uniform(r), sum = 0;
		int last = NGRAM_END; // should rounding leave the sum below u
		for (int v = 0; v < m.t->V && sum <= u; v++) {
			sentence[n] = v;
			double p = ngram_probability(m, sentence, n + 1);
			if (p > 0) last = v;
			sum += p;
		}
		sentence[n++] = last;
	}
	return n;
	//< [ngram_sample]
}

/* A beginning of the answer: what the model will remember of it, and what it is worth. */
typedef struct {
	int last[NGRAM_ORDER]; // its last words, at most order−1, and room for one more
	int length;            // how many
	int word, before;      // the last one, and the place of what it extends in the step before
	double score;
} beginning;

/* One word more; of the words before only those that the model looks back on are kept. */
static beginning extend(beginning b, int before, int word, double score, int remembered)
{
	//> [extend] 5.12  append, and drop the first when that is one too many
	b.last[b.length++] = word;
	if (b.length > remembered) memmove(b.last, b.last + 1, (size_t)--b.length * sizeof *b.last);
	b.word = word;
	b.before = before;
	b.score = score;
	return b;
	//< [extend]
}

/* Offer x to the n best, at most `most`, the best first; how many there are then. */
static int offer(beginning *best, int n, int most, const beginning *x)
{
	//> [offer] 5.12  one with the same memory: the better stays; then its place among the others
	size_t memory = (size_t)x->length * sizeof *x->last;
	for (int i = 0; i < n; i++) {
		if (best[i].length != x->length || memcmp(best[i].last, x->last, memory) != 0) continue;
		if (!(best[i].score < x->score)) return n;
		memmove(best + i, best + i + 1, (size_t)(--n - i) * sizeof *best);
		break;
	}
	if (n == most && !(best[n - 1].score < x->score)) return n;
	int i = n < most ? n++ : n - 1;
	for (; i > 0 && best[i - 1].score < x->score; i--) best[i] = best[i - 1];
	best[i] = *x;
	return n;
	//< [offer]
}

double noisy_channel_decode(
        int *meant, channel_candidates c, int n, ngram_model m, int beam, arena *a)
{
	const int remembered = m.t->order - 1;
	beginning **best =
	        arena_alloc(a, (size_t)n + 2, sizeof *best); // by number of words, </s> at n+1
	int *kept = arena_alloc(a, (size_t)n + 2, sizeof *kept);
	for (int i = 0; i < n + 2; i++) best[i] = arena_alloc(a, (size_t)beam, sizeof **best);
	//> [noisy_channel_decode] 5.12  extend every beginning by every candidate; </s>; then walk back
	best[0][0] = extend((beginning){.length = 0}, 0, NGRAM_BEGIN, 0, remembered);
	kept[0] = 1;
	for (int i = 0; i <= n; i++)
		for (int b = 0; b < kept[i]; b++) {
			int from = i < n ? c.start[i] : 0, to = i < n ? c.start[i + 1] : 1;
			for (int j = from; j < to; j++) {
				int word = i < n ? c.word[j] : NGRAM_END;
				beginning x = best[i][b];
				x.last[x.length] = word;
				double p = ngram_probability(m, x.last, x.length + 1);
				double score = x.score + log(p) + (i < n ? c.channel[j] : 0);
				x = extend(best[i][b], b, word, score, remembered);
				kept[i + 1] = offer(best[i + 1], kept[i + 1], beam, &x);
			}
		}
	const beginning *x = &best[n + 1][0];
	for (int i = n; i > 0; i--) {
		x = &best[i][x->before];
		meant[i - 1] = x->word;
	}
	return best[n + 1][0].score;
	//< [noisy_channel_decode]
}
