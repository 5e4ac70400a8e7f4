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

/** The cell that holds a number, a plain unit that does not, the shares of a cell. */
void keys_of_cell(void);
/** What comes through many steps at the start; the gradient checks. */
void keys_of_flow(void);
/** GRU's conventions, the phased cell, counts of parameters. */
void keys_of_variants(void);
/** Momentum and Adam. */
void keys_of_rules(void);

#endif
