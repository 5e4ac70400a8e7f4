/* Chapter 02's counts as a walk through the text: each pair of places is an entry of a list, and
 * whoever sorts the list adds up what meets in a cell. PPMI as a sum of logarithms. */
#include <math.h>
#include <stdlib.h>

#include "counts.h"

/* What the word at q counts for the word at p, 0 when it is not near. */
static double weight(const int *id, long p, long q, window w)
{
	if (p == q || (q < p ? p - q > w.left : q - p > w.right)) return 0;
	for (long r = q < p ? q : p; r <= (q < p ? p : q); r++)
		if (id[r] < 0) return 0;
	return w.by_distance ? 1.0 / (double)labs(p - q) : 1.0;
}

static long first_place(long at, window w)
{
	return at < w.left ? 0 : at - w.left;
}

static long end_of_places(long n, long at, window w)
{
	return n - at <= w.right ? n : at + w.right + 1;
}

void count_neighbours(double *counts, const int *id, long n, long at, window w)
{
	for (long p = first_place(at, w); p < end_of_places(n, at, w); p++) {
		double x = weight(id, at, p, w);
		if (x > 0) counts[id[p]] += x;
	}
}

sparse cooccurrence(const int *id, long n, int V, window w, arena *a)
{
	arena scratch = {0};
	sparse_builder b = sparse_begin(&scratch, V, V);
	for (long at = 0; at < n; at++)
		for (long p = first_place(at, w); p < end_of_places(n, at, w); p++) {
			double x = weight(id, at, p, w);
			if (x > 0) sparse_add(&b, id[at], id[p], x);
		}
	sparse s = sparse_end(&b, a);
	arena_free(&scratch);
	return s;
}

static double sum_of(int n, const double *x)
{
	double sum = 0;
	for (int i = 0; i < n; i++) sum += x[i];
	return sum;
}

sparse ppmi(sparse x, double alpha, arena *a)
{
	arena scratch = {0};
	sparse_builder b = sparse_begin(&scratch, x.rows, x.cols);
	sparse across = sparse_transpose(x, &scratch);
	double *smoothed = arena_alloc(&scratch, (size_t)x.cols, sizeof *smoothed);
	for (int j = 0; j < x.cols; j++) {
		double sum = 0;
		for (long k = across.start[j]; k < across.start[j + 1]; k++) sum += (double)across.value[k];
		smoothed[j] = sum > 0 ? exp(alpha * log(sum)) : 0;
	}
	double total = log(sum_of(x.cols, smoothed));
	for (int i = 0; i < x.rows; i++) {
		double sum = 0;
		for (int j = 0; j < x.cols; j++) sum += (double)sparse_elem(x, i, j);
		for (int j = 0; j < x.cols; j++) {
			double count = (double)sparse_elem(x, i, j);
			if (count <= 0) continue;
			double information = log(count) + total - log(sum) - log(smoothed[j]);
			if (information > 0) sparse_add(&b, i, j, information);
		}
	}
	sparse s = sparse_end(&b, a);
	arena_free(&scratch);
	return s;
}
