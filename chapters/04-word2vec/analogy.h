/** @file analogy.h
 * Chapter 04, third part: man is to woman as king is to …?
 *
 * @see T. Mikolov, W. Yih, G. Zweig, "Linguistic Regularities in Continuous Space Word
 * Representations", NAACL 2013 (3CosAdd)
 * @see O. Levy, Y. Goldberg, "Linguistic Regularities in Sparse and Explicit Word Representations",
 * CoNLL 2014 (3CosMul)
 */
#ifndef ANALOGY_H
#define ANALOGY_H

#include "mat.h"

/** 4.12 a is to b as c is to the word x with the largest ⟨x,b⟩ − ⟨x,a⟩ + ⟨x,c⟩, for many questions at
 * once: one row b − a + c for each, one matrix product for all scores. The three given words are no
 * answers; of equal scores the smaller id wins.
 * @param[out] answer    = (n) ids, −1 where there is none to choose from
 * @param[in]  abc       (n·3) ids a, b, c of each question
 * @param[in]  n         questions
 * @param[in]  x         (V,D) word vectors, rows of length 1
 * @param[out] queries   room (n,D)
 * @param[out] scores    room (n,allowed): answers come from words 0 … allowed−1 */
void analogy_add(int *answer, const int *abc, int n, mat x, mat queries, mat scores);

/** 4.13 The same by products: the largest s(x,b) · s(x,c) / (s(x,a) + 0.001), where s = (cos + 1)/2 is a
 * similarity in 0 … 1: no single large term can decide alone.
 * @param[out] answer    = (n)
 * @param[in]  abc       (n·3)
 * @param[in]  n         questions
 * @param[in]  x         (V,D) rows of length 1
 * @param[out] queries   room (3n,D)
 * @param[out] scores    room (3n,allowed) */
void analogy_mul(int *answer, const int *abc, int n, mat x, mat queries, mat scores);

#endif
