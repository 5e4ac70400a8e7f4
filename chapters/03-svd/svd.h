/** @file svd.h
 * Chapter 03, first part: the singular value decomposition, small and exact, then large and sparse.
 *
 *     A = U diag(s) Vᵀ        A (m,n), U (m,r), s (1,r), V (n,r)
 *
 * The columns of U and V are orthonormal, the singular values s_1 ≥ s_2 ≥ … ≥ 0. A pair of columns
 * may change its sign together, and equal singular values may mix their columns: answers are
 * compared as products, never number by number.
 *
 * @see G. H. Golub, C. F. Van Loan, "Matrix Computations", 4th edition, 2013, chapters 2.4, 8.6, 10
 * @see N. Halko, P.-G. Martinsson, J. A. Tropp, "Finding Structure with Randomness", SIAM Review
 * 53(2), 2011
 * @see C. Musco, C. Musco, "Randomized Block Krylov Methods for Stronger and Faster Approximate
 * Singular Value Decomposition", NIPS 2015
 */
#ifndef SVD_H
#define SVD_H

#include "mat.h"
#include "rng.h"
#include "sparse.h"

/** 3.1 The largest singular value by power iteration. One step is v ← v AᵀA, scaled to length 1.
 * @param[in,out] v      (1,n) on entry any start that is not zero; on exit, length 1, the right
 *                       singular vector as far as the steps have come. A start orthogonal to it
 *                       never comes there
 * @param[in]     a      (m,n)
 * @param[in]     steps  how many, 1 or more
 * @return ‖v Aᵀ‖ with the v of the end. When A carries v to zero, that is 0, and v stays as it was
 *         before that step */
double power_iteration(mat v, mat a, int steps);

/** A plane rotation: cosine and sine of its angle. */
typedef struct {
	double c, s;
} rotation;

/** 3.2 The rotation that makes two columns x, y orthogonal,
 *
 *     x' = c x − s y,   y' = s x + c y,   ⟨x', y'⟩ = 0,
 *
 * of the two possible ones the smaller: |s| ≤ c. Known of the columns are their products alone:
 * with ζ = (β − α)/(2γ), the tangent s/c is the smaller root of t² + 2ζt − 1 = 0, in the form that
 * loses no digits: t = sign(ζ) / (|ζ| + √(1 + ζ²)), sign(0) = 1.
 * @param[in] alpha  ⟨x,x⟩
 * @param[in] beta   ⟨y,y⟩
 * @param[in] gamma  ⟨x,y⟩; when it is 0, there is nothing to turn: c = 1, s = 0 */
rotation jacobi_rotation(double alpha, double beta, double gamma);

/** 3.3 All of a small matrix by one-sided Jacobi (Hestenes): rotate pairs of columns of A until
 * every two are orthogonal, |⟨x,y⟩| ≤ ε ‖x‖ ‖y‖ with ε = REAL_EPSILON·√m. Then their lengths are
 * the singular values and the product of all rotations is V.
 * @param[out] u  = (m,n) orthonormal columns; a column whose singular value is 0 is zero
 * @param[out] s  = (1,n) falling
 * @param[out] v  = (n,n) orthonormal columns
 * @param[in]  a  (m,n), m ≥ n; overlaps none of the others
 * @return sweeps over all pairs, the last one without a rotation included; at most 60 are made */
int jacobi_svd(mat u, mat s, mat v, mat a);

/** 3.4 What the best approximation of rank k leaves: ‖A − A_k‖ = √(Σ_{i>k} s_i²) (Eckart and
 * Young), as a share of ‖A‖ = √(Σ s_i²).
 * @param[in] s  (1,r) all singular values, falling
 * @param[in] k  0 … r
 * @return 0 … 1; 0 for a matrix of zeros */
double low_rank_error(mat s, int k);

/** 3.5 Make the columns of a tall matrix orthonormal without changing what they span, by products:
 * Q = X R⁻¹ with RᵀR = XᵀX (Cholesky). Once loses digits where columns are nearly alike, so it is
 * done twice.
 * @param[in,out] x     (n,b) n ≥ b
 * @param[out]    room  (b,b) working space
 * @return 0, or −1 when XᵀX is not positive definite: the columns are (nearly) dependent; x is then
 *         undefined */
int orthonormalize(mat x, mat room);

/** A sparse matrix and its transpose: products with both go row by row. */
typedef struct {
	sparse a; /**< (m,n) */
	sparse t; /**< (n,m) its transpose */
} sparse_pair;

/** How hard truncated_svd() tries. */
typedef struct {
	int block;     /**< columns that are multiplied together: 32 fill the registers */
	int steps;     /**< blocks that are made; block·steps ≤ the columns of A */
	uint64_t seed; /**< of the random start */
} krylov;

/** 3.6 A basis of a block Krylov space: columns in blocks, the first block X_1 random, X_{i+1} from
 * AᵀA X_i; each block orthonormal and orthogonal to all before it. What A does most is in it after
 * a few steps. Where A gives nothing new, because its rank is used up, random directions fill the
 * block: Q is orthonormal whatever A is.
 * @param[out] q    = (n, block·steps) QᵀQ = I
 * @param[out] aq   = (m, block·steps) A Q
 * @param[in]  a    (m,n) with its transpose
 * @param[in]  how  block, steps, seed */
void krylov_basis(mat q, mat aq, sparse_pair a, krylov how);

/** 3.7 The k largest singular values of a sparse matrix and their vectors, by products alone: in
 * the basis Q of krylov_basis() the operator AᵀA is the small symmetric matrix T = Qᵀ(AᵀA)Q =
 * (AQ)ᵀ(AQ). Its largest eigenvalues θ give s = √θ, its eigenvectors Z give V = Q Z and
 * U = A Q Z diag(1/s).
 *
 * A θ that is not above REAL_EPSILON · block·steps · θ_1 cannot be told from rounding: it counts as
 * 0, and its s and its columns of u and v are zero.
 * @param[out] u    = (m,k)
 * @param[out] s    = (1,k) falling
 * @param[out] v    = (n,k)
 * @param[in]  a    (m,n) with its transpose
 * @param[in]  how  block, steps, seed; block·steps ≥ k
 * @return how many s are not 0: k, or fewer when A has no more */
int truncated_svd(mat u, mat s, mat v, sparse_pair a, krylov how);

/** 3.8 Word vectors from a decomposition: row i of E is row i of U, column j times s_j^power. Power
 * 1 keeps the distances between rows of A as well as k numbers can, 0 gives all columns the same
 * weight; ½ is between.
 * @param[out] e      = (m,k); it may be u
 * @param[in]  u      (m,k)
 * @param[in]  s      (1,k); where it is 0, so is the column of e, for any power
 * @param[in]  power  0 … 1 */
void lsa_embed(mat e, mat u, mat s, double power);

/** 3.9 Fold in rows that were not there when A was decomposed (a new word, a new document):
 * e = x V diag(s^{power−1}), so that a row of A comes out as its own row of lsa_embed().
 * @param[out] e      = (q,k)
 * @param[in]  x      (q,n) new rows in the columns of A
 * @param[in]  v      (n,k)
 * @param[in]  s      (1,k); where it is 0, so is the column of e
 * @param[in]  power  0 … 1 */
void lsa_fold_in(mat e, sparse x, mat v, mat s, double power);

#endif
