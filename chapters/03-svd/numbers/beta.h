/** @file beta.h
 * Two ways to the β of a perplexity, counted in sums of exponentials: halving an interval, as
 * tsne_affinities() does, and Newton's method.
 */
#ifndef BETA_H
#define BETA_H

#include "mat.h"

/** What a search needed, over all points. */
typedef struct {
	double mean;  /**< evaluations of ℋ(β) a point, failures left out */
	int most;     /**< the largest number of them */
	int failures; /**< points where it was not at a relative 1e-5 after 100 evaluations */
} beta_effort;

/** Double or halve from β = 1 until the answer is between, then halve the interval. */
beta_effort beta_bisection(mat x, double perplexity);
/** β ← β − (ℋ(β) − ln perplexity)/ℋ′(β) from β = 1, ℋ′ = −β · variance of the squared distances
 * under p. A step to β ≤ 0 is a failure. */
beta_effort beta_newton(mat x, double perplexity);

#endif
