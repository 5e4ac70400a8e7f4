/** @file similarity.h
 * Chapter 02, second part: how alike two vectors are, and which are most alike.
 *
 * Distance asks how far apart the tips of two vectors are, the cosine how far apart they point. For
 * vectors of length 1 the two agree: ‖u − v‖² = 2 (1 − cos). Then the cosines of all words with all
 * words are one matrix product, and what remains is to keep the best of each row.
 *
 * @see C. D. Manning, P. Raghavan, H. Schütze, "Introduction to Information Retrieval", 2008,
 * chapters 6.3 (cosine) and 7.1 (the best k with a heap)
 */
#ifndef SIMILARITY_H
#define SIMILARITY_H

#include "mat.h"

/** 2.4 Euclidean distance ‖a − b‖.
 * @param[in] a  (1,D)
 * @param[in] b  (1,D) */
double euclidean_distance(mat a, mat b);

/** 2.5 Cosine of the angle between two vectors: ⟨a,b⟩ / (‖a‖ ‖b‖), in −1 … 1; 0 when one of them
 * is zero, for it points nowhere. Neither very small nor very large numbers may spoil it: 10⁻²⁰⁰
 * and 10²⁰⁰ are numbers too (in double).
 * @param[in] a  (1,D)
 * @param[in] b  (1,D) */
double cosine_similarity(mat a, mat b);

/** 2.6 Divide each row by its Euclidean length, in place; a row of zeros stays so. Very small and
 * very large numbers are welcome as in 2.5.
 * @param[in,out] x  (n,D) on exit rows of length 1 */
void normalize_rows(mat x);

/** A vector's number and how good it is. */
typedef struct {
	real score; /**< the larger the better */
	int id;     /**< number of the vector */
} scored;

/** 2.7 Offer one more to the best k seen so far. They are kept as a binary heap: best[0] is the
 * *worst* of them, and best[i] is never better than its children best[2i+1] and best[2i+2]. Of
 * equal scores the smaller id is better.
 * @param[in,out] best   (k) a heap of n; on exit with the newcomer, unless k others are better
 * @param[in]     n      how many are in it, 0 … k
 * @param[in]     k      how many are wanted, 1 or more
 * @param[in]     x      the newcomer, its id not among them
 * @return how many are in it now */
int top_k_offer(scored *best, int n, int k, scored x);

/** 2.7 Turn a heap into a list, the best first.
 * @param[in,out] best  (n) a heap from top_k_offer()
 * @param[in]     n     how many */
void top_k_sort(scored *best, int n);

/** Vectors that meet all queries at once in nearest_neighbours(). */
enum { NEIGHBOUR_BLOCK = 512 };

/** 2.8 The k best vectors for each of many queries: score = ⟨query, vector⟩, the best first.
 *
 * All scores at once would be Q·V numbers, 4 GB of floats for 10,000 queries and 100,000 vectors.
 * So the vectors come in blocks of NEIGHBOUR_BLOCK rows (the last may be shorter), a block's scores
 * are one matrix product, and every score is offered to its query's heap.
 * @param[out] best     = (Q·k) k for each query; where there are fewer than k vectors to choose
 *                      from, the rest are {−HUGE_VAL, −1}
 * @param[in]  k        how many are wanted, 1 or more
 * @param[in]  queries  (Q,D)
 * @param[in]  vectors  (V,D)
 * @param[in]  except   (Q) for each query a vector that is no answer (the query itself), or −1;
 *                      NULL: none
 * @param[in]  block    room for scores (Q,NEIGHBOUR_BLOCK) */
void nearest_neighbours(
        scored *best, int k, mat queries, mat vectors, const int *except, mat block);

#endif
