/** @file weights.h
 * Weights as pieces of one flat block, so that an optimiser sees one vector.
 *
 * The same function that hands out the pieces counts them: with no block it only adds up.
 */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "mat.h"

/** Where the next piece lies. */
typedef struct {
	real *w, *dw; /**< both NULL while counting */
	long n;       /**< numbers handed out */
} weights;

/** The next rows × cols numbers, and their gradients. */
static inline void weights_take(weights *from, mat *w, mat *dw, int nrows, int ncols)
{
	*w = *dw = (mat){.rows = nrows, .cols = ncols, .ld = ncols};
	if (from->w) {
		*w = mat_of(from->w + from->n, nrows, ncols);
		*dw = mat_of(from->dw + from->n, nrows, ncols);
	}
	from->n += count(*w);
}

#endif
