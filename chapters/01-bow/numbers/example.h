/** @file example.h
 * The running example of lesson 01: ten words, two documents, a classifier with two numbers a word.
 */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include "classifier.h"
#include "words.h"

enum { EXAMPLE_WORDS = 10, EXAMPLE_DIM = 2, EXAMPLE_CLASSES = 2, EXAMPLE_DOCUMENTS = 2 };

/** The ten words, in the order of their ids. */
extern const char *const example_words[EXAMPLE_WORDS];
/** The two documents as text, and their classes. */
extern const char *const example_text[EXAMPLE_DOCUMENTS];
extern const int example_label[EXAMPLE_DOCUMENTS];

/** The example and everything that is computed on the way. */
typedef struct {
	documents docs;
	pooling how;
	classifier w, dw;
	mat counts;     /**< (2,10) */
	mat x, v, y, p; /**< forward: words' rows, averages, logits, probabilities */
	mat dy, dv, dx; /**< backward */
	double loss;
} example;

/** The first n documents, forward and backward. */
example example_new(arena *a, int n);

#endif
