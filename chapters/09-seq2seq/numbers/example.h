/** @file example.h
 * The running example of chapter 09: "the red house" becomes "la casa roja". Three keys and three
 * queries of two numbers each, chosen by hand; everything else is computed by the chapter's functions.
 */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include "attention.h"

enum { EXAMPLE_WORDS = 3, EXAMPLE_UNITS = 2 };

/** Source words, target words. */
extern const char *const example_source[EXAMPLE_WORDS], *const example_target[EXAMPLE_WORDS];

/** One look-up and its gradients; rows of q are target words, rows of k source words. */
typedef struct {
	mat q, k;           /**< (3,2) */
	mat score, alpha;   /**< (3,3) */
	mat ctx;            /**< (3,2) */
	mat dctx;           /**< (3,2): the loss is the second number of ctx_1 */
	mat dalpha, dscore; /**< (3,3) */
	mat dq, dk;         /**< (3,2) */
	mat read;           /**< (3,2) of dk the part that comes from reading */
} example;

/** The example with its printed numbers. */
example example_new(arena *a);
/** Scores, weights, contexts. */
void example_forward(example e);
/** All gradients; example_forward() must have run. */
void example_backward(example e);
/** The second number of ctx_1, as a scalar_function of gradcheck.h. */
double example_loss(void *e);

#endif
