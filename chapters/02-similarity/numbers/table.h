/** @file table.h
 * The running example of lesson 02: seven nouns, how often each stood with six verbs.
 */
#ifndef TABLE_H
#define TABLE_H

#include "counts.h"
#include "similarity.h"

enum { KNIFE, CAT, DOG, BOAT, CUP, PIG, BANANA, NOUNS };
enum { GET, SEE, USE, HEAR, EAT, KILL, VERBS };

/** Their names, in that order. */
extern const char *const nouns[NOUNS];
extern const char *const verbs[VERBS];

/** The counts, (7,6). */
mat table_counts(arena *a);
/** Their columns get and use alone, (7,2). */
mat table_plane(arena *a);
/** The table's PPMI, dense, (7,6). */
mat table_ppmi(arena *a, double alpha);
/** A dense matrix as a sparse one without its zeros. */
sparse table_sparse(mat x, arena *a);
/** A sparse matrix as a dense one. */
mat table_dense(sparse s, arena *a);
/** The angle between two vectors in degrees. */
double degrees_between(mat u, mat v);

#endif
