/* Right alternative: loops, and roots of roots where they do. */
#include <math.h>

#include "svd.h"

void lsa_embed(mat e, mat u, mat s, double power)
{
	for (int i = 0; i < u.rows; i++)
		for (int j = 0; j < u.cols; j++) {
			const double x = (double)*elem(s, 0, j);
			*elem(e, i, j) = (real)(x > 0 ? (double)*elem(u, i, j) * exp(power * log(x)) : 0);
		}
}

void lsa_fold_in(mat e, sparse x, mat v, mat s, double power)
{
	for (int i = 0; i < e.rows; i++)
		for (int j = 0; j < e.cols; j++) {
			double sum = 0;
			const double sj = (double)*elem(s, 0, j);
			for (long k = x.start[i]; k < x.start[i + 1]; k++)
				sum += (double)x.value[k] * (double)*elem(v, x.col[k], j);
			*elem(e, i, j) = (real)(sj > 0 ? sum / sj * pow(sj, power) : 0);
		}
}
