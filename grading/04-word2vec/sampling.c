/* Cases of sampling.h. */
#include "sampling.h"
#include "cases.h"

/* --- 4.1, 4.2 ----------------------------------------------------------------------------------- */

/* From a word that came once to one that is a third of the text, at two thresholds. */
static void keep_counts(book *b)
{
	enum { N = 7 };
	static const double count[N] = {1, 90, 100, 101, 12345, 200000, 333333};
	mat counts = mat_new(&b->a, 1, N), common = blank(b, 1, N), rare = blank(b, 1, N);
	for (int i = 0; i < N; i++) *elem(counts, 0, i) = (real)count[i];
	given(b, "counts", "N", counts);
	double total = constant(b, "total", 1e6);
	double t = constant(b, "t", 1e-3), low = constant(b, "low_t", 1e-5);
	for (int i = 0; i < N; i++) {
		*elem(common, 0, i) = (real)subsample_keep_probability(count[i], total, t);
		*elem(rare, 0, i) = (real)subsample_keep_probability(count[i], total, low);
	}
	record(b, "keep", "N", common);
	record(b, "keep_at_low_t", "N", rare);
}

static void keep_all(book *b)
{
	mat keep = blank(b, 1, 5);
	for (int i = 0; i < 5; i++)
		*elem(keep, 0, i) = (real)subsample_keep_probability(1 + 249 * i, 1000, 0);
	record(b, "keep_all", "N", keep);
}

static void rate_line(book *b)
{
	static const double done[] = {0, 1, 2500, 9999, 9999.5, 10000, 20000};
	mat rate = blank(b, 1, 7);
	double first = constant(b, "first", 0.05), total = constant(b, "total", 1e4);
	mat at = mat_new(&b->a, 1, 7);
	for (int i = 0; i < 7; i++) *elem(at, 0, i) = (real)done[i];
	given(b, "done", "N", at);
	for (int i = 0; i < 7; i++) *elem(rate, 0, i) = (real)learning_rate(first, done[i], total);
	record(b, "rate", "N", rate);
}

/* --- 4.3, 4.4 ----------------------------------------------------------------------------------- */

/* The probabilities that a table draws with, whatever its columns look like; and whether each number
 * and each partner is one that may stand there. */
static void record_odds(book *b, alias_table t)
{
	mat odds = mat_new(&b->a, 1, t.n);
	int faults = 0;
	for (int i = 0; i < t.n; i++) {
		bool there = t.other[i] >= 0 && t.other[i] < t.n;
		faults += !there || !(t.keep[i] >= 0 && t.keep[i] <= 1 + 1e-9);
		*elem(odds, 0, i) += (real)(t.keep[i] / t.n);
		if (there) *elem(odds, 0, t.other[i]) += (real)((1 - t.keep[i]) / t.n);
	}
	record(b, "odds", "N", odds);
	record_number(b, "faults", faults);
}

static void build_random(book *b)
{
	mat w = mat_new(&b->a, 1, 23);
	rng_fill_uniform(&b->r, w, 0.1, 5);
	given(b, "weight", "N", w);
	record_odds(b, alias_build(w, &b->a));
}

/* A word that is nearly everything, some that are nearly nothing, some that are nothing. */
static void build_lopsided(book *b)
{
	mat w = mat_new(&b->a, 1, 17);
	for (int i = 0; i < 17; i++)
		*elem(w, 0, i) = (real)(i == 5 ? 1000 : i % 3 == 0 ? 0 : rng_uniform(&b->r));
	given(b, "weight", "N", w);
	record_odds(b, alias_build(w, &b->a));
}

static void build_even(book *b)
{
	mat w = mat_new(&b->a, 1, 9);
	fill(w, 3);
	given(b, "weight", "N", w);
	record_odds(b, alias_build(w, &b->a));
}

static void build_one(book *b)
{
	mat w = mat_new(&b->a, 1, 1);
	fill(w, (real)0.25);
	given(b, "weight", "N", w);
	record_odds(b, alias_build(w, &b->a));
}

/* A table of the case's own, and the random numbers that the contract names, in their order. */
static void draw_table(book *b)
{
	enum { COLUMNS = 6, DRAWS = 40 };
	static double keep[COLUMNS] = {0.5, 1, 0, 0.25, 0.75, 0.125};
	static int other[COLUMNS] = {3, 1, 4, 0, 2, 5};
	alias_table t = {COLUMNS, keep, other};
	mat columns = mat_new(&b->a, 1, COLUMNS);
	for (int i = 0; i < COLUMNS; i++) *elem(columns, 0, i) = (real)keep[i];
	given(b, "keep", "N", columns);
	given_ints(b, "other", "N", COLUMNS, other);
	rng same = b->r; // for who checks the answers: two uniform numbers in 0 … 1 a draw
	mat u = mat_new(&b->a, DRAWS, 2);
	for (int i = 0; i < DRAWS; i++) {
		*elem(u, i, 0) = (real)rng_below(&same, COLUMNS);
		*elem(u, i, 1) = (real)rng_uniform(&same);
	}
	given(b, "column_and_u", "ND", u);
	int *drawn = blank_ints(b, DRAWS);
	for (int i = 0; i < DRAWS; i++) drawn[i] = alias_draw(&t, &b->r);
	record_ints(b, "drawn", "N", DRAWS, drawn);
}

/* --- 4.5 ------------------------------------------------------------------------------------------ */

/* The paths of V words, one after the other. */
static void record_tree(book *b, const char *name, const long *count, int V)
{
	huffman_path *path = arena_alloc(&b->a, (size_t)V, sizeof *path);
	int *counts = blank_ints(b, V), *length = blank_ints(b, V), turns = 0;
	for (int i = 0; i < V; i++) counts[i] = (int)count[i];
	given_ints(b, "count", "N", V, counts);
	huffman_paths(path, count, V, &b->a);
	for (int i = 0; i < V; i++) turns += length[i] = path[i].length;
	int *node = blank_ints(b, turns), *bit = blank_ints(b, turns);
	for (int i = 0, k = 0; i < V; i++)
		for (int j = 0; j < path[i].length; j++, k++) {
			node[k] = path[i].node[j];
			bit[k] = path[i].bit[j];
		}
	char array[64];
	static const char *const parts[] = {"length", "node", "bit"};
	const int *const values[] = {length, node, bit}, sizes[] = {V, turns, turns};
	for (int k = 0; k < 3; k++) {
		snprintf(array, sizeof array, "%s%s", name, parts[k]);
		record_ints(b, array, "N", sizes[k], values[k]);
	}
}

static void tree_zipf(book *b)
{
	long count[19];
	for (int i = 0; i < 19; i++) count[i] = 100000 / (i + 1) + (long)rng_below(&b->r, 7) * (i < 9);
	for (int i = 1; i < 19; i++) // falling, as the contract has it
		if (count[i] > count[i - 1]) count[i] = count[i - 1];
	record_tree(b, "", count, 19);
}

/* Each count is more than all after it together: one long branch. */
static void tree_steep(book *b)
{
	static const long count[] = {640, 300, 150, 70, 30, 10, 4, 1};
	record_tree(b, "", count, 8);
}

/* Counts that an int holds, and whose sums it does not. */
static void tree_large(book *b)
{
	static const long count[] = {
	        2100000000, 1900000000, 1500000000, 1400000000, 1300000000, 1200000000, 1100000000};
	record_tree(b, "large_", count, 7);
}

/* All equal, and equal in groups, so that ties are everywhere; one word of no count. */
static void tree_ties(book *b)
{
	static const long count[] = {8, 4, 4, 4, 2, 2, 2, 2, 1, 1, 0};
	record_tree(b, "tied_", count, 11);
}

static void tree_even(book *b)
{
	static const long count[] = {5, 5, 5, 5, 5, 5, 5};
	record_tree(b, "tied_", count, 7);
}

static void tree_small(book *b)
{
	static const long count[] = {3, 2};
	huffman_path alone = {.length = -1};
	record_tree(b, "two_", count, 2);
	huffman_paths(&alone, count, 1, &b->a);
	record_number(b, "turns_to_the_only_word", alone.length);
}

const grade_case sampling_cases[] = {
        {"subsample_keep_probability", "counts", keep_counts, NULL, 0},
        {"subsample_keep_probability", "keep_all", keep_all, NULL, 0},
        {"learning_rate", "line", rate_line, NULL, 0},
        {"alias_build", "random", build_random, NULL, 0},
        {"alias_build", "lopsided", build_lopsided, NULL, 0},
        {"alias_build", "even", build_even, NULL, 0},
        {"alias_build", "one", build_one, NULL, 0},
        {"alias_draw", "table", draw_table, NULL, 0},
        {"huffman_paths", "zipf", tree_zipf, NULL, 0},
        {"huffman_paths", "steep", tree_steep, NULL, 0},
        {"huffman_paths", "large", tree_large, NULL, 0},
        {"huffman_paths", "ties", tree_ties, NULL, 0},
        {"huffman_paths", "even", tree_even, NULL, 0},
        {"huffman_paths", "small", tree_small, NULL, 0},
        {0},
};
