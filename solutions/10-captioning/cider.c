/* CIDEr: chapter 01's tf-idf and chapter 02's cosine, over n-grams.
 *
 * A document is a picture: what counts is in how many pictures' references an n-gram occurs, not
 * how often. A cosine does not see how long a vector is, so Σ times cancels; it is written as the
 * paper has it.
 *
 * Source: Vedantam, Zitnick and Parikh 2015. CIDEr-D, which the COCO server uses, also clips
 * counts and punishes other lengths than the reference's. */
#include <math.h>

#include "arena.h"
#include "cider.h"
#include "error.h"

void cider_idf(double *idf, int ids, const captioned *p, int N)
{
	arena scratch = {0};
	int *pictures = arena_alloc(&scratch, (size_t)ids, sizeof *pictures);
	int *last = arena_alloc(&scratch, (size_t)ids, sizeof *last);
	//> [cider_idf] 10.23  a picture counts once, however many of its captions have the n-gram
	for (int n = 0; n < N; n++)
		for (int r = 0; r < p[n].references; r++) {
			const grams *g = &p[n].reference[r];
			for (int i = 0; i < g->count; i++) {
				if (last[g->id[i]] == n + 1) continue;
				last[g->id[i]] = n + 1;
				pictures[g->id[i]]++;
			}
		}
	for (int i = 0; i < ids; i++) idf[i] = log((double)N / (pictures[i] > 1 ? pictures[i] : 1));
	//< [cider_idf]
	arena_free(&scratch);
}

/* ⟨a, b⟩ of two sentences' vectors, times Σ times of each; ids rise, so one walk through both
 * finds the common ones. */
static double product(const grams *a, const grams *b, const double *idf)
{
	double sum = 0;
	//> [product] 10.24  the one with the smaller id goes on; equal ids meet
	for (int i = 0, j = 0; i < a->count && j < b->count;) {
		if (a->id[i] == b->id[j]) {
			sum += a->times[i] * idf[a->id[i]] * b->times[j] * idf[b->id[j]];
			i++;
			j++;
		} else if (a->id[i] < b->id[j])
			i++;
		else
			j++;
	}
	//< [product]
	return sum;
}

double cider_score(const captioned *p, const double *idf)
{
	double sum = 0;
	//> [cider_score] 10.24  a mean of cosines; what has no length has no direction
	const double length = sqrt(product(&p->answer, &p->answer, idf));
	for (int r = 0; r < p->references; r++) {
		const grams *g = &p->reference[r];
		const double other = sqrt(product(g, g, idf));
		if (length > 0 && other > 0) sum += product(&p->answer, g, idf) / (length * other);
	}
	return sum / p->references;
	//< [cider_score]
}
