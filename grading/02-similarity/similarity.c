/* Cases of similarity.h. */
#include <math.h>
#include <string.h>

#include "cases.h"
#include "similarity.h"

/* Numbers whose squares are too large for `real`, too small, and have no digits left for a 1. */
static const double huge = (double)REAL_EPSILON < 1e-10 ? 1e200 : 1e30;
static const double tiny = (double)REAL_EPSILON < 1e-10 ? 1e-200 : 1e-30;
static const double far = (double)REAL_EPSILON < 1e-10 ? 1e12 : 1e6;

/* What f says about rows 2i and 2i+1. */
static void compare(book *b, const char *array, mat pairs, double f(mat, mat))
{
	mat answer = blank(b, 1, pairs.rows / 2);
	for (int i = 0; i < answer.cols; i++)
		*elem(answer, 0, i) = (real)f(rows(pairs, 2 * i, 1), rows(pairs, 2 * i + 1, 1));
	record(b, array, "N", answer);
}

/* --- 2.4 euclidean_distance ----------------------------------------------------------------- */

/* The last pair is the first the other way round. */
static void distance_small(book *b)
{
	mat pairs = mat_new(&b->a, 14, 7);
	rng_fill_normal(&b->r, pairs, 2);
	copy(rows(pairs, 12, 1), rows(pairs, 1, 1));
	copy(rows(pairs, 13, 1), rows(pairs, 0, 1));
	given(b, "pairs", "ND", pairs);
	compare(b, "distance", pairs, euclidean_distance);
}

/* Far from the origin, near each other: ‖a‖² + ‖b‖² − 2⟨a,b⟩ has no digits left. */
static void distance_far_away(book *b)
{
	mat pairs = mat_new(&b->a, 12, 5);
	for (int i = 0; i < pairs.rows; i++)
		for (int j = 0; j < pairs.cols; j++)
			*elem(pairs, i, j) = (real)(far + rng_below(&b->r, 10));
	given(b, "pairs", "ND", pairs);
	compare(b, "far_away", pairs, euclidean_distance);
}

/* --- 2.5 cosine_similarity ------------------------------------------------------------------- */

static void cosine_random(book *b)
{
	compare(b, "cosine", draw(b, "pairs", "ND", 14, 7, 2), cosine_similarity);
}

/* Right angles, the same way, the opposite way, and 45 degrees. */
static void cosine_angles(book *b)
{
	static const real x[10][3] = {{3, 4, 0}, {4, -3, 0}, {1, 2, 2}, {-2, -4, -4}, {0.5, 0, -1},
	        {4, 0, -8}, {1, 0, 0}, {3, -3, 0}, {0, 0, 7}, {2, 5, 0}};
	mat pairs = mat_new(&b->a, 10, 3);
	memcpy(pairs.p, x, sizeof x);
	given(b, "pairs", "ND", pairs);
	compare(b, "cosine", pairs, cosine_similarity);
}

/* The first is zero, the second is, both are; then two pairs that are not. */
static void cosine_zero(book *b)
{
	mat pairs = mat_new(&b->a, 10, 4);
	rng_fill_normal(&b->r, pairs, 1);
	fill(rows(pairs, 0, 1), 0);
	fill(rows(pairs, 3, 3), 0);
	given(b, "pairs", "ND", pairs);
	compare(b, "zero", pairs, cosine_similarity);
}

/* Huge with huge, tiny with tiny, huge with tiny, and vectors that are both. */
static void cosine_extreme(book *b)
{
	const double size[] = {huge, huge, tiny, tiny, huge, tiny, 1, 1, 1, huge};
	mat pairs = mat_new(&b->a, 10, 5);
	rng_fill_normal(&b->r, pairs, 1);
	for (int i = 0; i < pairs.rows; i++) scale(rows(pairs, i, 1), (real)size[i]);
	*elem(pairs, 6, 1) = (real)huge;
	*elem(pairs, 6, 3) = (real)tiny;
	given(b, "pairs", "ND", pairs);
	compare(b, "extreme", pairs, cosine_similarity);
}

/* Of 60 vectors with two, three … seven elements and others that point the same way or the opposite
 * way: did a cosine leave −1 … 1? */
static void cosine_parallel(book *b)
{
	mat x = draw(b, "x", "ND", 60, 7, 1), y = mat_new(&b->a, 1, 7);
	int *outside = arena_alloc(&b->a, 6, sizeof *outside);
	for (int i = 0; i < x.rows; i++) {
		copy(y, rows(x, i, 1));
		scale(y, (real)(i % 2 ? -0.3 : 0.7));
		for (int D = 2; D <= 7; D++)
			if (fabs(cosine_similarity(cols(rows(x, i, 1), 0, D), cols(y, 0, D))) > 1)
				outside[D - 2] = 1;
	}
	record_ints(b, "outside", "N", 6, outside);
}

/* --- 2.6 normalize_rows ----------------------------------------------------------------------- */

static void normalize_small(book *b)
{
	mat given_x = mat_new(&b->a, 5, 7), x = mat_new(&b->a, 5, 7);
	rng_fill_normal(&b->r, given_x, 4);
	fill(rows(given_x, 2, 1), 0);
	given(b, "x_before", "ND", given_x);
	copy(x, given_x);
	normalize_rows(x);
	record(b, "x", "ND", x);
	normalize_rows(x);
	record(b, "x_again", "ND", x);
}

/* Columns 2 … 4 of seven: the others belong to somebody else. */
static void normalize_columns(book *b)
{
	mat before = draw(b, "x_before", "ND", 4, 7, 2), x = mat_new(&b->a, 4, 7);
	copy(x, before);
	normalize_rows(cols(x, 2, 3));
	record(b, "view", "ND", x);
}

static void normalize_extreme(book *b)
{
	const double size[] = {huge, tiny, 1};
	mat before = mat_new(&b->a, 3, 5), x = mat_new(&b->a, 3, 5);
	rng_fill_normal(&b->r, before, 1);
	for (int i = 0; i < 3; i++) scale(rows(before, i, 1), (real)size[i]);
	given(b, "x_before", "ND", before);
	copy(x, before);
	normalize_rows(x);
	record(b, "extreme", "ND", x);
}

/* --- 2.7 top_k_offer -------------------------------------------------------------------------- */

static bool is_better(scored x, scored y)
{
	return x.score > y.score || (x.score == y.score && x.id < y.id);
}

static void record_scored(book *b, const char *id, const char *score, const scored *x, int n)
{
	int *ids = blank_ints(b, n);
	mat scores = blank(b, 1, n);
	for (int i = 0; i < n; i++) {
		ids[i] = x[i].id;
		*elem(scores, 0, i) = x[i].score;
	}
	record_ints(b, id, "K", n, ids);
	record(b, score, "K", scores);
}

static void put_in_order(scored *x, int n)
{
	for (int i = 1; i < n; i++)
		for (int j = i; j > 0 && is_better(x[j], x[j - 1]); j--) {
			scored y = x[j];
			x[j] = x[j - 1];
			x[j - 1] = y;
		}
}

/* So many heaps of k, each with n_offers of its own, in no order and with many ties. After each
 * offer: how many are in, who is the worst, how many parents are better than a child. At the end:
 * who was kept, put in order here. */
static void offers(book *b, int heaps, int n_offers, int k)
{
	const int all = heaps * n_offers;
	mat score = draw_whole(b, "score", heaps, n_offers, -12, -4);
	int *id = arena_alloc(&b->a, (size_t)all, sizeof *id);
	for (int i = 0; i < all; i++) id[i] = i;
	rng_shuffle(&b->r, id, all);
	given_ints(b, "id", "N", all, id);
	given_ints(b, "k", "", 1, memcpy(arena_alloc(&b->a, 1, sizeof k), &k, sizeof k));
	int *now = blank_ints(b, all), *worst = blank_ints(b, all), *disorder = blank_ints(b, all);
	scored *kept = arena_alloc(&b->a, (size_t)(heaps * k), sizeof *kept);
	int n_kept = 0;
	for (int h = 0; h < heaps; h++) {
		scored *best = arena_alloc(&b->a, (size_t)k, sizeof *best);
		int n = 0;
		for (int i = h * n_offers; i < (h + 1) * n_offers; i++) {
			now[i] = n = top_k_offer(best, n, k, (scored){*elem(score, h, i % n_offers), id[i]});
			n = n < 0 ? 0 : n > k ? k : n;
			worst[i] = best[0].id;
			disorder[i] = 0;
			for (int j = 1; j < n; j++) disorder[i] += is_better(best[(j - 1) / 2], best[j]);
		}
		put_in_order(best, n);
		memcpy(kept + n_kept, best, (size_t)n * sizeof *best);
		n_kept += n;
	}
	record_ints(b, "n", "N", all, now);
	record_ints(b, "worst", "N", all, worst);
	record_ints(b, "disorder", "N", all, disorder);
	record_scored(b, "kept", "kept_score", kept, n_kept);
}

static void offer_many(book *b)
{
	offers(b, 6, 40, 13);
}

static void offer_one_place(book *b)
{
	offers(b, 1, 14, 1);
}

static void offer_few(book *b)
{
	offers(b, 1, 6, 9);
}

/* Heaps that are no lists; the first three places and the first are heaps too. */
static void sort_heaps(book *b)
{
	static const int order[] = {0, 4, 1, 7, 5, 2, 3, 10, 8, 9, 6};
	enum { MOST = sizeof order / sizeof *order };
	scored *sorted = arena_alloc(&b->a, MOST + 4, sizeof *sorted);
	mat score = mat_new(&b->a, 1, MOST);
	for (int i = 0; i < MOST; i++) *elem(score, 0, i) = (real)(order[i] / 2 - 3);
	given(b, "score", "N", score);
	const int sizes[] = {MOST, 3, 1};
	for (int s = 0, from = 0; s < 3; from += sizes[s++]) {
		scored *best = arena_alloc(&b->a, (size_t)sizes[s], sizeof *best);
		for (int i = 0; i < sizes[s]; i++) best[i] = (scored){*elem(score, 0, i), 20 - order[i]};
		top_k_sort(best, sizes[s]);
		memcpy(sorted + from, best, (size_t)sizes[s] * sizeof *best);
	}
	record_scored(b, "sorted", "sorted_score", sorted, MOST + 4);
}

/* --- 2.8 nearest_neighbours ------------------------------------------------------------------- */

static void neighbours(book *b, int k, mat queries, mat vectors, const int *except)
{
	const int Q = queries.rows;
	scored *best = arena_alloc(&b->a, (size_t)(Q * k), sizeof *best);
	for (int i = 0; i < Q * k; i++) best[i] = (scored){(real)NAN, -999};
	nearest_neighbours(best, k, queries, vectors, except, blank(b, Q, NEIGHBOUR_BLOCK));
	mat id = blank(b, Q, k), score = blank(b, Q, k);
	for (int i = 0; i < Q * k; i++) {
		*elem(id, i / k, i % k) = (real)best[i].id;
		*elem(score, i / k, i % k) = best[i].score;
	}
	record(b, "id", "QK", id);
	record(b, "score", "QK", score);
}

static void neighbours_small(book *b)
{
	mat q = draw(b, "queries", "QD", 3, 5, 1);
	neighbours(b, 4, q, draw(b, "vectors", "VD", 11, 5, 1), NULL);
}

static void neighbours_of_words(book *b)
{
	static const int except[] = {3, -1, 0, 12};
	mat vectors = draw_whole(b, "vectors", 13, 3, -2, 2), q = mat_new(&b->a, 4, 3);
	for (int i = 0; i < 4; i++)
		copy(rows(q, i, 1), rows(vectors, except[i] < 0 ? 5 : except[i], 1));
	given(b, "queries", "QD", q);
	given_ints(b, "except", "Q", 4, except);
	neighbours(b, 6, q, vectors, except);
}

/* More places than vectors; all scores negative. */
static void neighbours_too_few(book *b)
{
	static const int except[] = {4, -1};
	mat q = draw_whole(b, "queries", 2, 4, -3, -1), v = draw_whole(b, "vectors", 5, 4, 1, 6);
	given_ints(b, "except", "Q", 2, except);
	neighbours(b, 7, q, v, except);
}

/* A full block and one of 129, ties within and across them. Vector 600 is the best for all, and
 * left out for one. */
static void neighbours_blocks(book *b)
{
	static const int except[] = {-1, 600, 0};
	mat q = draw_whole(b, "queries", 3, 2, 1, 4);
	mat v = whole(b, NEIGHBOUR_BLOCK + 129, 2, -5, 5);
	fill(rows(v, 600, 1), 6);
	given(b, "vectors", "ND", v);
	given_ints(b, "except", "Q", 3, except);
	neighbours(b, 8, q, v, except);
}

const grade_case similarity_cases[] = {
        {"euclidean_distance", "small", distance_small, NULL, 0},
        {"euclidean_distance", "far_away", distance_far_away, NULL, 0},
        {"cosine_similarity", "random", cosine_random, NULL, 0},
        {"cosine_similarity", "angles", cosine_angles, NULL, 0},
        {"cosine_similarity", "zero", cosine_zero, NULL, 0},
        {"cosine_similarity", "extreme", cosine_extreme, NULL, 0},
        {"cosine_similarity", "parallel", cosine_parallel, NULL, 0},
        {"normalize_rows", "small", normalize_small, NULL, 0},
        {"normalize_rows", "columns", normalize_columns, NULL, 0},
        {"normalize_rows", "extreme", normalize_extreme, NULL, 0},
        {"top_k_offer", "many", offer_many, NULL, 0},
        {"top_k_offer", "one_place", offer_one_place, NULL, 0},
        {"top_k_offer", "few", offer_few, NULL, 0},
        {"top_k_offer", "sort", sort_heaps, NULL, 0},
        {"nearest_neighbours", "small", neighbours_small, NULL, 0},
        {"nearest_neighbours", "words", neighbours_of_words, NULL, 0},
        {"nearest_neighbours", "too_few", neighbours_too_few, NULL, 0},
        {"nearest_neighbours", "blocks", neighbours_blocks, NULL, 0},
        {0},
};
