/* Chapter 02's counts in a dense table: each pair of places is met once, and fills two cells. PPMI
 * from probabilities. */
#include <math.h>

#include "counts.h"

void count_neighbours(double *counts, const int *id, long n, long at, window w)
{
	long first = at, last = at;
	while (first > 0 && id[first - 1] >= 0 && at - first < w.left) first--;
	while (last + 1 < n && id[last + 1] >= 0 && last - at < w.right) last++;
	for (long p = last; p >= first; p--)
		if (p != at) counts[id[p]] += w.by_distance ? 1 / fabs((double)(p - at)) : 1;
}

/* The cells above 0 as a sparse table. */
static sparse entries(const double *x, int nrows, int ncols, arena *a)
{
	sparse s = {.rows = nrows, .cols = ncols};
	long n = 0;
	for (long k = 0; k < (long)nrows * ncols; k++) n += x[k] > 0;
	s.start = arena_alloc(a, (size_t)nrows + 1, sizeof *s.start);
	s.col = arena_alloc(a, (size_t)n, sizeof *s.col);
	s.value = arena_alloc(a, (size_t)n, sizeof *s.value);
	n = 0;
	for (int i = 0; i < nrows; i++) {
		for (int j = 0; j < ncols; j++)
			if (x[(long)i * ncols + j] > 0) {
				s.col[n] = j;
				s.value[n++] = (real)x[(long)i * ncols + j];
			}
		s.start[i + 1] = n;
	}
	return s;
}

sparse cooccurrence(const int *id, long n, int V, window w, arena *a)
{
	arena scratch = {0};
	double *x = arena_alloc(&scratch, (size_t)V * (size_t)V, sizeof *x);
	for (long p = 0; p < n; p++)
		for (long q = p + 1; q < n && id[p] >= 0 && id[q] >= 0; q++) {
			double weight = w.by_distance ? 1 / (double)(q - p) : 1;
			if (q - p <= w.right) x[(long)id[p] * V + id[q]] += weight;
			if (q - p <= w.left) x[(long)id[q] * V + id[p]] += weight;
		}
	sparse s = entries(x, V, V, a);
	arena_free(&scratch);
	return s;
}

sparse ppmi(sparse x, double alpha, arena *a)
{
	arena scratch = {0};
	double *y = arena_alloc(&scratch, (size_t)x.rows * (size_t)x.cols, sizeof *y);
	double *p = arena_alloc(&scratch, (size_t)x.cols, sizeof *p), all = 0;
	for (long k = 0; k < sparse_count(x); k++) p[x.col[k]] += (double)x.value[k];
	for (int j = 0; j < x.cols; j++) all += pow(p[j], alpha);
	for (int j = 0; j < x.cols; j++) p[j] = pow(p[j], alpha) / all;
	for (int i = 0; i < x.rows; i++) {
		double sum = 0;
		for (long k = x.start[i]; k < x.start[i + 1]; k++) sum += (double)x.value[k];
		for (long k = x.start[i]; k < x.start[i + 1]; k++) {
			double given_i = (double)x.value[k] / sum; // p(j|i) beside p(j)
			if (x.value[k] > 0)
				y[(long)i * x.cols + x.col[k]] = fmax(0, log(given_i / p[x.col[k]]));
		}
	}
	sparse s = entries(y, x.rows, x.cols, a);
	arena_free(&scratch);
	return s;
}
