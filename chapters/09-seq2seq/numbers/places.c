/* Forms of sentences: see places.h. */
#include "places.h"

const char *const language_name[] = {"straight", "turned", "backwards"};

/* Source places of a noun phrase that begins at `first`, in the target's order; how many. */
static int phrase(int *from, int first, int adjective, int turned)
{
	from[0] = first;
	from[1] = first + 1;
	if (adjective) from[2] = first + 2;
	if (adjective && turned) {
		from[1] = first + 2;
		from[2] = first + 1;
	}
	return 2 + adjective;
}

/* Bit 0: an adjective in the first phrase; bit 1: one in the second. */
static int clause(sentence_form *f, int i, int turned)
{
	if (i >= 4) return 0;
	const int subject = 2 + (i & 1), object = 2 + (i >> 1);
	phrase(f->from, 0, i & 1, turned);
	if (turned) {
		phrase(f->from + subject, subject + 1, i >> 1, turned);
		f->from[subject + object] = subject;
	} else {
		f->from[subject] = subject;
		phrase(f->from + subject + 1, subject + 1, i >> 1, turned);
	}
	f->words = subject + 1 + object;
	f->p = 1.0 / 4;
	return 1;
}

/* Four to twelve words. */
static int backwards(sentence_form *f, int i)
{
	const int n = 4 + i;
	if (n > PLACES) return 0;
	for (int t = 0; t < n; t++) f->from[t] = n - 1 - t;
	f->words = n;
	f->p = 1.0 / (PLACES - 3);
	return 1;
}

int places_form(sentence_form *f, language l, int i)
{
	return l == BACKWARDS ? backwards(f, i) : clause(f, i, l == TURNED);
}

places places_count(language l)
{
	places p = {.best = 0};
	double words = 0;
	sentence_form f;
	for (int i = 0; places_form(&f, l, i); i++) {
		words += f.p * f.words;
		for (int t = 0; t < f.words; t++) {
			p.has[t] += f.p;
			p.share[t][f.from[t]] += f.p;
		}
	}
	for (int t = 0; t < PLACES; t++) {
		double most = 0;
		for (int s = 0; s < PLACES; s++) {
			most = p.share[t][s] > most ? p.share[t][s] : most;
			if (p.has[t] > 0) p.share[t][s] /= p.has[t];
		}
		p.best += most / words;
	}
	return p;
}
