/** @file deep.h
 * Towers of convolutions: what arrives at the top, and what comes back.
 */
#ifndef DEEP_H
#define DEEP_H

#include "mat.h"

enum { TOWER = 20 };

/** Standard deviation of the answers after 0 … TOWER layers (convolution, batch normalisation or
 * not, ReLU) whose kernels are drawn with `wide` times He's deviation.
 * @param[out] deviation  (1,TOWER+1) */
void tower_spread(mat deviation, double wide, bool normalised);

/** Length of the gradient below the top 0 … TOWER blocks, the top's is 1; blocks with or without the
 * residual's shortcut, kernels uniform in ±1/√(9C).
 * @param[out] length  (1,TOWER+1) */
void tower_gradient(mat length, bool shortcut);

#endif
