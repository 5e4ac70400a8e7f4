/* Chapter 02's similarities without products of matrices and without sinking: lengths by hypot(), a
 * list kept in order instead of a heap (worst first, it is one), all vectors looked at in turn. */
#include <math.h>

#include "similarity.h"

static double length(mat a)
{
	double sum = 0;
	for (int i = 0; i < a.cols; i++) sum = hypot(sum, (double)*elem(a, 0, i));
	return sum;
}

double euclidean_distance(mat a, mat b)
{
	double sum = 0;
	for (int i = 0; i < a.cols; i++)
		sum = hypot(sum, (double)*elem(b, 0, i) - (double)*elem(a, 0, i));
	return sum;
}

double cosine_similarity(mat a, mat b)
{
	double x = length(a), y = length(b), cosine = 0;
	if (x == 0 || y == 0) return 0;
	for (int i = a.cols - 1; i >= 0; i--)
		cosine += (double)*elem(a, 0, i) / x * ((double)*elem(b, 0, i) / y);
	if (cosine > 1) return 1;
	return cosine < -1 ? -1 : cosine;
}

void normalize_rows(mat x)
{
	for (int i = 0; i < x.rows; i++) {
		double all = length(rows(x, i, 1));
		for (int j = 0; j < x.cols && all > 0; j++)
			*elem(x, i, j) = (real)((double)*elem(x, i, j) / all);
	}
}

static bool is_worse(scored a, scored b)
{
	return a.score < b.score || (a.score == b.score && a.id > b.id);
}

int top_k_offer(scored *best, int n, int k, scored x)
{
	int at = 0;
	while (at < n && is_worse(best[at], x)) at++; // so many are worse and stand in front
	if (n < k) {
		for (int i = n; i > at; i--) best[i] = best[i - 1];
		best[at] = x;
		return n + 1;
	}
	if (at == 0) return n;
	for (int i = 0; i < at - 1; i++) best[i] = best[i + 1];
	best[at - 1] = x;
	return n;
}

void top_k_sort(scored *best, int n)
{
	for (int i = 0; i < n; i++)
		for (int j = n - 1; j > i; j--)
			if (is_worse(best[j - 1], best[j])) {
				scored x = best[j];
				best[j] = best[j - 1];
				best[j - 1] = x;
			}
}

void nearest_neighbours(scored *best, int k, mat queries, mat vectors, const int *except, mat block)
{
	(void)block;
	for (int q = 0; q < queries.rows; q++) {
		scored *mine = best + (long)q * k;
		int n = 0;
		for (int i = vectors.rows - 1; i >= 0; i--) {
			if (except && except[q] == i) continue;
			double score = dot(rows(vectors, i, 1), rows(queries, q, 1));
			n = top_k_offer(mine, n, k, (scored){(real)score, i});
		}
		top_k_sort(mine, n);
		for (; n < k; n++) mine[n] = (scored){-(real)HUGE_VAL, -1};
	}
}
