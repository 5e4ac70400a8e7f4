/* How alike two vectors are, and which are most alike.
 *
 *     ‖a − b‖ = √Σ (a_i − b_i)²        cos(a,b) = Σ a_i b_i / (‖a‖ ‖b‖)
 *
 * A sum of squares leaves the range of numbers long before the numbers do: in double at 10¹⁵⁴ and
 * 10⁻¹⁶². Where that must not matter, a vector is first divided by its largest element, which turns
 * it neither this way nor that.
 *
 * The search for neighbours compares everything with everything, and all of it is one matrix
 * product that is made a block at a time, because nobody has room for the whole. Of a block's
 * scores next to none are among the best k: a heap with the worst of the best on top turns the
 * others away with one comparison.
 *
 * Source: Manning, Raghavan & Schütze 2008, chapters 6.3 and 7.1. */
#include <math.h>

#include "similarity.h"

double euclidean_distance(mat a, mat b)
{
	need_shape(b, 1, a.cols);
	const real *x = row(a, 0), *y = row(b, 0);
	//> [euclidean_distance] 2.4  the root of the sum of squared differences
	double squares = 0;
	for (int i = 0; i < a.cols; i++) {
		double d = (double)x[i] - (double)y[i];
		squares += d * d;
	}
	return sqrt(squares);
	//< [euclidean_distance]
}

/* --- 2.5 cosine_similarity, 2.6 normalize_rows ------------------------------------------------ */

/* The largest |x_i|. */
static double largest(const real *x, int n)
{
	//> [largest] 2.5  the sign does not count
	double most = 0;
	for (int i = 0; i < n; i++) most = fmax(most, fabs((double)x[i]));
	return most;
	//< [largest]
}

double cosine_similarity(mat a, mat b)
{
	need_shape(b, 1, a.cols);
	const real *x = row(a, 0), *y = row(b, 0);
	//> [cosine_similarity] 2.5  three sums; what could spoil them, and what may rounding do?
	double x_unit = largest(x, a.cols), y_unit = largest(y, b.cols);
	if (x_unit == 0 || y_unit == 0) return 0;
	double xx = 0, yy = 0, xy = 0;
	for (int i = 0; i < a.cols; i++) {
		double p = (double)x[i] / x_unit, q = (double)y[i] / y_unit;
		xx += p * p;
		yy += q * q;
		xy += p * q;
	}
	return fmax(-1, fmin(1, xy / sqrt(xx * yy)));
	//< [cosine_similarity]
}

void normalize_rows(mat x)
{
	//> [normalize_rows] 2.6  row by row: its length; divide, unless there is nothing to divide
	for (int i = 0; i < x.rows; i++) {
		real *p = row(x, i);
		double unit = largest(p, x.cols), squares = 0;
		if (unit == 0) continue;
		for (int j = 0; j < x.cols; j++) squares += pow((double)p[j] / unit, 2);
		for (int j = 0; j < x.cols; j++) p[j] = (real)((double)p[j] / unit / sqrt(squares));
	}
	//< [normalize_rows]
}

/* --- 2.7 the best k --------------------------------------------------------------------------- */

static bool better(scored a, scored b)
{
	//> [better] 2.7  by score; of equal scores the smaller id
	return a.score > b.score || (a.score == b.score && a.id < b.id);
	//< [better]
}

/* Put x at place i, which is free, or above it: until its parent is no better. */
static void rise(scored *best, int i, scored x)
{
	//> [rise] 2.7  while the parent (i-1)/2 is better than x, it comes down
	while (i > 0 && better(best[(i - 1) / 2], x)) {
		best[i] = best[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	best[i] = x;
	//< [rise]
}

/* Put x at the root of a heap of n, which is free, or below it: until no child is worse. */
static void sink(scored *best, int n, scored x)
{
	//> [sink] 2.7  while the worse of the two children is worse than x, it comes up
	int i = 0;
	for (int child = 1; child < n; child = 2 * i + 1) {
		if (child + 1 < n && better(best[child], best[child + 1])) child++;
		if (!better(x, best[child])) break;
		best[i] = best[child];
		i = child;
	}
	best[i] = x;
	//< [sink]
}

int top_k_offer(scored *best, int n, int k, scored x)
{
	//> [top_k_offer] 2.7  room left: at the end, and up; else only for one better than the worst
	if (n < k) {
		rise(best, n, x);
		return n + 1;
	}
	if (better(x, best[0])) sink(best, n, x);
	return n;
	//< [top_k_offer]
}

void top_k_sort(scored *best, int n)
{
	//> [top_k_sort] 2.7  the worst goes to the end of the list, and the heap is one shorter
	for (int last = n - 1; last > 0; last--) {
		scored worst = best[0];
		sink(best, last, best[last]);
		best[last] = worst;
	}
	//< [top_k_sort]
}

/* --- 2.8 nearest_neighbours ------------------------------------------------------------------- */

/* Offer a query the n vectors from `first` on. */
static void offer_block(scored *best, int k, const real *score, int n, int first, int except)
{
	//> [offer_block] 2.8  most are worse than the worst: turn them away before you call anybody
	for (int j = 0; j < n; j++)
		if (score[j] > best->score && first + j != except)
			top_k_offer(best, k, k, (scored){score[j], first + j});
	//< [offer_block]
}

void nearest_neighbours(scored *best, int k, mat queries, mat vectors, const int *except, mat block)
{
	const int Q = queries.rows;
	need_shape(block, Q, NEIGHBOUR_BLOCK);
	//> [nearest_neighbours] 2.8  k worse than anything for each; then block by block; then sort
	for (long i = 0; i < (long)Q * k; i++) best[i] = (scored){(real)-HUGE_VAL, -1};
	for (int first = 0; first < vectors.rows; first += NEIGHBOUR_BLOCK) {
		int n = vectors.rows - first;
		if (n > NEIGHBOUR_BLOCK) n = NEIGHBOUR_BLOCK;
		mul(cols(block, 0, n), queries, tr(rows(vectors, first, n)));
		for (int q = 0; q < Q; q++)
			offer_block(best + (long)q * k, k, row(block, q), n, first, except ? except[q] : -1);
	}
	for (int q = 0; q < Q; q++) top_k_sort(best + (long)q * k, k);
	//< [nearest_neighbours]
}
