/** @file gradcheck.h
 * Derivatives by trying: the independent witness against a backward pass.
 *
 * Central differences at h, h/2 and h/4, combined so that the h² and h⁴ error terms cancel
 * (Richardson). The result counts only if a second round at h/8 agrees *and* the second
 * difference shrinks in proportion to h, which a kink (ReLU, max) within reach of the step does
 * not let it do; then h shrinks by 8, up to four times. An element that never settles sits on a
 * kink: it is left out (NaN) and counted.
 *
 * Needs f64: in float a correct gradient differs by some percent from a numeric one.
 *
 * @see L. F. Richardson, Phil. Trans. A 210, 1911, for the extrapolation.
 */
#ifndef GRADCHECK_H
#define GRADCHECK_H

#include "mat.h"

/** A scalar function of everything it can reach through `context`. Must be deterministic. */
typedef double (*scalar_function)(void *context);

/** The gradient of f with respect to every element of p, which is put back after each trial.
 * @param[out]    dp       shaped like p; NaN where an element was left out
 * @param[in,out] p        the parameters that f reads; unchanged at the end
 * @param[in]     f        the function
 * @param[in]     context  passed to f
 * @return number of elements left out, or -1 when f is not deterministic (dp is all NaN) */
int numeric_gradient(mat dp, mat p, scalar_function f, void *context);

/** The derivative of f along v: one number for tensors too large to visit one by one.
 * @param[in] v  direction, shaped like p
 * @return the derivative, NaN when it does not settle */
double directional_derivative(mat p, mat v, scalar_function f, void *context);

/** The plain central difference (f(p+h) − f(p−h)) / 2h of element (i,j), for looking at how its
 * error depends on h: too large and the curve bends, too small and the digits cancel. */
double central_difference(mat p, int i, int j, double h, scalar_function f, void *context);

#endif
