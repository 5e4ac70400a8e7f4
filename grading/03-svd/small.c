/* Cases of 3.1 … 3.4: power iteration, Jacobi, the error of a low rank. */
#include <math.h>

#include "cases.h"

/* --- 3.1: power iteration ----------------------------------------------------------------------- */

/* One start, more and more steps. */
static void power_steps(book *b, mat a, mat start, real unit)
{
	static const int steps[] = {1, 2, 3, 5, 8, 13};
	mat sigma = blank(b, 1, 6), v = blank(b, 6, a.cols);
	for (int i = 0; i < 6; i++) {
		mat vi = rows(v, i, 1);
		copy(vi, start);
		sigma.p[i] = (real)power_iteration(vi, a, steps[i]) / unit;
	}
	record(b, "v", "KN", v);
	record(b, "sigma", "K", sigma);
}

static void power_few_steps(book *b)
{
	mat a = draw(b, "A", "MN", 7, 5, 1), start = draw(b, "start", "N", 1, 5, 3);
	power_steps(b, a, start, 1);
}

static void power_wide(book *b)
{
	mat a = draw(b, "A", "MN", 4, 9, 1), start = draw(b, "start", "N", 1, 9, 0.01);
	power_steps(b, a, start, 1);
}

static void power_at_scale(book *b, double size)
{
	mat a = draw(b, "A", "MN", 6, 7, size), start = draw(b, "start", "N", 1, 7, 1);
	power_steps(b, a, start, (real)size);
}

static void power_huge(book *b)
{
	power_at_scale(b, 1e15);
}

static void power_tiny(book *b)
{
	power_at_scale(b, 1e-15);
}

static void power_converged(book *b)
{
	static const double s[] = {5, 2, 1.5, 0.5, 0.1, 0};
	mat a = with_values(b, "A", 8, 6, s, NULL);
	mat start = draw(b, "start", "N", 1, 6, 1), v = copy_of(b, start);
	record_number(b, "sigma", power_iteration(v, a, 50));
	record(b, "v", "N", v);
}

/* The start is all in a column that A does not have. */
static void power_carried_to_zero(book *b)
{
	mat a = mat_new(&b->a, 5, 6), start = mat_new(&b->a, 1, 6);
	rng_fill_normal(&b->r, a, 1);
	fill(cols(a, 2, 1), 0);
	*elem(start, 0, 2) = 3;
	given(b, "A", "MN", a);
	given(b, "start", "N", start);
	mat v = copy_of(b, start);
	record_number(b, "sigma", power_iteration(v, a, 4));
	record(b, "v", "N", v);
}

/* --- 3.2: one rotation -------------------------------------------------------------------------- */

enum { PAIRS = 12 };

static void rotations(book *b, mat abc, real unit)
{
	given(b, "alpha_beta_gamma", "ND", abc);
	mat c = blank(b, 1, PAIRS), s = blank(b, 1, PAIRS);
	for (int i = 0; i < PAIRS; i++) {
		const real *x = row(abc, i);
		rotation r = jacobi_rotation((double)x[0], (double)x[1], (double)x[2]);
		c.p[i] = (real)r.c;
		s.p[i] = (real)r.s / unit;
	}
	record(b, "c", "N", c);
	record(b, "s", "N", s);
}

/* ⟨x,x⟩, ⟨y,y⟩, ⟨x,y⟩ of random columns; some of equal length, some orthogonal. */
static void rotation_of_columns(book *b)
{
	mat abc = mat_new(&b->a, PAIRS, 3);
	for (int i = 0; i < PAIRS; i++) {
		mat xy = mat_new(&b->a, 2, 5);
		rng_fill_normal(&b->r, xy, 1);
		scale(rows(xy, i % 2, 1), (real)(1 + i / 2));
		*elem(abc, i, 0) = (real)dot(rows(xy, 0, 1), rows(xy, 0, 1));
		*elem(abc, i, 1) = (real)dot(rows(xy, 1, 1), rows(xy, 1, 1));
		*elem(abc, i, 2) = (real)dot(rows(xy, 0, 1), rows(xy, 1, 1));
	}
	for (int i = 1; i < 4; i++) *elem(abc, i, 1) = *elem(abc, i, 0);
	*elem(abc, 1, 2) = (real)fabs((double)*elem(abc, 1, 2));
	*elem(abc, 2, 2) = -(real)fabs((double)*elem(abc, 2, 2));
	*elem(abc, 3, 2) = *elem(abc, 5, 2) = 0;
	*elem(abc, 6, 0) = *elem(abc, 6, 2) = 0; // a column of zeros
	rotations(b, abc, 1);
}

/* Angles of about 1e-10: a difference of nearly equal numbers has no digits left for them. */
static void rotation_nearly_orthogonal(book *b)
{
	mat abc = mat_new(&b->a, PAIRS, 3);
	rng_fill_uniform(&b->r, cols(abc, 0, 1), 1, 3);
	rng_fill_uniform(&b->r, cols(abc, 1, 1), 4, 9);
	rng_fill_normal(&b->r, cols(abc, 2, 1), 1e-10);
	for (int i = 0; i < PAIRS; i += 2) { // the longer one first
		real longer = *elem(abc, i, 1);
		*elem(abc, i, 1) = *elem(abc, i, 0);
		*elem(abc, i, 0) = longer;
	}
	rotations(b, abc, (real)1e-10);
}

/* --- 3.3: Jacobi -------------------------------------------------------------------------------- */

struct parts {
	mat u, s, v;
	int sweeps;
};

static struct parts decompose(book *b, mat a)
{
	struct parts x = {blank(b, a.rows, a.cols), blank(b, 1, a.cols), blank(b, a.cols, a.cols), 0};
	x.sweeps = jacobi_svd(x.u, x.s, x.v, a);
	return x;
}

static void jacobi(book *b, mat a)
{
	struct parts x = decompose(b, a);
	record(b, "s", "N", x.s);
	record_usv(b, "USVt", x.u, x.s, x.v);
	record_gram(b, "UtU", x.u);
	record_gram(b, "VtV", x.v);
}

static void jacobi_tall(book *b)
{
	jacobi(b, draw(b, "A", "MN", 9, 5, 1));
}

static void jacobi_equal_values(book *b)
{
	static const double s[] = {3, 3, 3, 1, 1, 0.5};
	jacobi(b, with_values(b, "A", 6, 6, s, NULL));
}

static void jacobi_one_column(book *b)
{
	jacobi(b, draw(b, "A", "MN", 7, 1, 1));
}

/* A column of zeros and one that is twice another. What U has where s is 0 is not asked. */
static void jacobi_rank_deficient(book *b)
{
	mat a = mat_new(&b->a, 8, 5);
	rng_fill_normal(&b->r, a, 1);
	fill(cols(a, 1, 1), 0);
	copy(cols(a, 4, 1), cols(a, 2, 1));
	scale(cols(a, 4, 1), 2);
	given(b, "A", "MN", a);
	struct parts x = decompose(b, a);
	record(b, "s", "N", x.s);
	record_usv(b, "USVt", x.u, x.s, x.v);
	record_gram(b, "VtV", x.v);
}

/* Lengths from 1e8 to 1e-8: the smallest singular value has as many digits as the largest. */
static void jacobi_graded(book *b)
{
	mat a = mat_new(&b->a, 7, 5), share = mat_new(&b->a, 1, 5);
	rng_fill_normal(&b->r, a, 1);
	for (int j = 0; j < 5; j++) scale(cols(a, j, 1), (real)pow(10, 4 * j - 8));
	given(b, "A", "MN", a);
	struct parts x = decompose(b, a);
	for (int j = 0; j < 5; j++) share.p[j] = x.s.p[j] / (real)pow(10, 8 - 4 * j);
	record(b, "s_by_size", "N", share);
	record_gram(b, "UtU", x.u);
}

static void jacobi_at_scale(book *b, double size)
{
	mat a = draw(b, "A", "MN", 6, 4, size);
	struct parts x = decompose(b, a);
	scale(x.s, (real)(1 / size));
	record_usv(b, "USVt", x.u, x.s, x.v);
	record_gram(b, "UtU", x.u);
}

static void jacobi_huge(book *b)
{
	jacobi_at_scale(b, 1e15);
}

static void jacobi_tiny(book *b)
{
	jacobi_at_scale(b, 1e-15);
}

/* Nothing to turn, but the lengths rise; and a matrix of zeros. */
static void jacobi_orthogonal_already(book *b)
{
	mat a = mat_new(&b->a, 7, 5), zero = mat_new(&b->a, 6, 2);
	for (int j = 0; j < 5; j++) *elem(a, j, j) = *elem(a, j + 2, j) = 0;
	for (int j = 0; j < 5; j++) *elem(a, (3 * j) % 7, j) = (real)(2 * (j + 1));
	given(b, "A", "MN", a);
	jacobi(b, a);
	int sweeps[6];
	for (int i = 0; i < 5; i++) sweeps[i] = decompose(b, cols(a, i % 3, 1 + i % 2)).sweeps;
	sweeps[5] = decompose(b, zero).sweeps;
	record_ints(b, "sweeps", "N", 6, sweeps);
}

/* --- 3.4: the error of a low rank --------------------------------------------------------------- */

static void all_ranks(book *b, mat s, double unit, int first)
{
	given(b, "s", "N", s);
	mat e = blank(b, 1, s.cols + 1 - first);
	for (int k = first; k <= s.cols; k++) e.p[k - first] = (real)(low_rank_error(s, k) / unit);
	record(b, "error", "K", e);
}

static void low_rank(book *b, double size)
{
	mat s = mat_new(&b->a, 1, 7);
	for (int i = 0; i < 7; i++) s.p[i] = (real)(size * (7 - i + 0.5 * rng_uniform(&b->r)));
	all_ranks(b, s, 1, 0);
}

static void low_rank_small(book *b)
{
	low_rank(b, 1);
}

static void low_rank_huge(book *b)
{
	low_rank(b, 1e15);
}

static void low_rank_zeros(book *b)
{
	all_ranks(b, mat_new(&b->a, 1, 6), 1, 0);
}

/* What is left is a billionth: 1 minus what is kept has no digits of it. */
static void low_rank_almost_all(book *b)
{
	mat s = mat_new(&b->a, 1, 8);
	s.p[0] = 1;
	for (int i = 1; i < 8; i++) s.p[i] = (real)(1e-9 * (8 - i + 0.5 * rng_uniform(&b->r)));
	all_ranks(b, s, 1e-9, 1);
}

const grade_case small_cases[] = {
        {"power_iteration", "few_steps", power_few_steps, NULL, 0},
        {"power_iteration", "wide", power_wide, NULL, 0},
        {"power_iteration", "converged", power_converged, NULL, 0},
        {"power_iteration", "huge", power_huge, NULL, 0},
        {"power_iteration", "tiny", power_tiny, NULL, 0},
        {"power_iteration", "carried_to_zero", power_carried_to_zero, NULL, 0},
        {"jacobi_rotation", "columns", rotation_of_columns, NULL, 0},
        {"jacobi_rotation", "nearly_orthogonal", rotation_nearly_orthogonal, NULL, 0},
        {"jacobi_svd", "tall", jacobi_tall, NULL, 0},
        {"jacobi_svd", "equal_values", jacobi_equal_values, NULL, 0},
        {"jacobi_svd", "one_column", jacobi_one_column, NULL, 0},
        {"jacobi_svd", "rank_deficient", jacobi_rank_deficient, NULL, 0},
        {"jacobi_svd", "graded", jacobi_graded, NULL, 0},
        {"jacobi_svd", "huge", jacobi_huge, NULL, 0},
        {"jacobi_svd", "tiny", jacobi_tiny, NULL, 0},
        {"jacobi_svd", "orthogonal_already", jacobi_orthogonal_already, NULL, 0},
        {"low_rank_error", "small", low_rank_small, NULL, 0},
        {"low_rank_error", "huge", low_rank_huge, NULL, 0},
        {"low_rank_error", "zeros", low_rank_zeros, NULL, 0},
        {"low_rank_error", "almost_all", low_rank_almost_all, NULL, 0},
        {0},
};
