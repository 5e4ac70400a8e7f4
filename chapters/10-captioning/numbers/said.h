/** @file said.h
 * Small collections of captions, cut into n-grams, and their CIDEr.
 */
#ifndef SAID_H
#define SAID_H

#include "arena.h"
#include "cider.h"

/** Pictures with captions by people. */
typedef struct {
	const char *const *reference; /**< pictures·each captions */
	int pictures, each;
} collection;

/** Four pictures of one shape, a caption each. */
extern const collection single_shapes;
/** Four pictures of two shapes, two captions each. */
extern const collection two_shapes;

/** What a caption of a collection's first picture earns for n-grams of one n. */
double said_score(const collection *c, const char *answer, int n);

/** CIDEr: ten times the mean over n = 1 … 4. */
double said_cider(const collection *c, const char *answer);

/** The weight of a word in a collection. */
double said_idf(const collection *c, const char *word);

#endif
