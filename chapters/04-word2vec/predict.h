/** @file predict.h
 * Chapter 04, second part: a vector predicts a word, three ways.
 *
 * A hidden vector h (1,D), made from the words at hand, shall make one word likely. All words have an
 * output vector, row c of C. The full softmax compares with all V of them, which costs V·D products
 * for each prediction; negative sampling compares with K words drawn as noise; hierarchical softmax
 * takes log₂ V turns in a tree.
 *
 * skip-gram: h is the vector of the centre word and predicts each neighbour in turn. CBOW: h is the
 * mean of the neighbours' vectors and predicts the centre.
 *
 * All losses are sums in nats. Gradients of tables are `+=`: a word may be used twice.
 *
 * @see T. Mikolov, K. Chen, G. Corrado, J. Dean, "Efficient Estimation of Word Representations in
 * Vector Space", 2013
 * @see F. Morin, Y. Bengio, "Hierarchical Probabilistic Neural Network Language Model", AISTATS 2005
 * @see Y. Goldberg, O. Levy, "word2vec Explained", 2014
 */
#ifndef PREDICT_H
#define PREDICT_H

#include "mat.h"
#include "sampling.h"

/** 4.6 Softmax over all words: L = −ln p_target, p = softmax(h Cᵀ). Logits of ±1000 are numbers too.
 * @param[in,out] dh      (1,D) += ∂L/∂h
 * @param[in,out] dC      (V,D) += ∂L/∂C
 * @param[in]     h       (1,D)
 * @param[in]     C       (V,D)
 * @param[in]     target  the word to predict
 * @return L */
double predict_softmax(mat dh, mat dC, mat h, mat C, int target);

/** 4.7 Negative sampling: tell the target from K noise words,
 *
 *     L = −ln σ(h·C_target) − Σ_j ln σ(−h·C_noise(j))
 *
 * A noise word that occurs twice counts twice; one that is the target counts as noise too (the
 * sampler leaves it out, not this function). Logits of ±1000 are numbers too.
 * @param[in,out] dh      (1,D) +=
 * @param[in,out] dC      (V,D) += only the rows of target and noise change
 * @param[in]     h       (1,D)
 * @param[in]     C       (V,D)
 * @param[in]     target  the word to predict
 * @param[in]     noise   (K) words drawn as noise
 * @param[in]     K       how many, 0 or more
 * @return L */
double predict_negative(mat dh, mat dC, mat h, mat C, int target, const int *noise, int K);

/** 4.8 Hierarchical softmax: the probability of a word is the product of its turns,
 *
 *     p = Π_i σ(±h·N_node(i)),   + for a bit of 0, − for a bit of 1;   L = −ln p
 *
 * @param[in,out] dh    (1,D) +=
 * @param[in,out] dN    (V−1,D) += only the rows on the path change
 * @param[in]     h     (1,D)
 * @param[in]     N     (V−1,D) a vector for each inner node
 * @param[in]     path  of the word to predict
 * @return L */
double predict_hierarchical(mat dh, mat dN, mat h, mat N, huffman_path path);

/** A pair of places in a text. */
typedef struct {
	int centre, context; /**< word ids */
} word_pair_ids;

/** 4.9 The pairs that skip-gram learns from: for each place of the text in order, and from left to
 * right for each other place at most `reach` away, on the same line (a negative id ends a line):
 * the word here, the word there. "the cat sat on floor" with reach 2 has 14.
 * @param[out] pairs  = room for 2·reach·n
 * @param[in]  id     (n) word ids; negative: the end of a line
 * @param[in]  n      length of the text
 * @param[in]  reach  1 or more
 * @return how many pairs */
long skipgram_pairs(word_pair_ids *pairs, const int *id, long n, int reach);

/** The tables of a model, or their gradients. */
typedef struct {
	mat W; /**< (V,D) input vectors: the word vectors that are kept in the end */
	mat C; /**< (V,D) output vectors; (V−1,D) inner nodes for hierarchical softmax */
} embeddings;

/** The three ways to score a prediction. */
typedef enum { BY_SOFTMAX, BY_NEGATIVES, BY_TREE } objective_kind;

/** How a prediction is scored. */
typedef struct {
	objective_kind kind; /**< which of the three */
	const int *noise;    /**< BY_NEGATIVES: (predictions · K) fresh words for each prediction */
	int K;               /**< BY_NEGATIVES: how many for each */
	const huffman_path *path; /**< BY_TREE: (V) */
} objective;

/** 4.10 Skip-gram for one centre word: L = Σ over the context of the loss of predicting that word
 * from the centre's vector, context word j with noise j·K … j·K+K−1.
 * @param[in,out] d        += gradients of both tables
 * @param[in]     m        the tables
 * @param[in]     centre   a word
 * @param[in]     context  (n) its neighbours
 * @param[in]     n        how many, 0 or more
 * @param[in]     by       objective
 * @return L */
double skipgram(embeddings d, embeddings m, int centre, const int *context, int n, objective by);

/** 4.11 CBOW for one centre word: h = the mean of the context's vectors, predicting the centre. Every
 * context word gets its share 1/n of dh, a word that stands there twice gets two. (The original
 * program gives each the whole dh, which amounts to another learning rate.)
 * @param[in,out] d        += gradients of both tables
 * @param[in]     m        the tables
 * @param[in]     centre   the word to predict
 * @param[in]     context  (n)
 * @param[in]     n        how many; 0: no prediction, the loss is 0
 * @param[in]     by       objective, one prediction
 * @param[out]    room     (2,D) working space: h and its gradient
 * @return L */
double cbow(
        embeddings d, embeddings m, int centre, const int *context, int n, objective by, mat room);

#endif
