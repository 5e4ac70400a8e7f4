/* Four shapes of sentences, all equally likely: see places.h. */
#include "places.h"

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

/* Where each target word comes from; the sentence's length. */
static int alignment(int *from, int shape, int turned)
{
	const int subject = 2 + shape % 2, object = 2 + shape / 2;
	phrase(from, 0, shape % 2, turned);
	if (turned) {
		phrase(from + subject, subject + 1, shape / 2, turned);
		from[subject + object] = subject;
	} else {
		from[subject] = subject;
		phrase(from + subject + 1, subject + 1, shape / 2, turned);
	}
	return subject + 1 + object;
}

places places_count(int turned)
{
	places p = {.best = 0};
	double words = 0;
	for (int shape = 0; shape < SHAPES; shape++) {
		int from[PLACES], length = alignment(from, shape, turned);
		words += length;
		for (int t = 0; t < length; t++) {
			p.has[t] += 1.0 / SHAPES;
			p.share[t][from[t]]++;
		}
	}
	for (int t = 0; t < PLACES; t++) {
		double most = 0;
		for (int s = 0; s < PLACES; s++) {
			most = p.share[t][s] > most ? p.share[t][s] : most;
			p.share[t][s] /= p.has[t] * SHAPES;
		}
		p.best += most / words;
	}
	return p;
}
