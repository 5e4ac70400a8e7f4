/** @file optim.h
 * Two optimisers over one flat block of parameters: gradient descent and AdaGrad.
 * (Momentum and Adam are exercises of a later chapter.)
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

#endif
