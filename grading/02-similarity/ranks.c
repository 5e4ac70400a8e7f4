/* Cases of ranks.h. */
#include <math.h>

#include "cases.h"
#include "ranks.h"

/* --- 2.9 ranks, 2.10 spearman ----------------------------------------------------------------- */

static void rank(book *b, const char *array, mat x)
{
	mat r = blank(b, 1, x.cols);
	ranks(r, x);
	record(b, array, "N", r);
}

static void ranks_example(book *b)
{
	rank(b, "ties", list(b, "x", 4, (const double[]){10, 20, 10, 5}));
}

static void ranks_different(book *b)
{
	rank(b, "different", draw(b, "x", "N", 1, 13, 2));
}

static void ranks_ties(book *b)
{
	rank(b, "ties", draw_whole(b, "x", 1, 17, -2, 2));
}

static void ranks_ties_at_the_ends(book *b)
{
	const double x[] = {7, -1, 0, 7, 3, -0.0, -1, 7, -1, 5};
	rank(b, "ties", list(b, "x", 10, x));
}

static void ranks_one_number(book *b)
{
	rank(b, "all_equal", list(b, "x", 1, (const double[]){-4}));
}

static void ranks_all_equal(book *b)
{
	rank(b, "all_equal", list(b, "x", 6, (const double[]){2, 2, 2, 2, 2, 2}));
}

static void ranks_close(book *b)
{
	const double x[] = {3e-12, 1e-12, 1e12, 2e-12, -1e-12, 1.1e12};
	rank(b, "different", list(b, "x", 6, x));
}

static void correlate(book *b, const char *array, mat x, mat y)
{
	mat rho = blank(b, 1, 3);
	*elem(rho, 0, 0) = (real)spearman(x, y);
	*elem(rho, 0, 1) = (real)spearman(y, x);
	*elem(rho, 0, 2) = (real)spearman(x, x);
	record(b, array, "N", rho);
}

static void spearman_different(book *b)
{
	mat x = draw(b, "x", "N", 1, 12, 1);
	correlate(b, "rho", x, draw(b, "y", "N", 1, 12, 100));
}

static void spearman_ties(book *b)
{
	mat x = draw_whole(b, "x", 1, 15, 0, 3);
	correlate(b, "rho_ties", x, draw_whole(b, "y", 1, 15, -2, 2));
}

/* The same order on another scale, then the opposite one: 1 and −1, where Pearson has less. */
static void spearman_scales(book *b)
{
	mat x = draw(b, "x", "N", 1, 9, 1), y = mat_new(&b->a, 1, 9), z = mat_new(&b->a, 1, 9);
	for (int i = 0; i < 9; i++) {
		*elem(y, 0, i) = (real)exp(3 * (double)*elem(x, 0, i));
		*elem(z, 0, i) = -*elem(y, 0, i);
	}
	given(b, "y", "N", y);
	mat rho = blank(b, 1, 2);
	*elem(rho, 0, 0) = (real)spearman(x, y);
	*elem(rho, 0, 1) = (real)spearman(x, z);
	record(b, "scales", "N", rho);
}

/* Nothing varies, in x, in y, for want of a second number; the last pair shows that it works. */
static void spearman_no_order(book *b)
{
	mat same = list(b, "x", 5, (const double[]){2, 2, 2, 2, 2}), y = draw(b, "y", "N", 1, 5, 1);
	mat rho = blank(b, 1, 4);
	*elem(rho, 0, 0) = (real)spearman(same, y);
	*elem(rho, 0, 1) = (real)spearman(y, same);
	*elem(rho, 0, 2) = (real)spearman(cols(y, 0, 1), cols(y, 1, 1));
	*elem(rho, 0, 3) = (real)spearman(cols(y, 0, 2), cols(y, 1, 2));
	record(b, "no_order", "N", rho);
}

const grade_case ranks_cases[] = {
        {"ranks", "example", ranks_example, NULL, 0},
        {"ranks", "different", ranks_different, NULL, 0},
        {"ranks", "ties", ranks_ties, NULL, 0},
        {"ranks", "ties_at_the_ends", ranks_ties_at_the_ends, NULL, 0},
        {"ranks", "one_number", ranks_one_number, NULL, 0},
        {"ranks", "all_equal", ranks_all_equal, NULL, 0},
        {"ranks", "close", ranks_close, NULL, 0},
        {"spearman", "different", spearman_different, NULL, 0},
        {"spearman", "ties", spearman_ties, NULL, 0},
        {"spearman", "scales", spearman_scales, NULL, 0},
        {"spearman", "no_order", spearman_no_order, NULL, 0},
        {0},
};
