/** @file example.h
 * The two matrices that lesson 03 works through by hand: [[3,0],[4,5]] and the table of seven words
 * by six verbs that chapter 02 began with.
 */
#ifndef EXAMPLE_H
#define EXAMPLE_H

#include "mat.h"

enum { TABLE_WORDS = 7, TABLE_VERBS = 6 };
extern const char *const table_word[TABLE_WORDS], *const table_verb[TABLE_VERBS];

/** A matrix and all of its decomposition. */
typedef struct {
	mat a; /**< (m,n) */
	mat u, s,
	        v;  /**< (m,n), (1,n), (n,n); signs such that each column of v sums to no less than 0 */
	int sweeps; /**< what jacobi_svd() returned */
} decomposed;

/** [[3,0],[4,5]]. */
decomposed example_small(arena *a);
/** Seven words by six verbs. */
decomposed example_table(arena *a);

/** The cosine of rows i and j, of columns first … first+n-1 of U diag(s). */
double example_cosine(decomposed d, int i, int j, int first, int n);

#endif
