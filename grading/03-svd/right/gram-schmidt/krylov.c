/* Right alternative: columns made orthogonal one by one (modified Gram–Schmidt, twice), directions
 * that vanish replaced by random ones, T from AᵀA Q, U from A V. */
#include <math.h>

#include "lapack.h"
#include "rng.h"
#include "svd.h"

/* Take the first n columns of q out of column x, twice; what is left of its length, as a share. */
static double left_over(mat x, mat q, int n)
{
	const double before = sqrt(dot(x, x));
	for (int again = 0; again < 2; again++)
		for (int j = 0; j < n; j++) {
			const double common = dot(cols(q, j, 1), x);
			for (int i = 0; i < x.rows; i++)
				*elem(x, i, 0) -= (real)(common * (double)*elem(q, i, j));
		}
	const double after = sqrt(dot(x, x));
	if (after > 0) scale(x, (real)(1 / after));
	return before > 0 ? after / before : 0;
}

int orthonormalize(mat x, mat room)
{
	(void)room;
	for (int j = 0; j < x.cols; j++)
		if (left_over(cols(x, j, 1), x, j) < 1e3 * (double)REAL_EPSILON) return -1;
	return 0;
}

void krylov_basis(mat q, mat aq, sparse_pair a, krylov how)
{
	arena scratch = {0};
	rng r = rng_new(how.seed, 77);
	mat x = mat_new(&scratch, q.rows, 1);
	for (int j = 0; j < q.cols; j++) {
		mat qj = cols(q, j, 1);
		if (j < how.block)
			rng_fill_uniform(&r, qj, -1, 1);
		else {
			sparse_mul(x, a.t, cols(aq, j - how.block, 1));
			copy(qj, x);
		}
		while (left_over(qj, q, j) < 1e-12) rng_fill_uniform(&r, qj, -1, 1);
		left_over(qj, q, j);
		sparse_mul(cols(aq, j, 1), a.a, qj);
	}
	arena_free(&scratch);
}

int truncated_svd(mat u, mat s, mat v, sparse_pair a, krylov how)
{
	const int all = how.block * how.steps, k = s.cols;
	arena scratch = {0};
	mat q = mat_new(&scratch, v.rows, all), aq = mat_new(&scratch, u.rows, all);
	mat w = mat_new(&scratch, v.rows, all), t = mat_new(&scratch, all, all);
	mat theta = mat_new(&scratch, 1, all);
	krylov_basis(q, aq, a, how);
	sparse_mul(w, a.t, aq);
	mul(t, tr(q), w);
	if (eigen_symmetric(theta, t, 0, all) != 0) bug("no eigenvalues");
	int found = 0;
	fill(s, 0);
	fill(v, 0);
	fill(u, 0);
	for (int j = 0; j < k; j++) {
		const double x = (double)*elem(theta, 0, all - 1 - j);
		if (!(x > (double)REAL_EPSILON * all * (double)*elem(theta, 0, all - 1))) break;
		*elem(s, 0, j) = (real)sqrt(x);
		mul(cols(v, j, 1), q, tr(rows(t, all - 1 - j, 1)));
		sparse_mul(cols(u, j, 1), a.a, cols(v, j, 1));
		scale(cols(u, j, 1), 1 / *elem(s, 0, j));
		found++;
	}
	arena_free(&scratch);
	return found;
}
