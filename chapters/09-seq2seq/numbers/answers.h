/** @file answers.h
 * Answers beside their references, for counting BLEU.
 */
#ifndef ANSWERS_H
#define ANSWERS_H

#include "bleu.h"

enum { ANSWERS = 5 };

/** An answer as words, and its one reference. */
typedef struct {
	const char *name, *answer, *reference;
} answer_pair;

extern const answer_pair answer_pairs[ANSWERS];

/** Add one pair's counts. */
void answer_count(bleu_counts *c, const answer_pair *p);

#endif
