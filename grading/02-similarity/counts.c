/* Cases of counts.h. */
#include <string.h>

#include "cases.h"
#include "counts.h"

/* --- 2.1 count_neighbours --------------------------------------------------------------------- */

enum { V = 9, TEXT = 37 };

/* Words 0 … V-1 without 3 and V-1, which never occur, and line ends of two kinds. */
static int *draw_text(book *b)
{
	static const int start[] = {-1, 2, 0, 2, 2, 4, -1, -1, 1, 5, 1, -7, 6, -1};
	enum { FIXED = sizeof start / sizeof *start };
	int *id = arena_alloc(&b->a, TEXT, sizeof *id);
	memcpy(id, start, sizeof start);
	for (int i = FIXED; i < TEXT; i++) {
		int word = (int)rng_below(&b->r, V - 1);
		id[i] = word == 3 ? 7 : word;
	}
	id[FIXED + 9] = id[TEXT - 1] = -1;
	given_ints(b, "id", "L", TEXT, id);
	return id;
}

static void given_window(book *b, window w)
{
	const int sides[] = {w.left, w.right, w.by_distance};
	int *kept = arena_alloc(&b->a, 3, sizeof *kept);
	given_ints(b, "window", "W", 3, memcpy(kept, sides, sizeof sides));
}

/* One row for each word of the text; all begin as counts_before. */
static void count_all(book *b, const char *array, const int *id, int n, window w)
{
	mat before = draw(b, "counts_before", "V", 1, V, 1);
	int words = 0;
	for (int p = 0; p < n; p++) words += id[p] >= 0;
	mat all = blank(b, words, V);
	given_window(b, w);
	for (int p = 0, i = 0; p < n; p++) {
		if (id[p] < 0) continue;
		double *counts = arena_alloc(&b->a, V, sizeof *counts);
		for (int j = 0; j < V; j++) counts[j] = (double)*elem(before, 0, j);
		count_neighbours(counts, id, n, p, w);
		for (int j = 0; j < V; j++) *elem(all, i, j) = (real)counts[j];
		i++;
	}
	record(b, array, "NV", all);
}

static void count_both_sides(book *b)
{
	count_all(b, "counts", draw_text(b), TEXT, (window){2, 2, false});
}

static void count_by_distance(book *b)
{
	count_all(b, "by_distance", draw_text(b), TEXT, (window){5, 5, true});
}

static void count_lopsided(book *b)
{
	count_all(b, "lopsided", draw_text(b), TEXT, (window){1, 4, true});
}

static void count_left_only(book *b)
{
	count_all(b, "lopsided", draw_text(b), TEXT, (window){3, 0, false});
}

static void count_wide(book *b)
{
	int *id = draw_ints(b, "id", "L", 11, V);
	count_all(b, "wide", id, 11, (window){100, 50, true});
}

static void count_alone(book *b)
{
	int *id = draw_ints(b, "id", "L", 1, V);
	count_all(b, "wide", id, 1, (window){2, 3, false});
}

/* --- 2.2 cooccurrence ------------------------------------------------------------------------- */

static void record_sparse(book *b, sparse s)
{
	int n = (int)sparse_count(s), *start = arena_alloc(&b->a, (size_t)s.rows + 1, sizeof *start);
	for (int i = 0; i <= s.rows; i++) start[i] = (int)s.start[i];
	record_ints(b, "row_start", "N", s.rows + 1, start);
	record_ints(b, "col", "E", n, s.col);
	record(b, "value", "E", mat_of(s.value, 1, n));
}

static void table_of(book *b, const int *id, int n, int size, window w)
{
	given_window(b, w);
	record_sparse(b, cooccurrence(id, n, size, w, &b->a));
}

static void table_symmetric(book *b)
{
	table_of(b, draw_text(b), TEXT, V, (window){2, 2, false});
}

static void table_lopsided(book *b)
{
	table_of(b, draw_text(b), TEXT, V, (window){4, 1, true});
}

static void table_large(book *b)
{
	enum { WORDS = 210, SIZE = 83 };
	int *id = arena_alloc(&b->a, WORDS, sizeof *id);
	for (int p = 0; p < WORDS; p++) {
		double u = rng_uniform(&b->r); // a few words are frequent
		id[p] = p % 29 == 28 ? -1 : (int)(u * u * u * SIZE);
	}
	id[WORDS / 2] = SIZE - 1; // the last word occurs
	given_ints(b, "id", "L", WORDS, id);
	table_of(b, id, WORDS, SIZE, (window){3, 2, true});
}

static void table_empty_window(book *b)
{
	table_of(b, draw_text(b), TEXT, V, (window){0, 0, true});
}

static void table_of_nothing(book *b)
{
	static const int ends[] = {-1, -1, -3};
	given_ints(b, "id", "L", 3, ends);
	table_of(b, ends, 3, V, (window){2, 2, false});
}

/* --- 2.3 ppmi --------------------------------------------------------------------------------- */

/* A table (6,8) with entries of 0, row 2 and column 5 empty, row 4 with nothing but a 0. */
static sparse draw_table(book *b)
{
	enum { ROWS = 6, COLS = 8 };
	sparse_builder s = sparse_begin(&b->a, ROWS, COLS);
	for (int i = 0; i < ROWS; i++)
		for (int j = 0; j < COLS; j++) {
			double x = 6 * rng_uniform(&b->r) * rng_uniform(&b->r), u = rng_uniform(&b->r);
			if (i == 2 || j == 5 || (i == 4 && j != 1) || u < 0.25) continue;
			sparse_add(&s, i, j, i == 4 || u < 0.4 ? 0 : x);
		}
	sparse x = sparse_end(&s, &b->a);
	int n = (int)sparse_count(x), *start = arena_alloc(&b->a, ROWS + 1, sizeof *start);
	for (int i = 0; i <= ROWS; i++) start[i] = (int)x.start[i];
	given_ints(b, "row_start_given", "N", ROWS + 1, start);
	given_ints(b, "col_given", "E", n, x.col);
	given(b, "value_given", "E", mat_of(x.value, 1, n));
	return x;
}

static void ppmi_alpha(book *b, double alpha)
{
	list(b, "alpha", 1, &alpha);
	record_sparse(b, ppmi(draw_table(b), alpha, &b->a));
}

static void ppmi_plain(book *b)
{
	ppmi_alpha(b, 1);
}

static void ppmi_smoothed(book *b)
{
	ppmi_alpha(b, 0.75);
}

static void ppmi_of_nothing(book *b)
{
	sparse_builder s = sparse_begin(&b->a, 3, 4);
	record_sparse(b, ppmi(sparse_end(&s, &b->a), 0.75, &b->a));
}

const grade_case counts_cases[] = {
        {"count_neighbours", "both_sides", count_both_sides, NULL, 0},
        {"count_neighbours", "by_distance", count_by_distance, NULL, 0},
        {"count_neighbours", "lopsided", count_lopsided, NULL, 0},
        {"count_neighbours", "left_only", count_left_only, NULL, 0},
        {"count_neighbours", "wide", count_wide, NULL, 0},
        {"count_neighbours", "alone", count_alone, NULL, 0},
        {"cooccurrence", "symmetric", table_symmetric, NULL, 0},
        {"cooccurrence", "lopsided", table_lopsided, NULL, 0},
        {"cooccurrence", "large", table_large, NULL, 0},
        {"cooccurrence", "empty_window", table_empty_window, NULL, 0},
        {"cooccurrence", "nothing", table_of_nothing, NULL, 0},
        {"ppmi", "plain", ppmi_plain, NULL, 0},
        {"ppmi", "smoothed", ppmi_smoothed, NULL, 0},
        {"ppmi", "nothing", ppmi_of_nothing, NULL, 0},
        {0},
};
