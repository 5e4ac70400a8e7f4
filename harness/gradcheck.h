/** @file gradcheck.h
 * Derivatives by trying: the independent witness against a backward pass.
 *
 * Central differences at h, h/2 and h/4, combined so that the h² and h⁴ error terms cancel
 * (Richardson). The result counts only if a second round at h/8 agrees *and* the second
 * difference shrinks in proportion to h, which a kink (ReLU, max) within reach of the step does
 * not let it do; otherwise h shrinks by 8, as long as rounding in f leaves enough digits. An
 * element that never settles sits on a kink, or beside one nearer than 1e-6 of the element's size:
 * it is left out (NaN) and counted.
 *
 * What to expect: where f is smooth, a relative error around 1e-11, and an absolute one around
 * 1e-13·|f|, for f cannot be had more exactly than its last digit. So a kink whose jump, or a
 * slope which itself, is below 1e-8·|f| cannot be seen.
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
 * @return number of elements left out, or -1 when f is not deterministic: its value at p changed
 *         between calls (dp is all NaN then) */
int numeric_gradient(mat dp, mat p, scalar_function f, void *context);

/** The derivative of f along v: one number for tensors too large to visit one by one.
 * @param[in,out] p        the parameters that f reads; unchanged at the end
 * @param[in]     v        direction, shaped like p
 * @param[in]     f        the function
 * @param[in]     context  passed to f
 * @return the derivative, NaN when it does not settle */
double directional_derivative(mat p, mat v, scalar_function f, void *context);

/** The plain central difference (f(p+h) − f(p−h)) / 2h of element (i,j), for looking at how its
 * error depends on h: too large and the curve bends, too small and the digits cancel. */
double central_difference(mat p, int i, int j, double h, scalar_function f, void *context);

/** The extrapolated difference from h, h/2 and h/4, without any test of agreement; for comparison
 * with central_difference(). */
double richardson_difference(mat p, int i, int j, double h, scalar_function f, void *context);

#endif
