/* Does the order of similarities agree with people's?
 *
 *     ρ = Σ (r_i − r̄)(s_i − s̄) / √(Σ (r_i − r̄)² · Σ (s_i − s̄)²)
 *
 * with ranks for numbers, so that any two scales with one order agree. Equal numbers have no
 * order, so they share: each gets the mean of the ranks that they occupy together, and the sum of
 * all ranks stays n(n+1)/2, the mean (n+1)/2.
 *
 * Source: Spearman 1904. */
#include <math.h>
#include <stdlib.h>

#include "ranks.h"

/* A number and where it stood. */
struct place {
	real x;
	int at;
};

/* For qsort(): negative when a comes first. */
static int place_order(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	TODO("2.9", "the smaller number first");
}

void ranks(mat r, mat x)
{
	const int n = x.cols;
	need_shape(x, 1, n);
	need_shape(r, 1, n);
	arena scratch = {0};
	struct place *sorted = arena_alloc(&scratch, (size_t)n, sizeof *sorted);
	TODO("2.9", "sort with the places; then group by group of equal numbers");
	arena_free(&scratch);
}

double spearman(mat x, mat y)
{
	const int n = x.cols;
	need_shape(y, 1, n);
	arena scratch = {0};
	mat r = mat_new(&scratch, 1, n), s = mat_new(&scratch, 1, n);
	double rr = 0, ss = 0, rs = 0;
	TODO("2.10", "ranks of both; deviations from the mean rank; three sums");
	arena_free(&scratch);
	return rs / sqrt(rr * ss); // 0/0 is NaN: nothing to compare
}
