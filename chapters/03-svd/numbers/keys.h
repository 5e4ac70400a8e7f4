/** @file keys.h
 * The lesson's numbers, as "key value…" lines.
 */
#ifndef KEYS_H
#define KEYS_H

#include <stdint.h>

#include "mat.h"

/** Print a key and all numbers of a matrix, row after row. */
void key(const char *name, mat m);
/** Print a key and one number. */
void number(const char *name, double x);

/** Both examples, rotations, orthonormal columns, ways to the largest vectors. */
void keys_of_decompositions(void);
/** Three places by hand, a mixture, a gradient check, searches for β. */
void keys_of_maps(void);
/** What t-SNE makes of noise and of three clouds, with this seed. */
void keys_of_seed(uint64_t seed);

#endif
