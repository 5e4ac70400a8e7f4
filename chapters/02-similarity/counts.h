/** @file counts.h
 * Chapter 02, first part: from a text to a table of who stands beside whom.
 *
 *     the cat eats fish  →  cat × the: 1, cat × eats: 1, …  →  cat × eats says more
 *
 * A text is a list of word ids. Cell (i,j) of the table says how often word j stood near word i;
 * row i is then a vector for word i, and words that keep the same company get similar rows. Counts
 * favour common words, so each is held against what chance would give (PPMI).
 *
 * A negative id is the end of a line: no window reaches across it.
 *
 * @see J. R. Firth, "A Synopsis of Linguistic Theory, 1930–1955", in: Studies in Linguistic
 * Analysis, 1957
 * @see K. W. Church, P. Hanks, "Word Association Norms, Mutual Information, and Lexicography",
 * Computational Linguistics 16(1), 1990
 * @see O. Levy, Y. Goldberg, I. Dagan, "Improving Distributional Similarity with Lessons Learned
 * from Word Embeddings", TACL 3, 2015
 */
#ifndef COUNTS_H
#define COUNTS_H

#include <stdbool.h>

#include "mat.h"
#include "sparse.h"

/** Which words count as near. */
typedef struct {
	int left, right;  /**< so many places before the word and after it */
	bool by_distance; /**< a word d places away counts 1/d; else it counts 1 */
} window;

/** 2.1 Count the neighbours of one word of a text: for each place p ≠ at from at − left to
 * at + right that lies in the text, with no line end from p to `at`,
 *
 *     counts[id[p]] += 1, or 1/|p − at| when by_distance
 *
 * The word itself counts as its own neighbour when it stands there a second time.
 * @param[in,out] counts  (V) += how much each word was near. In double, for a float stops counting
 *                        at 16,777,216
 * @param[in]     id      (n) word ids below V; negative: the end of a line
 * @param[in]     n       length of the text
 * @param[in]     at      the place to look from. @pre 0 ≤ at < n and id[at] ≥ 0
 * @param[in]     w       the window */
void count_neighbours(double *counts, const int *id, long n, long at, window w);

/** 2.2 Count the neighbours of all words: x_ij = the sum of count_neighbours() over the places
 * where word i stands.
 *
 * One row is counted after the other, in a dense row of V numbers that stays in the cache: so all
 * places of a word must be known before its row is begun, and no search among 50 million pairs is
 * ever needed. An entry is made for what was counted and for nothing else.
 * @param[in] id  (n) word ids below V; negative: the end of a line
 * @param[in] n   length of the text
 * @param[in] V   size of the vocabulary
 * @param[in] w   the window
 * @param[in] a   keeps the table
 * @return (V,V) */
sparse cooccurrence(const int *id, long n, int V, window w, arena *a);

/** 2.3 Positive pointwise mutual information: how much oftener than by chance.
 *
 *     ppmi_ij = max(0, ln (x_ij · Σ_c N_c^α / (N_i · N_j^α)))
 *
 * with N_i = Σ_c x_ic for the word, and for the context its own sum N_j = Σ_r x_rj, smoothed by
 * α: with α = 1 this is ln p(i,j) / (p(i) p(j)); α = ¾ makes rare contexts less surprising. A cell
 * that is not positive gets no entry.
 * @param[in] x      (V,C) counts, none negative; a count of 0 may have an entry
 * @param[in] alpha  0 < α ≤ 1
 * @param[in] a      keeps the answer
 * @return (V,C) in nats, positive entries only */
sparse ppmi(sparse x, double alpha, arena *a);

#endif
