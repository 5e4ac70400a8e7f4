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
	TODO("5.8", "one word more to the left each time");
}

double ngram_probability(ngram_model m, const int *words, int n)
{
	const int order = m.t->order;
	int found[NGRAM_ORDER + 1] = {0}, history[NGRAM_ORDER + 1] = {0};
	TODO("5.8", "the longest known n-gram, times the backoffs that are due");
}

double sentence_log_prob(ngram_model m, const int *sentence, int n)
{
	TODO("5.9", "every word but <s>, given all before it");
}

text_perplexity perplexity(ngram_model m, const int *id, long n)
{
	text_perplexity c = {0};
	TODO("5.10", "two sums, with and without <unk>; which numbers divide them?");
	return c;
}

int ngram_sample(int *sentence, int room, ngram_model m, rng *r)
{
	TODO("5.11", "walk along the probabilities until they exceed u");
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
	TODO("5.12", "append, and drop the first when that is one too many");
}

/* Offer x to the n best, at most `most`, the best first; how many there are then. */
static int offer(beginning *best, int n, int most, const beginning *x)
{
	TODO("5.12", "one with the same memory: the better stays; then its place among the others");
}

double noisy_channel_decode(
        int *meant, channel_candidates c, int n, ngram_model m, int beam, arena *a)
{
	const int remembered = m.t->order - 1;
	beginning **best =
	        arena_alloc(a, (size_t)n + 2, sizeof *best); // by number of words, </s> at n+1
	int *kept = arena_alloc(a, (size_t)n + 2, sizeof *kept);
	for (int i = 0; i < n + 2; i++) best[i] = arena_alloc(a, (size_t)beam, sizeof **best);
	TODO("5.12", "extend every beginning by every candidate; </s>; then walk back");
}
