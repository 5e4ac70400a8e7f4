/** @file optimizers.h
 * Chapter 08, fifth part: two rules for changing weights that remember earlier gradients.
 *
 * @see B. T. Polyak, "Some Methods of Speeding Up the Convergence of Iteration Methods", USSR Comp. Math.
 * and Math. Phys. 4(5), 1964 (momentum)
 * @see D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015
 */
#ifndef OPTIMIZERS_H
#define OPTIMIZERS_H

#include "mat.h"

/** What Adam is told besides the rate. */
typedef struct {
	double beta1;   /**< how much of the mean gradient is kept, such as 0.9 */
	double beta2;   /**< how much of the mean squared gradient is kept, such as 0.999 */
	double epsilon; /**< so that nothing is divided by 0, such as 1e-8 */
} adam_settings;

/** 8.27 Gradient descent with momentum.
 *
 *     v ← μ v + dw          w ← w − rate · v
 *
 * @param[in,out] w     (1,n) the parameters
 * @param[in]     dw    (1,n) their gradient
 * @param[in,out] v     (1,n) velocity; zero at the start
 * @param[in]     rate  learning rate
 * @param[in]     mu    momentum, in [0,1) */
void sgd_momentum_step(mat w, mat dw, mat v, double rate, double mu);

/** 8.28 Adam.
 *
 *     m ← β₁ m + (1−β₁) dw          v ← β₂ v + (1−β₂) dw²
 *     w ← w − rate · m̂ / (√v̂ + ε),  m̂ = m / (1−β₁ᵗ),  v̂ = v / (1−β₂ᵗ)
 *
 * @param[in,out] w     (1,n) the parameters
 * @param[in]     dw    (1,n) their gradient
 * @param[in,out] m     (1,n) mean gradient; zero at the start
 * @param[in,out] v     (1,n) mean squared gradient; zero at the start
 * @param[in]     rate  learning rate
 * @param[in]     s     settings
 * @param[in]     t     number of this update, from 1 */
void adam_step(mat w, mat dw, mat m, mat v, double rate, adam_settings s, long t);

#endif
