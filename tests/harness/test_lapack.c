/* LAPACK's answers put back into the equations that they solve, by loops that anyone can read. */
#include <math.h>

#include "lapack.h"
#include "rng.h"
#include "testing.h"

static arena a;
static const int sizes[] = {1, 2, 3, 7, 31, 64, 65, 130};
enum { SIZES = sizeof sizes / sizeof *sizes };

/* A view of each kind: plain, transposed, a block of something wider, both. */
static mat view(int nrows, int ncols, int kind)
{
	int wide = kind & 2 ? 5 : 0;
	mat m = kind & 1 ? tr(mat_new(&a, ncols, nrows + wide)) : mat_new(&a, nrows, ncols + wide);
	fill(m, (real)1e6); // what stands beside a block must not matter
	return kind & 1 ? rows(m, kind & 2 ? 3 : 0, nrows) : cols(m, kind & 2 ? 3 : 0, ncols);
}

static mat random_view(rng *r, int nrows, int ncols, int kind)
{
	mat m = view(nrows, ncols, kind), x = mat_new(&a, nrows, ncols);
	rng_fill_normal(r, x, 1);
	copy(m, x);
	return m;
}

static mat copied(mat m)
{
	mat c = mat_new(&a, m.rows, m.cols);
	copy(c, m);
	return c;
}

/* XᵀX + n: symmetric, positive definite, well conditioned. */
static mat random_spd(rng *r, int n, int kind)
{
	mat x = random_view(r, n, n, 0), m = view(n, n, kind);
	mul(x, tr(copied(x)), copied(x));
	for (int i = 0; i < n; i++) *elem(x, i, i) += (real)n;
	copy(m, x);
	return m;
}

/* Σ over k of p(i,k) q(k,j), in double. */
static double naive(mat p, mat q, int i, int j)
{
	double sum = 0;
	for (int k = 0; k < p.cols; k++) sum += (double)*elem(p, i, k) * (double)*elem(q, k, j);
	return sum;
}

/* p·q = m to within rounding of numbers as large as `size`. */
static void assert_product(mat p, mat q, mat m, double size)
{
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) {
			double error = fabs(naive(p, q, i, j) - (double)*elem(m, i, j));
			ck_assert_msg(
			        error <= 60 * EPSILON * size, "(%d,%d) of %d: off by %g", i, j, m.rows, error);
		}
}

START_TEST(test_cholesky_gives_an_upper_triangle_whose_square_is_the_matrix)
{
	rng r = rng_new(1, 1);
	for (int k = 0; k < SIZES * 4; k++) {
		int n = sizes[k / 4];
		mat m = random_spd(&r, n, k % 4), before = copied(m);
		for (int i = 0; i < n; i++)
			for (int j = 0; j < i; j++) *elem(m, i, j) = (real)NAN; // must not be read
		ck_assert_int_eq(cholesky(m), 0);
		assert_product(tr(m), m, before, 4 * n);
		for (int i = 0; i < n; i++)
			for (int j = 0; j < i; j++) ck_assert(*elem(m, i, j) == 0);
		arena_free(&a);
	}
	ck_assert_int_eq(cholesky(mat_new(&a, 0, 0)), 0);
}
END_TEST

START_TEST(test_cholesky_refuses_what_is_not_positive_definite)
{
	rng r = rng_new(2, 1);
	for (int k = 0; k < SIZES * 4; k++) {
		int n = sizes[k / 4], at = n / 2;
		mat m = random_spd(&r, n, k % 4);
		*elem(m, at, at) = k % 2 ? 0 : (real)-1;
		ck_assert_int_eq(cholesky(copied(m)), -1);
		*elem(m, at, at) = k % 2 ? (real)NAN : (real)INFINITY;
		ck_assert_int_eq(cholesky(copied(m)), -1);
		m = random_spd(&r, n, k % 4);
		*elem(m, 0, n - 1) = (real)NAN;
		ck_assert_int_eq(cholesky(m), -1);
		arena_free(&a);
	}
}
END_TEST

START_TEST(test_dividing_by_a_triangle_undoes_multiplying_with_it)
{
	rng r = rng_new(3, 1);
	for (int k = 0; k < SIZES; k++)
		for (int kind = 0; kind < 16; kind++) {
			int n = sizes[k], m = sizes[(k + 3) % SIZES];
			mat t = random_view(&r, n, n, kind % 4), x = random_view(&r, m, n, kind / 4);
			for (int i = 0; i < n; i++)
				for (int j = 0; j <= i; j++) *elem(t, i, j) = i == j ? (real)n : (real)NAN;
			mat before = copied(x), full = copied(t);
			solve_upper(x, t);
			for (int i = 0; i < n; i++)
				for (int j = 0; j < i; j++) *elem(full, i, j) = 0;
			assert_product(x, full, before, 10);
			arena_free(&a);
		}
	solve_upper(mat_new(&a, 0, 3), mat_new(&a, 3, 3));
	solve_upper(mat_new(&a, 3, 0), mat_new(&a, 0, 0));
	arena_free(&a);
}
END_TEST

START_TEST(test_a_solution_put_into_its_equations_gives_the_right_side)
{
	rng r = rng_new(4, 1);
	for (int k = 0; k < SIZES; k++)
		for (int kind = 0; kind < 16; kind++) {
			int n = sizes[k], c = kind % 3 ? sizes[(k + 2) % SIZES] : 1;
			mat m = random_spd(&r, n, kind % 4), b = random_view(&r, n, c, kind / 4);
			mat matrix = copied(m), right = copied(b);
			ck_assert_int_eq(solve_spd(b, m), 0);
			assert_product(matrix, b, right, 10);
			fill(m, 0);
			mat same = copied(b);
			ck_assert_int_eq(solve_spd(b, m), -1);
			for (int i = 0; i < n; i++) ck_assert(*elem(b, i, 0) == *elem(same, i, 0));
			arena_free(&a);
		}
}
END_TEST

/* V A = diag(w) V and V Vᵀ = 1 for the rows of V. */
static void assert_eigen(mat w, mat v, mat m, double size)
{
	mat scaled = copied(v), one = mat_new(&a, v.rows, v.rows);
	for (int i = 0; i < v.rows; i++) {
		*elem(one, i, i) = 1;
		scale(rows(scaled, i, 1), *elem(w, 0, i));
		if (i) ck_assert(*elem(w, 0, i - 1) <= *elem(w, 0, i));
	}
	assert_product(v, m, scaled, size);
	assert_product(v, tr(v), one, 10 + v.cols);
}

START_TEST(test_eigenvectors_are_stretched_by_their_eigenvalues)
{
	rng r = rng_new(5, 1);
	for (int k = 0; k < SIZES * 4; k++) {
		int m = sizes[k / 4];
		int first[] = {0, 0, m / 2, m - 1}, n[] = {m, (m + 1) / 2, (m + 1) / 2, 1};
		mat x = random_view(&r, m, m, 0), all = mat_new(&a, 1, m);
		add(x, tr(copied(x)));
		ck_assert_int_eq(eigen_symmetric(all, copied(x), 0, m), 0);
		for (int part = 0; part < 4; part++) {
			mat given = view(m, m, k % 4), w = view(1, n[part], (k + part) % 4);
			copy(given, x);
			for (int i = 0; i < m; i++)
				for (int j = 0; j < i; j++) *elem(given, i, j) = (real)NAN; // must not be read
			ck_assert_int_eq(eigen_symmetric(w, given, first[part], n[part]), 0);
			assert_eigen(w, rows(given, 0, n[part]), x, 20 * sqrt(m));
			for (int i = 0; i < n[part]; i++)
				ck_assert_double_eq_tol((double)*elem(w, 0, i),
				        (double)*elem(all, 0, first[part] + i), 200 * EPSILON * sqrt(m));
		}
		arena_free(&a);
	}
}
END_TEST

START_TEST(test_equal_eigenvalues_have_orthogonal_vectors)
{
	enum { M = 70 };
	mat m = mat_new(&a, M, M), w = mat_new(&a, 1, M);
	for (int i = 0; i < M; i++) // ones, and M + 1 on the diagonal: M-1 times M, once 2M
		for (int j = 0; j < M; j++) *elem(m, i, j) = (real)(i == j ? M + 1 : 1);
	mat before = copied(m);
	ck_assert_int_eq(eigen_symmetric(w, m, 0, M), 0);
	assert_eigen(w, m, before, 10 * M);
	ck_assert_double_eq_tol((double)*elem(w, 0, 0), M, 100 * EPSILON * M);
	ck_assert_double_eq_tol((double)*elem(w, 0, M - 1), 2 * M, 100 * EPSILON * M);
	copy(m, before);
	ck_assert_int_eq(eigen_symmetric(cols(w, 0, 3), m, 5, 3), 0);
	assert_eigen(cols(w, 0, 3), rows(m, 0, 3), before, 10 * M);
	mat zero = mat_new(&a, 4, 4);
	ck_assert_int_eq(eigen_symmetric(cols(w, 0, 4), zero, 0, 4), 0);
	assert_eigen(cols(w, 0, 4), zero, mat_new(&a, 4, 4), 1);
	arena_free(&a);
}
END_TEST

START_TEST(test_no_eigenvalues_of_nothing_and_none_of_nan)
{
	mat m = mat_new(&a, 5, 5), w = mat_new(&a, 1, 5);
	ck_assert_int_eq(eigen_symmetric(cols(w, 0, 0), m, 2, 0), 0);
	ck_assert_int_eq(eigen_symmetric(mat_new(&a, 1, 0), mat_new(&a, 0, 0), 0, 0), 0);
	*elem(m, 1, 3) = (real)NAN;
	ck_assert_int_eq(eigen_symmetric(w, m, 0, 5), -1);
	*elem(m, 1, 3) = (real)-INFINITY;
	ck_assert_int_eq(eigen_symmetric(w, m, 0, 5), -1);
	arena_free(&a);
}
END_TEST

/* The squares of singular values are eigenvalues of the product with the transpose. */
START_TEST(test_singular_values_are_roots_of_eigenvalues)
{
	rng r = rng_new(6, 1);
	for (int k = 0; k < SIZES * 4; k++) {
		int m = sizes[k / 4], n = sizes[(k / 4 + k % 4) % SIZES], less = m < n ? m : n;
		mat x = random_view(&r, m, n, k % 4), before = copied(x), s = view(1, less, k % 4);
		mat square = mat_new(&a, less, less), w = mat_new(&a, 1, less);
		singular_values(s, x);
		for (int i = 0; i < m; i++)
			for (int j = 0; j < n; j++) ck_assert(*elem(x, i, j) == *elem(before, i, j));
		mul(square, m < n ? x : tr(x), m < n ? tr(x) : x);
		ck_assert_int_eq(eigen_symmetric(w, square, 0, less), 0);
		double largest = (double)*elem(s, 0, 0);
		for (int i = 0; i < less; i++) {
			double value = (double)*elem(s, 0, i);
			ck_assert(i == 0 || *elem(s, 0, i - 1) >= *elem(s, 0, i));
			ck_assert_double_eq_tol(value * value, (double)*elem(w, 0, less - 1 - i),
			        60 * EPSILON * largest * largest);
		}
		arena_free(&a);
	}
}
END_TEST

START_TEST(test_singular_values_of_a_diagonal_are_its_sizes_and_of_nan_are_nan)
{
	mat d = mat_new(&a, 4, 3), s = mat_new(&a, 1, 3);
	*elem(d, 0, 0) = 2;
	*elem(d, 1, 1) = -5;
	singular_values(s, d);
	static const double expected[] = {5, 2, 0};
	for (int i = 0; i < 3; i++)
		ck_assert_double_eq_tol((double)*elem(s, 0, i), expected[i], 20 * EPSILON);
	*elem(d, 3, 2) = (real)NAN;
	singular_values(s, d);
	for (int i = 0; i < 3; i++) ck_assert(isnan(*elem(s, 0, i)));
	singular_values(mat_new(&a, 1, 0), mat_new(&a, 3, 0));
	arena_free(&a);
}
END_TEST

enum { LINE = __LINE__ + 6 };
static void mistake(void *which)
{
	mat m = mat_new(&a, 3, 4), q = mat_new(&a, 3, 3), w = mat_new(&a, 1, 3);
	switch (*(int *)which) {
	case 0: cholesky(m); break;
	case 1: solve_upper(m, q); break;
	case 2: solve_spd(tr(m), q); break;
	case 3: eigen_symmetric(w, q, 1, 3); break;
	case 4: eigen_symmetric(w, q, 0, 2); break;
	default: singular_values(cols(w, 0, 2), m);
	}
}

START_TEST(test_a_mistake_aborts_with_the_callers_line)
{
	static const char *const says[] = {"cholesky: (3,4) is not a square matrix",
	        "solve_upper: (3,4) cannot be divided by (3,3)",
	        "solve_spd: (4,3) does not fit the matrix (3,3)",
	        "eigen_symmetric: 1..3 is not in 0..2", "eigen_symmetric: w is (1,3), expected (1,2)",
	        "singular_values: s is (1,2), expected (1,3)"};
	for (int which = 0; which < 6; which++) {
		char place[300];
		snprintf(place, sizeof place, "%s:%d: in mistake: %s", __FILE__, LINE - 1 + which,
		        says[which]);
		const ending *e = ending_of(mistake, &which);
		ck_assert_int_eq(e->status, 1000 + SIGABRT);
		assert_says(e->err, place);
	}
}
END_TEST

TESTS("lapack", 60, test_cholesky_gives_an_upper_triangle_whose_square_is_the_matrix,
        test_cholesky_refuses_what_is_not_positive_definite,
        test_dividing_by_a_triangle_undoes_multiplying_with_it,
        test_a_solution_put_into_its_equations_gives_the_right_side,
        test_eigenvectors_are_stretched_by_their_eigenvalues,
        test_equal_eigenvalues_have_orthogonal_vectors,
        test_no_eigenvalues_of_nothing_and_none_of_nan,
        test_singular_values_are_roots_of_eigenvalues,
        test_singular_values_of_a_diagonal_are_its_sizes_and_of_nan_are_nan,
        test_a_mistake_aborts_with_the_callers_line)
