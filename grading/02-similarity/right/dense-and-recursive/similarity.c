/* Chapter 02's similarities with products where vectors have an ordinary size, exponents taken out
 * by frexp(), and a heap whose order is mended by calling oneself. */
#include <math.h>

#include "similarity.h"

double euclidean_distance(mat a, mat b)
{
	arena scratch = {0};
	mat d = mat_new(&scratch, 1, a.cols);
	copy(d, b);
	scale(d, -1);
	add(d, a);
	double distance = sqrt(dot(d, d));
	arena_free(&scratch);
	return distance;
}

/* A copy of a row, times the power of two that brings its largest element near 1. */
static mat ordinary(mat x, arena *a)
{
	mat y = mat_new(a, 1, x.cols);
	int most = -5000, e;
	for (int i = 0; i < x.cols; i++) {
		frexp((double)*elem(x, 0, i), &e);
		if (*elem(x, 0, i) != 0 && e > most) most = e;
	}
	for (int i = 0; i < x.cols; i++) *elem(y, 0, i) = (real)ldexp((double)*elem(x, 0, i), -most);
	return y;
}

double cosine_similarity(mat a, mat b)
{
	arena scratch = {0};
	mat x = ordinary(a, &scratch), y = ordinary(b, &scratch);
	double lengths = sqrt(dot(x, x)) * sqrt(dot(y, y));
	double cosine = lengths > 0 ? dot(x, y) / lengths : 0;
	arena_free(&scratch);
	return cosine > 1 ? 1 : cosine < -1 ? -1 : cosine;
}

void normalize_rows(mat x)
{
	arena scratch = {0};
	for (int i = 0; i < x.rows; i++) {
		mat y = ordinary(rows(x, i, 1), &scratch);
		double length = sqrt(dot(y, y));
		for (int j = 0; j < x.cols && length > 0; j++)
			*elem(x, i, j) = (real)((double)*elem(y, 0, j) / length);
	}
	arena_free(&scratch);
}

static bool is_better(scored a, scored b)
{
	return a.score == b.score ? a.id < b.id : a.score > b.score;
}

static void exchange(scored *best, int i, int j)
{
	scored x = best[i];
	best[i] = best[j];
	best[j] = x;
}

static void up(scored *best, int i)
{
	int parent = (i - 1) / 2;
	if (i == 0 || !is_better(best[parent], best[i])) return;
	exchange(best, i, parent);
	up(best, parent);
}

static void down(scored *best, int n, int i)
{
	int worst = i;
	for (int child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++)
		if (is_better(best[worst], best[child])) worst = child;
	if (worst == i) return;
	exchange(best, i, worst);
	down(best, n, worst);
}

int top_k_offer(scored *best, int n, int k, scored x)
{
	if (n == k && !is_better(x, best[0])) return k;
	if (n == k) { // the worst leaves, the last takes its place, and then there is room
		best[0] = best[--n];
		down(best, n, 0);
	}
	best[n] = x;
	up(best, n);
	return n + 1;
}

void top_k_sort(scored *best, int n)
{
	if (n < 2) return;
	exchange(best, 0, n - 1);
	down(best, n - 1, 0);
	top_k_sort(best, n - 1);
}

/* Query after query, and the blocks from the last to the first. */
void nearest_neighbours(scored *best, int k, mat queries, mat vectors, const int *except, mat block)
{
	for (int q = 0; q < queries.rows; q++, best += k) {
		int n = 0, end = vectors.rows;
		while (end > 0) {
			int first = (end - 1) / NEIGHBOUR_BLOCK * NEIGHBOUR_BLOCK;
			mat score = cols(rows(block, q, 1), 0, end - first);
			mul(score, rows(queries, q, 1), tr(rows(vectors, first, end - first)));
			for (int i = first; i < end; i++)
				if (!except || except[q] != i)
					n = top_k_offer(best, n, k, (scored){*elem(score, 0, i - first), i});
			end = first;
		}
		top_k_sort(best, n);
		while (n < k) best[n++] = (scored){(real)-HUGE_VAL, -1};
	}
}
