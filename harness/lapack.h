/** @file lapack.h
 * The door to LAPACK: equations, eigenvalues and singular values of matrices of moderate size.
 *
 * LAPACK is written for matrices stored by columns. A `mat` is stored by rows, which is the same
 * memory as its transpose by columns; each function says to LAPACK what that makes of its question,
 * so nothing is copied but results. All views are welcome, transposes and blocks too. OpenBLAS
 * brings LAPACK along, hence there is nothing more to link.
 *
 * @see E. Anderson et al., "LAPACK Users' Guide", 3rd edition, 1999
 */
#ifndef LAPACK_H
#define LAPACK_H

#include "mat.h"

/** Cholesky: a symmetric positive definite matrix as RᵀR.
 * @param[in,out] a (n,n) on entry the matrix, of which the part above the diagonal is read; on exit
 *                  R, upper triangular with zeros below; undefined when it fails
 * @return 0, or -1 when the matrix is not positive definite (or has a NaN) */
int cholesky_at(mat a, where at);
#define cholesky(a) cholesky_at(a, HERE)

/** x ← x R⁻¹, the solution of y R = x row by row.
 * @param[in,out] x (m,n)
 * @param[in]     r (n,n) upper triangular; below the diagonal nothing is read. @pre no zero on the
 *                  diagonal */
void solve_upper_at(mat x, mat r, where at);
#define solve_upper(x, r) solve_upper_at(x, r, HERE)

/** b ← A⁻¹ b for a symmetric positive definite A.
 * @param[in,out] b (n,c)
 * @param[in,out] a (n,n) on entry A, on exit its Cholesky factor
 * @return 0, or -1 when A is not positive definite; b is then as it was */
int solve_spd_at(mat b, mat a, where at);
#define solve_spd(b, a) solve_spd_at(b, a, HERE)

/** Some eigenvalues of a symmetric matrix and their vectors: v A = λ v.
 * @param[out]    w     = (1,n) eigenvalues number first … first+n-1, counted from 0 in rising order
 * @param[in,out] a     (m,m) on entry the matrix, of which the part above the diagonal is read; on
 *                      exit rows 0 … n-1 are the eigenvectors, of length 1 (signs mean nothing),
 *                      and the other rows are undefined
 * @param[in]     first the first one wanted, from 0
 * @param[in]     n     how many
 * @return 0, or -1 when LAPACK finds no answer (a NaN in A) */
int eigen_symmetric_at(mat w, mat a, int first, int n, where at);
#define eigen_symmetric(w, a, first, n) eigen_symmetric_at(w, a, first, n, HERE)

/** All singular values of a matrix, without vectors: to compare with.
 * @param[out] s = (1, the smaller side of a) falling; all NaN when LAPACK finds no answer
 * @param[in]  a (m,n), left as it is */
void singular_values_at(mat s, mat a, where at);
#define singular_values(s, a) singular_values_at(s, a, HERE)

#endif
