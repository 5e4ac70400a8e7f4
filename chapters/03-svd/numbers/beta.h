/** @file beta.h
 * Ways to the β of a perplexity, counted in sums of exponentials: halving an interval, as
 * tsne_affinities() does, Newton's method, and both.
 */
#ifndef BETA_H
#define BETA_H

#include "mat.h"

/** What a search needed, over all points. */
typedef struct {
	double mean;  /**< evaluations of ℋ(β) a point, failures left out */
	int most;     /**< the largest number of them */
	int failures; /**< points where it was not at a relative 1e-12 after 100 evaluations */
} beta_effort;

/** Double or halve from β = 1 until the answer is between, then halve the interval. */
beta_effort beta_bisection(mat x, double perplexity);
/** ln β ← ln β + (ℋ − ln perplexity)/(β² · variance of the squared distances under p): Newton's
 * method in ln β, which keeps β above 0, from β = 1. */
beta_effort beta_newton(mat x, double perplexity);
/** The same between bounds: a step that leaves them is replaced by a halving. */
beta_effort beta_guarded(mat x, double perplexity);

/** Halving until no number lies between the bounds: mean evaluations a point. */
double beta_exhausted(mat x, double perplexity);

#endif
