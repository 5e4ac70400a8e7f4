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
	TODO("3.1", "v Aᵀ, then times A, then length 1; what if nothing is left?");
	arena_free(&scratch);
	return sigma;
}

rotation jacobi_rotation(double alpha, double beta, double gamma)
{
	TODO("3.2", "the tangent first; c and s from it by 1 + t² = 1/c²");
}

/* Two rows x, y ← c x − s y, s x + c y. */
static void turn(mat x, mat y, rotation r)
{
	TODO("3.3", "both answers need both old numbers");
}

/* Turn every two rows of x that are not orthogonal, and the same two of v. How many there were. */
static int sweep(mat x, mat v)
{
	int turns = 0;
	TODO("3.3", "three products of each pair decide whether it is turned, and how");
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
	TODO("3.3", "sweep x = Aᵀ until nothing turns; then lengths, longest first");
	arena_free(&scratch);
	return sweeps;
}

double low_rank_error(mat s, int k)
{
	if (k < 0 || k > s.cols) bug("low_rank_error: rank %d of %d", k, s.cols);
	TODO("3.4", "squares of what is left over squares of all, in units of s_1");
}
