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
	int kind; /**< a translator_kind */
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

/** What a batch makes; its memory is used again. */
typedef struct {
	seq x, y, in;       /**< source words, target words, what the decoder's layer reads */
	encoder_wires e;
	gru_wires g;
	attention_wires v;
} translator_wires;

/** The model. */
typedef struct {
	translator_shape shape;
	mat w;                   /**< (1,n) all weights: the dense ones, then the words' vectors */
	mat table[2];            /**< (words,D) views of them: source, target */
	translator_weights p;    /**< views of them */
	int dense;               /**< how many are not words' vectors */
	mat dw;                  /**< (1, dense + rows·D) gradient of the last batch */
	translator_weights dp;   /**< views of it */
	word_rows rows[2];       /**< of the last batch */
	real *gradient;          /**< room for dw */
	long room;               /**< numbers in it */
	real *logits;            /**< room for the logits that count */
	long logits_room;        /**< numbers in it */
	translator_wires wires;  /**< of the last batch */
	arena kept, scratch, grown[2];
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
 * @param[in,out] slot  (1,n) each, what the rule remembers
 * @param[in]     update  counts from 1 */
void translator_update(
        translator *t, const optim_rule *rule, mat *slot, double rate, long update);

/** Encode sentences: t->wires.e; the decoder's start is its `start`. */
void translator_encode(translator *t, const int *source, const int *length, int S, int B);

#endif
