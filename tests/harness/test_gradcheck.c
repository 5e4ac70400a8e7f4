/* The numeric gradient on functions whose derivatives are known: smooth, with kinks, badly scaled,
 * constant, undefined, moody. The functions compute in double whatever `real` is, so the f32 build
 * is held to the same accuracy, but for the last rounding of the result. */
#include <math.h>

#include "gradcheck.h"
#include "rng.h"
#include "testing.h"

enum { MOST = 8 };

/* A function of up to MOST parameters x, and its derivatives where they exist. */
typedef struct {
	mat p;
	double (*f)(const double *x, int n);
	int calls;
} problem;

static double evaluate(void *context)
{
	problem *q = context;
	double x[MOST];
	int n = (int)count(q->p);
	for (int i = 0; i < n; i++) x[i] = (double)*elem(q->p, 0, i);
	q->calls++;
	return q->f(x, n);
}

static double slope[MOST];
static int left_out;

/* The numeric gradient at x, into slope[] and left_out; x must come back bit for bit. */
static int gradient(double (*f)(const double *, int), int n, const double *x)
{
	real p[MOST], dp[MOST], before[MOST];
	for (int i = 0; i < n; i++) p[i] = before[i] = (real)x[i];
	problem q = {.p = mat_of(p, 1, n), .f = f};
	left_out = numeric_gradient(mat_of(dp, 1, n), q.p, evaluate, &q);
	ck_assert_mem_eq(p, before, (size_t)n * sizeof *p);
	for (int i = 0; i < n; i++) slope[i] = (double)dp[i];
	return q.calls;
}

static void assert_slope(int i, double expected, double relative)
{
	double tolerance = relative * fabs(expected) + 2 * EPSILON * fabs(expected);
	ck_assert_msg(fabs(slope[i] - expected) <= tolerance, "element %d: %.17g, expected %.17g", i,
	        slope[i], expected);
}

static double smooth(const double *x, int n)
{
	(void)n;
	return sin(x[0]) * exp(x[1]) + tanh(x[0] * x[2]) + x[3] * x[3] * x[3];
}

START_TEST(test_a_smooth_function_gives_ten_digits)
{
	const double x[] = {0.75, -0.5, 1.25, 2};
	gradient(smooth, 4, x);
	double s = 1 - tanh(x[0] * x[2]) * tanh(x[0] * x[2]);
	ck_assert_int_eq(left_out, 0);
	assert_slope(0, cos(x[0]) * exp(x[1]) + x[2] * s, 1e-10);
	assert_slope(1, sin(x[0]) * exp(x[1]), 1e-10);
	assert_slope(2, x[0] * s, 1e-10);
	assert_slope(3, 12, 1e-10);
}
END_TEST

static double softmax_loss(const double *x, int n)
{
	double sum = 0;
	for (int i = 0; i < n; i++) sum += exp(x[i] - x[0]);
	return log(sum) - (x[n - 1] - x[0]);
}

START_TEST(test_a_softmax_at_large_logits_settles)
{
	const double x[] = {1000, 999.5, -1000, 1001};
	gradient(softmax_loss, 4, x);
	double z = 1 + exp(-0.5) + exp(1);
	ck_assert_int_eq(left_out, 0);
	assert_slope(0, 1 / z, 1e-10);
	assert_slope(1, exp(-0.5) / z, 1e-10);
	assert_slope(3, exp(1) / z - 1, 1e-10);
	ck_assert_double_le(fabs(slope[2]), 1e-10);
}
END_TEST

static double relu_sum(const double *x, int n)
{
	double sum = 0;
	for (int i = 0; i < n; i++) sum += (i + 1) * fmax(0, x[i]);
	return sum;
}

START_TEST(test_on_a_kink_an_element_is_left_out_and_counted)
{
	const double x[] = {0, 0.5, -0.5, 0};
	gradient(relu_sum, 4, x);
	ck_assert_int_eq(left_out, 2);
	ck_assert(isnan(slope[0]) && isnan(slope[3]));
	assert_slope(1, 2, 1e-10);
	ck_assert_double_eq(slope[2], 0);
}
END_TEST

/* However near the kink, the answer is right or there is none; a millionth off there is one. */
START_TEST(test_beside_a_kink_the_slope_is_right_or_left_out)
{
	int answered = 0, most = 0;
	for (double d = 0.3; d > 1e-13; d *= 0.83) {
		const double x[] = {d, -d, d, -d};
		int calls = gradient(relu_sum, 4, x);
		if (calls > most) most = calls;
		for (int i = 0; i < 4; i++) {
			if (isnan(slope[i])) {
				ck_assert_msg(d < 1e-6, "left out at a distance of %g", d);
				continue;
			}
			answered++;
			double expected = i % 2 ? 0 : i + 1;
			ck_assert_msg(fabs(slope[i] - expected) <= 2e-8, "at %g: %.17g", d, slope[i]);
		}
	}
	ck_assert_int_ge(answered, 250);
	printf("beside a kink: at most %d calls of f for 4 elements\n", most);
}
END_TEST

static double kinked_on_a_hill(const double *x, int n)
{
	(void)n;
	return 1e6 + fabs(x[0]) + fmax(x[1], 0.5 * x[1]) + 0 * x[2];
}

START_TEST(test_a_large_function_does_not_hide_a_kink_in_its_rounding)
{
	const double x[] = {0, 0, 0};
	gradient(kinked_on_a_hill, 3, x);
	ck_assert_int_eq(left_out, 2);
	ck_assert(isnan(slope[0]) && isnan(slope[1]) && slope[2] == 0);
}
END_TEST

static double max_of_all(const double *x, int n)
{
	double most = x[0];
	for (int i = 1; i < n; i++) most = fmax(most, x[i]);
	return most * most;
}

START_TEST(test_a_tie_of_a_maximum_is_a_kink)
{
	const double tie[] = {2, 1, 2}, clear[] = {2, 1, 2.5};
	gradient(max_of_all, 3, tie);
	ck_assert_int_eq(left_out, 2);
	ck_assert(isnan(slope[0]) && slope[1] == 0 && isnan(slope[2]));
	gradient(max_of_all, 3, clear);
	ck_assert_int_eq(left_out, 0);
	assert_slope(2, 5, 1e-10);
}
END_TEST

static double step_function(const double *x, int n)
{
	(void)n;
	return (x[0] >= 0) + sqrt(fabs(x[1])) + cbrt(x[2]);
}

START_TEST(test_jumps_and_vertical_tangents_are_left_out)
{
	const double x[] = {0, 0, 0};
	gradient(step_function, 3, x);
	ck_assert_int_eq(left_out, 3);
}
END_TEST

static double squared_relu(const double *x, int n)
{
	(void)n;
	return 1 + fmax(0, x[0]) * fmax(0, x[0]);
}

START_TEST(test_a_knee_in_the_slope_alone_is_flat_or_left_out)
{
	const double x[] = {0};
	gradient(squared_relu, 1, x);
	ck_assert(isnan(slope[0]) || fabs(slope[0]) <= 1e-6);
}
END_TEST

static double wild_scales(const double *x, int n)
{
	(void)n;
	return sin(x[0]) + log(x[1]) + cos(1e5 * x[2]) + (x[3] / 1e6) * (x[3] / 1e6);
}

START_TEST(test_parameters_of_a_million_and_a_millionth_settle)
{
	const double x[] = {1000000.5, 1.0 / (1 << 20), 3.0 / (1 << 20), 2000000};
	gradient(wild_scales, 4, x);
	ck_assert_int_eq(left_out, sizeof(real) == 8 ? 0 : 1);
	if (sizeof(real) == 8)
		assert_slope(0, cos(x[0]), 1e-9); // a float steps by 1/16 at 1e6
	else
		ck_assert(isnan(slope[0]));
	assert_slope(1, 1 << 20, 1e-9);
	assert_slope(2, -1e5 * sin(1e5 * x[2]), 1e-9);
	ck_assert_double_eq_tol(slope[3], 4e-6, 1e-9 * 4e-6 + EPSILON * 4e-6);
}
END_TEST

static double factor;

static double scaled(const double *x, int n)
{
	(void)n;
	return factor * (sin(x[0]) + x[1] * x[1]);
}

START_TEST(test_outputs_tiny_and_huge_lose_no_digits)
{
	static const double factors[] = {1e-30, 1e-12, 1e-6, 1, 1e6, 1e12, 1e30};
	for (int k = 0; k < 7; k++) {
		const double x[] = {0.5, 0.25};
		factor = factors[k];
		gradient(scaled, 2, x);
		ck_assert_int_eq(left_out, 0);
		assert_slope(0, factor * cos(0.5), 1e-10);
		assert_slope(1, factor * 0.5, 1e-10);
	}
}
END_TEST

static double with_offset(const double *x, int n)
{
	(void)n;
	return 1e6 + sin(x[0]) + 1e-3 * x[1];
}

START_TEST(test_an_offset_costs_what_its_last_digit_says)
{
	const double x[] = {0.5, 0.25};
	gradient(with_offset, 2, x);
	ck_assert_double_eq_tol(slope[0], cos(0.5), 1e-13 * 1e6 + EPSILON);
	ck_assert_double_eq_tol(slope[1], 1e-3, 1e-13 * 1e6 + EPSILON);
}
END_TEST

static double constant(const double *x, int n)
{
	(void)x;
	(void)n;
	return 0.1;
}

START_TEST(test_a_constant_has_slope_exactly_zero)
{
	const double x[] = {1, 1e6, 1e-6, 0};
	gradient(constant, 4, x);
	ck_assert_int_eq(left_out, 0);
	for (int i = 0; i < 4; i++) ck_assert_double_eq(slope[i], 0);
}
END_TEST

static double undefined_below(const double *x, int n)
{
	(void)n;
	return log(x[0]) + 1 / x[1];
}

START_TEST(test_where_f_is_nan_or_infinite_there_is_no_slope)
{
	const double beyond[] = {-1, 1}, pole[] = {1, 0}, near_the_edge[] = {1.0 / 1024, 1};
	gradient(undefined_below, 2, beyond);
	ck_assert_int_eq(left_out, 2);
	gradient(undefined_below, 2, pole);
	ck_assert_int_eq(left_out, 2);
	gradient(undefined_below, 2, near_the_edge); // the first step reaches over the edge
	ck_assert_int_eq(left_out, 0);
	assert_slope(0, 1024, 1e-10);
	assert_slope(1, -1, 1e-10);
}
END_TEST

START_TEST(test_nan_in_a_parameter_leaves_it_out)
{
	const double x[] = {(double)NAN, 1};
	gradient(relu_sum, 2, x);
	ck_assert_int_ge(left_out, 1);
	ck_assert(isnan(slope[0]));
}
END_TEST

static double moody(const double *x, int n)
{
	static rng r = {1, 1};
	(void)n;
	return x[0] + 1e-9 * rng_uniform(&r);
}

static double tiring(const double *x, int n)
{
	static int calls;
	(void)n;
	return x[0] * (++calls > 5 ? 2 : 1);
}

START_TEST(test_a_function_that_is_not_deterministic_is_refused)
{
	const double x[] = {1, 2};
	gradient(moody, 2, x);
	ck_assert_int_eq(left_out, -1);
	ck_assert(isnan(slope[0]) && isnan(slope[1]));
	gradient(tiring, 2, x); // the same twice, but not to the end
	ck_assert_int_eq(left_out, -1);
	ck_assert(isnan(slope[0]) && isnan(slope[1]));
	real p[] = {1}, v[] = {1};
	problem q = {.p = mat_of(p, 1, 1), .f = moody};
	ck_assert(isnan(directional_derivative(q.p, mat_of(v, 1, 1), evaluate, &q)));
}
END_TEST

START_TEST(test_views_and_transposes_are_visited_in_place)
{
	real memory[20];
	for (int i = 0; i < 20; i++) memory[i] = (real)(0.1 * i);
	mat inner = tr(cols(rows(mat_of(memory, 4, 5), 1, 1), 1, 4)), column = tr(inner);
	real dp[4];
	problem q = {.p = column, .f = smooth};
	ck_assert_int_eq(numeric_gradient(mat_of(dp, 4, 1), inner, evaluate, &q), 0);
	ck_assert_double_eq_tol((double)dp[3], 3 * pow((double)memory[9], 2), 1e-9 + 4 * EPSILON);
}
END_TEST

START_TEST(test_the_directional_derivative_is_the_gradient_along_v)
{
	rng r = rng_new(1, 1);
	for (int k = 0; k < 20; k++) {
		real p[4], v[4], before[4];
		for (int i = 0; i < 4; i++) { // few binary digits: a float can make the steps exactly
			p[i] = (real)((int)rng_below(&r, 64) - 32) / 16;
			v[i] = (real)((int)rng_below(&r, 64) - 32) / 16;
		}
		memcpy(before, p, sizeof p);
		double x[4], along = 0;
		for (int i = 0; i < 4; i++) x[i] = (double)p[i];
		gradient(smooth, 4, x);
		for (int i = 0; i < 4; i++) along += slope[i] * (double)v[i];
		problem q = {.p = mat_of(p, 1, 4), .f = smooth};
		double d = directional_derivative(q.p, mat_of(v, 1, 4), evaluate, &q);
		ck_assert_mem_eq(p, before, sizeof p);
		if (sizeof(real) == 8)
			ck_assert_double_eq_tol(d, along, 1e-9 * (1 + fabs(along)));
		else
			ck_assert_double_eq_tol(d, along, 1e-4 * (1 + fabs(along)));
	}
}
END_TEST

START_TEST(test_along_zero_the_derivative_is_zero_and_over_a_kink_there_is_none)
{
	real p[] = {0, 1}, v[] = {1, 0}, zero[] = {0, 0};
	problem q = {.p = mat_of(p, 1, 2), .f = relu_sum};
	ck_assert(isnan(directional_derivative(q.p, mat_of(v, 1, 2), evaluate, &q)));
	ck_assert_double_eq(directional_derivative(q.p, mat_of(zero, 1, 2), evaluate, &q), 0);
}
END_TEST

START_TEST(test_extrapolation_beats_the_plain_difference)
{
	real p[] = {(real)0.75, (real)-0.5, (real)1.25, 2};
	problem q = {.p = mat_of(p, 1, 4), .f = smooth};
	double exact = 0.75 * (1 - pow(tanh(0.75 * 1.25), 2));
	double plain = fabs(central_difference(q.p, 0, 2, 1.0 / 128, evaluate, &q) - exact);
	double better = fabs(richardson_difference(q.p, 0, 2, 1.0 / 128, evaluate, &q) - exact);
	ck_assert_double_gt(plain, 1e-6);
	ck_assert_double_lt(better, 1e-11);
}
END_TEST

TESTS("gradcheck", 20, test_a_smooth_function_gives_ten_digits,
        test_a_softmax_at_large_logits_settles, test_on_a_kink_an_element_is_left_out_and_counted,
        test_beside_a_kink_the_slope_is_right_or_left_out,
        test_a_large_function_does_not_hide_a_kink_in_its_rounding,
        test_a_tie_of_a_maximum_is_a_kink, test_jumps_and_vertical_tangents_are_left_out,
        test_a_knee_in_the_slope_alone_is_flat_or_left_out,
        test_parameters_of_a_million_and_a_millionth_settle,
        test_outputs_tiny_and_huge_lose_no_digits, test_an_offset_costs_what_its_last_digit_says,
        test_a_constant_has_slope_exactly_zero, test_where_f_is_nan_or_infinite_there_is_no_slope,
        test_nan_in_a_parameter_leaves_it_out, test_a_function_that_is_not_deterministic_is_refused,
        test_views_and_transposes_are_visited_in_place,
        test_the_directional_derivative_is_the_gradient_along_v,
        test_along_zero_the_derivative_is_zero_and_over_a_kink_there_is_none,
        test_extrapolation_beats_the_plain_difference)
