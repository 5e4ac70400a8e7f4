/** @file attention.h
 * Chapter 09, fifth part: attention, a soft look-up.
 *
 * A decoder's state is a query q, the encoder's states are keys k. A score says how well a key fits a
 * query, a softmax makes weights of the scores of all keys, and what is read is the keys' weighted mean:
 *
 *     score (T,S)  →  α = softmax over s  →  ctx_t = Σ_s α_ts k_s
 *
 * 9.13 to 9.22 are about one sentence: q (T,Hq) are the states of all T steps of its decoder, k (S,Hk)
 * those of its encoder. One step is T = 1. In a batch a sentence is every B-th row of a sequence, which
 * one_of() gives as a matrix.
 *
 * @see D. Bahdanau, K. Cho, Y. Bengio, "Neural Machine Translation by Jointly Learning to Align and
 * Translate", ICLR 2015 (score_concat)
 * @see M.-T. Luong, H. Pham, C. D. Manning, "Effective Approaches to Attention-based Neural Machine
 * Translation", EMNLP 2015 (score_dot, score_bilinear, attention after the step)
 * @see M.-T. Luong, I. Sutskever, Q. V. Le, O. Vinyals, W. Zaremba, "Addressing the Rare Word Problem in
 * Neural Machine Translation", ACL 2015 (unknown words)
 */
#ifndef ATTENTION_H
#define ATTENTION_H

#include "rnn.h"
#include "sentences.h"

/** Sentence b of a batch as one (T,D) matrix on the same memory. */
static inline mat one_of(seq s, int b)
{
	return (mat){s.p + (long)b * s.D, s.T, s.D, s.B * s.D, false};
}

/** 9.13 Scores by the inner product: score_ts = ⟨q_t, k_s⟩.
 * @param[out] score  = (T,S)
 * @param[in]  q      (T,H)
 * @param[in]  k      (S,H) */
void score_dot_forward(mat score, mat q, mat k);

/** 9.14 Its gradient.
 * @param[in,out] dq      += (T,H)
 * @param[in,out] dk      += (S,H)
 * @param[in]     dscore  (T,S)
 * @param[in]     q,k     as before */
void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k);

/** 9.15 Scores by a matrix between the two: score_ts = q_t W k_sᵀ.
 * @param[out] score  = (T,S)
 * @param[in]  q      (T,Hq)
 * @param[in]  k      (S,Hk)
 * @param[in]  W      (Hq,Hk) */
void score_bilinear_forward(mat score, mat q, mat k, mat W);

/** 9.16 Its gradient.
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

/** 9.17 Scores by a small network on query and key together: score_ts = ⟨v, tanh(q_t Wq + k_s Wk)⟩.
 * @param[out] score  = (T,S)
 * @param[in]  q      (T,Hq)
 * @param[in]  k      (S,Hk)
 * @param[in]  w      its weights */
void score_concat_forward(mat score, mat q, mat k, scorer w);

/** 9.18 Its gradient.
 * @param[in,out] dw      += gradients of the weights
 * @param[in,out] dq      += (T,Hq)
 * @param[in,out] dk      += (S,Hk)
 * @param[in]     dscore  (T,S)
 * @param[in]     q,k,w   as before */
void score_concat_backward(scorer dw, mat dq, mat dk, mat dscore, mat q, mat k, scorer w);

/** 9.19 Weights from scores, in place: for each query a softmax over the first n keys; the others are
 * padding and get 0.
 * @param[in,out] score  (T,S) on exit α: each row sums to 1
 * @param[in]     n      keys that count, 1 … S */
void attention_weights(mat score, int n);

/** 9.20 Its gradient, in place: dscore_t = α_t ∘ (dα_t − ⟨α_t, dα_t⟩).
 * @param[in,out] d      (T,S) on entry the gradient of α, on exit that of the scores
 * @param[in]     alpha  (T,S) the weights */
void attention_weights_backward(mat d, mat alpha);

/** 9.21 What is read: ctx_t = Σ_s α_ts k_s.
 * @param[out] ctx    = (T,H)
 * @param[in]  alpha  (T,S)
 * @param[in]  k      (S,H) */
void attention_read_forward(mat ctx, mat alpha, mat k);

/** 9.22 Its gradient.
 * @param[out]    dalpha   = (T,S)
 * @param[in,out] dk       += (S,H)
 * @param[in]     dctx     (T,H)
 * @param[in]     alpha,k  as before */
void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k);

/** The weights of attention after every step, or their gradients. */
typedef struct {
	mat Wq;     /**< (H,K) from the decoder's state to the query */
	affine out; /**< W (K+H,H), b (1,H) */
} attention;

/** What attention after every step makes. */
typedef struct {
	seq q;      /**< (T,B,K) queries */
	seq alpha;  /**< (B,T,S) weights, one matrix a sentence: at(alpha, b) */
	seq joined; /**< (T,B,K+H) [ctx_t, h_t] */
	seq o;      /**< (T,B,H) what the logits are made of */
} attention_wires;

/** Memory for them, zeroed. */
attention_wires attention_wires_new(arena *a, int T, int S, int B, int K, int H);

/** 9.23 Attention after every step, for a whole batch:
 *
 *     q_t = h_t Wq      α_t = softmax over the sentence's own words of ⟨q_t, k_s⟩
 *     ctx_t = Σ_s α_ts k_s          o_t = tanh([ctx_t, h_t] W + b)
 *
 * @param[out] v       = what is made
 * @param[in]  h       (T,B,H) the decoder's states after each word
 * @param[in]  k       (S,B,K) the encoder's states
 * @param[in]  length  (B) words of each source sentence, 1 … S
 * @param[in]  w       the weights */
void attend_forward(attention_wires v, seq h, seq k, const int *length, attention w);

/** 9.24 Its gradient.
 * @param[in,out] dw  += gradients of the weights
 * @param[in,out] dh  += (T,B,H)
 * @param[in,out] dk  += (S,B,K), nothing behind the end
 * @param[in]     d   (T,B,H) gradient of o
 * @param[in]     v   what attend_forward() made
 * @param[in]     h,k,w  as before */
void attend_backward(
        attention dw, seq dh, seq dk, seq d, attention_wires v, seq h, seq k, attention w);

/** 9.25 Where to copy an unknown word from: where word t of the answer is `unknown`, say the source word
 * that its step attended to most (the first of equals).
 * @param[out] from     = (answer.length) index of a source word, or −1 where the word is not unknown
 * @param[in]  answer   what was said
 * @param[in]  unknown  the id of an unknown word
 * @param[in]  alpha    (answer.length or more, S) its steps' weights */
void copy_unknown(int *from, sentence answer, int unknown, mat alpha);

#endif
