/** @file batches.h
 * Sentence pairs in batches of like length, with their padding.
 */
#ifndef BATCHES_H
#define BATCHES_H

#include "bitext.h"

/** Pairs side by side, time-major. What is behind a source is `</s>`; behind a target −1 is to be said. */
typedef struct {
	int S, T, B; /**< steps of source and target, the latter with `</s>`; pairs */
	int *source; /**< (S·B) */
	int *length; /**< (B) words of each source */
	int *input;  /**< (T·B) what the decoder reads */
	int *target; /**< (T·B) what it is to say */
	int *which;  /**< (B) index of each pair in the text */
} batch;

/** A text in batches. */
typedef struct {
	const bitext *text;
	int size;   /**< pairs in a batch; the last in order of length may have fewer */
	long n;     /**< batches */
	int *order; /**< (pairs) sorted by length */
	int *first; /**< (n) where in order a batch begins */
	int more;   /**< steps of padding that every batch has */
	batch room; /**< memory for the largest; the batch that was taken last */
} batches;

/** Memory for batches of a text, in order of length until batches_shuffle().
 * @param[in,out] a     keeps it
 * @param[in]     text  the pairs, numbered
 * @param[in]     size  pairs in a batch
 * @param[in]     more  further steps of padding in each, for tests */
batches batches_new(arena *a, const bitext *text, int size, int more);

/** A new order: which pairs of equal length come together, and which batch comes first. The same seed and
 * round give the same order. */
void batches_shuffle(batches *b, uint64_t seed, long round);

/** Batch k of the order, 0 … n−1; it stands until the next is asked for. */
const batch *batches_take(batches *b, long k);

#endif
