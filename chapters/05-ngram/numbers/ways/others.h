/** @file others.h
 * Other ways to count n-grams, and to ask for one, as the walk-through weighs them.
 */
#ifndef OTHERS_H
#define OTHERS_H

#include "use.h"

/** Sort the places by comparing words; how many different n-grams of all lengths. */
long others_compared(const int *id, long n, int order, arena *a);
/** A hash table for all lengths; how many different n-grams. */
long others_hashed(const int *id, long n, int order, arena *a);
/** p(w|h) by trying the whole history, then a shorter one, each from the beginning. */
double others_probability(ngram_model m, const int *words, int n);

#endif
