/** @file straight.h
 * Three ways to make columns orthonormal that orthonormalize() was chosen against.
 */
#ifndef STRAIGHT_H
#define STRAIGHT_H

#include <stdint.h>

#include "mat.h"

/** Each column minus its shadows on all before it, the shadows taken at once. */
int straight_classical(mat x, mat room);
/** The same, the shadows taken and subtracted one after the other (modified Gram–Schmidt). */
int straight_modified(mat x, mat room);
/** Q = X R⁻¹ with RᵀR = XᵀX, once. */
int straight_cholesky(mat x, mat gram);

/** A (n,b) matrix with random orthonormal columns times diag(1 … 1/condition) times a random
 * orthonormal matrix. */
void straight_matrix(mat x, double condition, uint64_t seed);
/** The largest element of |QᵀQ − I|. */
double straight_error(mat q);

#endif
