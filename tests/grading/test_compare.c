/* Comparing two arrays, and saying where they differ. */
#include "papers.h"

static array vector(const double *data, int n)
{
	return (array){.name = "v", .axes = "N", .rank = 1, .shape = {n}, .count = n, .numbers = data};
}

static comparison compared(const double *yours, const double *expected, int n, double tolerance)
{
	const array y = vector(yours, n), e = vector(expected, n);
	return compare(&y, &e, tolerance);
}

START_TEST(test_error_is_relative_to_the_largest_element)
{
	const double e[] = {1000, 0.5, 0}, y[] = {1000, 0.5 + 5e-8, 0};
	ck_assert_int_eq(compared(y, e, 3, 1e-10).verdict, VERDICT_EQUAL);
	ck_assert_int_eq(compared(y, e, 3, 1e-11).verdict, VERDICT_DIFFERENT);
	ck_assert_int_eq(compared(y, e, 3, 1e-11).worst, 1);
	ck_assert_double_eq_tol(compared(y, e, 3, 1e-11).error, 5e-11, 1e-15);
}
END_TEST

START_TEST(test_dust_around_an_expected_zero_is_equal)
{
	const double e[] = {0, 0}, y[] = {1e-15, -3e-16}, wrong[] = {1e-9, 0};
	ck_assert_int_eq(compared(y, e, 2, 1e-10).verdict, VERDICT_EQUAL);
	ck_assert_int_eq(compared(wrong, e, 2, 1e-10).verdict, VERDICT_DIFFERENT);
}
END_TEST

START_TEST(test_nan_is_equal_to_nan_only)
{
	const double nan = (double)NAN, inf = (double)INFINITY;
	const double e[] = {nan, inf, 1}, same[] = {nan, inf, 1};
	ck_assert_int_eq(compared(same, e, 3, 1e-10).verdict, VERDICT_EQUAL);
	const double list[][3] = {{0, inf, 1}, {nan, -inf, 1}, {nan, 7, 1}, {nan, nan, 1},
	        {nan, inf, nan}, {nan, inf, inf}};
	const int worst[] = {0, 1, 1, 1, 2, 2};
	for (int i = 0; i < 6; i++) {
		const comparison c = compared(list[i], e, 3, 1e300);
		ck_assert_int_eq(c.verdict, VERDICT_DIFFERENT);
		ck_assert_int_eq(c.worst, worst[i]);
		ck_assert(isinf(c.error));
	}
}
END_TEST

START_TEST(test_whole_numbers_must_be_exact)
{
	const double e[] = {12345678901234, 1}, y[] = {12345678901234, 2};
	ck_assert_int_eq(compared(y, e, 2, 1e-10).verdict, VERDICT_DIFFERENT);
	ck_assert_int_eq(compared(e, e, 2, 1e-10).verdict, VERDICT_EQUAL);
	const double almost[] = {12345678901234, 1 + 1e-14}; // a sum that happens to be whole
	ck_assert_int_eq(compared(almost, e, 2, 1e-10).verdict, VERDICT_EQUAL);
}
END_TEST

START_TEST(test_poison_means_not_written)
{
	const double nan = (double)NAN, e[] = {1, 2}, y[] = {nan, nan}, ids[] = {-999, -999};
	const double partly[] = {1, nan};
	ck_assert_int_eq(compared(y, e, 2, 1e-10).verdict, VERDICT_NOT_WRITTEN);
	ck_assert_int_eq(compared(ids, e, 2, 1e-10).verdict, VERDICT_NOT_WRITTEN);
	ck_assert_int_eq(compared(partly, e, 2, 1e-10).verdict, VERDICT_DIFFERENT);
	ck_assert_int_eq(compared(y, y, 2, 1e-10).verdict, VERDICT_EQUAL);
}
END_TEST

START_TEST(test_empty_arrays_are_equal)
{
	const double none[] = {0};
	ck_assert_int_eq(compared(none, none, 0, 0).verdict, VERDICT_EQUAL);
}
END_TEST

START_TEST(test_shape_and_kind_come_first)
{
	const double data[] = {1, 2, 3, 4, 5, 6}, other[] = {1, 2, 4, 4};
	const char *const words[] = {"1", "2", "3", "4", "5", "6"};
	array a = {.axes = "BH", .rank = 2, .shape = {2, 3}, .count = 6, .numbers = data}, b = a;
	b.shape[0] = 3, b.shape[1] = 2;
	ck_assert_int_eq(compare(&b, &a, 1).verdict, VERDICT_SHAPE);
	array w = a;
	w.numbers = NULL, w.words = words;
	ck_assert_int_eq(compare(&w, &a, 1).verdict, VERDICT_KIND);
	ck_assert_int_eq(compare(&a, &w, 1).verdict, VERDICT_KIND);
	const array six = vector(data, 6), four = vector(other, 4);
	const comparison c = compare(&four, &six, 1);
	ck_assert_int_eq(c.verdict, VERDICT_SHAPE);
	ck_assert_int_eq(c.worst, 2);
}
END_TEST

START_TEST(test_words_must_be_exact)
{
	const char *const x[] = {"a", "b"}, *const y[] = {"a", "B"};
	const array e = {.axes = "N", .rank = 1, .shape = {2}, .count = 2, .words = x};
	array yours = e;
	ck_assert_int_eq(compare(&yours, &e, 1).verdict, VERDICT_EQUAL);
	yours.words = y;
	ck_assert_int_eq(compare(&yours, &e, 1).verdict, VERDICT_DIFFERENT);
	ck_assert_int_eq(compare(&yours, &e, 1).worst, 1);
}
END_TEST

static comparison checked(const double *yours, const double *numeric, int n)
{
	const array y = vector(yours, n), g = vector(numeric, n);
	return compare_gradient(&y, &g, TOLERANCE_GRADIENT);
}

START_TEST(test_gradient_check_is_elementwise_with_a_floor)
{
	const double g[] = {100, 1e-3, 0}, dust[] = {100, 1e-3 + 1e-9, 1e-9};
	const double y[] = {100 * (1 + 5e-8), 1e-3, 0}, wrong[] = {100, 1.5e-3, 0};
	ck_assert_int_eq(checked(y, g, 3).verdict, VERDICT_EQUAL);
	ck_assert_int_eq(checked(dust, g, 3).verdict, VERDICT_EQUAL);
	ck_assert_int_eq(checked(wrong, g, 3).verdict, VERDICT_DIFFERENT);
	ck_assert_int_eq(checked(wrong, g, 3).worst, 1);
}
END_TEST

START_TEST(test_gradient_check_leaves_kinks_out_up_to_a_fifth)
{
	const double nan = (double)NAN, y[] = {1, 2, 3, 4, 5};
	const double one[] = {1, nan, 3, 4, 5}, two[] = {1, nan, 3, nan, 5};
	const double all[] = {nan, nan, nan, nan, nan};
	ck_assert_int_eq(checked(y, one, 5).verdict, VERDICT_EQUAL);
	ck_assert_int_eq(checked(y, one, 5).left_out, 1);
	ck_assert_int_eq(checked(y, two, 5).verdict, VERDICT_LEFT_OUT);
	ck_assert_int_eq(checked(y, all, 5).verdict, VERDICT_LEFT_OUT);
	ck_assert_int_eq(checked(all, all, 5).verdict, VERDICT_LEFT_OUT);
	const double not_a_number[] = {1, 2, nan, 4, 5};
	ck_assert_int_eq(checked(not_a_number, y, 5).verdict, VERDICT_DIFFERENT);
}
END_TEST

START_TEST(test_index_is_named_by_its_axes)
{
	char text[80];
	const array a = {.axes = "TBH", .rank = 3, .shape = {4, 2, 3}, .count = 24};
	index_text(text, sizeof text, &a, 2 * 6 + 1 * 3 + 2);
	ck_assert_str_eq(text, "[t=2,b=1,h=2]");
	const array square = {.axes = "HH", .rank = 2, .shape = {3, 3}, .count = 9};
	index_text(text, sizeof text, &square, 5);
	ck_assert_str_eq(text, "[h=1,h'=2]");
	const array number = {.axes = "", .count = 1};
	index_text(text, sizeof text, &number, 0);
	ck_assert_str_eq(text, "");
	index_text(text, 5, &a, 0); // too little room is no overflow
	ck_assert_str_eq(text, "[t=0");
}
END_TEST

START_TEST(test_digits_suffice_to_tell_two_numbers)
{
	const double y[] = {1.00000000001, 0.5}, e[] = {1, 0.25};
	const array a = vector(y, 2), b = vector(e, 2);
	char text[40];
	element_text(text, sizeof text, &a, &b, 1);
	ck_assert_str_eq(text, "0.5");
	element_text(text, sizeof text, &a, &b, 0);
	ck_assert_str_eq(text, "1.00000000001");
}
END_TEST

TESTS("compare", 10, test_error_is_relative_to_the_largest_element,
        test_dust_around_an_expected_zero_is_equal, test_nan_is_equal_to_nan_only,
        test_whole_numbers_must_be_exact, test_poison_means_not_written,
        test_empty_arrays_are_equal, test_shape_and_kind_come_first, test_words_must_be_exact,
        test_gradient_check_is_elementwise_with_a_floor,
        test_gradient_check_leaves_kinks_out_up_to_a_fifth, test_index_is_named_by_its_axes,
        test_digits_suffice_to_tell_two_numbers)
