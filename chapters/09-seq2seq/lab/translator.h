/** @file translator.h
 * Encoder and decoder as one model: batches in, loss and gradient out.
 *
 * Words' vectors are most of the weights, and a batch meets few of them. So the gradient is kept in two
 * parts, which lie behind one another: that of all other weights, and a row for each word of the batch.
 * Only those rows are cleared, clipped and changed; what a rule remembers of a word waits until the word comes
 * again.
 */
#ifndef TRANSLATOR_H
#define TRANSLATOR_H

#include "attention.h"
#include "batches.h"
#include "optim.h"
#include "seq2seq.h"

/** What the decoder is told of the source. */
typedef enum {
	TOLD_FIRST,  /**< the encoder's answer is its first state */
	TOLD_ALWAYS, /**< it is an input at every step (9.5) */
	ATTENDING    /**< it is the first state, and every step attends to all states (9.23) */
} translator_kind;

/** Sizes. */
typedef struct {
	int kind;     /**< a translator_kind */
	int words[2]; /**< of the source's lexicon, of the target's */
	int embedding, hidden;
} translator_shape;

/** Weights, or gradients of those that are no words' vectors. */
typedef struct {
	encoder enc;
	gated gru;
	attention att; /**< of ATTENDING */
	affine out;
} translator_weights;

/** Rows for the words of a batch. */
typedef struct {
	int n;      /**< words */
	int *id;    /**< (n) which */
	int *place; /**< (words of the lexicon) its row, or −1 */
	mat d;      /**< (n,D) gradients */
} word_rows;

/** What a batch makes, and the gradients of it. The memory is that of the batch before, and nothing of it is
 * cleared but what is added to. */
typedef struct {
	seq x, dx; /**< (S,B,D) source words */
	encoder_wires e, de;
	seq y, dy;   /**< (T,B,D) target words */
	seq in, din; /**< what the decoder's layer reads: y, or y and the context */
	gru_wires g, dg;
	attention_wires v;
	seq d;               /**< (T,B,H) gradient of what the logits are made of */
	seq packed, dpacked; /**< (T·B,1,H+1) such states that have a target, then 1 */
	int *which, *target; /**< (T·B) where they are from; what is to be said there */
} translator_wires;

/** Memory that grows to the largest batch and is then used again. */
typedef struct {
	void *p;
	size_t room; /**< bytes */
	arena a;
} grown;

/** The model. */
typedef struct {
	translator_shape shape;
	mat w;                  /**< (1,n) all weights: the dense ones, then the words' vectors */
	mat table[2];           /**< (words,D) views of them: source, target */
	translator_weights p;   /**< views of them */
	int dense;              /**< how many are not words' vectors */
	mat dw;                 /**< (1, dense + rows·D) gradient of the last batch */
	translator_weights dp;  /**< views of it */
	word_rows rows[2];      /**< of the last batch */
	translator_wires wires; /**< of the last batch */
	grown gradient, logits, memory, numbers; /**< dw, logits that count, the wires, their ids */
	arena kept;
} translator;

/** Number of weights. */
long translator_parameters(const translator_shape *s);

/** A model with random weights. translator_free() gives it back. */
void translator_new(translator *t, translator_shape s, uint64_t seed);

/** Its memory goes. */
void translator_free(translator *t);

/** Mean loss of a batch, nats a target; with `gradient`, t->dw too. */
double translator_loss(translator *t, const batch *b, bool gradient);

/** Let a rule change the weights by t->dw.
 * @param[in,out] t       the model
 * @param[in]     rule    such as Adam
 * @param[in,out] slot    (1,n) each, what the rule remembers
 * @param[in]     rate    learning rate
 * @param[in]     update  counts from 1 */
void translator_update(translator *t, const optim_rule *rule, mat *slot, double rate, long update);

/** Encode sentences: t->wires.e; the decoder's start is its `start`. */
void translator_encode(translator *t, const int *source, const int *length, int S, int B);

#endif
