/** @file caption_score.h
 * CIDEr of sentences: how close answers come to the consensus of those who described the same picture.
 */
#ifndef CAPTION_SCORE_H
#define CAPTION_SCORE_H

#include "bleu.h" // sentence

/** What was said of a picture, and what is right. */
typedef struct {
	sentence answer;           /**< what was said */
	const sentence *reference; /**< (references) what people said */
	int references;            /**< at least 1 */
} caption_answer;

/** CIDEr of n answers: 10 times the mean of 10.24 over pictures and n = 1 … 4. */
double caption_cider(const caption_answer *p, int n);

#endif
