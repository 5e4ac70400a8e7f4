/** @file hello.h
 * The running example of chapter 06: "hello" with three units and the weights that the lesson
 * prints. Everything is computed by the chapter's own functions.
 */
#ifndef HELLO_H
#define HELLO_H

#include "rnn.h"

enum { HELLO_STEPS = 4, HELLO_LETTERS = 4, HELLO_UNITS = 3 };

/** The four letters in the order of their ids. */
extern const char hello_letters[HELLO_LETTERS + 1];
/** Ids of what is read, h e l l, and of what should come next, e l l o. */
extern const int hello_reads[HELLO_STEPS], hello_target[HELLO_STEPS];

/** The model, one pass through it, and that pass's gradients. */
typedef struct {
	rnn w, dw;                /**< D = V = 4 letters, one-hot; H = 3 */
	affine out, dout;         /**< (3,4) and (1,4) */
	int T;                    /**< letters read, at most 4 */
	seq x;                    /**< (T,1,4) one-hot letters */
	seq h;                    /**< (T+1,1,3) states */
	seq logits, p, dy;        /**< (T,1,4) */
	seq direct;               /**< (T+1,1,3) what the loss sends to each state directly */
	seq dh;                   /**< (T+1,1,3) dh_t through all paths, before tanh */
	seq da;                   /**< (T+1,1,3) what rnn_recur_backward() leaves */
	double each[HELLO_STEPS]; /**< loss of each letter, nats */
	double loss;              /**< their mean */
} hello;

/** The example with its printed weights, for the first T letters. */
hello hello_new(arena *a, int T);
/** States, logits, probabilities and losses. */
void hello_forward(hello *e);
/** All gradients; hello_forward() must have run. Weight gradients are set, not added to. */
void hello_backward(hello *e);
/** The loss as a scalar_function of gradcheck.h: hello_forward(), then the mean. */
double hello_loss(void *e);

/** What the loss of letter t contributes to dWhh[i,j] through the use of Whh at step k ≤ t. */
double hello_share(const hello *e, int t, int k, int i, int j);

/** One update by gradient descent.
 * @param[in,out] e      the example
 * @param[in]     rate   learning rate
 * @param[in]     memory false keeps Whh at zero: a network that forgets every letter at once
 * @return the loss before the update */
double hello_train(hello *e, double rate, bool memory);

#endif
