/** @file turns.h
 * Why jacobi_rotation() takes the smaller root, in the form that it does: the same method with the
 * other root, and the same root in the form that loses digits.
 */
#ifndef TURNS_H
#define TURNS_H

#include <stdint.h>

#include "mat.h"

/** Which root of t² + 2ζt − 1 = 0. */
typedef enum { TURN_SMALLER, TURN_LARGER } turn;

/** Sweeps that one-sided Jacobi takes on a random normal (m,n) matrix, at most `most`.
 * @return sweeps; `most` when it has not ended */
int turns_sweeps(int m, int n, turn which, int most, uint64_t seed);
/** The smaller root for ζ > 0 as −ζ + √(1 + ζ²), where two nearly equal numbers are subtracted. */
double turns_by_difference(double zeta);
/** The same root as 1/(ζ + √(1 + ζ²)). */
double turns_by_quotient(double zeta);

#endif
