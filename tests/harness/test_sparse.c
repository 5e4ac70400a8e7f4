/* Sparse matrices against dense ones. */
#include <math.h>

#include "rng.h"
#include "sparse.h"
#include "testing.h"

static arena a;

static void assert_sound(sparse s)
{
	ck_assert_int_eq((int)s.start[0], 0);
	for (int i = 0; i < s.rows; i++) {
		ck_assert_int_le((int)s.start[i], (int)s.start[i + 1]);
		for (long k = s.start[i]; k < s.start[i + 1]; k++) {
			ck_assert_int_ge(s.col[k], 0);
			ck_assert_int_lt(s.col[k], s.cols);
			if (k > s.start[i]) ck_assert_int_lt(s.col[k - 1], s.col[k]);
		}
	}
}

/* A random matrix, sparse, and the same one dense; triples repeat cells. */
static sparse random_matrix(rng *r, int nrows, int ncols, int n, mat *dense)
{
	sparse_builder b = sparse_begin(&a, nrows, ncols);
	*dense = mat_new(&a, nrows, ncols);
	for (int k = 0; nrows * ncols > 0 && k < n; k++) {
		int i = (int)rng_below(r, (uint32_t)nrows), j = (int)rng_below(r, (uint32_t)ncols);
		double x = (double)((int)rng_below(r, 64) - 32) / 8; // sums of these are exact
		sparse_add(&b, i, j, x);
		*elem(*dense, i, j) += (real)x;
	}
	sparse s = sparse_end(&b, &a);
	assert_sound(s);
	return s;
}

static const int sizes[][3] = {{0, 0, 0}, {0, 3, 0}, {3, 0, 0}, {1, 1, 0}, {1, 1, 5}, {1, 9, 6},
        {9, 1, 6}, {7, 5, 12}, {13, 17, 40}, {40, 3, 500}, {100, 130, 2000}};
enum { SIZES = sizeof sizes / sizeof *sizes };

START_TEST(test_every_element_is_the_sum_of_its_triples)
{
	rng r = rng_new(1, 1);
	for (int k = 0; k < SIZES; k++) {
		mat dense;
		sparse s = random_matrix(&r, sizes[k][0], sizes[k][1], sizes[k][2], &dense);
		ck_assert_int_le((int)sparse_count(s), sizes[k][2]);
		for (int i = 0; i < s.rows; i++)
			for (int j = 0; j < s.cols; j++) ck_assert(sparse_elem(s, i, j) == *elem(dense, i, j));
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_the_transpose_has_rows_and_columns_exchanged)
{
	rng r = rng_new(2, 1);
	for (int k = 0; k < SIZES; k++) {
		mat dense;
		sparse s = random_matrix(&r, sizes[k][0], sizes[k][1], sizes[k][2], &dense);
		sparse t = sparse_transpose(s, &a);
		assert_sound(t);
		ck_assert(t.rows == s.cols && t.cols == s.rows && sparse_count(t) == sparse_count(s));
		for (int i = 0; i < s.rows; i++)
			for (int j = 0; j < s.cols; j++) ck_assert(sparse_elem(t, j, i) == *elem(dense, i, j));
	}
	arena_free(&a);
}
END_TEST

START_TEST(test_products_equal_the_dense_ones_in_every_view)
{
	rng r = rng_new(3, 1);
	for (int k = 0; k < SIZES; k++)
		for (int n = 0; n < 4; n++)
			for (int way = 0; way < 4; way++) {
				mat dense;
				sparse s = random_matrix(&r, sizes[k][0], sizes[k][1], sizes[k][2], &dense);
				mat b = way & 1 ? tr(mat_new(&a, n, s.cols)) : mat_new(&a, s.cols, n);
				mat c = way & 2 ? tr(mat_new(&a, n, s.rows)) : mat_new(&a, s.rows, n);
				mat expected = mat_new(&a, s.rows, n);
				rng_fill_normal(&r, b, 1);
				fill(c, (real)NAN); // must not be read
				mul(expected, dense, b);
				sparse_mul(c, s, b);
				for (int i = 0; i < 2; i++) {
					for (int row_ = 0; row_ < s.rows; row_++)
						for (int j = 0; j < n; j++)
							ck_assert_double_eq_tol((double)*elem(c, row_, j),
							        (double)*elem(expected, row_, j), 4000 * EPSILON);
					mul_add(expected, dense, b);
					sparse_mul_add(c, s, b);
				}
			}
	arena_free(&a);
}
END_TEST

/* Three loops, summed in double: what the product with register tiles must equal. */
static void naive_product(mat c, sparse s, mat b, mat before)
{
	for (int i = 0; i < s.rows; i++)
		for (int j = 0; j < b.cols; j++) {
			double sum = (double)*elem(before, i, j);
			for (long k = s.start[i]; k < s.start[i + 1]; k++)
				sum += (double)s.value[k] * (double)*elem(b, s.col[k], j);
			*elem(c, i, j) = (real)sum;
		}
}

/* Widths around the 8, 16 and 32 columns of a tile, in blocks that begin anywhere in a wider matrix;
 * what lies beside a block stays. */
START_TEST(test_products_of_any_width_equal_three_loops)
{
	static const int widths[] = {1, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 67, 100};
	enum { WIDTHS = sizeof widths / sizeof *widths };
	rng r = rng_new(4, 1);
	for (int k = 0; k < SIZES; k++)
		for (int q = 0; q < WIDTHS; q++) {
			const int n = widths[q], left = (k + q) % 5;
			mat dense;
			sparse s = random_matrix(&r, sizes[k][0], sizes[k][1], sizes[k][2], &dense);
			mat b = mat_new(&a, s.cols, n + 7), c = mat_new(&a, s.rows, n + 5);
			mat before = mat_new(&a, s.rows, n + 5), expected = mat_new(&a, s.rows, n + 5);
			rng_fill_normal(&r, b, 1);
			rng_fill_normal(&r, before, 1);
			copy(c, before);
			copy(expected, before);
			naive_product(cols(expected, left, n), s, cols(b, 3, n), cols(before, left, n));
			sparse_mul_add(cols(c, left, n), s, cols(b, 3, n));
			for (int i = 0; i < s.rows; i++)
				for (int j = 0; j < n + 5; j++) {
					double x = (double)*elem(c, i, j), y = (double)*elem(expected, i, j);
					if (j < left || j >= left + n)
						ck_assert(x == y);
					else
						ck_assert_double_eq_tol(x, y, 4000 * EPSILON);
				}
		}
	arena_free(&a);
}
END_TEST

START_TEST(test_triples_of_one_cell_are_summed_in_double_and_in_order)
{
	sparse_builder b = sparse_begin(&a, 1, 2);
	for (int i = 0; i < 1000; i++) sparse_add(&b, 0, 1, i ? 1e-9 : 1); // a float would stay at 1
	sparse_add(&b, 0, 0, 5);
	sparse_add(&b, 0, 0, -5);
	sparse s = sparse_end(&b, &a);
	ck_assert_double_eq_tol((double)sparse_elem(s, 0, 1), 1 + 999e-9, 2 * EPSILON + 1e-12);
	ck_assert_int_eq((int)sparse_count(s), 2); // a zero that came about stays an entry
	ck_assert(sparse_elem(s, 0, 0) == 0);
	arena_free(&a);
}
END_TEST

START_TEST(test_a_builder_may_go_on_and_leave_its_arena_behind)
{
	arena list = {0};
	sparse_builder b = sparse_begin(&list, 3, 3);
	sparse_add(&b, 2, 1, 4);
	sparse first = sparse_end(&b, &a);
	for (int i = 0; i < 5000; i++) sparse_add(&b, i % 3, i % 2, 1);
	sparse second = sparse_end(&b, &a);
	arena_free(&list);
	ck_assert(sparse_count(first) == 1 && sparse_elem(first, 2, 1) == 4);
	ck_assert_int_eq((int)sparse_count(second), 6);
	double sum = 0;
	for (long k = 0; k < 6; k++) sum += (double)second.value[k];
	ck_assert_double_eq(sum, 5004);
	arena_free(&a);
}
END_TEST

enum { LINE = __LINE__ + 9 };
static void mistake(void *which)
{
	sparse_builder b = sparse_begin(&a, 2, 3);
	sparse s = sparse_end(&b, &a);
	mat x = mat_new(&a, 3, 4), y = mat_new(&a, 3, 4);
	switch (*(int *)which) {
	case 0: sparse_add(&b, 2, 0, 1); break;
	case 1: sparse_add(&b, 0, -1, 1); break;
	case 2: sparse_elem(s, 0, 3); break;
	case 3: sparse_mul(y, s, x); break;
	default: sparse_begin(&a, -1, 3);
	}
}

START_TEST(test_a_mistake_aborts_with_the_callers_line)
{
	static const char *const says[] = {"sparse_add: (2,0) is not in a (2,3) matrix",
	        "sparse_add: (0,-1) is not in a (2,3) matrix",
	        "sparse_elem: (0,3) is not in a (2,3) matrix",
	        "sparse_mul: (3,4) = (2,3) x (3,4) does not fit"};
	for (int which = 0; which < 4; which++) {
		char place[300];
		snprintf(place, sizeof place, "%s:%d: in mistake: %s", __FILE__, LINE - 2 + which,
		        says[which]);
		const ending *e = ending_of(mistake, &which);
		ck_assert_int_eq(e->status, 1000 + SIGABRT);
		assert_says(e->err, place);
	}
	int shape = 4;
	assert_says(ending_of(mistake, &shape)->err, "(-1,3) is not a shape");
}
END_TEST

TESTS("sparse", 30, test_every_element_is_the_sum_of_its_triples,
        test_the_transpose_has_rows_and_columns_exchanged,
        test_products_equal_the_dense_ones_in_every_view,
        test_products_of_any_width_equal_three_loops,
        test_triples_of_one_cell_are_summed_in_double_and_in_order,
        test_a_builder_may_go_on_and_leave_its_arena_behind,
        test_a_mistake_aborts_with_the_callers_line)
