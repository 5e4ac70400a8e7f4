/* Locally linear embedding of vectors: the neighbours of each, then the chapter's two steps. */
#include <math.h>

#include "layout.h"
#include "maps.h"
#include "similarity.h"

/* The k nearest of each point by distance, which is the order of ⟨x,y⟩ − ½‖y‖²: one more column
 * holds 1 in the query and −½‖y‖² in the point. */
static void neighbours_of(int *neighbour, int k, mat x, arena *scratch)
{
	const int n = x.rows, D = x.cols;
	mat query = mat_new(scratch, n, D + 1), point = mat_new(scratch, n, D + 1);
	scored *best = arena_alloc(scratch, (size_t)n * (size_t)k, sizeof *best);
	int *self = arena_alloc(scratch, (size_t)n, sizeof *self);
	copy(cols(query, 0, D), x);
	copy(cols(point, 0, D), x);
	for (int i = 0; i < n; i++) {
		mat xi = rows(x, i, 1);
		row(query, i)[D] = 1;
		row(point, i)[D] = (real)(-0.5 * dot(xi, xi));
		self[i] = i;
	}
	nearest_neighbours(best, k, query, point, self, mat_new(scratch, n, NEIGHBOUR_BLOCK));
	for (long i = 0; i < (long)n * k; i++) neighbour[i] = best[i].id;
}

/* ‖X − WX‖ / ‖X‖: how much of the points their neighbours cannot mix. */
static double missed(mat x, mat w, const int *neighbour, arena *scratch)
{
	mat rest = mat_new(scratch, 1, x.cols);
	double sum = 0;
	for (int i = 0; i < x.rows; i++) {
		copy(rest, rows(x, i, 1));
		for (int j = 0; j < w.cols; j++) {
			const real *from = row(x, neighbour[(long)i * w.cols + j]);
			for (int d = 0; d < x.cols; d++) rest.p[d] -= row(w, i)[j] * from[d];
		}
		sum += dot(rest, rest);
	}
	return sqrt(sum / dot(x, x));
}

layout_end layout_lle(mat y, mat x, const layout *how, layout_result *result)
{
	arena scratch = {0};
	const int n = x.rows, k = how->neighbours;
	if (k >= n)
		return (layout_end)error_set(
		        "--neighbours %d: there are %d words, so at most %d others", k, n, n - 1);
	if (n < y.cols + 2)
		return (layout_end)error_set("%d words are too few for a map; it takes %d", n, y.cols + 2);
	int *neighbour = arena_alloc(&scratch, (size_t)n * (size_t)k, sizeof *neighbour);
	mat w = mat_new(&scratch, n, k);
	neighbours_of(neighbour, k, x, &scratch);
	lle_weights(w, x, neighbour, how->ridge);
	lle(y, w, neighbour);
	*result = (layout_result){0, missed(x, w, neighbour, &scratch)};
	arena_free(&scratch);
	for (long i = 0; i < count(y); i++)
		if (!isfinite((double)y.p[i]))
			return (layout_end)error_set("LLE finds no places: the words fall into groups without "
			                             "a common neighbour; more --neighbours may join them");
	return LAYOUT_DONE;
}
