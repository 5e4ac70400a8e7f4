/** @file seq2seq.h
 * Chapter 09, third part: an encoder, a decoder, and three ways to tell the one what the other read.
 *
 *     encoder    x (S,B,D) → states (S,B,2H) from both sides → start (B,H)
 *     decoder    h_t from h_{t−1} and the word before, h_0 = start
 *
 * The decoder can have the source in its first state only; in an input of every step (the context,
 * concatenated); or through attention after every step. Words become vectors before this and logits
 * behind it, as in chapter 06.
 *
 * @see I. Sutskever, O. Vinyals, Q. V. Le, "Sequence to Sequence Learning with Neural Networks", NIPS 2014
 * @see K. Cho and others, EMNLP 2014 (context at every step); M.-T. Luong and others, EMNLP 2015
 * (attention after the step)
 * @see R. Kiros and others, "Skip-Thought Vectors", NIPS 2015
 */
#ifndef SEQ2SEQ_H
#define SEQ2SEQ_H

#include "attention.h"
#include "gru.h"
#include "rnn.h"
#include "sentences.h"

/** A GRU layer's sequences: gru_forward() makes them. */
typedef struct {
	seq h; /**< (T+1,B,H) states */
	seq a; /**< (T,B,3H) gates */
	seq u; /**< (T,B,3H) */
} gru_wires;

/** Memory for them, zeroed. */
gru_wires gru_wires_new(arena *a, int T, int B, int H);

/** The weights of an encoder, or their gradients. */
typedef struct {
	gated left, right; /**< GRU layers from the left and from the right: (D,3H), (H,3H), (1,3H) */
	affine start;      /**< (2H,H), (1,H): from both last states to the decoder's first */
} encoder;

/** What an encoder makes, or the gradients of it. */
typedef struct {
	gru_wires left, right; /**< right: in its own order of reading */
	seq turned;            /**< (S,B,D) the input, each sentence reversed */
	seq states;            /**< (S,B,2H) left and right state after each word; 0 behind the end */
	mat last;              /**< (B,2H) both states after all words */
	mat start;             /**< (B,H) tanh(last W + b) */
} encoder_wires;

/** 9.14 Read sentences from both sides. Both layers begin with zero states.
 * @param[in,out] v       what is made; memory of the shapes above, the first states zero
 * @param[in]     x       (S,B,D)
 * @param[in]     length  (B) words of each sentence, 1 … S
 * @param[in]     w       the weights */
void encoder_forward(encoder_wires *v, seq x, const int *length, encoder w);

/** 9.15 Its gradient.
 * @param[in,out] dw      += gradients of the weights
 * @param[out]    dx      = (S,B,D)
 * @param[in,out] dv      on entry dv->states and dv->start hold what the rest of the network sends, all else
 *                        is working space
 * @param[in]     x       (S,B,D)
 * @param[in]     length  (B)
 * @param[in]     v       what encoder_forward() made
 * @param[in]     w       the weights */
void encoder_backward(encoder dw, seq dx, encoder_wires *dv, seq x, const int *length,
        const encoder_wires *v, encoder w);

/** 9.16 A context at every step: y_t = [x_t, ctx].
 * @param[out] y    = (T,B,D+C)
 * @param[in]  x    (T,B,D)
 * @param[in]  ctx  (B,C) the same at every step */
void with_context_forward(seq y, seq x, mat ctx);

/** 9.17 Its gradient.
 * @param[out]    dx    = (T,B,D)
 * @param[in,out] dctx  += (B,C)
 * @param[in]     dy    (T,B,D+C) */
void with_context_backward(seq dx, mat dctx, seq dy);

/** 9.18 Attention after every step, with dot scores, for a whole batch:
 *
 *     α_t = softmax over the sentence's own words of ⟨h_t Wq, k_s⟩
 *     ctx_t = Σ_s α_ts k_s          o_t = tanh([ctx_t, h_t] W + b)
 *
 * @param[out] o       = (T,B,H) what the logits are made of
 * @param[out] joined  = (T,B,K+H) [ctx_t, h_t]
 * @param[out] alpha   = (B,T,S) one (T,S) matrix a sentence: at(alpha, b)
 * @param[in]  h       (T,B,H) the decoder's states after each step
 * @param[in]  k       (S,B,K) the encoder's states
 * @param[in]  length  (B) words of each source sentence, 1 … S
 * @param[in]  Wq      (H,K)
 * @param[in]  w       W (K+H,H), b (1,H) */
void attend_forward(
        seq o, seq joined, seq alpha, seq h, seq k, const int *length, mat Wq, affine w);

/** 9.19 Its gradient.
 * @param[in,out] dWq     += (H,K)
 * @param[in,out] dw      += gradients of W and b
 * @param[in,out] dh      += (T,B,H)
 * @param[in,out] dk      += (S,B,K)
 * @param[in]     d       (T,B,H) gradient of o
 * @param[in]     o,joined,alpha  what attend_forward() made
 * @param[in]     h,k,length,Wq,w  as before */
void attend_backward(mat dWq, affine dw, seq dh, seq dk, seq d, seq o, seq joined, seq alpha, seq h,
        seq k, const int *length, mat Wq, affine w);

/** The weights of a decoder that has the context at every step, or their gradients. */
typedef struct {
	gated gru;  /**< Wx (D+C,3H), Wh (H,3H), b */
	affine out; /**< (H,V), (1,V) */
} decoder;

/** 9.20 The loss of a decoder that is told z, and its gradient: with_context(), a GRU layer from the state
 * 0, the logits, temporal_softmax_loss().
 * @param[in,out] dw      += gradients of the weights
 * @param[in,out] dz      += (B,C)
 * @param[out]    dx      = (T,B,D)
 * @param[in]     z       (B,C) the context
 * @param[in]     x       (T,B,D) embedded words, as teacher_forcing() orders them
 * @param[in]     target  (T·B) ids, −1 for padding
 * @param[in]     w       the weights
 * @return mean loss in nats a target */
double decoder_loss(decoder dw, mat dz, seq dx, mat z, seq x, const int *target, decoder w);

/** One of the two sentences beside the one that was encoded. */
typedef struct {
	seq x, dx;         /**< (T,B,D) embedded words and their gradient (=) */
	const int *target; /**< (T·B) */
} neighbour;

/** 9.21 Skip-thought: one sentence's z must tell a decoder the sentence before and another the one after.
 *
 *     L = L_before + L_after
 *
 * @param[in,out] dw    two gradients, +=
 * @param[in,out] dz    += (B,C) what both send back
 * @param[in]     z     (B,C) the encoder's answer
 * @param[in,out] n     the two neighbours, before and after; their dx = is made
 * @param[in]     w     two decoders
 * @return L */
double skip_thought_loss(
        const decoder dw[2], mat dz, mat z, const neighbour n[2], const decoder w[2]);

#endif
