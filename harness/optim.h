/** @file optim.h
 * Optimisers over one flat block of parameters: gradient descent and AdaGrad, and the form in which
 * a program hands any other to a training loop. (Momentum and Adam are exercises of a later chapter.)
 */
#ifndef OPTIM_H
#define OPTIM_H

#include "mat.h"

/** w -= rate · dw. */
void sgd_step(mat w, mat dw, double rate);

/** s += dw², then w -= rate · dw / (√s + 1e-10), elementwise: a parameter that has moved much
 * moves slowly from then on.
 * @param[in,out] w    the parameters
 * @param[in]     dw   their gradient
 * @param[in,out] s    sum of squared gradients so far, shaped like w, zero at the start
 * @param[in]     rate learning rate
 * @see J. Duchi, E. Hazan, Y. Singer, "Adaptive Subgradient Methods", JMLR 12, 2011 */
void adagrad_step(mat w, mat dw, mat s, double rate);

enum { OPTIM_SLOTS = 4 };

/** A rule for changing parameters, with what it must remember from one update to the next. */
typedef struct {
	const char *name; /**< as an option calls it: "adagrad" */
	/** A name for each thing remembered, shaped like the parameters and zero before the first
	 * update; NULL after the last. Checkpoints keep them by these names. */
	const char *slot[OPTIM_SLOTS + 1];
	/** One update of w (1,n) with the gradient dw. slot[k] (1,n) is what the k-th name remembers;
	 * updates count from 1. */
	void (*step)(mat w, mat dw, mat *slot, double rate, long update);
} optim_rule;

/** sgd_step() as a rule: it remembers nothing. */
extern const optim_rule optim_sgd;

/** adagrad_step() as a rule: it remembers "squares". */
extern const optim_rule optim_adagrad;

#endif
