/* One-sided Jacobi once more, with a choice of root: see turns.h. */
#include <float.h>
#include <math.h>

#include "rng.h"
#include "turns.h"

double turns_by_difference(double zeta)
{
	return sqrt(1 + zeta * zeta) - zeta;
}

double turns_by_quotient(double zeta)
{
	return 1 / (zeta + sqrt(1 + zeta * zeta));
}

/* Turn two columns of length m, kept as rows; 1 when there was something to turn. */
static int rotate(real *x, real *y, int m, turn which)
{
	double xx = 0, yy = 0, xy = 0;
	for (int i = 0; i < m; i++) {
		xx += (double)x[i] * (double)x[i];
		yy += (double)y[i] * (double)y[i];
		xy += (double)x[i] * (double)y[i];
	}
	if (fabs(xy) <= DBL_EPSILON * sqrt(m) * sqrt(xx) * sqrt(yy)) return 0;
	double zeta = (yy - xx) / (2 * xy), t = copysign(1, zeta) * turns_by_quotient(fabs(zeta));
	if (which == TURN_LARGER) t = -1 / t; // the product of the roots is −1
	double c = 1 / sqrt(1 + t * t), s = c * t;
	for (int i = 0; i < m; i++) {
		double from = (double)x[i];
		x[i] = (real)(c * from - s * (double)y[i]);
		y[i] = (real)(s * from + c * (double)y[i]);
	}
	return 1;
}

int turns_sweeps(int m, int n, turn which, int most, uint64_t seed)
{
	arena scratch = {0};
	mat a = mat_new(&scratch, n, m); // its columns are rows here
	rng r = rng_new(seed, 3);
	rng_fill_normal(&r, a, 1);
	int sweeps = 0;
	for (int turned = 1; turned && sweeps < most; sweeps++) {
		turned = 0;
		for (int i = 0; i < n; i++)
			for (int j = i + 1; j < n; j++) turned += rotate(row(a, i), row(a, j), m, which);
	}
	arena_free(&scratch);
	return sweeps;
}
