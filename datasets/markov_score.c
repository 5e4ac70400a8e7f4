/* What the true model pays for a text: the forward algorithm.
 *
 * Hidden state (i, k): word i is being written and k of its characters stand there, 1 ≤ k ≤
 * length_i. `now[s]` is the probability of state s given the text so far. One more character c:
 *
 *     then(i, k+1) = now(i, k)                     if character k+1 of word i is c
 *     then(j, 1)   = Σ_i now(i, length_i) P_ij     if word j begins with c
 *
 * Σ then is the probability of c given the text before, and dividing by it makes `then` the next
 * `now`. At first now(i, k) = π_i / L: at a random place of an endless text.
 */
#include <math.h>
#include <string.h>

#include "markov.h"

typedef struct {
	int *first;         /* (words+1) number of state (i,1) */
	double *now, *then; /* (states) */
} forward;

static forward forward_new(const markov *m, arena *a)
{
	forward f = {arena_alloc(a, (size_t)m->words + 1, sizeof *f.first), NULL, NULL};
	for (int i = 0; i < m->words; i++) f.first[i + 1] = f.first[i] + (int)strlen(m->text[i]);
	size_t states = (size_t)f.first[m->words];
	f.now = arena_alloc(a, states, sizeof *f.now);
	f.then = arena_alloc(a, states, sizeof *f.then);
	double length = markov_characters_per_word(m);
	for (int i = 0; i < m->words; i++)
		for (int s = f.first[i]; s < f.first[i + 1]; s++) f.now[s] = m->often[i] / length;
	return f;
}

/* Read one character: now becomes then. Returns the character's probability. */
static double forward_step(const markov *m, forward *f, char c)
{
	double sum = 0, *now = f->now, *then = f->then;
	memset(then, 0, (size_t)f->first[m->words] * sizeof *then);
	for (int i = 0; i < m->words; i++) {
		int first = f->first[i], last = f->first[i + 1] - 1;
		for (int s = first; s < last; s++)
			if (now[s] > 0 && m->text[i][s - first + 1] == c) then[s + 1] = now[s];
		if (now[last] > 0)
			for (int j = 0; j < m->words; j++)
				if (m->text[j][0] == c) then[f->first[j]] += now[last] * m->next[i * m->words + j];
	}
	for (int s = 0; s < f->first[m->words]; s++) sum += then[s];
	if (sum > 0)
		for (int s = 0; s < f->first[m->words]; s++) then[s] /= sum;
	f->now = then;
	f->then = now;
	return sum;
}

int markov_score(const markov *m, const char *name, const char *text, long n, double *bits)
{
	arena a = {0};
	forward f = forward_new(m, &a);
	double total = 0;
	long line = 1;
	for (long t = 0; t < n; t++) {
		double p = forward_step(m, &f, text[t]);
		if (!(p > 0)) {
			arena_free(&a);
			return error_set("%s:%ld: the source cannot write this: character %ld of the text does "
			                 "not follow "
			                 "from those before it",
			        name, line, t + 1);
		}
		total -= log2(p);
		line += text[t] == '\n';
	}
	arena_free(&a);
	*bits = total;
	return 0;
}
