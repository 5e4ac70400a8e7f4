/** @file seq2seq.h
 * Chapter 09, second part: an encoder, and decoders that know of the source one vector.
 *
 *     encoder    x (S,B,D) → states (S,B,2H) from both sides → start (B,H)
 *     decoder    h_t from h_{t−1}, the word before and, if it has one, the context
 *
 * A decoder can be told of the source through its first state, h_0 = start, or through an input that is the
 * same at every step. The third way is in attention.h. Words become vectors before all this and logits
 * behind it, as in chapter 06.
 *
 * @see I. Sutskever, O. Vinyals, Q. V. Le, "Sequence to Sequence Learning with Neural Networks", NIPS 2014
 * (the first state)
 * @see K. Cho and others, "Learning Phrase Representations Using RNN Encoder–Decoder for Statistical
 * Machine Translation", EMNLP 2014 (context at every step)
 * @see R. Kiros and others, "Skip-Thought Vectors", NIPS 2015
 */
#ifndef SEQ2SEQ_H
#define SEQ2SEQ_H

#include "gru.h"
#include "rnn.h"
#include "sentences.h"

/** What gru_forward() makes in a layer, or the gradients of it. */
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
	mat last;              /**< (B,2H) left and right state after all words */
	mat start;             /**< (B,H) tanh(last W + b) */
} encoder_wires;

/** Memory for them, zeroed. */
encoder_wires encoder_wires_new(arena *a, int S, int B, int D, int H);

/** 9.3 Read sentences from both sides. Both layers begin with zero states.
 * @param[in,out] v       what is made; v.left.h[0] and v.right.h[0] are zero on entry
 * @param[in]     x       (S,B,D)
 * @param[in]     length  (B) words of each sentence, 1 … S
 * @param[in]     w       the weights */
void encoder_forward(encoder_wires v, seq x, const int *length, encoder w);

/** 9.4 Its gradient.
 * @param[in,out] dw      += gradients of the weights
 * @param[out]    dx      = (S,B,D), 0 behind the end
 * @param[in,out] dv      on entry dv.states and dv.start hold what the rest of the network sends (whatever
 *                        it sends behind the end is not meant); on exit all of it is working space
 * @param[in]     x       (S,B,D)
 * @param[in]     length  (B)
 * @param[in]     v       what encoder_forward() made
 * @param[in]     w       the weights */
void encoder_backward(
        encoder dw, seq dx, encoder_wires dv, seq x, const int *length, encoder_wires v, encoder w);

/** 9.5 A context at every step: y_t = [x_t, ctx].
 * @param[out] y    = (T,B,D+C)
 * @param[in]  x    (T,B,D)
 * @param[in]  ctx  (B,C) the same at every step */
void with_context_forward(seq y, seq x, mat ctx);

/** 9.6 Its gradient.
 * @param[out]    dx    = (T,B,D)
 * @param[in,out] dctx  += (B,C)
 * @param[in]     dy    (T,B,D+C) */
void with_context_backward(seq dx, mat dctx, seq dy);

/** The weights of a decoder that has the context at every step, or their gradients. */
typedef struct {
	gated gru;  /**< Wx (D+C,3H), Wh (H,3H), b (1,3H) */
	affine out; /**< (H,V), (1,V) */
} context_decoder;

/** 9.7 The loss of such a decoder, and its gradient: with_context_forward(), a GRU layer from the state 0,
 * logits of the states after each word, temporal_softmax_loss().
 * @param[in,out] dw      += gradients of the weights
 * @param[in,out] dctx    += (B,C)
 * @param[out]    dx      = (T,B,D)
 * @param[in]     ctx     (B,C)
 * @param[in]     x       (T,B,D) embedded words, as teacher_forcing() orders them
 * @param[in]     target  (T·B) ids, −1 for padding
 * @param[in]     w       the weights
 * @return mean loss in nats a target */
double context_decoder_loss(
        context_decoder dw, mat dctx, seq dx, mat ctx, seq x, const int *target, context_decoder w);

/** A sentence beside the one that was encoded, once for each of the batch. */
typedef struct {
	seq x, dx; /**< (T,B,D) embedded words, as teacher_forcing() orders them; their gradient */
	const int *target; /**< (T·B) */
} neighbour;

/** 9.8 Skip-thought: what the encoder made of a sentence must tell one decoder the sentence before and
 * another the sentence after.
 *
 *     L = L_before + L_after
 *
 * @param[in,out] dw    two gradients, +=
 * @param[in,out] dctx  += (B,C) what both send back
 * @param[in]     ctx   (B,C) the encoder's answer
 * @param[in,out] n     two neighbours, before and after, of lengths of their own; their dx = is made
 * @param[in]     w     two decoders
 * @return L */
double skip_thought_loss(const context_decoder dw[2], mat dctx, mat ctx, const neighbour n[2],
        const context_decoder w[2]);

#endif
