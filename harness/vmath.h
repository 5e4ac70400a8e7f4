/** @file vmath.h
 * exp, tanh and the logistic function over n numbers in place, several lanes at a time.
 *
 * In a small recurrent network these take longer than the matrix products, so they are worth a
 * file of their own: with gcc and glibc on x86-64 the loops call libmvec, elsewhere they are
 * plain loops. NaN comes out as NaN and infinities saturate.
 */
#ifndef VMATH_H
#define VMATH_H

#include "real.h"

/** x = exp(x), elementwise. */
void vec_exp(int n, real *x);
/** x = tanh(x), elementwise. */
void vec_tanh(int n, real *x);
/** x = 1/(1+exp(-x)), elementwise. */
void vec_sigmoid(int n, real *x);

#endif
