/* Locally linear embedding: places that mix as the points do.
 *
 * Near each point a curved surface is almost flat, so a point is almost a mixture of its neighbours:
 * x_i ≈ Σ_j w_ij x_nb(i,j), weights summing to 1. Turn, shift or stretch the surroundings, and the
 * weights stay. So they are all that is kept of the points, and the places in the plane are asked
 * for that the same mixtures make:
 *
 *     Σ_i ‖y_i − Σ_j w_ij y_nb(i,j)‖² = Σ_c y_cᵀ M y_c,   M = (I − W)ᵀ (I − W),   y_c a column of Y
 *
 * With columns of mean square 1, orthogonal to each other and of mean 0, the smallest sum is at the
 * eigenvectors of M with the smallest eigenvalues, after the one that means nothing: weights sum to
 * 1, so (I − W) 1 = 0. Two small problems that have exact answers, no step size, no start.
 *
 * Sources: Roweis and Saul 2000; Saul and Roweis 2003, "Think Globally, Fit Locally", for the ridge.
 * Deviation: M is kept dense, which is right up to a few thousand points. */
#include <math.h>

#include "lapack.h"
#include "maps.h"

/* Rows of z = x_i − each of its neighbours. */
static void differences(mat z, mat x, int i, const int *neighbour)
{
	for (int j = 0; j < z.rows; j++) {
		const real *xi = row(x, i), *other = row(x, neighbour[j]);
		real *zj = row(z, j);
		for (int c = 0; c < z.cols; c++) zj[c] = xi[c] - other[c];
	}
}

void lle_weights(mat w, mat x, const int *neighbour, double ridge)
{
	const int n = x.rows, k = w.cols;
	need_shape(w, n, k);
	if (!(ridge > 0)) bug("lle_weights: a ridge of %g, expected more than 0", ridge);
	arena scratch = {0};
	mat z = mat_new(&scratch, k, x.cols), g = mat_new(&scratch, k, k);
	mat one = mat_new(&scratch, k, 1);
	//> [lle_weights] 3.10  for each point G from its differences, the ridge, solve_spd(), sum 1
	for (int i = 0; i < n; i++) {
		differences(z, x, i, neighbour + (long)i * k);
		mul(g, z, tr(z));
		double trace = 0, sum = 0;
		for (int j = 0; j < k; j++) trace += (double)*elem(g, j, j);
		double lambda = trace > 0 ? ridge * trace / k : ridge;
		for (int j = 0; j < k; j++) *elem(g, j, j) += (real)lambda;
		fill(one, 1);
		if (solve_spd(one, g) != 0) bug("lle_weights: a ridge of %g is too small", ridge);
		for (int j = 0; j < k; j++) sum += (double)one.p[j];
		for (int j = 0; j < k; j++) *elem(w, i, j) = (real)((double)one.p[j] / sum);
	}
	//< [lle_weights]
	arena_free(&scratch);
}

void lle(mat y, mat w, const int *neighbour)
{
	const int n = w.rows, d = y.cols;
	need_shape(y, n, d);
	if (d >= n) bug("lle: %d coordinates for %d points", d, n);
	arena scratch = {0};
	mat left = mat_new(&scratch, n, n), m = mat_new(&scratch, n, n),
	    value = mat_new(&scratch, 1, d);
	//> [lle] 3.11  I − W, M, its eigenvectors: which, how long, and rows or columns?
	for (int i = 0; i < n; i++) {
		*elem(left, i, i) = 1;
		for (int j = 0; j < w.cols; j++)
			*elem(left, i, neighbour[(long)i * w.cols + j]) -= *elem(w, i, j);
	}
	mul(m, tr(left), left);
	if (eigen_symmetric(value, m, 1, d) != 0) bug("lle: is there a NaN in the weights?");
	copy(y, tr(rows(m, 0, d)));
	scale(y, (real)sqrt(n));
	//< [lle]
	arena_free(&scratch);
}
