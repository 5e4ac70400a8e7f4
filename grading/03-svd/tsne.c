/* Cases of 3.12 … 3.14: t-SNE. */
#include <math.h>

#include "cases.h"

/* --- 3.12: affinities --------------------------------------------------------------------------- */

static void affinities_of(book *b, mat x, double perplexity)
{
	mat p = blank(b, x.rows, x.rows), number = mat_new(&b->a, 1, 1);
	number.p[0] = (real)perplexity;
	given(b, "perplexity", "", number);
	tsne_affinities(p, x, perplexity);
	scale(p, (real)x.rows); // rows sum to about 1
	record(b, "np", "NN", p);
}

static void affinities_small(book *b)
{
	affinities_of(b, draw(b, "X", "ND", 11, 4, 1), 3.5);
}

static void affinities_wide(book *b)
{
	affinities_of(b, draw(b, "X", "ND", 9, 3, 1), 7.25);
}

/* Whose nearest neighbour is fifty times farther away than anybody else's. */
static void affinities_outlier(book *b)
{
	mat x = mat_new(&b->a, 10, 3);
	rng_fill_normal(&b->r, x, 1);
	*elem(x, 4, 1) = 50;
	given(b, "X", "ND", x);
	affinities_of(b, x, 2.5);
}

/* Points 1 and 6 are one; points 0, 3, 5, 8 are one, so that each of those has three at distance 0
 * and a perplexity of 2 cannot be reached. */
static void affinities_equal_points(book *b)
{
	mat x = mat_new(&b->a, 10, 3);
	rng_fill_normal(&b->r, x, 2);
	copy(rows(x, 6, 1), rows(x, 1, 1));
	copy(rows(x, 3, 1), rows(x, 0, 1));
	copy(rows(x, 5, 1), rows(x, 0, 1));
	copy(rows(x, 8, 1), rows(x, 0, 1));
	given(b, "X", "ND", x);
	affinities_of(b, x, 2);
}

static void affinities_huge(book *b)
{
	affinities_of(b, draw(b, "X", "ND", 8, 3, 1e6), 3);
}

static void affinities_tiny(book *b)
{
	affinities_of(b, draw(b, "X", "ND", 8, 3, 1e-6), 3);
}

/* --- 3.13: the gradient ------------------------------------------------------------------------- */

/* Symmetric, zero on the diagonal and in a few other places, sums to 1. */
static mat draw_affinities(book *b, int n)
{
	mat p = mat_new(&b->a, n, n);
	double total = 0;
	for (int i = 0; i < n; i++)
		for (int j = 0; j < i; j++) {
			const double x = rng_uniform(&b->r);
			*elem(p, i, j) = *elem(p, j, i) = (real)(x < 0.2 ? 0 : x * x);
			total += 2 * (double)*elem(p, i, j);
		}
	scale(p, (real)(1 / total));
	given(b, "p", "NN", p);
	return p;
}

static void gradient_of(book *b, mat y)
{
	mat p = draw_affinities(b, y.rows), dy = blank(b, y.rows, y.cols);
	record_number(b, "loss", tsne_gradient(dy, p, y, &b->a));
	record(b, "dy", "ND", dy);
}

static void gradient_on_paper(book *b)
{
	gradient_of(b, draw(b, "y", "ND", 9, 2, 1));
}

static void gradient_in_space(book *b)
{
	gradient_of(b, draw(b, "y", "ND", 6, 3, 0.3));
}

/* Two points in one place; two more so far away that they hardly feel anything. */
static void gradient_near_and_far(book *b)
{
	mat y = mat_new(&b->a, 7, 2);
	rng_fill_normal(&b->r, y, 1);
	copy(rows(y, 3, 1), rows(y, 1, 1));
	*elem(y, 5, 0) = 40;
	*elem(y, 2, 1) = -30;
	given(b, "y", "ND", y);
	gradient_of(b, y);
}

/* The same places nearer and nearer to each other: what L is of each. */
static void gradient_losses(book *b)
{
	mat y = draw(b, "y", "ND", 8, 2, 3), dy = blank(b, 8, 2), p = draw_affinities(b, 8);
	mat loss = blank(b, 1, 6);
	for (int i = 0; i < 6; i++) {
		mat nearer = copy_of(b, y);
		scale(nearer, (real)pow(0.5, i));
		loss.p[i] = (real)tsne_gradient(dy, p, nearer, &b->a);
	}
	record(b, "loss", "N", loss);
}

struct paper {
	mat p, y, dy;
};

static double loss_of(void *context)
{
	struct paper *x = context;
	arena scratch = {0};
	double loss = tsne_gradient(x->dy, x->p, x->y, &scratch);
	arena_free(&scratch);
	return loss;
}

static void gradient_numeric(book *b)
{
	struct paper x = {.y = draw(b, "y", "ND", 7, 2, 0.8)};
	x.p = draw_affinities(b, 7);
	x.dy = blank(b, 7, 2);
	loss_of(&x);
	record(b, "dy", "ND", copy_of(b, x.dy));
	record_numeric(b, "dy", "ND", x.y, loss_of, &x);
}

/* --- 3.14: one step ----------------------------------------------------------------------------- */

static void three_steps(book *b, tsne_pace how, double motion)
{
	enum { N = 8, D = 2 };
	static const char *const names[3][3] = {
	        {"y", "m", "gain"}, {"y_2", "m_2", "gain_2"}, {"y_3", "m_3", "gain_3"}};
	mat p = draw_affinities(b, N), y0 = draw(b, "y_before", "ND", N, D, 1);
	mat m0 = draw(b, "m_before", "ND", N, D, motion), gain0 = mat_new(&b->a, N, D);
	rng_fill_uniform(&b->r, gain0, 0.01, 3);
	for (int i = 0; i < 5; i++) *elem(gain0, i, i % D) = (real)0.0115; // one step from the floor
	given(b, "gain_before", "ND", gain0);
	mat pace = mat_new(&b->a, 1, 3);
	pace.p[0] = (real)how.rate, pace.p[1] = (real)how.momentum, pace.p[2] = (real)how.exaggeration;
	given(b, "rate_momentum_exaggeration", "N", pace);
	mat y = copy_of(b, y0), m = copy_of(b, m0), gain = copy_of(b, gain0), loss = blank(b, 1, 3);
	for (int i = 0; i < 3; i++) {
		loss.p[i] = (real)tsne_step(y, m, gain, p, how, &b->a);
		record(b, names[i][0], "ND", y);
		record(b, names[i][1], "ND", m);
		record(b, names[i][2], "ND", gain);
	}
	record(b, "loss", "N", loss);
}

static void step_under_way(book *b)
{
	three_steps(b, (tsne_pace){2, 0.75, 1}, 0.2);
}

static void step_exaggerated(book *b)
{
	three_steps(b, (tsne_pace){0.5, 0.5, 4}, 0.2);
}

/* Nothing has moved yet: half of the signs are those of zeros. */
static void step_from_rest(book *b)
{
	three_steps(b, (tsne_pace){1, 0.875, 1}, 0);
}

const grade_case tsne_cases[] = {
        {"tsne_affinities", "small", affinities_small, NULL, 0},
        {"tsne_affinities", "wide", affinities_wide, NULL, 0},
        {"tsne_affinities", "outlier", affinities_outlier, NULL, 0},
        {"tsne_affinities", "equal_points", affinities_equal_points, NULL, 0},
        {"tsne_affinities", "huge", affinities_huge, NULL, 0},
        {"tsne_affinities", "tiny", affinities_tiny, NULL, 0},
        {"tsne_gradient", "on_paper", gradient_on_paper, NULL, 0},
        {"tsne_gradient", "in_space", gradient_in_space, NULL, 0},
        {"tsne_gradient", "near_and_far", gradient_near_and_far, NULL, 0},
        {"tsne_gradient", "losses", gradient_losses, NULL, 0},
        {"tsne_gradient", "gradient", gradient_numeric, NULL, 0},
        {"tsne_step", "under_way", step_under_way, NULL, 0},
        {"tsne_step", "exaggerated", step_exaggerated, NULL, 0},
        {"tsne_step", "from_rest", step_from_rest, NULL, 0},
        {0},
};
