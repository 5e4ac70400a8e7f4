/* What the files of chapter 03's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"
#include "maps.h"
#include "svd.h"

extern const grade_case small_cases[], krylov_cases[], lsa_cases[], lle_cases[], tsne_cases[];

/* An input (m,n) = U diag(s) Vᵀ with random orthonormal U, V and the n ≤ m singular values s. V, an
 * input too, goes to *v unless that is NULL. */
mat with_values(book *b, const char *array, int m, int n, const double *s, mat *v);
/* A dense input as a sparse matrix and its transpose. */
sparse_pair pair_of(book *b, mat dense);
/* Record XᵀX: the identity when columns are orthonormal, whatever their signs are. */
void record_gram(book *b, const char *array, mat x);
/* Record X Yᵀ. */
void record_product(book *b, const char *array, mat x, mat y);
/* Record U diag(s) Vᵀ, which has no free signs or rotations. */
void record_usv(book *b, const char *array, mat u, mat s, mat v);
/* Record what should be zero with a 1 added to each number: rounding is then held against 1. */
void record_zero(book *b, const char *array, mat x);
/* For each of n points k others, all different, none the point itself. */
int *draw_neighbours(book *b, int n, int k);

#endif
