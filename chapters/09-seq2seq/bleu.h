/** @file bleu.h
 * Chapter 09, fourth part: how good is a translation, counted.
 *
 * @see K. Papineni, S. Roukos, T. Ward, W.-J. Zhu, "BLEU: a Method for Automatic Evaluation of Machine
 * Translation", ACL 2002
 */
#ifndef BLEU_H
#define BLEU_H

#include "sentences.h"

enum { BLEU_ORDER = 4 };

/** What BLEU is made of; counts of sentences are added up. */
typedef struct {
	long match[BLEU_ORDER]; /**< n-grams of the answer that are in a reference, n = 1 … 4 */
	long all[BLEU_ORDER];   /**< n-grams of the answer; none of those that are longer than it */
	long length;            /**< words of the answer */
	long reference; /**< words of the reference that is closest in length (the shorter of two) */
} bleu_counts;

/** 9.11 Count one answer. An n-gram matches at most as often as the reference has it that has it most often.
 * @param[in,out] c           += the counts
 * @param[in]     answer      what was said
 * @param[in]     references  n right answers
 * @param[in]     n           how many, at least 1 */
void bleu_count(bleu_counts *c, sentence answer, const sentence *references, int n);

/** 9.12 BLEU = e^{min(0, 1 − reference/length)} · (Π_{n≤N} match_n/all_n)^{1/N}.
 * @param[in] c  counts of a whole text
 * @param[in] N  longest n-grams, 1 … 4
 * @return 0 … 1; 0 when some match_n is 0 */
double bleu_score(const bleu_counts *c, int N);

#endif
