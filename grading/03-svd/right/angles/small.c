/* Right alternative: the angle by atan2, pairs in rounds as in a tournament, order by counting. */
#include <math.h>

#include "svd.h"

double power_iteration(mat v, mat a, int steps)
{
	arena scratch = {0};
	mat av = mat_new(&scratch, a.rows, 1), next = mat_new(&scratch, a.cols, 1);
	double sigma;
	for (;; steps--) {
		mul(av, a, tr(v));
		sigma = sqrt(dot(av, av));
		if (steps == 0 || sigma == 0) break;
		mul(next, tr(a), av);
		scale(next, (real)(1 / sigma));
		copy(v, tr(next));
		scale(v, (real)(1 / sqrt(dot(v, v))));
	}
	arena_free(&scratch);
	return sigma;
}

rotation jacobi_rotation(double alpha, double beta, double gamma)
{
	if (gamma == 0) return (rotation){1, 0};
	const double phi = atan2(2 * gamma, fabs(beta - alpha)) / 2;
	return (rotation){cos(phi), beta >= alpha ? sin(phi) : -sin(phi)};
}

static bool turn_pair(mat x, mat w, int i, int j)
{
	const mat xi = rows(x, i, 1), xj = rows(x, j, 1);
	const double alpha = dot(xi, xi), beta = dot(xj, xj), gamma = dot(xi, xj);
	if (gamma == 0 || fabs(gamma) <= (double)REAL_EPSILON * sqrt(x.cols) * sqrt(alpha) * sqrt(beta))
		return false;
	const rotation r = jacobi_rotation(alpha, beta, gamma);
	for (int two = 0; two < 2; two++) {
		real *a = row(two ? w : x, i), *b = row(two ? w : x, j);
		for (int k = 0; k < (two ? w : x).cols; k++) {
			const double p = (double)a[k], q = (double)b[k];
			a[k] = (real)(r.c * p - r.s * q);
			b[k] = (real)(r.s * p + r.c * q);
		}
	}
	return true;
}

int jacobi_svd(mat u, mat s, mat v, mat a)
{
	const int n = a.cols, players = n + n % 2;
	arena scratch = {0};
	mat x = mat_new(&scratch, n, a.rows), w = mat_new(&scratch, n, n);
	copy(x, tr(a));
	for (int j = 0; j < n; j++) *elem(w, j, j) = 1;
	int sweeps = 0;
	for (bool turned = true; turned && sweeps < 60; sweeps++) {
		turned = false;
		for (int round = 0; round < players - 1; round++)
			for (int k = 0; k < players / 2; k++) { // player 0 stays, the others move on
				int i = k == 0 ? 0 : 1 + (round + k - 1) % (players - 1);
				int j = 1 + (round + players - 2 - k) % (players - 1);
				if (i >= n || j >= n) continue;
				if (turn_pair(x, w, i < j ? i : j, i < j ? j : i)) turned = true;
			}
	}
	mat length = mat_new(&scratch, 1, n);
	for (int j = 0; j < n; j++) length.p[j] = (real)sqrt(dot(rows(x, j, 1), rows(x, j, 1)));
	for (int j = 0; j < n; j++) {
		int place = 0;
		for (int i = 0; i < n; i++)
			place += length.p[i] > length.p[j] || (i < j && length.p[i] == length.p[j]);
		*elem(s, 0, place) = length.p[j];
		for (int i = 0; i < a.rows; i++)
			*elem(u, i, place) = length.p[j] > 0 ? *elem(x, j, i) / length.p[j] : 0;
		for (int i = 0; i < n; i++) *elem(v, i, place) = *elem(w, j, i);
	}
	arena_free(&scratch);
	return sweeps;
}

double low_rank_error(mat s, int k)
{
	double square = 0; // of (left over all): from the smallest to the largest
	for (int i = s.cols - 1; i >= 0; i--) {
		const double x = (double)*elem(s, 0, i);
		if (x > 0) square += x / (double)*elem(s, 0, 0) * (x / (double)*elem(s, 0, 0));
	}
	double left = 0;
	for (int i = s.cols - 1; i >= k; i--)
		left = square > 0 ? hypot(left, (double)*elem(s, 0, i) / (double)*elem(s, 0, 0)) : 0;
	return square > 0 ? left / sqrt(square) : 0;
}
