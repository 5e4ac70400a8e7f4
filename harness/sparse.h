/** @file sparse.h
 * Matrices that are mostly zero: compressed rows.
 *
 * Row i has its entries at start[i] … start[i+1]-1, in the order of their columns: their columns in
 * col[], their numbers in value[]. A corpus of 31,000 verses and 13,000 words is 400 million cells,
 * of which 0.2 % are not zero.
 */
#ifndef SPARSE_H
#define SPARSE_H

#include "mat.h"

/** A sparse (rows,cols) matrix, kept in an arena. Columns rise within a row; no cell is twice. */
typedef struct {
	int rows, cols; /**< shape */
	long *start;    /**< (rows+1): where each row begins; start[rows] is the number of entries */
	int *col;       /**< (entries): column of each entry */
	real *value;    /**< (entries): its number */
} sparse;

/** What a sparse matrix is made from: x is added to cell (row,col). */
typedef struct {
	int row, col; /**< the cell */
	double x;     /**< what to add to it */
} sparse_triple;

/** A growing list of triples. */
typedef struct {
	arena *a;               /**< keeps the list */
	int rows, cols;         /**< shape of the matrix to be */
	sparse_triple *triples; /**< so far */
	long n, room;
} sparse_builder;

/** Begin a (rows,cols) matrix whose triples will be kept in the arena. */
sparse_builder sparse_begin(arena *a, int rows, int cols);
/** Add x to cell (i,j). */
void sparse_add_at(sparse_builder *b, int i, int j, double x, where at);
#define sparse_add(b, i, j, x) sparse_add_at(b, i, j, x, HERE)
/** The matrix, made in another arena (or the same): triples of one cell are summed in double, in
 * the order they came; a sum of zero stays an entry. The builder may go on afterwards. */
sparse sparse_end(const sparse_builder *b, arena *a);

/** Number of entries. */
static inline long sparse_count(sparse s)
{
	return s.start[s.rows];
}
/** Element (i,j): a search in row i. */
real sparse_elem_at(sparse s, int i, int j, where at);
#define sparse_elem(s, i, j) sparse_elem_at(s, i, j, HERE)

/** The transpose, (cols,rows), a new matrix in the arena. */
sparse sparse_transpose(sparse s, arena *a);

/** c = s·b: (rows,n) = (rows,cols)·(cols,n), c and b dense; n = 1 multiplies a vector. Row i of c
 * is the sum of those rows of b that row i of s names. c may not overlap b. */
void sparse_mul_at(mat c, sparse s, mat b, where at);
#define sparse_mul(c, s, b) sparse_mul_at(c, s, b, HERE)
/** c += s·b. */
void sparse_mul_add_at(mat c, sparse s, mat b, where at);
#define sparse_mul_add(c, s, b) sparse_mul_add_at(c, s, b, HERE)

#endif
