/* Cases of 3.10 and 3.11: mixtures of neighbours, and places that mix alike. */
#include <math.h>

#include "cases.h"

static void weights_of(book *b, mat x, int k, double ridge)
{
	int *neighbour = draw_neighbours(b, x.rows, k);
	mat w = blank(b, x.rows, k), number = mat_new(&b->a, 1, 1);
	number.p[0] = (real)ridge;
	given(b, "ridge", "", number);
	lle_weights(w, x, neighbour, ridge);
	record(b, "w", "NK", w);
}

static void weights_small(book *b)
{
	weights_of(b, draw(b, "X", "ND", 11, 6, 1), 3, 0.0625);
}

/* G has rank 2 in 5 unknowns: without the ridge it has no inverse. */
static void weights_many_neighbours(book *b)
{
	weights_of(b, draw(b, "X", "ND", 9, 2, 1), 5, 0.25);
}

/* The ridge goes with the size of G, so the weights do not know in what unit x was measured. */
static void weights_huge(book *b)
{
	weights_of(b, draw(b, "X", "ND", 8, 5, 1e8), 3, 0.125);
}

static void weights_tiny(book *b)
{
	weights_of(b, draw(b, "X", "ND", 8, 5, 1e-8), 3, 0.125);
}

/* Everybody in one place: all weights alike. */
static void weights_one_place(book *b)
{
	mat x = mat_new(&b->a, 6, 3);
	fill(x, 2);
	given(b, "X", "ND", x);
	weights_of(b, x, 4, 0.5);
}

/* Random weights that sum to 1 in each row. */
static mat draw_weights(book *b, int n, int k)
{
	mat w = mat_new(&b->a, n, k);
	rng_fill_uniform(&b->r, w, -0.2, 1);
	for (int i = 0; i < n; i++) {
		double sum = 0;
		for (int j = 0; j < k; j++) sum += (double)*elem(w, i, j);
		scale(rows(w, i, 1), (real)(1 / sum));
	}
	given(b, "w", "NK", w);
	return w;
}

/* Columns may change their signs: each is recorded as the products of its numbers. */
static void places(book *b, int n, int k, int d)
{
	static const char *const names[] = {"first", "second", "third"};
	mat w = draw_weights(b, n, k), y = blank(b, n, d);
	lle(y, w, draw_neighbours(b, n, k));
	record_product(b, "YYt", y, y);
	for (int c = 0; c < d; c++) record_product(b, names[c], cols(y, c, 1), cols(y, c, 1));
}

static void places_on_paper(book *b)
{
	places(b, 12, 4, 2);
}

static void places_in_space(book *b)
{
	places(b, 10, 4, 3);
}

static void places_on_a_line(book *b)
{
	places(b, 7, 5, 1);
}

const grade_case lle_cases[] = {
        {"lle_weights", "small", weights_small, NULL, 0},
        {"lle_weights", "many_neighbours", weights_many_neighbours, NULL, 0},
        {"lle_weights", "huge", weights_huge, NULL, 0},
        {"lle_weights", "tiny", weights_tiny, NULL, 0},
        {"lle_weights", "one_place", weights_one_place, NULL, 0},
        {"lle", "on_paper", places_on_paper, NULL, 0},
        {"lle", "in_space", places_in_space, NULL, 0},
        {"lle", "on_a_line", places_on_a_line, NULL, 0},
        {0},
};
