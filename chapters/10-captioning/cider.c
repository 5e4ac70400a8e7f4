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
	TODO("10.23", "a picture counts once, however many of its captions have the n-gram");
	arena_free(&scratch);
}

/* ⟨a, b⟩ of two sentences' vectors, times Σ times of each; ids rise, so one walk through both
 * finds the common ones. */
static double product(const grams *a, const grams *b, const double *idf)
{
	double sum = 0;
	TODO("10.24", "the one with the smaller id goes on; equal ids meet");
	return sum;
}

double cider_score(const captioned *p, const double *idf)
{
	double sum = 0;
	TODO("10.24", "a mean of cosines; what has no length has no direction");
}
