/* The singular value decomposition of a matrix that fits on a page, and what it is good for.
 *
 *     A = U diag(s) Vᵀ,        AᵀA = V diag(s²) Vᵀ
 *
 * A sends the unit vector v_j to s_j u_j: a ball becomes an ellipsoid whose half axes are the s_j.
 * Power iteration finds the longest of them: whatever v is made of, each AᵀA stretches its part
 * along v_j by s_j², and after enough steps only the part that grows fastest is to be seen.
 *
 * One-sided Jacobi finds them all. It never forms AᵀA, whose digits end where s² falls below
 * ε s_1²: it turns two columns of A in their common plane until they are orthogonal, then the next
 * two. The turns of one pair spoil another a little, so there are several sweeps; each makes what
 * is left about as small as its square. When all columns are orthogonal, A V = U diag(s) can be
 * read off: lengths and directions.
 *
 * Columns of A are kept as rows of a copy of Aᵀ, since a row is in one piece.
 *
 * Sources: Hestenes 1958; Golub and Van Loan 2013, chapters 8.2 and 8.6; the threshold is that of
 * Demmel and Veselić 1992, "Jacobi's Method is More Accurate than QR". Deviation: pairs are taken
 * in their order, and singular values are sorted at the end. */
#include <math.h>

#include "svd.h"

enum { MOST_SWEEPS = 60 };

/* Scale a row to length 1; a row of zeros stays. The length it had. */
static double unit(mat v)
{
	double length = sqrt(dot(v, v));
	if (length > 0) scale(v, (real)(1 / length));
	return length;
}

double power_iteration(mat v, mat a, int steps)
{
	need_shape(v, 1, a.cols);
	arena scratch = {0};
	mat av = mat_new(&scratch, 1, a.rows), next = mat_new(&scratch, 1, a.cols);
	double sigma = 0;
	//> [power_iteration] 3.1  v Aᵀ, then times A, then length 1; what if nothing is left?
	for (int i = 0; i < steps; i++) {
		mul(av, v, tr(a));
		unit(av); // else the square of a large A might overflow
		mul(next, av, a);
		if (unit(next) == 0) break;
		copy(v, next);
	}
	mul(av, v, tr(a));
	sigma = sqrt(dot(av, av));
	//< [power_iteration]
	arena_free(&scratch);
	return sigma;
}

rotation jacobi_rotation(double alpha, double beta, double gamma)
{
	//> [jacobi_rotation] 3.2  the tangent first; c and s from it by 1 + t² = 1/c²
	if (gamma == 0) return (rotation){1, 0};
	double zeta = (beta - alpha) / (2 * gamma);
	double t = copysign(1 / (fabs(zeta) + hypot(1, zeta)), zeta);
	double c = 1 / sqrt(1 + t * t);
	return (rotation){c, c * t};
	//< [jacobi_rotation]
}

/* Two rows x, y ← c x − s y, s x + c y. */
static void turn(mat x, mat y, rotation r)
{
	//> [turn] 3.3  both answers need both old numbers
	const real c = (real)r.c, s = (real)r.s;
	for (int i = 0; i < x.cols; i++) {
		real xi = x.p[i], yi = y.p[i];
		x.p[i] = c * xi - s * yi;
		y.p[i] = s * xi + c * yi;
	}
	//< [turn]
}

/* Turn every two rows of x that are not orthogonal, and the same two of v. How many there were. */
static int sweep(mat x, mat v)
{
	int turns = 0;
	//> [sweep] 3.3  three products of each pair decide whether it is turned, and how
	const double epsilon = (double)REAL_EPSILON * sqrt(x.cols);
	for (int i = 0; i < x.rows; i++)
		for (int j = i + 1; j < x.rows; j++) {
			mat xi = rows(x, i, 1), xj = rows(x, j, 1);
			double alpha = dot(xi, xi), beta = dot(xj, xj), gamma = dot(xi, xj);
			if (fabs(gamma) <= epsilon * sqrt(alpha) * sqrt(beta)) continue;
			rotation r = jacobi_rotation(alpha, beta, gamma);
			turn(xi, xj, r);
			turn(rows(v, i, 1), rows(v, j, 1), r);
			turns++;
		}
	//< [sweep]
	return turns;
}

/* The place of the largest number in a row. */
static int largest(mat s)
{
	int best = 0;
	for (int j = 1; j < s.cols; j++)
		if (s.p[j] > s.p[best]) best = j;
	return best;
}

int jacobi_svd(mat u, mat s, mat v, mat a)
{
	const int m = a.rows, n = a.cols;
	if (m < n) bug("jacobi_svd: (%d,%d) has more columns than rows", m, n);
	need_shape(u, m, n);
	need_shape(s, 1, n);
	need_shape(v, n, n);
	arena scratch = {0};
	mat x = mat_new(&scratch, n, m), w = mat_new(&scratch, n, n), length = mat_new(&scratch, 1, n);
	int sweeps = 1;
	//> [jacobi_svd] 3.3  sweep x = Aᵀ until nothing turns; then lengths, longest first
	copy(x, tr(a));
	for (int j = 0; j < n; j++) *elem(w, j, j) = 1;
	while (sweep(x, w) > 0 && sweeps < MOST_SWEEPS) sweeps++;
	for (int j = 0; j < n; j++) length.p[j] = (real)unit(rows(x, j, 1));
	for (int j = 0; j < n; j++) {
		int from = largest(length);
		*elem(s, 0, j) = length.p[from];
		copy(cols(u, j, 1), tr(rows(x, from, 1)));
		copy(cols(v, j, 1), tr(rows(w, from, 1)));
		length.p[from] = -1; // taken
	}
	//< [jacobi_svd]
	arena_free(&scratch);
	return sweeps;
}

double low_rank_error(mat s, int k)
{
	if (k < 0 || k > s.cols) bug("low_rank_error: rank %d of %d", k, s.cols);
	//> [low_rank_error] 3.4  squares of what is left over squares of all, in units of s_1
	double left = 0, all = 0;
	for (int i = 0; i < s.cols; i++) {
		double share = (double)*elem(s, 0, i) / (double)*elem(s, 0, 0);
		all += share * share;
		if (i >= k) left += share * share;
	}
	return all > 0 ? sqrt(left / all) : 0;
	//< [low_rank_error]
}
