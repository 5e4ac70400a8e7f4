/* A table of which word follows which: see phrases.h. What a slot must remember is one word, and the
 * caller says it anyway, so no state is kept. */
#include <math.h>

#include "phrases.h"

const char *const phrase_words[] = {"es", "está", "llueve", "lloviendo", "lluvia", "</s>"};

/* Rows: after es … lluvia, then after <s>. */
static const double table[][PHRASE_WORDS] = {
        {0.02, 0.02, 0.11, 0.4, 0.25, 0.2},
        {0.01, 0.01, 0.01, 0.9, 0.05, 0.02},
        {0.03, 0.03, 0.02, 0.04, 0.08, 0.8},
        {0.01, 0.01, 0.01, 0.01, 0.01, 0.95},
        {0.01, 0.01, 0.01, 0.01, 0.01, 0.95},
        {0.4, 0.22, 0.35, 0.01, 0.01, 0.01},
};

double phrases_probability(int before, int next)
{
	return table[before < 0 ? PHRASE_WORDS - 1 : before][next];
}

static void look_up(void *self, const int *from, const int *word, int n, mat logp)
{
	(void)self;
	for (int i = 0; i < n; i++)
		for (int v = 0; v < PHRASE_WORDS; v++)
			*elem(logp, i, v) = (real)log(phrases_probability(from[i] < 0 ? -1 : word[i], v));
}

word_model phrases_model(int slots)
{
	return (word_model){NULL, PHRASE_WORDS, PHRASE_WORDS, PHRASE_WORDS - 1, slots, look_up};
}
