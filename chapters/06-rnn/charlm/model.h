/** @file model.h
 * The character language model: letters in, the next letter's probabilities out.
 *
 *     x_t  = E[letter_t]                                an embedding: a row of the table E
 *     h⁰_t = tanh(x_t W_xh + h⁰_{t-1} W_hh + b)
 *     h¹_t = tanh(h⁰_t W_xh + h¹_{t-1} W_hh + b)        … and so on for L layers
 *     y_t  = h_t W_hy + b_y                               logits of letter t+1
 *
 * Everything hard is called from the chapter's own functions; this file holds memory and order.
 */
#ifndef MODEL_H
#define MODEL_H

#include "lm.h"
#include "rnn.h"

enum { CHAR_MODEL_LAYERS = 8 };

/** What a model looks like. */
typedef struct {
	int vocabulary; /**< V: different letters */
	int hidden;     /**< H: units in each layer */
	int layers;     /**< L, at most CHAR_MODEL_LAYERS */
	int batch;      /**< B: sequences side by side */
	int steps;      /**< T: letters in a chunk */
} char_shape;

/** A new model with random weights.
 * @param[in] a     where its memory lives
 * @param[in] s     its shape
 * @param[in] seed  for the weights
 * @return a model for the language-model driver */
lm_model char_model_new(arena *a, char_shape s, uint64_t seed);

/** The states of one layer in the last chunk, (T+1,B,H), for looking at units. */
seq char_model_states(const lm_model *m, int layer);

/** The gradients of the pre-activations of one layer in the last chunk, (T+1,B,H). */
seq char_model_state_gradients(const lm_model *m, int layer);

#endif
