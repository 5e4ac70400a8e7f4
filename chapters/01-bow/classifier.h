/** @file classifier.h
 * Chapter 01, third part: from ids to a decision.
 *
 * A table C has one row of D numbers for each word. A document is the average of its words' rows;
 * an affine map turns the average into one logit for each class; softmax turns logits into
 * probabilities:
 *
 *     x_i = C[id_i]      v = Σ_i a_i x_i      y = v W + b      p = softmax(y)      L = −log p[label]
 *
 * The order of the words enters nowhere. Vectors are rows. Gradients carry the name of what they
 * belong to with a `d` in front and have its shape; each comment says whether a function sets its
 * gradient (=) or adds to it (+=).
 *
 * @see M. Iyyer, V. Manjunatha, J. Boyd-Graber, H. Daumé III, "Deep Unordered Composition Rivals
 * Syntactic Methods for Text Classification", ACL 2015
 * @see A. Joulin, E. Grave, P. Bojanowski, T. Mikolov, "Bag of Tricks for Efficient Text
 * Classification", EACL 2017
 */
#ifndef CLASSIFIER_H
#define CLASSIFIER_H

#include "vectors.h"

/** Weights of the words in the vector of their document. */
typedef enum {
	POOL_SUM,  /**< a_i = 1 */
	POOL_MEAN, /**< a_i = 1/n, n the words of the document, padding not counted */
	POOL_TFIDF /**< a_i = idf[id_i] / Σ_j idf[id_j]; a repeated word enters each time */
} pool_weights;

/** How the words of a document share its vector. */
typedef struct {
	pool_weights how; /**< which weights */
	mat idf;          /**< (1,V) for POOL_TFIDF, positive; the others do not read it */
} pooling;

/** A classifier, or its gradients. */
typedef struct {
	mat C; /**< (V,D) one row for each word */
	mat W; /**< (D,K) from the average to the logits */
	mat b; /**< (1,K) bias */
} classifier;

/** @name Looking up and averaging
 * @{ */

/** 1.8 Rows of a table: y_i = C[id_i], which is e(id_i) C without the multiplications by zero.
 * @param[out] y   = (n,D); the row of a negative id is zero
 * @param[in]  id  (n) words, below V
 * @param[in]  C   (V,D) the table */
void embedding_lookup_forward(mat y, const int *id, mat C);

/** 1.9 Its gradient, a scatter-add: dC[id_i] += dy_i for each i, however often a word occurs.
 * @param[in,out] dC  += (V,D); rows of absent words stay as they are
 * @param[in]     dy  (n,D) the row of a negative id goes nowhere
 * @param[in]     id  (n) words, below V */
void embedding_lookup_backward(mat dC, mat dy, const int *id);

/** 1.10 One vector for each document: v_d = Σ_i a_i x_i over the words of d.
 * @param[out] v     = (N,D); zero for a document without words
 * @param[in]  x     (n,D) a vector for each entry of docs.id, n = docs.start[N]; what stands
 *                   in the row of a negative id is ignored
 * @param[in]  docs  N documents
 * @param[in]  how   the weights a_i */
void mean_pool_forward(mat v, mat x, documents docs, pooling how);

/** 1.11 Its gradient: dx_i = a_i dv_d for word i of document d.
 * @param[out] dx    = (n,D); zero in the rows of negative ids
 * @param[in]  dv    (N,D)
 * @param[in]  docs  N documents
 * @param[in]  how   the weights a_i, constants here */
void mean_pool_backward(mat dx, mat dv, documents docs, pooling how);

/** @}
 * @name Probabilities and loss
 * @{ */

/** 1.12 p = softmax(y), row by row, and the mean cross-entropy
 *
 *     L = (1/N) Σ_n ( log Σ_k exp(y_nk) − y_n[label_n] )
 *
 * finite and exact for every finite logit: ±1000 gives neither infinity nor NaN, and L is 2000
 * where the label's logit is −1000 and another is 1000.
 * @param[out] p      = (N,K) probabilities
 * @param[in]  y      (N,K) logits, K ≥ 1
 * @param[in]  label  (N) classes, 0 … K-1
 * @return L in nats per document; 0 when N is 0 */
double softmax_cross_entropy_forward(mat p, mat y, const int *label);

/** 1.13 The gradient of L: dy_n = (p_n − e(label_n)) / N.
 * @param[out] dy     = (N,K)
 * @param[in]  p      (N,K) what the forward function made
 * @param[in]  label  (N) classes, 0 … K-1 */
void softmax_cross_entropy_backward(mat dy, mat p, const int *label);

/** @}
 * @name The classifier
 * @{ */

/** 1.14 Average and logits: v_d = Σ_i a_i C[id_i], y = v W + b.
 * @param[out] y     = (N,K) logits
 * @param[out] v     = (N,D) the documents' vectors
 * @param[in]  docs  N documents
 * @param[in]  how   the weights a_i
 * @param[in]  w     the parameters
 * @param[in]  a     for scratch memory */
void classifier_forward(mat y, mat v, documents docs, pooling how, classifier w, arena *a);

/** 1.15 Mean loss over N documents, and its gradient.
 * @param[in,out] dw     += gradient of the parameters
 * @param[in]     docs   N documents
 * @param[in]     label  (N) classes, 0 … K-1
 * @param[in]     how    the weights a_i
 * @param[in]     w      the parameters
 * @param[in]     a      for scratch memory
 * @return the loss in nats per document */
double classifier_loss(
        classifier dw, documents docs, const int *label, pooling how, classifier w, arena *a);

/** 1.16 The most probable class of each document; of equal logits the first.
 * @param[out] label  = (N) classes, 0 … K-1
 * @param[in]  docs   N documents
 * @param[in]  how    the weights a_i
 * @param[in]  w      the parameters
 * @param[in]  a      for scratch memory */
void classifier_predict(int *label, documents docs, pooling how, classifier w, arena *a);

/** @} */

#endif
