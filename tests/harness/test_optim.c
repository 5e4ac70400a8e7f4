/* The two optimisers, by hand and on a valley. */
#include <math.h>

#include "optim.h"
#include "testing.h"

START_TEST(test_sgd_goes_against_the_gradient)
{
	real w[] = {1, -2, 3}, g[] = {(real)0.5, -1, 0};
	sgd_step(mat_of(w, 1, 3), mat_of(g, 1, 3), 0.1);
	static const double expected[] = {0.95, -1.9, 3};
	for (int i = 0; i < 3; i++) ck_assert_double_eq_tol((double)w[i], expected[i], 4 * EPSILON);
	ck_assert(g[0] == (real)0.5 && g[1] == -1 && g[2] == 0);
}
END_TEST

START_TEST(test_adagrad_divides_by_the_root_of_the_sum_of_squares)
{
	real w[] = {1, 1}, s[] = {0, 0}, g[][2] = {{3, (real)-0.01}, {4, (real)0.02}, {0, 0}};
	double v[] = {1, 1}, sum[] = {0, 0};
	for (int step = 0; step < 3; step++) {
		adagrad_step(mat_of(w, 1, 2), mat_of(g[step], 1, 2), mat_of(s, 1, 2), 0.5);
		for (int i = 0; i < 2; i++) {
			double d = (double)g[step][i];
			sum[i] += d * d;
			v[i] -= 0.5 * d / (sqrt(sum[i]) + 1e-10);
			ck_assert_double_eq_tol((double)w[i], v[i], 10 * EPSILON);
			ck_assert_double_eq_tol((double)s[i], sum[i], 10 * EPSILON * sum[i]);
		}
	}
}
END_TEST

START_TEST(test_adagrad_does_not_divide_by_zero)
{
	real w = 1, s = 0, g = 0;
	adagrad_step(mat_of(&w, 1, 1), mat_of(&g, 1, 1), mat_of(&s, 1, 1), 0.5);
	ck_assert(w == 1 && s == 0);
}
END_TEST

static double valley(bool adagrad, double rate, int n)
{
	real w[] = {5, 5}, s[] = {0, 0};
	for (int k = 0; k < n; k++) {
		real g[] = {w[0], 100 * w[1]}; // of w0²/2 + 50 w1²
		if (adagrad)
			adagrad_step(mat_of(w, 1, 2), mat_of(g, 1, 2), mat_of(s, 1, 2), rate);
		else
			sgd_step(mat_of(w, 1, 2), mat_of(g, 1, 2), rate);
	}
	return fmax(fabs((double)w[0]), fabs((double)w[1]));
}

START_TEST(test_both_go_down_a_narrow_valley)
{
	ck_assert_double_lt(valley(false, 0.015, 1000), 1e-5);
	ck_assert_double_lt(valley(true, 1, 300), 1e-5);
	ck_assert_double_gt(valley(false, 0.021, 50), 5); // beyond 2/100 the steep side diverges
}
END_TEST

START_TEST(test_parameters_may_have_any_shape_of_one_size)
{
	real w[6] = {0}, g[6] = {1, 1, 1, 1, 1, 1};
	sgd_step(mat_of(w, 2, 3), mat_of(g, 1, 6), 1);
	for (int i = 0; i < 6; i++) ck_assert(w[i] == -1);
	sgd_step(mat_of(w, 0, 0), mat_of(g, 0, 0), 1);
}
END_TEST

static void view_with_gaps(void *unused)
{
	(void)unused;
	real w[6] = {0}, g[6] = {0};
	sgd_step(cols(mat_of(w, 2, 3), 0, 2), mat_of(g, 2, 2), 1);
}

static void other_size(void *unused)
{
	(void)unused;
	real w[6] = {0}, g[6] = {0};
	adagrad_step(mat_of(w, 1, 6), mat_of(g, 1, 6), mat_of(g, 1, 5), 1);
}

START_TEST(test_gaps_and_other_sizes_are_mistakes)
{
	ck_assert_int_eq(ending_of(view_with_gaps, NULL)->status, 1000 + SIGABRT);
	assert_says(ending_of(other_size, NULL)->err, "contiguous and of one size");
}
END_TEST

TESTS("optim", 10, test_sgd_goes_against_the_gradient,
        test_adagrad_divides_by_the_root_of_the_sum_of_squares,
        test_adagrad_does_not_divide_by_zero, test_both_go_down_a_narrow_valley,
        test_parameters_may_have_any_shape_of_one_size, test_gaps_and_other_sizes_are_mistakes)
