/** @file mat.h
 * Matrices and sequences as views, and the one door to BLAS.
 *
 * A `mat` does not own its numbers: it says where they are and what shape they have, so it is
 * passed by value and a row, a block of columns or a transpose is another `mat` on the same
 * memory. A vector is a matrix with one row: in this course everything is a *row* vector,
 * because memory is (batch, features) and a batch multiplies weights from the left.
 *
 * A `seq` is a sequence of T matrices (B,D), time first. at(s,t) is step t; flat(s) is all steps
 * stacked as one (T·B,D) matrix, which is how a product that need not wait for time is done once
 * for all of it.
 *
 * mul() and mul_add() check shapes and call OpenBLAS; a mismatch names the line that called and
 * both shapes.
 */
#ifndef MAT_H
#define MAT_H

#include <stdbool.h>

#include "arena.h"
#include "error.h"
#include "real.h"

/** A view of a matrix: element (i,j) is p[i*ld + j], or p[j*ld + i] when t is set. */
typedef struct {
	real *p;        /**< first element */
	int rows, cols; /**< shape as seen, after the transpose */
	int ld;         /**< elements from one stored row to the next */
	bool t;         /**< stored transposed */
} mat;

/** A view of a sequence (T,B,D), contiguous, time-major. */
typedef struct {
	real *p;     /**< first element */
	int T, B, D; /**< steps, batch, features */
} seq;

/** A zeroed (rows,cols) matrix in the arena. */
mat mat_new(arena *a, int rows, int cols);
/** A view of rows*cols contiguous numbers. */
mat mat_of(real *p, int rows, int cols);
/** A zeroed sequence (T,B,D) in the arena. */
seq seq_new(arena *a, int T, int B, int D);

/** The transpose: the same memory, seen the other way. */
static inline mat tr(mat m)
{
	return (mat){m.p, m.cols, m.rows, m.ld, !m.t};
}

/** Element (i,j), for tests and printing; loops in chapters go through row(). */
static inline real *elem(mat m, int i, int j)
{
	return m.t ? m.p + (long)j * m.ld + i : m.p + (long)i * m.ld + j;
}

/** The numbers of row i. @pre m is not a transpose and has more than i rows (row_at checks) */
static inline real *row_at(mat m, int i, where at)
{
	if (m.t) bug_at(at, "row: the matrix is a transpose, its rows are not in one piece");
	if (i < 0 || i >= m.rows) bug_at(at, "row: %d is not in 0..%d", i, m.rows - 1);
	return m.p + (long)i * m.ld;
}
#define row(m, i) row_at(m, i, HERE)

/** Rows first … first+n-1 as a view. */
mat rows_at(mat m, int first, int n, where at);
#define rows(m, first, n) rows_at(m, first, n, HERE)
/** Columns first … first+n-1 as a view. */
mat cols_at(mat m, int first, int n, where at);
#define cols(m, first, n) cols_at(m, first, n, HERE)

/** Step t of a sequence: a (B,D) view. */
mat at_at(seq s, int t, where at);
#define at(s, t) at_at(s, t, HERE)
/** Steps first … first+n-1 as a sequence. */
seq steps_at(seq s, int first, int n, where at);
#define steps(s, first, n) steps_at(s, first, n, HERE)
/** All steps stacked: a (T·B,D) view. */
static inline mat flat(seq s)
{
	return mat_of(s.p, s.T * s.B, s.D);
}

/** Stop unless m is (rows,cols). */
void need_shape_at(const char *name, mat m, int rows, int cols, where at);
#define need_shape(m, r, c) need_shape_at(#m, m, r, c, HERE)
/** Stop unless s is (T,B,D). */
void need_seq_at(const char *name, seq s, int T, int B, int D, where at);
#define need_seq(s, T, B, D) need_seq_at(#s, s, T, B, D, HERE)

/** c = a·b: (m,n) = (m,k)·(k,n). c may not overlap a or b. */
void mul_at(mat c, mat a, mat b, where at);
#define mul(c, a, b) mul_at(c, a, b, HERE)
/** c += a·b. */
void mul_add_at(mat c, mat a, mat b, where at);
#define mul_add(c, a, b) mul_add_at(c, a, b, HERE)

/** c += a, elementwise. */
void add_at(mat c, mat a, where at);
#define add(c, a) add_at(c, a, HERE)
/** Every row of c += the one row b: how a bias (1,n) joins a batch. */
void add_row_at(mat c, mat b, where at);
#define add_row(c, b) add_row_at(c, b, HERE)
/** b += the sum of the rows of c: the gradient of add_row(). */
void add_sum_of_rows_at(mat b, mat c, where at);
#define add_sum_of_rows(b, c) add_sum_of_rows_at(b, c, HERE)

/** c = a. */
void copy_at(mat c, mat a, where at);
#define copy(c, a) copy_at(c, a, HERE)
/** Every element = x. */
void fill(mat m, real x);
/** Every element *= x. */
void scale(mat m, real x);
/** Σ a∘b over all elements, summed in double. */
double dot_at(mat a, mat b, where at);
#define dot(a, b) dot_at(a, b, HERE)

/** Numbers of m when stored without gaps. */
static inline long count(mat m)
{
	return (long)m.rows * m.cols;
}

#endif
