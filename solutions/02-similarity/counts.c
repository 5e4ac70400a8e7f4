/* From a text to a table of who stands beside whom.
 *
 *     x_ij = Σ over the places of word i: how often word j stands near
 *     ppmi_ij = max(0, ln (x_ij · Σ_c N_c^α / (N_i · N_j^α)))
 *
 * A table of V words has V² cells, of which a text touches a few in a hundred. Who walks through the
 * text from front to back must find a cell of that table for every pair he meets; 5 million words and
 * a window of five to either side are 50 million pairs. So the places are sorted by their word first,
 * by counting, and then the table is made row by row: the counts of one word fit in a dense row of V
 * numbers that never leaves the cache, and the row is stored, without its zeros, when the word is
 * done.
 *
 * Sources: Church & Hanks 1990 for mutual information between words; Levy, Goldberg & Dagan 2015
 * for its positive part and the exponent α of the contexts. The weight 1/d of a neighbour d places
 * away is that of GloVe (Pennington, Socher & Manning 2014). */
#include <math.h>
#include <string.h>

#include "counts.h"

void count_neighbours(double *counts, const int *id, long n, long at, window w)
{
	//> [count_neighbours] 2.1  walk to the left, then to the right; three things can end a walk
	for (long d = 1; d <= w.left && at - d >= 0 && id[at - d] >= 0; d++)
		counts[id[at - d]] += w.by_distance ? 1 / (double)d : 1;
	for (long d = 1; d <= w.right && at + d < n && id[at + d] >= 0; d++)
		counts[id[at + d]] += w.by_distance ? 1 / (double)d : 1;
	//< [count_neighbours]
}

/* --- a table that grows by rows --------------------------------------------------------------- */

/* The entries so far, in memory that doubles when it is full. */
struct entries {
	arena memory;
	int *col;
	real *value;
	long n, room;
};

static struct entries no_entries(void)
{
	struct entries e = {.room = 1 << 16};
	e.col = arena_alloc(&e.memory, (size_t)e.room, sizeof *e.col);
	e.value = arena_alloc(&e.memory, (size_t)e.room, sizeof *e.value);
	return e;
}

static void append(struct entries *e, int col, double value)
{
	if (e->n == e->room) {
		e->room *= 2;
		int *more_col = arena_alloc(&e->memory, (size_t)e->room, sizeof *more_col);
		real *more_value = arena_alloc(&e->memory, (size_t)e->room, sizeof *more_value);
		e->col = memcpy(more_col, e->col, (size_t)e->n * sizeof *more_col);
		e->value = memcpy(more_value, e->value, (size_t)e->n * sizeof *more_value);
	}
	e->col[e->n] = col;
	e->value[e->n++] = (real)value;
}

/* Move the entries into the table, whose rows' starts are known. */
static void keep(sparse *x, struct entries *e, arena *a)
{
	x->col = arena_alloc(a, (size_t)e->n, sizeof *x->col);
	x->value = arena_alloc(a, (size_t)e->n, sizeof *x->value);
	memcpy(x->col, e->col, (size_t)e->n * sizeof *x->col);
	memcpy(x->value, e->value, (size_t)e->n * sizeof *x->value);
	arena_free(&e->memory);
}

/* --- 2.2 cooccurrence ------------------------------------------------------------------------- */

/* Where each word stands: word i at place[start[i]] … place[start[i+1]-1]. */
static void sort_places(long *place, long *start, const int *id, long n, int V)
{
	//> [sort_places] 2.2  count the words, sum the counts up to starts, then deal the places out
	for (long p = 0; p < n; p++)
		if (id[p] >= 0) start[id[p] + 2]++;
	for (int i = 0; i < V; i++) start[i + 2] += start[i + 1];
	for (long p = 0; p < n; p++)
		if (id[p] >= 0) place[start[id[p] + 1]++] = p; // moves start[i+1] to the end of word i
	                                                   //< [sort_places]
}

sparse cooccurrence(const int *id, long n, int V, window w, arena *a)
{
	arena scratch = {0};
	long *start = arena_alloc(&scratch, (size_t)V + 2, sizeof *start);
	long *place = arena_alloc(&scratch, (size_t)n, sizeof *place);
	double *counts = arena_alloc(&scratch, (size_t)V, sizeof *counts);
	sparse x = {.rows = V, .cols = V, .start = arena_alloc(a, (size_t)V + 1, sizeof *x.start)};
	struct entries entries = no_entries();
	//> [cooccurrence] 2.2  for each word: count at all its places, then move the counts into the row
	sort_places(place, start, id, n, V);
	for (int i = 0; i < V; i++) {
		for (long k = start[i]; k < start[i + 1]; k++) count_neighbours(counts, id, n, place[k], w);
		for (int j = 0; j < V; j++) {
			if (counts[j] > 0) append(&entries, j, counts[j]);
			counts[j] = 0;
		}
		x.start[i + 1] = entries.n;
	}
	//< [cooccurrence]
	keep(&x, &entries, a);
	arena_free(&scratch);
	return x;
}

/* --- 2.3 ppmi --------------------------------------------------------------------------------- */

/* Sums of the rows and of the columns. */
static void marginals(double *row_sum, double *col_sum, sparse x)
{
	//> [marginals] 2.3  each entry belongs to one row and to one column
	for (int i = 0; i < x.rows; i++)
		for (long k = x.start[i]; k < x.start[i + 1]; k++) {
			row_sum[i] += (double)x.value[k];
			col_sum[x.col[k]] += (double)x.value[k];
		}
	//< [marginals]
}

sparse ppmi(sparse x, double alpha, arena *a)
{
	arena scratch = {0};
	double *N = arena_alloc(&scratch, (size_t)x.rows, sizeof *N);
	double *context = arena_alloc(&scratch, (size_t)x.cols, sizeof *context);
	sparse y = {.rows = x.rows, .cols = x.cols};
	y.start = arena_alloc(a, (size_t)x.rows + 1, sizeof *y.start);
	struct entries entries = no_entries();
	//> [ppmi] 2.3  sums; contexts to the power α, and their total; then an entry where ln is above 0
	marginals(N, context, x);
	double total = 0;
	for (int j = 0; j < x.cols; j++) total += context[j] = pow(context[j], alpha);
	for (int i = 0; i < x.rows; i++) {
		for (long k = x.start[i]; k < x.start[i + 1]; k++) {
			double chance = N[i] * context[x.col[k]] / total;
			if ((double)x.value[k] > chance)
				append(&entries, x.col[k], log((double)x.value[k] / chance));
		}
		y.start[i + 1] = entries.n;
	}
	//< [ppmi]
	keep(&y, &entries, a);
	arena_free(&scratch);
	return y;
}
