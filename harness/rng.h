/** @file rng.h
 * Seeded random numbers: PCG32, the same stream on every machine.
 *
 * @see M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms
 * for Random Number Generation", HMC-CS-2014-0905 (XSH-RR 64/32). Tests hold it against the
 * output that the author published. Integers and uniform numbers are bit-identical everywhere;
 * normal numbers pass through log and cos and may differ in the last bit between C libraries.
 */
#ifndef RNG_H
#define RNG_H

#include <stdint.h>

#include "mat.h"

/** The whole state: copy it to save it. */
typedef struct {
	uint64_t state, stream;
} rng;

/** A generator; different streams of one seed are independent. */
rng rng_new(uint64_t seed, uint64_t stream);
/** 32 random bits. */
uint32_t rng_u32(rng *r);
/** Uniform in 0 … n-1, without bias. @pre n > 0 */
uint32_t rng_below(rng *r, uint32_t n);
/** Uniform in [0,1) with 53 random bits. */
double rng_uniform(rng *r);
/** Normal with mean 0 and variance 1 (Box–Muller, two uniforms each). */
double rng_normal(rng *r);
/** Fill with uniform numbers in [low, high). */
void rng_fill_uniform(rng *r, mat m, double low, double high);
/** Fill with normal numbers of the given standard deviation. */
void rng_fill_normal(rng *r, mat m, double deviation);
/** Shuffle n numbers in place (Fisher–Yates). */
void rng_shuffle(rng *r, int *items, int n);

#endif
