/** @file steps.h
 * Three ways to the largest singular vectors by products alone, and what each has reached after so
 * many products with A: one vector after the other, a block, a block and all its past.
 */
#ifndef STEPS_H
#define STEPS_H

#include <stdint.h>

#include "mat.h"
#include "svd.h"

enum { STEPS_WORDS = 1200, STEPS_WANTED = 20, STEPS_BLOCK = 32 };

/** The matrix that all are tried on: PPMI of a generated table of counts, STEPS_WORDS words by as
 * many, words of Zipf's frequencies in 40 classes that stand beside their own class more often. */
sparse_pair steps_matrix(arena *a, uint64_t seed);
/** Its largest singular values, (1,n), by LAPACK from AᵀA. */
void steps_exact(mat s, sparse_pair a);

/** What is missing of Σ s_i², i = 1 … STEPS_WANTED, as a share of it, after `products` products of
 * AᵀA with a vector. */
typedef double steps_missing(sparse_pair a, mat exact, int products);
/** One vector after the other by power iteration; what is found is taken out of A. */
steps_missing steps_power;
/** A block of STEPS_BLOCK vectors, multiplied and made orthonormal again and again. */
steps_missing steps_block;
/** The same, keeping every block: krylov_basis(). */
steps_missing steps_krylov;

#endif
