/** @file sampling.h
 * Chapter 04, first part: which words are looked at, which are drawn as noise, and how fast to learn.
 *
 * Common words are skipped at random, for the ten-thousandth "the" teaches little. Noise words are
 * drawn by their counts to the power ¾, a million times a second, so a draw must cost the same
 * whatever the size of the vocabulary: the alias method takes one look into a table.
 *
 * @see T. Mikolov, I. Sutskever, K. Chen, G. Corrado, J. Dean, "Distributed Representations of Words
 * and Phrases and their Compositionality", NIPS 2013
 * @see A. J. Walker, "An Efficient Method for Generating Discrete Random Variables with General
 * Distributions", ACM TOMS 3(3), 1977; M. D. Vose, IEEE Trans. Software Engineering 17(9), 1991, for
 * building the table in linear time
 */
#ifndef SAMPLING_H
#define SAMPLING_H

#include "arena.h"
#include "mat.h"
#include "rng.h"

/** 4.1 The probability with which an occurrence of a word is kept. With f = count/total:
 *
 *     keep = min(1, (√(f/t) + 1) · t/f)
 *
 * (the original program's rule; the paper prints 1 − √(t/f) for the probability of leaving out).
 * @param[in] count  occurrences of the word, above 0
 * @param[in] total  occurrences of all words
 * @param[in] t      threshold, such as 1e-4; 0 keeps everything */
double subsample_keep_probability(double count, double total, double t);

/** 4.2 The learning rate after a part of the work: it falls in a straight line from the first rate,
 * and never below a ten-thousandth of that.
 * @param[in] first  rate at the beginning
 * @param[in] done   words trained on so far
 * @param[in] total  words there will be, above 0 */
double learning_rate(double first, double done, double total);

/** A table for drawing one of n things in constant time: a fair draw picks a column, and a second
 * one decides between the two things that share it. */
typedef struct {
	int n;        /**< columns, as many as things */
	double *keep; /**< (n) probability that column i answers i … */
	int *other;   /**< (n) … and not this */
} alias_table;

/** 4.3 Build the table: the columns have equal weight, so the thing of a column that is less than
 * full shares it with one that has too much, which then has less. Each column is finished once.
 * @param[in] weight  (1,n) none negative, not all 0; they need not sum to 1
 * @param[in] a       keeps the table
 * @return a table that draws i with probability weight_i / Σ weight. A thing of weight 0 is never
 *         drawn */
alias_table alias_build(mat weight, arena *a);

/** 4.4 Draw: a column c = rng_below(r, n), then u = rng_uniform(r): c if u < keep_c, else other_c.
 * Two random numbers for each draw, in this order. */
int alias_draw(const alias_table *t, rng *r);

/** A word's way from the root of a Huffman tree: at inner node `node[i]` turn to `bit[i]`. */
typedef struct {
	int length;               /**< turns */
	const int *node;          /**< (length) inner nodes, the root first; numbers 0 … V−2 */
	const unsigned char *bit; /**< (length) 0 or 1 */
} huffman_path;

/** 4.5 Huffman's tree: again and again the two nodes with the smallest counts get a common parent,
 * whose count is their sum. Inner nodes are numbered in the order in which they are made, so the
 * root is V−2; the smaller of the two children is turned to by 0, the other by 1. Of equal counts an
 * inner node is smaller than a word; of two words the one with the larger number is, of two inner nodes
 * the one with the smaller number.
 * @param[out] path   (V) for every word. (V = 1: a path of no turns)
 * @param[in]  count  (V) falling, none negative
 * @param[in]  V      words, 1 or more
 * @param[in]  a      keeps the paths */
void huffman_paths(huffman_path *path, const long *count, int V, arena *a);

#endif
