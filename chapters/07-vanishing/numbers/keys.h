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

/** Powers by hand, roots of norms, starts, the bound. */
void keys_of_powers(void);
/** Clipping, the wall, two units that add, the gradient check. */
void keys_of_remedies(void);

#endif
