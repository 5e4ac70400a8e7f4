/** @file attention.h
 * Chapter 09, first part: attention, a soft look-up.
 *
 * A decoder's state is a query q, the encoder's states are keys k. A score says how well a key fits a
 * query, a softmax makes weights of the scores of all keys, and the answer is the keys' weighted mean:
 *
 *     score (T,S)  →  α = softmax over s  →  ctx_t = Σ_s α_ts k_s
 *
 * All functions are about one sentence: q (T,Hq) are the states of all T steps of its decoder, k (S,Hk)
 * those of its encoder. One step is T = 1. In a batch a sentence is every B-th row of a sequence, which
 * one_of() gives as a matrix.
 *
 * @see D. Bahdanau, K. Cho, Y. Bengio, "Neural Machine Translation by Jointly Learning to Align and
 * Translate", ICLR 2015 (score_concat)
 * @see M.-T. Luong, H. Pham, C. D. Manning, "Effective Approaches to Attention-based Neural Machine
 * Translation", EMNLP 2015 (score_dot, score_bilinear)
 */
#ifndef ATTENTION_H
#define ATTENTION_H

#include "mat.h"

/** Steps 0 … n-1 of sequence b of a batch as one (n,D) matrix on the same memory. */
static inline mat one_of(seq s, int b, int n)
{
	return (mat){s.p + (long)b * s.D, n, s.D, s.B * s.D, false};
}

/** 9.1 Scores by the inner product: score_ts = ⟨q_t, k_s⟩.
 * @param[out] score  = (T,S)
 * @param[in]  q      (T,H)
 * @param[in]  k      (S,H) */
void score_dot_forward(mat score, mat q, mat k);

/** 9.2 Its gradient.
 * @param[in,out] dq      += (T,H)
 * @param[in,out] dk      += (S,H)
 * @param[in]     dscore  (T,S)
 * @param[in]     q,k     as before */
void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k);

/** 9.3 Scores by a matrix between the two: score_ts = q_t W k_sᵀ.
 * @param[out] score  = (T,S)
 * @param[in]  q      (T,Hq)
 * @param[in]  k      (S,Hk)
 * @param[in]  W      (Hq,Hk) */
void score_bilinear_forward(mat score, mat q, mat k, mat W);

/** 9.4 Its gradient.
 * @param[in,out] dW      += (Hq,Hk)
 * @param[in,out] dq      += (T,Hq)
 * @param[in,out] dk      += (S,Hk)
 * @param[in]     dscore  (T,S)
 * @param[in]     q,k,W   as before */
void score_bilinear_backward(mat dW, mat dq, mat dk, mat dscore, mat q, mat k, mat W);

/** What a small network scores with, or its gradients. */
typedef struct {
	mat Wq; /**< (Hq,A) from the query */
	mat Wk; /**< (Hk,A) from the key */
	mat v;  /**< (1,A) */
} scorer;

/** 9.5 Scores by a small network on query and key together: score_ts = ⟨v, tanh(q_t Wq + k_s Wk)⟩.
 * @param[out] score  = (T,S)
 * @param[in]  q      (T,Hq)
 * @param[in]  k      (S,Hk)
 * @param[in]  w      its weights */
void score_concat_forward(mat score, mat q, mat k, scorer w);

/** 9.6 Its gradient.
 * @param[in,out] dw      += gradients of the weights
 * @param[in,out] dq      += (T,Hq)
 * @param[in,out] dk      += (S,Hk)
 * @param[in]     dscore  (T,S)
 * @param[in]     q,k,w   as before */
void score_concat_backward(scorer dw, mat dq, mat dk, mat dscore, mat q, mat k, scorer w);

/** 9.7 Weights from scores, in place: a softmax over the first n keys of each query; the others are
 * padding and get 0.
 * @param[in,out] score  (T,S) on exit α: each row sums to 1
 * @param[in]     n      keys that count, 1 … S */
void attention_weights(mat score, int n);

/** 9.8 Its gradient, in place: ds_t = α_t ∘ (dα_t − ⟨α_t, dα_t⟩).
 * @param[in,out] d      (T,S) on entry the gradient of α, on exit that of the scores
 * @param[in]     alpha  (T,S) the weights */
void attention_weights_backward(mat d, mat alpha);

/** 9.9 What is read: ctx_t = Σ_s α_ts k_s.
 * @param[out] ctx    = (T,H)
 * @param[in]  alpha  (T,S)
 * @param[in]  k      (S,H) */
void attention_read(mat ctx, mat alpha, mat k);

/** 9.10 Its gradient.
 * @param[out]    dalpha   = (T,S)
 * @param[in,out] dk       += (S,H)
 * @param[in]     dctx     (T,H)
 * @param[in]     alpha,k  as before */
void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k);

#endif
