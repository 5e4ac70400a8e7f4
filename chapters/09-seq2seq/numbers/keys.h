/** @file keys.h
 * The lesson's numbers, as "key value…" lines.
 */
#ifndef KEYS_H
#define KEYS_H

#include "mat.h"

/** Print a key and all numbers of a matrix, row after row. */
void key(const char *name, mat m);
/** Print a key and one number. */
void number(const char *name, double x);

/** Three keys, three queries: weights, what is read, gradients; the gradient checks. */
void keys_of_example(void);
/** Greedy search, beams, how often a beam finds the best sentence. */
void keys_of_search(void);
/** BLEU of a few answers. */
void keys_of_bleu(void);
/** What one state can tell of a sentence, and what places alone can. */
void keys_of_bottleneck(void);

#endif
