/** @file neural.h
 * Chapter 05, third part: networks that predict the next word from the ones before.
 *
 * Counting treats "cat" and "dog" as two strangers. A network reads words through a table of
 * vectors, so what it learns of one it half knows of the other.
 *
 * @see Y. Bengio, R. Ducharme, P. Vincent, C. Jauvin, "A Neural Probabilistic Language Model", JMLR
 * 3, 2003
 * @see A. Waibel, T. Hanazawa, G. Hinton, K. Shikano, K. Lang, "Phoneme Recognition Using
 * Time-Delay Neural Networks", IEEE Trans. ASSP 37(3), 1989
 */
#ifndef NEURAL_H
#define NEURAL_H

#include "mat.h"

/** 5.13 A neural bigram ("unigram model" of some lectures): logits y_i = W_id(i) + b.
 * @param[out] y   = (N,V) logits
 * @param[in]  id  (N) the word before each
 * @param[in]  W   (V,V) row v: logits after word v
 * @param[in]  b   (1,V) */
void bigram_forward(mat y, const int *id, mat W, mat b);
/** 5.14 Its gradient: rows of words that occur twice get both.
 * @param[in,out] dW  (V,V) +=
 * @param[in,out] db  (1,V) +=
 * @param[in]     dy  (N,V)
 * @param[in]     id  (N) */
void bigram_backward(mat dW, mat db, mat dy, const int *id);

/** The weights of Bengio's network, or their gradients; M = order−1 words of context, one or more.
 * */
typedef struct {
	mat E; /**< (V,D) shared look-up table */
	mat H; /**< (M·D,U) from the context's vectors, side by side, to the hidden layer */
	mat d; /**< (1,U) */
	mat W; /**< (M·D,V) straight from the vectors to the logits; no rows: not there, in the
	             gradients neither */
	mat U; /**< (U,V) */
	mat b; /**< (1,V) */
} nnlm;

/** 5.15 y = b + x W + tanh(d + x H) U, where row i of x is the vectors of its M words side by side.
 * @param[out] y   = (N,V) logits
 * @param[out] x   = (N,M·D) kept for the backward pass
 * @param[out] h   = (N,U) tanh(…), kept likewise
 * @param[in]  id  (N·M) words of the contexts, row by row, the oldest first
 * @param[in]  w   the weights */
void nnlm_forward(mat y, mat x, mat h, const int *id, nnlm w);
/** 5.16 Its gradient. A word that stands twice in a context, or in two, gets the sum: ids 21, 3,
 * 14, 21 add two gradients into row 21.
 * @param[in,out] dw  += all of them
 * @param[in]     dy  (N,V)
 * @param[in]     x   (N,M·D) from nnlm_forward()
 * @param[in]     h   (N,U) likewise
 * @param[in]     id  (N·M)
 * @param[in]     w   the weights
 * @param[out]    dx  = (N,M·D) working space: the gradient of x
 * @param[out]    dh  = (N,U) working space: the gradient of what goes into tanh */
void nnlm_backward(nnlm dw, mat dy, mat x, mat h, const int *id, nnlm w, mat dx, mat dh);

/** 5.17 A time-delay layer: the same weights look at every stretch of `delay` steps,
 * h_t = tanh(b + Σ_k x_{t+k} W_k), k = 0 … delay−1, so T steps (at least `delay`) become T−delay+1.
 * @param[out] h  = (T−delay+1,B,H)
 * @param[in]  x  (T,B,D)
 * @param[in]  W  (delay·D,H) W_0, W_1, … below each other
 * @param[in]  b  (1,H) */
void time_delay_forward(seq h, seq x, mat W, mat b);
/** 5.18 Its gradient.
 * @param[in,out] dW  (delay·D,H) +=
 * @param[in,out] db  (1,H) +=
 * @param[out]    dx  = (T,B,D)
 * @param[in]     dh  (T−delay+1,B,H)
 * @param[in]     x   (T,B,D)
 * @param[in]     h   from time_delay_forward()
 * @param[in]     W   the weights
 * @param[out]    da  = (T−delay+1,B,H) working space */
void time_delay_backward(mat dW, mat db, seq dx, seq dh, seq x, seq h, mat W, seq da);

#endif
