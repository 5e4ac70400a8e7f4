/* Cases of chapter 02: the tables, and what several files draw. Texts have line ends in front,
 * behind, alone and in pairs, the same word twice in a window and words that never occur; tables
 * have empty rows and columns and entries of 0; vectors are zero, huge, tiny, parallel and
 * opposite; scores and numbers to rank have ties, also at both ends. Where order decides (ties,
 * neighbours) the numbers are whole, so that no rounding can decide instead. Sizes differ, and
 * room is exactly as large as the contract says. */
#include "cases.h"

const char *const chapter_name = "02-similarity";

const exercise exercises[] = {
        {"2.1", "count_neighbours", 12},
        {"2.2", "cooccurrence", 16},
        {"2.3", "ppmi", 14},
        {"2.4", "euclidean_distance", 4},
        {"2.5", "cosine_similarity", 10},
        {"2.6", "normalize_rows", 6},
        {"2.7", "top_k_offer", 12},
        {"2.8", "nearest_neighbours", 12},
        {"2.9", "ranks", 8},
        {"2.10", "spearman", 6},
        {0},
};

const grade_case *const cases[] = {counts_cases, similarity_cases, ranks_cases, NULL};

mat list(book *b, const char *array, int n, const double *x)
{
	mat m = mat_new(&b->a, 1, n);
	for (int i = 0; i < n; i++) *elem(m, 0, i) = (real)x[i];
	given(b, array, "N", m);
	return m;
}

mat whole(book *b, int nrows, int ncols, int low, int high)
{
	mat m = mat_new(&b->a, nrows, ncols);
	for (int i = 0; i < nrows; i++)
		for (int j = 0; j < ncols; j++)
			*elem(m, i, j) = (real)(low + (int)rng_below(&b->r, (uint32_t)(high - low + 1)));
	return m;
}

mat draw_whole(book *b, const char *array, int nrows, int ncols, int low, int high)
{
	mat m = whole(b, nrows, ncols, low, high);
	given(b, array, "ND", m);
	return m;
}
