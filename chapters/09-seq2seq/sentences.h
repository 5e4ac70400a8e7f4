/** @file sentences.h
 * Chapter 09, second part: sentences of different length in one batch.
 *
 * Sentence b has length[b] words; what stands behind them in its column is padding. Padding must change
 * nothing: no loss, no gradient, no answer.
 */
#ifndef SENTENCES_H
#define SENTENCES_H

#include "mat.h"

/** 9.11 What a decoder reads and what it is to say. It reads the right word, whatever it said itself
 * (teacher forcing), and after the last word it is to say that this was the end:
 *
 *     reads   <s> w_1 … w_n            is to say   w_1 … w_n </s>
 *
 * @param[out] input   = (T·B) time-major; after the end `end`
 * @param[out] target  = (T·B) time-major; −1 where nothing is to be said
 * @param[in]  word    B sentences
 * @param[in]  length  (B) words of each, 0 … T−1
 * @param[in]  T,B     steps, sentences
 * @param[in]  start   id of <s>
 * @param[in]  end     id of </s> */
void teacher_forcing(int *input, int *target, const int *const *word, const int *length, int T,
        int B, int start, int end);

/** 9.12 Each sentence the other way round within its own length; padding stays behind and becomes 0.
 *
 *     to[t] of b = from[length[b]−1−t] of b,     0 for t ≥ length[b]
 *
 * Twice gives the sentence back, and the gradient of this is this.
 * @param[out] to      = (T,B,D)
 * @param[in]  from    (T,B,D)
 * @param[in]  length  (B) 0 … T */
void reverse_within(seq to, seq from, const int *length);

/** 9.13 Where to copy an unknown word from: word t of the answer is `unknown`, so say the source word that
 * its step attended to most (the first of equals).
 * @param[out] from     = (n) index of a source word, or −1 where word[t] is known
 * @param[in]  word     (n) the answer
 * @param[in]  n        its length
 * @param[in]  unknown  the id of an unknown word
 * @param[in]  alpha    (n,S) its steps' attention */
void copy_unknown(int *from, const int *word, int n, int unknown, mat alpha);

#endif
