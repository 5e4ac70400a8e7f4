/* Right alternative: loops over elements, AᵀA formed once for power iteration, columns where they
 * stand, the pair's longer column put first. */
#include <math.h>

#include "svd.h"

double power_iteration(mat v, mat a, int steps)
{
	arena scratch = {0};
	mat g = mat_new(&scratch, a.cols, a.cols), next = mat_new(&scratch, 1, a.cols);
	for (int i = 0; i < a.cols; i++)
		for (int j = 0; j < a.cols; j++)
			for (int k = 0; k < a.rows; k++) *elem(g, i, j) += *elem(a, k, i) * *elem(a, k, j);
	for (int n = 0; n < steps; n++) {
		double squares = 0;
		for (int j = 0; j < a.cols; j++) {
			double sum = 0;
			for (int i = 0; i < a.cols; i++) sum += (double)*elem(v, 0, i) * (double)*elem(g, i, j);
			*elem(next, 0, j) = (real)sum;
			squares += sum * sum;
		}
		if (!(squares > 0)) break;
		for (int j = 0; j < a.cols; j++)
			*elem(v, 0, j) = (real)((double)*elem(next, 0, j) / sqrt(squares));
	}
	double squares = 0;
	for (int k = 0; k < a.rows; k++) {
		double sum = 0;
		for (int j = 0; j < a.cols; j++) sum += (double)*elem(v, 0, j) * (double)*elem(a, k, j);
		squares += sum * sum;
	}
	arena_free(&scratch);
	return sqrt(squares);
}

/* t² + 2ζt − 1 = 0 without ζ: γ t² + (β − α) t − γ = 0. */
rotation jacobi_rotation(double alpha, double beta, double gamma)
{
	if (gamma == 0) return (rotation){1, 0};
	const double d = beta - alpha, root = sqrt(d * d + 4 * gamma * gamma);
	const double t = d >= 0 ? 2 * gamma / (d + root) : 2 * gamma / (d - root);
	rotation r = {1 / sqrt(1 + t * t), 0};
	r.s = t * r.c;
	if (d == 0 && r.s * gamma < 0) r.s = -r.s;
	return r;
}

static double product(mat a, int i, int j)
{
	double sum = 0;
	for (int k = 0; k < a.rows; k++) sum += (double)*elem(a, k, i) * (double)*elem(a, k, j);
	return sum;
}

static void turn_columns(mat a, int i, int j, rotation r)
{
	for (int k = 0; k < a.rows; k++) {
		const double x = (double)*elem(a, k, i), y = (double)*elem(a, k, j);
		*elem(a, k, i) = (real)(r.c * x - r.s * y);
		*elem(a, k, j) = (real)(r.s * x + r.c * y);
	}
}

static void exchange(mat a, int i, int j)
{
	for (int k = 0; k < a.rows; k++) {
		const real x = *elem(a, k, i);
		*elem(a, k, i) = *elem(a, k, j);
		*elem(a, k, j) = x;
	}
}

int jacobi_svd(mat u, mat s, mat v, mat a)
{
	const int n = a.cols;
	int sweeps = 0, turns = 1;
	copy(u, a);
	fill(v, 0);
	for (int j = 0; j < n; j++) *elem(v, j, j) = 1;
	for (; turns && sweeps < 60; sweeps++) {
		turns = 0;
		for (int j = n - 1; j > 0; j--)
			for (int i = 0; i < j; i++) {
				const double x = product(u, i, i), y = product(u, j, j), z = product(u, i, j);
				if (!(fabs(z) > (double)REAL_EPSILON * sqrt(a.rows) * sqrt(x) * sqrt(y))) continue;
				turn_columns(u, i, j, jacobi_rotation(x, y, z));
				turn_columns(v, i, j, jacobi_rotation(x, y, z));
				turns++;
			}
	}
	for (int j = 0; j < n; j++) {
		*elem(s, 0, j) = (real)sqrt(product(u, j, j));
		for (int k = 0; k<a.rows && * elem(s, 0, j)> 0; k++) *elem(u, k, j) /= *elem(s, 0, j);
	}
	for (int j = 1; j < n; j++) // bubbles
		for (int i = j; i > 0 && *elem(s, 0, i) > *elem(s, 0, i - 1); i--) {
			exchange(s, i, i - 1);
			exchange(u, i, i - 1);
			exchange(v, i, i - 1);
		}
	return sweeps;
}

double low_rank_error(mat s, int k)
{
	double left = 0, all;
	for (int i = s.cols; i-- > k;) left = hypot(left, (double)*elem(s, 0, i));
	all = left;
	for (int i = k; i-- > 0;) all = hypot(all, (double)*elem(s, 0, i));
	return all == 0 ? 0 : left / all;
}
