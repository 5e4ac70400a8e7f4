/** @file tag_batches.h
 * Tagged sentences of one length side by side, so that nothing is padded.
 */
#ifndef TAG_BATCHES_H
#define TAG_BATCHES_H

#include "arena.h"
#include "tags.h"

/** Sentences sorted by length, and where among them batches of one length begin. */
typedef struct {
	tags_sentence *s; /**< all of them */
	int *start;       /**< (batches) number of the first of a batch */
	int batches;      /**< how many there are; what fills none is left out */
} sentences;

/** Draw n sentences.
 * @param[in,out] a        keeps them
 * @param[in]     grammar  their grammar
 * @param[in]     seed     of the random numbers
 * @param[in]     n        how many
 * @param[in]     batch    sentences of a batch */
sentences sentences_draw(arena *a, const tags *grammar, uint64_t seed, int n, int batch);

#endif
