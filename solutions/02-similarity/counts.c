/* From a text to a table of who stands beside whom.
 *
 *     x_ij = Σ over the places of word i: how often word j stands near
 *     ppmi_ij = max(0, ln (x_ij · Σ_c N_c^α / (N_i · N_j^α)))
 *
 * A table of V words has V² cells, of which a text touches a few in a hundred. A walk through the
 * text from front to back has to find a cell of that table for every pair; 5 million words and a
 * window of five to either side are 50 million pairs. So the places are sorted by their word
 * first, by counting, and then the table is made row by row: the counts of one word fit in a
 * dense row of V numbers that stays in the cache, and when the word is done its row is stored
 * without the zeros.
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

/* --- a table that is made row by row ---------------------------------------------------------- */

/* The rows so far, each where there was room: how many there will be in all is known at the end. */
struct table {
	sparse x; // start[i+1] is the length of row i
	arena memory;
	int **col;
	real **value;
};

static struct table table_begin(int nrows, int ncols, arena *a)
{
	struct table t = {.x = {.rows = nrows, .cols = ncols}};
	t.x.start = arena_alloc(a, (size_t)nrows + 1, sizeof *t.x.start);
	t.col = arena_alloc(&t.memory, (size_t)nrows, sizeof *t.col);
	t.value = arena_alloc(&t.memory, (size_t)nrows, sizeof *t.value);
	return t;
}

/* Row i: number value[col[k]] in column col[k], for each of n columns. */
static void table_row(struct table *t, int i, const int *col, const double *value, int n)
{
	t->x.start[i + 1] = n;
	t->col[i] = arena_alloc(&t->memory, (size_t)n, sizeof *t->col[i]);
	t->value[i] = arena_alloc(&t->memory, (size_t)n, sizeof *t->value[i]);
	memcpy(t->col[i], col, (size_t)n * sizeof *col);
	for (int k = 0; k < n; k++) t->value[i][k] = (real)value[col[k]];
}

/* All rows, one after the other. */
static sparse table_end(struct table *t, arena *a)
{
	sparse x = t->x;
	for (int i = 0; i < x.rows; i++) x.start[i + 1] += x.start[i];
	x.col = arena_alloc(a, (size_t)sparse_count(x), sizeof *x.col);
	x.value = arena_alloc(a, (size_t)sparse_count(x), sizeof *x.value);
	for (int i = 0; i < x.rows; i++) {
		size_t n = (size_t)(x.start[i + 1] - x.start[i]);
		memcpy(x.col + x.start[i], t->col[i], n * sizeof *x.col);
		memcpy(x.value + x.start[i], t->value[i], n * sizeof *x.value);
	}
	arena_free(&t->memory);
	return x;
}

/* --- 2.2 cooccurrence ------------------------------------------------------------------------- */

/* Where each word stands: word i at place[start[i]] … place[start[i+1]-1]. Counts go two places up
 * in start[], so that start[i+1] is where word i begins; dealing out moves it to where it ends. */
static void sort_places(long *place, long *start, const int *id, long n, int V)
{
	//> [sort_places] 2.2  count the words, sum the counts up to starts, then deal the places out
	for (long p = 0; p < n; p++)
		if (id[p] >= 0) start[id[p] + 2]++;
	for (int i = 0; i < V; i++) start[i + 2] += start[i + 1];
	for (long p = 0; p < n; p++)
		if (id[p] >= 0) place[start[id[p] + 1]++] = p;
	//< [sort_places]
}

/* Columns that are looked at together. A rare word has few neighbours, and looking at all V columns
 * for each of V words would take longer than counting; so what is near a place is noted first. */
enum { STRETCH = 64 };

/* Note in which stretches of columns the neighbours of a place are. */
static void note(bool *noted, const int *id, long n, long at, window w)
{
	long first = at < w.left ? 0 : at - w.left, last = at + w.right < n ? at + w.right : n - 1;
	for (long p = first; p <= last; p++)
		if (id[p] >= 0) noted[id[p] / STRETCH] = true;
}

/* The columns of the noted stretches whose count is above 0, rising, and how many; no stretch is
 * noted any more. */
static int counted(int *col, bool *noted, const double *counts, int V)
{
	int n = 0;
	for (int s = 0; s <= V / STRETCH; s++) {
		if (!noted[s]) continue;
		noted[s] = false;
		for (int j = s * STRETCH; j < V && j < (s + 1) * STRETCH; j++) {
			col[n] = j;
			n += counts[j] > 0; // an `if` would be guessed wrong too often
		}
	}
	return n;
}

sparse cooccurrence(const int *id, long n, int V, window w, arena *a)
{
	arena scratch = {0};
	long *start = arena_alloc(&scratch, (size_t)V + 2, sizeof *start);
	long *place = arena_alloc(&scratch, (size_t)n, sizeof *place);
	double *counts = arena_alloc(&scratch, (size_t)V, sizeof *counts);
	int *col = arena_alloc(&scratch, (size_t)V, sizeof *col);
	bool *noted = arena_alloc(&scratch, (size_t)V / STRETCH + 1, sizeof *noted);
	struct table t = table_begin(V, V, a);
	//> [cooccurrence] 2.2  word by word: count at all its places, then store the row
	sort_places(place, start, id, n, V);
	for (int i = 0; i < V; i++) {
		for (long k = start[i]; k < start[i + 1]; k++) {
			count_neighbours(counts, id, n, place[k], w);
			note(noted, id, n, place[k], w);
		}
		int m = counted(col, noted, counts, V);
		table_row(&t, i, col, counts, m);
		for (int k = 0; k < m; k++) counts[col[k]] = 0;
	}
	//< [cooccurrence]
	arena_free(&scratch);
	return table_end(&t, a);
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
	double *y = arena_alloc(&scratch, (size_t)x.cols, sizeof *y);
	int *col = arena_alloc(&scratch, (size_t)x.cols, sizeof *col);
	struct table t = table_begin(x.rows, x.cols, a);
	//> [ppmi] 2.3  sums; contexts to the power α, and their total; then what exceeds chance
	marginals(N, context, x);
	double total = 0;
	for (int j = 0; j < x.cols; j++) total += context[j] = pow(context[j], alpha);
	for (int i = 0; i < x.rows; i++) {
		int n = 0;
		for (long k = x.start[i]; k < x.start[i + 1]; k++) {
			int j = x.col[k];
			double chance = N[i] * context[j] / total;
			if ((double)x.value[k] > chance) {
				y[j] = log((double)x.value[k] / chance);
				col[n++] = j;
			}
		}
		table_row(&t, i, col, y, n);
	}
	//< [ppmi]
	arena_free(&scratch);
	return table_end(&t, a);
}
