/* Random models: see trees.h. A beginning is a number in base 6 whose digits are its words plus one, and the
 * number seeds the generator of its logits, so that no two beginnings share anything. Nothing ends before
 * five words, so that only the search is tried and not the lengths. */
#include <math.h>

#include "decode.h"
#include "rng.h"
#include "trees.h"

enum { WORDS = 5, LONGEST = 5, SLOTS = 16 };

const int tree_width[] = {1, 2, 3, 4, 5, 6, 8, 10, 12, 16};

typedef struct {
	uint64_t seed;
	long slot[SLOTS];
} tree;

/* Log-probabilities of the words after a beginning; </s> comes last and never. */
static void after(double *logp, const tree *m, long beginning)
{
	rng r = rng_new(m->seed, (uint64_t)beginning);
	double sum = 0;
	for (int v = 0; v < WORDS; v++) {
		logp[v] = 1.5 * rng_normal(&r);
		sum += exp(logp[v]);
	}
	for (int v = 0; v < WORDS; v++) logp[v] -= log(sum);
	logp[WORDS] = -1e6;
}

static void next(void *self, const int *from, const int *word, int n, mat logp)
{
	tree *m = self;
	long now[SLOTS];
	for (int i = 0; i < n; i++) {
		double p[WORDS + 1];
		now[i] = from[i] < 0 ? 0 : m->slot[from[i]] * (WORDS + 1) + word[i] + 1;
		after(p, m, now[i]);
		for (int v = 0; v <= WORDS; v++) *elem(logp, i, v) = (real)p[v];
	}
	for (int i = 0; i < n; i++) m->slot[i] = now[i];
}

/* The largest log-probability of all sentences that begin so. */
static double best_below(const tree *m, long beginning, int length)
{
	double p[WORDS + 1], best = -INFINITY;
	if (length == LONGEST) return 0;
	after(p, m, beginning);
	for (int v = 0; v < WORDS; v++)
		best = fmax(best, p[v] + best_below(m, beginning * (WORDS + 1) + v + 1, length + 1));
	return best;
}

tree_results trees_search(void)
{
	tree_results share = {0};
	for (int model = 0; model < TREE_MODELS; model++) {
		tree self = {.seed = (uint64_t)model + 1};
		word_model m = {&self, WORDS + 1, WORDS + 1, WORDS, SLOTS, next};
		double best = best_below(&self, 0, 0), narrower = 0;
		for (int i = 0; i < TREE_WIDTHS; i++) {
			int said[LONGEST];
			hypothesis h = {.word = said};
			beam_search(&h, &m, tree_width[i], 0, LONGEST);
			share.found[i] += (h.logp > best - 1e-4) / (double)TREE_MODELS;
			share.worse[i] += (i > 0 && h.logp < narrower - 1e-4) / (double)TREE_MODELS;
			narrower = h.logp;
		}
	}
	return share;
}
