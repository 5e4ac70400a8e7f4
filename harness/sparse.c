/* Compressed rows. Sorting is by counting, twice: the triples dealt out by column, then those
 * piles by row; the second deal keeps the order of the first, so within a row columns rise and
 * triples of one cell stay in the order they came. O(n + rows + cols), no comparison. */
#include <string.h>

#include "sparse.h"

enum { FIRST_ROOM = 1024 };

sparse_builder sparse_begin(arena *a, int nrows, int ncols)
{
	if (nrows < 0 || ncols < 0) bug("sparse: (%d,%d) is not a shape", nrows, ncols);
	return (sparse_builder){.a = a, .rows = nrows, .cols = ncols};
}

void sparse_add_at(sparse_builder *b, int i, int j, double x, where at)
{
	if (i < 0 || i >= b->rows || j < 0 || j >= b->cols)
		bug_at(at, "sparse_add: (%d,%d) is not in a (%d,%d) matrix", i, j, b->rows, b->cols);
	if (b->n == b->room) {
		long room = b->room ? 2 * b->room : FIRST_ROOM;
		sparse_triple *more = arena_alloc(b->a, (size_t)room, sizeof *more);
		if (b->n) memcpy(more, b->triples, (size_t)b->n * sizeof *more);
		b->triples = more;
		b->room = room;
	}
	b->triples[b->n++] = (sparse_triple){i, j, x};
}

/* Turn counts, stored one place up, into starting places: 0, n0, n0+n1, … */
static void sum_up(long *start, int n)
{
	for (int i = 0; i < n; i++) start[i + 1] += start[i];
}

/* The triples in the order of their columns, stable. */
static const sparse_triple *by_column(const sparse_builder *b, arena *scratch)
{
	long *next = arena_alloc(scratch, (size_t)b->cols + 2, sizeof *next);
	sparse_triple *sorted = arena_alloc(scratch, (size_t)b->n, sizeof *sorted);
	for (long k = 0; k < b->n; k++) next[b->triples[k].col + 1]++;
	sum_up(next, b->cols);
	for (long k = 0; k < b->n; k++) sorted[next[b->triples[k].col]++] = b->triples[k];
	return sorted;
}

/* Entries in place of triples: neighbours of one cell become one. */
static void merge(sparse s, const sparse_triple *t)
{
	long n = 0;
	for (int i = 0; i < s.rows; i++) {
		long k = s.start[i], end = s.start[i + 1];
		s.start[i] = n;
		while (k < end) {
			int j = t[k].col;
			double sum = 0;
			for (; k < end && t[k].col == j; k++) sum += t[k].x;
			s.col[n] = j;
			s.value[n++] = (real)sum;
		}
	}
	s.start[s.rows] = n;
}

/* Different cells among the triples, which are sorted by row, then column. */
static long cells(const sparse_triple *t, long n)
{
	long different = n > 0;
	for (long k = 1; k < n; k++) different += t[k].row != t[k - 1].row || t[k].col != t[k - 1].col;
	return different;
}

sparse sparse_end(const sparse_builder *b, arena *a)
{
	arena scratch = {0};
	const sparse_triple *columns = by_column(b, &scratch);
	sparse_triple *sorted = arena_alloc(&scratch, (size_t)b->n, sizeof *sorted);
	long *next = arena_alloc(&scratch, (size_t)b->rows + 1, sizeof *next);
	sparse s = {.rows = b->rows, .cols = b->cols};
	s.start = arena_alloc(a, (size_t)b->rows + 1, sizeof *s.start);
	for (long k = 0; k < b->n; k++) s.start[columns[k].row + 1]++;
	sum_up(s.start, b->rows);
	memcpy(next, s.start, (size_t)b->rows * sizeof *next);
	for (long k = 0; k < b->n; k++) sorted[next[columns[k].row]++] = columns[k];
	size_t n = (size_t)cells(sorted, b->n);
	s.col = arena_alloc(a, n, sizeof *s.col);
	s.value = arena_alloc(a, n, sizeof *s.value);
	merge(s, sorted);
	arena_free(&scratch);
	return s;
}

real sparse_elem_at(sparse s, int i, int j, where at)
{
	if (i < 0 || i >= s.rows || j < 0 || j >= s.cols)
		bug_at(at, "sparse_elem: (%d,%d) is not in a (%d,%d) matrix", i, j, s.rows, s.cols);
	long low = s.start[i], high = s.start[i + 1];
	while (low < high) {
		long middle = low + (high - low) / 2;
		if (s.col[middle] < j)
			low = middle + 1;
		else
			high = middle;
	}
	return low < s.start[i + 1] && s.col[low] == j ? s.value[low] : 0;
}

sparse sparse_transpose(sparse s, arena *a)
{
	long n = sparse_count(s);
	sparse t = {.rows = s.cols, .cols = s.rows};
	t.start = arena_alloc(a, (size_t)t.rows + 2, sizeof *t.start);
	t.col = arena_alloc(a, (size_t)n, sizeof *t.col);
	t.value = arena_alloc(a, (size_t)n, sizeof *t.value);
	for (long k = 0; k < n; k++) t.start[s.col[k] + 2]++;
	sum_up(t.start + 1, t.rows); // one place up: filling row j moves start[j+1] to its end
	for (int i = 0; i < s.rows; i++)
		for (long k = s.start[i]; k < s.start[i + 1]; k++) {
			long to = t.start[s.col[k] + 1]++;
			t.col[to] = i;
			t.value[to] = s.value[k];
		}
	return t;
}

#ifdef __GNUC__
/* Four vector registers hold a stretch of one row of c while all rows of b that it is made of pass
 * by; an array of numbers in their place would go through memory at every entry of s. */
#ifdef __AVX__
enum { BYTES = 32 };
#else
enum { BYTES = 16 }; // what wider vectors come apart into goes through memory again
#endif
enum { TILE = 4 * BYTES / sizeof(real), AHEAD = 16 };
typedef real lanes __attribute__((vector_size(BYTES), aligned(sizeof(real)), may_alias));

/* TILE numbers of row i: c += s_i·b. */
static void add_tile(real *c, sparse s, int i, const real *b, long ld)
{
	lanes *to = (lanes *)c, c0 = to[0], c1 = to[1], c2 = to[2], c3 = to[3];
	const long last = sparse_count(s) - 1;
	for (long k = s.start[i]; k < s.start[i + 1]; k++) {
		const lanes *from = (const lanes *)(b + s.col[k] * ld);
		const char *soon = (const char *)(b + s.col[k + AHEAD < last ? k + AHEAD : last] * ld);
		__builtin_prefetch(soon);
		__builtin_prefetch(soon + 64);
		real x = s.value[k];
		c0 += from[0] * x;
		c1 += from[1] * x;
		c2 += from[2] * x;
		c3 += from[3] * x;
	}
	to[0] = c0;
	to[1] = c1;
	to[2] = c2;
	to[3] = c3;
}

/* As many columns of c += s·b as make whole tiles. How many that are. */
static int add_tiles(mat c, sparse s, mat b)
{
	int j = 0;
	for (; j + TILE <= c.cols; j += TILE)
		for (int i = 0; i < s.rows; i++) add_tile(row(c, i) + j, s, i, b.p + j, b.ld);
	return j;
}
#else
static int add_tiles(mat c, sparse s, mat b)
{
	(void)c, (void)s, (void)b;
	return 0;
}
#endif

/* c += x·b, row on row. */
static void add_scaled(real *restrict c, const real *restrict b, real x, int n)
{
	for (int j = 0; j < n; j++) c[j] += x * b[j];
}

void sparse_mul_add_at(mat c, sparse s, mat b, where at)
{
	if (s.cols != b.rows || c.rows != s.rows || c.cols != b.cols)
		bug_at(at, "sparse_mul: (%d,%d) = (%d,%d) x (%d,%d) does not fit", c.rows, c.cols, s.rows,
		        s.cols, b.rows, b.cols);
	const bool plain = !c.t && !b.t;
	const int done = plain ? add_tiles(c, s, b) : 0;
	if (done == c.cols) return;
	for (int i = 0; i < s.rows; i++)
		for (long k = s.start[i]; k < s.start[i + 1]; k++) {
			int from = s.col[k];
			real x = s.value[k];
			if (plain)
				add_scaled(elem(c, i, done), elem(b, from, done), x, c.cols - done);
			else
				for (int j = 0; j < c.cols; j++) *elem(c, i, j) += x * *elem(b, from, j);
		}
}

void sparse_mul_at(mat c, sparse s, mat b, where at)
{
	fill(c, 0);
	sparse_mul_add_at(c, s, b, at);
}
