/** @file rules.h
 * Chapter 08's two rules for changing weights as rules for training loops (harness/optim.h).
 */
#ifndef RULES_H
#define RULES_H

#include "optim.h"

/** 8.28 with β₁ = 0.9, β₂ = 0.999, ε = 1e-8. */
extern const optim_rule optim_adam;
/** 8.27 with μ = 0.9. */
extern const optim_rule optim_momentum;
/** Adam, momentum, AdaGrad, gradient descent, and a NULL. */
extern const optim_rule *const gated_rules[];

#endif
