/** @file sentences.h
 * Chapter 09, first part: sentences of different length in one batch.
 *
 * A batch has as many steps as its longest sentence needs. What stands behind a shorter one in its column
 * is padding, and padding must change nothing: no loss, no gradient, no answer.
 */
#ifndef SENTENCES_H
#define SENTENCES_H

#include "mat.h"

/** A sentence as ids of words; the memory is somebody else's. */
typedef struct {
	const int *word; /**< (length) */
	int length;      /**< how many, 0 … */
} sentence;

/** 9.1 What a decoder reads and what it is to say. It reads the right word, whatever it said itself
 * (teacher forcing), and after the last word it is to say that this was the end:
 *
 *     reads   <s> w_1 … w_n            is to say   w_1 … w_n </s>
 *
 * @param[out] input   = (T·B) time-major; `end` at every step after these n+1
 * @param[out] target  = (T·B) time-major; −1 at every step after these n+1
 * @param[in]  s       B sentences of 0 … T−1 words
 * @param[in]  T,B     steps, sentences
 * @param[in]  start   id of <s>
 * @param[in]  end     id of </s> */
void teacher_forcing(int *input, int *target, const sentence *s, int T, int B, int start, int end);

/** 9.2 Each sentence the other way round within its own length; what is behind it becomes 0.
 *
 *     to[t] of b = from[length[b]−1−t] of b,     0 for t ≥ length[b]
 *
 * Twice gives the sentence back, and the gradient of this is this.
 * @param[out] to      = (T,B,D), not the memory of `from`
 * @param[in]  from    (T,B,D)
 * @param[in]  length  (B) 0 … T */
void reverse_within(seq to, seq from, const int *length);

#endif
