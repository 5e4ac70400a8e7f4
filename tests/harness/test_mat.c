/* Views, and products against a triple loop. */
#include <math.h>

#include "rng.h"
#include "testing.h"

static arena a;
static rng r;

static void start(void)
{
	a = (arena){0};
	r = rng_new(11, 1);
}

/* A (rows,cols) matrix of random numbers seen in one of four ways: plain, transposed, and both as
 * an inner part of a larger one. */
static mat seen(int nrows, int ncols, int way)
{
	int gap = way & 2 ? 3 : 0;
	bool t = way & 1;
	mat m = t ? mat_new(&a, ncols + gap, nrows + gap) : mat_new(&a, nrows + gap, ncols + gap);
	rng_fill_normal(&r, m, 1);
	if (t) m = tr(m);
	return gap ? cols(rows(m, 1, nrows), 2, ncols) : m;
}

/* The slow twin of mul_add(): c += a·b, in double; bound (same shape) += Σ|a||b|. */
static void naive(mat c, mat bound, mat x, mat y)
{
	for (int i = 0; i < c.rows; i++)
		for (int j = 0; j < c.cols; j++) {
			double sum = 0, size = 0;
			for (int k = 0; k < x.cols; k++) {
				double term = (double)*elem(x, i, k) * (double)*elem(y, k, j);
				sum += term;
				size += fabs(term);
			}
			*elem(c, i, j) = (real)((double)*elem(c, i, j) + sum);
			*elem(bound, i, j) = (real)(size + fabs((double)*elem(c, i, j)));
		}
}

static void assert_near(mat c, mat expected, mat bound, int terms)
{
	for (int i = 0; i < c.rows; i++)
		for (int j = 0; j < c.cols; j++) {
			double error = fabs((double)*elem(c, i, j) - (double)*elem(expected, i, j));
			if (!(error <= (terms + 4) * EPSILON * (double)*elem(bound, i, j)))
				ck_abort_msg("(%d,%d): %g instead of %g", i, j, (double)*elem(c, i, j),
				        (double)*elem(expected, i, j));
		}
}

static void check_product(int m, int k, int n, int ways)
{
	mat x = seen(m, k, ways & 3), y = seen(k, n, ways >> 2 & 3), c = seen(m, n, ways >> 4 & 3);
	mat expected = mat_new(&a, m, n), bound = mat_new(&a, m, n);
	copy(expected, c);
	naive(expected, bound, x, y);
	mul_add(c, x, y);
	assert_near(c, expected, bound, k);
	fill(expected, 0);
	naive(expected, bound, x, y);
	fill(c, (real)NAN); // mul() must not read what it overwrites
	mul(c, x, y);
	assert_near(c, expected, bound, k);
	arena_reset(&a);
}

START_TEST(test_products_equal_the_triple_loop_on_awkward_sizes_and_views)
{
	static const int sizes[] = {0, 1, 2, 7, 17};
	for (int m = 0; m < 5; m++)
		for (int k = 0; k < 5; k++)
			for (int n = 0; n < 5; n++)
				for (int ways = 0; ways < 64; ways++)
					check_product(sizes[m], sizes[k], sizes[n], ways);
}
END_TEST

START_TEST(test_products_equal_the_triple_loop_beyond_a_block)
{
	for (int ways = 0; ways < 64; ways++) check_product(65, 129, 33, ways);
	check_product(1, 1025, 3, 21);
	check_product(259, 5, 517, 42);
	check_product(31, 300, 250, 0); // few rows: in pieces
	check_product(31, 300, 250, 42);
}
END_TEST

START_TEST(test_a_product_into_a_part_leaves_the_rest_alone)
{
	mat big = mat_new(&a, 6, 7), c = cols(rows(big, 2, 3), 1, 4);
	mat x = seen(3, 5, 0), y = seen(5, 4, 1);
	fill(big, 3);
	mul(c, x, y);
	for (int i = 0; i < 6; i++)
		for (int j = 0; j < 7; j++)
			if (i < 2 || i >= 5 || j < 1 || j >= 5) ck_assert(*elem(big, i, j) == 3);
	arena_free(&a);
}
END_TEST

START_TEST(test_views_share_memory_and_keep_their_place)
{
	mat m = mat_new(&a, 4, 6);
	for (int i = 0; i < 4; i++)
		for (int j = 0; j < 6; j++) *elem(m, i, j) = (real)(10 * i + j);
	ck_assert(*elem(tr(m), 5, 3) == 35);
	mat part = cols(rows(m, 1, 2), 2, 3);
	ck_assert(part.rows == 2 && part.cols == 3 && *elem(part, 1, 2) == 24);
	mat turned = rows(cols(tr(m), 1, 2), 2, 3); // the same part, cut out of the transpose
	ck_assert(turned.rows == 3 && turned.cols == 2 && *elem(turned, 2, 1) == 24);
	*elem(turned, 0, 0) = -1;
	ck_assert(*elem(m, 1, 2) == -1);
	ck_assert_ptr_eq(row(m, 3), m.p + 18);
	ck_assert_ptr_eq(row(part, 1), m.p + 14);
	ck_assert_int_eq(rows(m, 4, 0).rows, 0);
	ck_assert_int_eq((int)count(part), 6);
	arena_free(&a);
}
END_TEST

START_TEST(test_a_sequence_is_time_major_and_flat_stacks_its_steps)
{
	seq s = seq_new(&a, 3, 2, 4);
	for (int i = 0; i < 24; i++) s.p[i] = (real)i;
	ck_assert(*elem(at(s, 2), 1, 3) == 23);
	ck_assert(flat(s).rows == 6 && flat(s).cols == 4 && *elem(flat(s), 3, 0) == 12);
	seq tail = steps(s, 1, 2);
	ck_assert(tail.T == 2 && *elem(at(tail, 0), 0, 0) == 8);
	ck_assert_int_eq(steps(s, 3, 0).T, 0);
	arena_free(&a);
}
END_TEST

START_TEST(test_adding_works_for_every_combination_of_views)
{
	for (int ways = 0; ways < 16; ways++) {
		mat c = seen(5, 3, ways & 3), x = seen(5, 3, ways >> 2), before = mat_new(&a, 5, 3);
		copy(before, c);
		add(c, x);
		for (int i = 0; i < 5; i++)
			for (int j = 0; j < 3; j++)
				ck_assert(*elem(c, i, j) == *elem(before, i, j) + *elem(x, i, j));
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_add_row_and_add_sum_of_rows_are_adjoint)
{
	for (int ways = 0; ways < 16; ways++) { // ⟨add_row(b), d⟩ = ⟨b, add_sum_of_rows(d)⟩
		mat b = seen(1, 4, ways & 3), d = seen(6, 4, ways >> 2);
		mat c = mat_new(&a, 6, 4), db = mat_new(&a, 1, 4);
		add_row(c, b);
		add_sum_of_rows(db, d);
		ck_assert_double_eq_tol(dot(c, d), dot(b, db), 100 * EPSILON);
		real before = *elem(db, 0, 1);
		add_sum_of_rows(db, d); // adds, does not set
		ck_assert_double_eq_tol((double)*elem(db, 0, 1), 2 * (double)before, 100 * EPSILON);
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_fill_scale_dot_touch_the_view_and_nothing_else)
{
	mat m = mat_new(&a, 3, 4), part = cols(m, 1, 2);
	fill(m, 1);
	fill(part, 2);
	scale(tr(part), 3);
	ck_assert_double_eq(dot(m, m), 6 * 36.0 + 6);
	ck_assert_double_eq(dot(part, part), 6 * 36.0);
	ck_assert_double_eq(dot(mat_new(&a, 0, 3), mat_new(&a, 0, 3)), 0);
	arena_free(&a);
}
END_TEST

/* One mistake each, by number; LINE is where they stand. */
enum { LINE = __LINE__ + 6 };
static void mistake(void *which)
{
	mat x = mat_new(&a, 2, 3), y = mat_new(&a, 4, 5), c = mat_new(&a, 2, 5);
	seq s = seq_new(&a, 3, 2, 4);
	switch (*(int *)which) {
	case 0: mul(c, x, y); break;
	case 1: mul_add(tr(c), tr(x), y); break;
	case 2: add(x, y); break;
	case 3: add_row(x, y); break;
	case 4: add_sum_of_rows(y, x); break;
	case 5: copy(x, tr(x)); break;
	case 6: dot(x, y); break;
	case 7: row(x, 2); break;
	case 8: row(tr(x), 0); break;
	case 9: rows(x, 1, 2); break;
	case 10: cols(x, -1, 2); break;
	case 11: at(s, 3); break;
	case 12: steps(s, 2, 2); break;
	case 13: need_shape(x, 3, 2); break;
	case 14: need_seq(s, 3, 2, 5); break;
	default: mat_new(&a, -1, 2);
	}
}

START_TEST(test_a_mistake_aborts_with_the_callers_line_and_both_shapes)
{
	static const char *const says[] = {"mul: (2,5) = (2,3) x (4,5) does not fit",
	        "mul_add: (5,2) = (3,2) x (4,5) does not fit", "add: shapes (2,3) and (4,5) differ",
	        "add_row: (4,5) cannot join each row of (2,3)",
	        "add_sum_of_rows: (4,5) cannot hold the column sums of (2,3)",
	        "copy: shapes (2,3) and (3,2) differ", "dot: shapes (2,3) and (4,5) differ",
	        "row: 2 is not in 0..1", "row: the matrix is a transpose", "rows: 1..2 is not in 0..1",
	        "cols: -1..0 is not in 0..2", "at: step 3 is not in 0..2", "steps: 2..3 is not in 0..2",
	        "x is (2,3), expected (3,2)", "s is (3,2,4), expected (3,2,5)"};
	for (int which = 0; which < 15; which++) {
		char place[300];
		snprintf(place, sizeof place, "%s:%d: in mistake: %s", __FILE__, LINE + which, says[which]);
		const ending *e = ending_of(mistake, &which);
		ck_assert_int_eq(e->status, 1000 + SIGABRT);
		assert_says(e->err, place);
	}
	int shape = 15;
	assert_says(ending_of(mistake, &shape)->err, "mat_new: (-1,2) is not a shape");
}
END_TEST

int main(void)
{
	start();
	return run_tests("mat",
	        (const TTest *[]){test_products_equal_the_triple_loop_on_awkward_sizes_and_views,
	                test_products_equal_the_triple_loop_beyond_a_block,
	                test_a_product_into_a_part_leaves_the_rest_alone,
	                test_views_share_memory_and_keep_their_place,
	                test_a_sequence_is_time_major_and_flat_stacks_its_steps,
	                test_adding_works_for_every_combination_of_views,
	                test_add_row_and_add_sum_of_rows_are_adjoint,
	                test_fill_scale_dot_touch_the_view_and_nothing_else,
	                test_a_mistake_aborts_with_the_callers_line_and_both_shapes},
	        9, 60);
}
