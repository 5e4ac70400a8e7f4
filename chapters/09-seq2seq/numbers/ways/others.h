/** @file others.h
 * Other ways to do what the solution does, for comparison, and the memory that all jobs share.
 */
#ifndef OTHERS_H
#define OTHERS_H

#include "attention.h"
#include "bleu.h"
#include "decode.h"
#include "seq2seq.h"

enum { BENCH_BEAM = 5, BENCH_LONGEST = 30, BENCH_VOCABULARY = 10000, BENCH_SENTENCES = 100 };

/** Sentences of 30 words to sentences of 30, a batch of 32, 128 units a layer, keys of 256. */
typedef struct {
	arena memory;
	int length[32];         /**< of each source sentence, all 30 */
	seq h, dh, k, dk, d;    /**< decoder's states, keys, gradients */
	attention w, dw;        /**< */
	attention_wires v;      /**< after attend_forward() */
	seq z, dz, alpha;       /**< (B,T,S) scores, gradients, weights */
	mat q, dq, keys, dkeys; /**< of one sentence: (T,H), (S,K) */
	mat one, done;          /**< (T,S) its scores and their gradient */
	mat W, dW;              /**< (H,K) */
	scorer net, dnet;       /**< A = 128 */
	seq x, dx;              /**< (S,B,D) */
	encoder enc, denc;      /**< */
	encoder_wires e, de;    /**< after encoder_forward() */
	mat ctx, dctx;          /**< (B,K) */
	gated gru;              /**< of a decoder with the context in its input */
	seq in, a;              /**< (T,B,D+K), (T,B,3H) */
	mat from_ctx;           /**< (B,3H) */
	mat logp;               /**< (BEAM,V) what the model of the beam says */
	int *words;             /**< (SENTENCES·30) */
} bench;

/** All memory, random numbers, one forward pass. */
bench bench_new(void);

/** Attention step after step and sentence after sentence. */
void other_steps(bench *s);
/** The bilinear score by turning keys into queries' space. */
void other_bilinear_keys(bench *s);
/** The concatenated score of one sentence as it is printed: [q, k] times one tall matrix, pair by pair. */
void other_concat_pairs(bench *s);
/** Weights with expf of the C library. */
void other_library(bench *s);
/** The softmax's gradient by building its Jacobian. */
void other_jacobian(bench *s);
/** What an encoder does besides its two layers. */
void other_copies(bench *s);
/** A decoder's input product, the context side by side with the word. */
void other_context_beside(bench *s);
/** The same with the context's share computed once a sentence. */
void other_context_once(bench *s);
/** A beam search, and the same number of steps by sorting all continuations. */
void other_beam(bench *s);
void other_beam_sorted(bench *s);
/** What the beam's model takes of that. */
void other_model(bench *s);
/** BLEU of 100 sentences. */
void other_bleu(bench *s);

#endif
