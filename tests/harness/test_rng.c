/* The generator against its author's published output, and the distributions built on it. */
#include <math.h>

#include "rng.h"
#include "testing.h"

START_TEST(test_pcg32_gives_the_published_output)
{
	static const uint32_t published[] = {
	        0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e};
	rng r = rng_new(42, 54);
	for (int i = 0; i < 6; i++) ck_assert_uint_eq(rng_u32(&r), published[i]);
}
END_TEST

START_TEST(test_a_copied_state_continues_the_same_stream)
{
	rng r = rng_new(7, 1);
	for (int i = 0; i < 100; i++) rng_u32(&r);
	rng copy_of_r = r;
	for (int i = 0; i < 100; i++) ck_assert_uint_eq(rng_u32(&r), rng_u32(&copy_of_r));
}
END_TEST

START_TEST(test_seeds_and_streams_give_different_numbers)
{
	rng a = rng_new(1, 1), b = rng_new(2, 1), c = rng_new(1, 2);
	int equal = 0;
	for (int i = 0; i < 1000; i++) {
		uint32_t x = rng_u32(&a), y = rng_u32(&b), z = rng_u32(&c);
		equal += (x == y) + (x == z) + (y == z);
	}
	ck_assert_int_le(equal, 1); // 3000 chances in 2^32
}
END_TEST

START_TEST(test_below_is_even_over_its_range)
{
	rng r = rng_new(3, 1);
	ck_assert_uint_eq(rng_below(&r, 1), 0);
	for (uint32_t n = 2; n < 12; n++) {
		int hits[12] = {0}, draws = 12000;
		for (int i = 0; i < draws; i++) {
			uint32_t x = rng_below(&r, n);
			ck_assert_uint_lt(x, n);
			hits[x]++;
		}
		double expected = (double)draws / n, chi2 = 0;
		for (uint32_t k = 0; k < n; k++)
			chi2 += (hits[k] - expected) * (hits[k] - expected) / expected;
		ck_assert_double_lt(chi2, n - 1 + 5 * sqrt(2.0 * (n - 1)));
	}
}
END_TEST

/* With n = 3·2³⁰ plain remainders would make the lower third twice as likely as the rest. */
START_TEST(test_below_is_even_for_a_range_that_does_not_divide_2_to_the_32)
{
	rng r = rng_new(4, 1);
	const uint32_t n = 3u << 30;
	int low = 0;
	for (int i = 0; i < 30000; i++) low += rng_below(&r, n) < n / 3;
	ck_assert_double_eq_tol(low / 30000.0, 1 / 3.0, 0.015);
}
END_TEST

START_TEST(test_uniform_stays_below_one_and_has_the_right_moments)
{
	rng r = rng_new(5, 1);
	double sum = 0, squares = 0, n = 200000;
	for (int i = 0; i < (int)n; i++) {
		double u = rng_uniform(&r);
		ck_assert(u >= 0 && u < 1);
		sum += u;
		squares += u * u;
	}
	ck_assert_double_eq_tol(sum / n, 0.5, 5 * sqrt(1 / 12.0 / n));
	ck_assert_double_eq_tol(squares / n, 1 / 3.0, 5 * sqrt(4 / 45.0 / n));
}
END_TEST

START_TEST(test_normal_has_mean_0_variance_1_and_normal_tails)
{
	rng r = rng_new(6, 1);
	double sum = 0, squares = 0, n = 200000;
	int beyond2 = 0;
	for (int i = 0; i < (int)n; i++) {
		double x = rng_normal(&r);
		ck_assert(isfinite(x));
		sum += x;
		squares += x * x;
		beyond2 += fabs(x) > 2;
	}
	ck_assert_double_eq_tol(sum / n, 0, 5 / sqrt(n));
	ck_assert_double_eq_tol(squares / n, 1, 5 * sqrt(2 / n));
	ck_assert_double_eq_tol(beyond2 / n, 0.0455, 0.003);
}
END_TEST

START_TEST(test_fills_keep_to_the_view_and_its_order)
{
	arena a = {0};
	mat m = mat_new(&a, 4, 5), inner = cols(rows(m, 1, 2), 1, 3);
	rng r = rng_new(8, 1), twin = r;
	fill(m, 9);
	rng_fill_uniform(&r, inner, -2, -1);
	for (int i = 0; i < 4; i++)
		for (int j = 0; j < 5; j++) {
			double x = (double)*elem(m, i, j);
			bool inside = i >= 1 && i < 3 && j >= 1 && j < 4;
			if (inside)
				ck_assert(x >= -2 && x <= -1 && x == (double)(real)(-2 + rng_uniform(&twin)));
			else
				ck_assert(x == 9);
		}
	mat big = mat_new(&a, 100, 100);
	rng_fill_normal(&r, big, 0.1);
	ck_assert_double_eq_tol(dot(big, big) / 1e4, 0.01, 0.001);
	arena_free(&a);
}
END_TEST

START_TEST(test_shuffle_is_a_permutation_and_each_one_as_likely)
{
	rng r = rng_new(9, 1);
	int seen[27] = {0}, items[3];
	for (int k = 0; k < 6000; k++) {
		for (int i = 0; i < 3; i++) items[i] = i;
		rng_shuffle(&r, items, 3);
		ck_assert_int_eq(1 << items[0] | 1 << items[1] | 1 << items[2], 7);
		seen[9 * items[0] + 3 * items[1] + items[2]]++;
	}
	int kinds = 0;
	for (int k = 0; k < 27; k++) {
		if (!seen[k]) continue;
		kinds++;
		ck_assert_int_gt(seen[k], 850);
		ck_assert_int_lt(seen[k], 1150);
	}
	ck_assert_int_eq(kinds, 6);
	rng_shuffle(&r, items, 0);
	rng_shuffle(&r, items, 1);
}
END_TEST

TESTS("rng", 20, test_pcg32_gives_the_published_output,
        test_a_copied_state_continues_the_same_stream,
        test_seeds_and_streams_give_different_numbers, test_below_is_even_over_its_range,
        test_below_is_even_for_a_range_that_does_not_divide_2_to_the_32,
        test_uniform_stays_below_one_and_has_the_right_moments,
        test_normal_has_mean_0_variance_1_and_normal_tails,
        test_fills_keep_to_the_view_and_its_order,
        test_shuffle_is_a_permutation_and_each_one_as_likely)
