/** @file keys.h
 * The lesson's numbers, as "key value…" lines.
 */
#ifndef KEYS_H
#define KEYS_H

#include "mat.h"

/** Print a key and all numbers of a matrix, row after row. */
void key(const char *name, mat m);
/** Print a key and one number. */
void number(const char *name, double x);

/** Convolution, normalisation, blocks; their gradient checks. */
void keys_of_pictures(void);
/** The look, CIDEr, and the gradient checks of the layers that tell. */
void keys_of_telling(void);

#endif
