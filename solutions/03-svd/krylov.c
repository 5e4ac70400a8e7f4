/* The largest singular values of a matrix too large to be written out, by products alone.
 *
 * Power iteration forgets all it saw but the last vector. A Krylov space keeps everything:
 *
 *     X, (AᵀA) X, (AᵀA)² X, …
 *
 * spans all polynomials in AᵀA applied to X, and among polynomials of degree i are some that are
 * large at the first singular values and small at all others, far steeper than the power i alone.
 * X is a block of 32 columns, not one: a sparse matrix is then read once for 32 products, in
 * registers, and singular values close to each other are told apart.
 *
 * The vectors grow alike, so each new block is made orthogonal to all before it and orthonormal in
 * itself, both by products: with the basis Q so far X ← X − Q (QᵀX), with RᵀR = XᵀX then X ← X R⁻¹.
 * In exact arithmetic only the last two blocks could have anything in common with the new one
 * (Lanczos); rounding makes it all of them, above all once a singular value has been found well.
 *
 * Sources: Halko, Martinsson and Tropp 2011 for the random start; Musco and Musco 2015 for the block
 * Krylov space; Yamamoto, Nakatsukasa, Yanagisawa and Fukaya 2015, "Roundoff Error Analysis of the
 * CholeskyQR2 Algorithm", for doing it twice. Deviation: A Q is kept beside Q, so that T and U are
 * dense products and A need not be applied again. */
#include <math.h>

#include "lapack.h"
#include "rng.h"
#include "svd.h"

int orthonormalize(mat x, mat room)
{
	need_shape(room, x.cols, x.cols);
	//> [orthonormalize] 3.5  XᵀX, cholesky(), solve_upper(); and all of it again
	for (int again = 0; again < 2; again++) {
		mul(room, tr(x), x);
		if (cholesky(room) != 0) return -1;
		solve_upper(x, room);
	}
	return 0;
	//< [orthonormalize]
}

/* Working space of krylov_basis(). */
typedef struct {
	mat x, y; // a block of Q, in one piece, and A times it
	mat c;    // what x has in common with the basis
	mat gram; // for orthonormalize()
	rng r;    // of all that is random
} workshop;

/* Make x orthonormal and orthogonal to the columns of q, or −1 when it has too few directions.
 * Dividing by small lengths makes what rounding left of q in x large again, hence twice; and when
 * much is found the second time, the first has left nothing but rounding. */
static int join(workshop *w, mat x, mat q)
{
	mat c = cols(rows(w->c, 0, q.cols), 0, x.cols);
	mat gram = cols(rows(w->gram, 0, x.cols), 0, x.cols);
	//> [join] 3.6  take away what q and x have in common, then orthonormalize(); is once enough?
	for (int again = 0; again < 2; again++) {
		mul(c, tr(q), x);
		if (again && dot(c, c) > 0.01) return -1;
		scale(c, -1);
		mul_add(x, q, c);
		if (orthonormalize(x, gram) != 0) return -1;
	}
	return 0;
	//< [join]
}

/* x ← Aᵀ y, all of it of length 1 so that squares neither overflow nor vanish. */
static void next_block(workshop *w, sparse_pair a)
{
	//> [next_block] 3.6  y is A times the block before
	sparse_mul(w->x, a.t, w->y);
	double length = sqrt(dot(w->x, w->x));
	if (length > 0) scale(w->x, (real)(1 / length));
	//< [next_block]
}

/* Join the columns of x one by one to the `done` columns of q, a random one in the place of each
 * that brings nothing new. */
static void join_one_by_one(workshop *w, mat q, int done)
{
	//> [join_one_by_one] 3.6  a column is a block too; copy it to q before the next one comes
	for (int j = 0; j < w->x.cols; j++) {
		mat xj = cols(w->x, j, 1);
		while (join(w, xj, cols(q, 0, done + j)) != 0) rng_fill_normal(&w->r, xj, 1);
		copy(cols(q, done + j, 1), xj);
	}
	//< [join_one_by_one]
}

void krylov_basis(mat q, mat aq, sparse_pair a, krylov how)
{
	const int m = a.a.rows, n = a.a.cols, b = how.block;
	need_shape(q, n, b * how.steps);
	need_shape(aq, m, b * how.steps);
	if (q.cols > n) bug("krylov_basis: %d directions in a space of %d", q.cols, n);
	arena scratch = {0};
	workshop w = {mat_new(&scratch, n, b), mat_new(&scratch, m, b),
	        mat_new(&scratch, b * how.steps, b), mat_new(&scratch, b, b), rng_new(how.seed, 3)};
	//> [krylov_basis] 3.6  a random block first; join() each to those before, one by one if need be
	rng_fill_normal(&w.r, w.x, 1);
	for (int i = 0; i < how.steps; i++) {
		if (i > 0) next_block(&w, a);
		if (join(&w, w.x, cols(q, 0, i * b)) != 0) {
			next_block(&w, a); // join() has left nothing of it
			join_one_by_one(&w, q, i * b);
		}
		sparse_mul(w.y, a.a, w.x);
		copy(cols(q, i * b, b), w.x);
		copy(cols(aq, i * b, b), w.y);
	}
	//< [krylov_basis]
	arena_free(&scratch);
}

int truncated_svd(mat u, mat s, mat v, sparse_pair a, krylov how)
{
	const int m = a.a.rows, n = a.a.cols, k = s.cols, all = how.block * how.steps;
	need_shape(u, m, k);
	need_shape(v, n, k);
	if (k > all) bug("truncated_svd: %d singular values from %d directions", k, all);
	arena scratch = {0};
	mat q = mat_new(&scratch, n, all), aq = mat_new(&scratch, m, all);
	mat t = mat_new(&scratch, all, all), theta = mat_new(&scratch, 1, k);
	mat z = mat_new(&scratch, k, all);
	int found = 0;
	//> [truncated_svd] 3.7  T, its k largest eigenvalues (they rise); Q Z and A Q Z are two products
	krylov_basis(q, aq, a, how);
	mul(t, tr(aq), aq);
	if (eigen_symmetric(theta, t, all - k, k) != 0) bug("truncated_svd: is there a NaN in A?");
	const double least = (double)REAL_EPSILON * all * (double)theta.p[k - 1];
	for (; found < k && (double)theta.p[k - 1 - found] > least; found++) {
		s.p[found] = (real)sqrt((double)theta.p[k - 1 - found]);
		copy(rows(z, found, 1), rows(t, k - 1 - found, 1));
	}
	for (int j = found; j < k; j++) *elem(s, 0, j) = 0; // and z is zero there
	mul(v, q, tr(z));
	for (int j = 0; j < found; j++) scale(rows(z, j, 1), 1 / *elem(s, 0, j));
	mul(u, aq, tr(z));
	//< [truncated_svd]
	arena_free(&scratch);
	return found;
}
