/* exp, tanh and the logistic function against libm in long double, over a grid and at its ends.
 * The largest errors are printed: they are the figures that vmath.c's essay speaks of. */
#include <float.h>
#include <math.h>

#include "testing.h"
#include "vmath.h"

enum { N = 200001 };
static real x[N], y[N];

static double exact_exp(double v)
{
	return (double)expl((long double)v);
}

static double exact_tanh(double v)
{
	return (double)tanhl((long double)v);
}

static double exact_sigmoid(double v)
{
	return (double)(1 / (1 + expl(-(long double)v)));
}

/* Largest |y - f(x)| / (floor + |f(x)|) over [low,high], in units of this build's epsilon. */
static double worst(
        void (*vec)(int, real *), double (*f)(double), double low, double high, double absolute)
{
	double most = 0, where_it_is = 0;
	for (int i = 0; i < N; i++) y[i] = x[i] = (real)(low + (high - low) * i / (N - 1));
	vec(N, y);
	for (int i = 0; i < N; i++) {
		double expected = f((double)x[i]);
		double error = fabs((double)y[i] - expected) / (absolute + fabs(expected)) / EPSILON;
		if (!(error <= most)) {
			most = error;
			where_it_is = (double)x[i];
		}
	}
	printf("  over [%g, %g]: %.2f epsilon, at %.9g\n", low, high, most, where_it_is);
	return most;
}

START_TEST(test_exp_is_near_libm)
{
	puts("exp, relative error");
	double end = sizeof(real) == 8 ? 700 : 87;
	ck_assert_double_le(worst(vec_exp, exact_exp, -1, 1, 0), 4);
	ck_assert_double_le(worst(vec_exp, exact_exp, -end, end, 0), 4);
}
END_TEST

START_TEST(test_tanh_is_near_libm)
{
	puts("tanh, error relative to 1 + |tanh|");
	ck_assert_double_le(worst(vec_tanh, exact_tanh, -1, 1, 1), 4);
	ck_assert_double_le(worst(vec_tanh, exact_tanh, -20, 20, 1), 4);
}
END_TEST

START_TEST(test_sigmoid_is_near_libm)
{
	puts("sigmoid, relative error");
	double end = sizeof(real) == 8 ? 700 : 87;
	ck_assert_double_le(worst(vec_sigmoid, exact_sigmoid, -1, 1, 0), 6);
	ck_assert_double_le(worst(vec_sigmoid, exact_sigmoid, -end, end, 0), 6);
}
END_TEST

START_TEST(test_infinities_saturate_and_nan_stays_nan_in_every_lane)
{
	const double none = (double)NAN;
	for (int lane = 0; lane < 37; lane++) {
		real ends[] = {(real)INFINITY, (real)-INFINITY, (real)NAN, 10000, -10000, 0};
		for (int k = 0; k < 6; k++) {
			real e[37] = {0}, t[37] = {0}, s[37] = {0};
			e[lane] = t[lane] = s[lane] = ends[k];
			vec_exp(37, e);
			vec_tanh(37, t);
			vec_sigmoid(37, s);
			double want[][3] = {{(double)INFINITY, 1, 1}, {0, -1, 0}, {none, none, none},
			        {(double)INFINITY, 1, 1}, {0, -1, 0}, {1, 0, 0.5}};
			double got[] = {(double)e[lane], (double)t[lane], (double)s[lane]};
			for (int f = 0; f < 3; f++)
				ck_assert_msg(isnan(want[k][f]) ? isnan(got[f]) : got[f] == want[k][f],
				        "function %d of %g in lane %d: %g", f, (double)ends[k], lane, got[f]);
			for (int other = 0; other < 37; other++) // the neighbours do not notice
				if (other != lane)
					ck_assert(e[other] == 1 && t[other] == 0 && s[other] == (real)0.5);
		}
	}
}
END_TEST

START_TEST(test_the_numbers_after_the_last_are_not_touched)
{
	for (int n = 0; n < 40; n++) {
		real v[48];
		for (int i = 0; i < 48; i++) v[i] = 2;
		vec_exp(n, v);
		vec_tanh(n, v);
		vec_sigmoid(n, v);
		for (int i = 0; i < 48; i++) ck_assert((v[i] == 2) == (i >= n));
	}
}
END_TEST

START_TEST(test_an_element_does_not_depend_on_its_lane)
{
	real v[67], one;
	for (int k = 0; k < 50; k++) {
		one = (real)(k * 0.37 - 9);
		for (int i = 0; i < 67; i++) v[i] = one;
		vec_tanh(67, v);
		for (int i = 1; i < 67; i++)
			ck_assert_double_eq_tol((double)v[i], (double)v[0], 4 * EPSILON);
	}
}
END_TEST

TESTS("vmath", 20, test_exp_is_near_libm, test_tanh_is_near_libm, test_sigmoid_is_near_libm,
        test_infinities_saturate_and_nan_stays_nan_in_every_lane,
        test_the_numbers_after_the_last_are_not_touched,
        test_an_element_does_not_depend_on_its_lane)
