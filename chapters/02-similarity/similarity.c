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
	TODO("2.4", "the root of the sum of squared differences");
}

/* --- 2.5 cosine_similarity, 2.6 normalize_rows ------------------------------------------------ */

/* The largest |x_i|. */
static double largest(const real *x, int n)
{
	TODO("2.5", "the sign does not count");
}

double cosine_similarity(mat a, mat b)
{
	need_shape(b, 1, a.cols);
	const real *x = row(a, 0), *y = row(b, 0);
	TODO("2.5", "three sums; what could spoil them, and what may rounding do?");
}

void normalize_rows(mat x)
{
	TODO("2.6", "row by row: its length; divide, unless there is nothing to divide");
}

/* --- 2.7 the best k --------------------------------------------------------------------------- */

static bool better(scored a, scored b)
{
	TODO("2.7", "by score; of equal scores the smaller id");
}

/* Put x at place i, which is free, or above it: until its parent is no better. */
static void rise(scored *best, int i, scored x)
{
	TODO("2.7", "while the parent (i-1)/2 is better than x, it comes down");
}

/* Put x at the root of a heap of n, which is free, or below it: until no child is worse. */
static void sink(scored *best, int n, scored x)
{
	TODO("2.7", "while the worse of the two children is worse than x, it comes up");
}

int top_k_offer(scored *best, int n, int k, scored x)
{
	TODO("2.7", "room left: at the end, and up; else only for one better than the worst");
}

void top_k_sort(scored *best, int n)
{
	TODO("2.7", "the worst goes to the end of the list, and the heap is one shorter");
}

/* --- 2.8 nearest_neighbours ------------------------------------------------------------------- */

/* Offer a query the n vectors from `first` on. */
static void offer_block(scored *best, int k, const real *score, int n, int first, int except)
{
	TODO("2.8", "most are worse than the worst: turn them away before you call anybody");
}

void nearest_neighbours(scored *best, int k, mat queries, mat vectors, const int *except, mat block)
{
	const int Q = queries.rows;
	need_shape(block, Q, NEIGHBOUR_BLOCK);
	TODO("2.8", "k worse than anything for each; then block by block; then sort");
}
