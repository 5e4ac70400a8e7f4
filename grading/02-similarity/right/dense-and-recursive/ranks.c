/* Chapter 02's ranks by inserting one number after the other, and the correlation from raw sums. */
#include <math.h>

#include "ranks.h"

void ranks(mat r, mat x)
{
	arena scratch = {0};
	real *sorted = arena_alloc(&scratch, (size_t)x.cols, sizeof *sorted);
	for (int i = 0; i < x.cols; i++) {
		int at = i;
		for (; at > 0 && sorted[at - 1] > *elem(x, 0, i); at--) sorted[at] = sorted[at - 1];
		sorted[at] = *elem(x, 0, i);
	}
	for (int i = 0; i < x.cols; i++) {
		int first = 0, last = x.cols - 1;
		while (sorted[first] < *elem(x, 0, i)) first++;
		while (sorted[last] > *elem(x, 0, i)) last--;
		*elem(r, 0, i) = (real)((first + last) / 2.0 + 1);
	}
	arena_free(&scratch);
}

double spearman(mat x, mat y)
{
	const double n = x.cols;
	arena scratch = {0};
	mat r = mat_new(&scratch, 1, x.cols), s = mat_new(&scratch, 1, x.cols);
	ranks(r, x);
	ranks(s, y);
	double mean = (n + 1) / 2, square = n * mean * mean; // of whole and half numbers: exact
	double rr = dot(r, r) - square, ss = dot(s, s) - square, rs = dot(r, s) - square;
	arena_free(&scratch);
	return rr > 0 && ss > 0 ? rs / sqrt(rr * ss) : (double)NAN;
}
