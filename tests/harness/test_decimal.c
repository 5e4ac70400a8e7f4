/* Decimal numbers against strtod(), to the last bit, and against printf(), to the last letter. */
#include <math.h>

#include "decimal.h"
#include "rng.h"
#include "testing.h"

static void assert_as_strtod(const char *s)
{
	char *end;
	double expected = strtod(s, &end), x;
	const char *found = decimal_read(s, &x);
	ck_assert_msg(found == end, "%s: ends at '%s'", s, found ? found : "(nowhere)");
	ck_assert_msg(!memcmp(&x, &expected, sizeof x), "%s: %.17g", s, x);
}

START_TEST(test_numbers_of_all_kinds_are_read_as_strtod_reads_them)
{
	static const char *const good[] = {"0", "-0", "+7", "12", ".5", "5.", "-0.25", "1e3", "1E-3",
	        "1e+3", "1.5e2x", "3 4", "9007199254740992", "9007199254740993", "9007199254740993e-1",
	        "123456789012345678", "1234567890123456789", "12345678901234567890",
	        "99999999999999999999999999", "0.000000000000000000000000000001", "1e22", "1e23",
	        "1e-22", "1e-23", "0.1e23", "1e308", "1e309", "-1e400", "1e-320", "1e-400", "1e99999",
	        "1e-99999", "1e999999999999999999999999", "0e999999999999", "1e-99999999999999999999",
	        "4.35", "0.3", "2.2250738585072011e-308", "179769313486231580793e289",
	        "00000000000000000000001", "0.50000000000000000000000000000001",
	        "1.00000005960464477539062499999999999"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) assert_as_strtod(good[i]);
}
END_TEST

START_TEST(test_random_numbers_are_read_as_strtod_reads_them)
{
	static const char *const forms[] = {"%.3f", "%.6f", "%.9g", "%.15g", "%.17g", "%.20e", "%.1e"};
	rng r = rng_new(1, 1);
	char s[400];
	for (int i = 0; i < 200000; i++) {
		double size = i % 5 ? 1 : pow(10, (double)rng_below(&r, 80) - 40);
		snprintf(s, sizeof s, forms[i % 7], rng_normal(&r) * size);
		assert_as_strtod(s);
	}
}
END_TEST

START_TEST(test_what_is_no_number_is_none)
{
	static const char *const bad[] = {"", "-", "+", ".", "-.", "e5", ".e5", "1e", "1e+", "1e-x",
	        " 1", "nan", "inf", "-inf", "x", "--1", "+-1"};
	double x;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		ck_assert_msg(!decimal_read(bad[i], &x), "%s", bad[i]);
	ck_assert_str_eq(decimal_read("0x10", &x), "x10"); // hexadecimal is not decimal
	ck_assert_str_eq(decimal_read("1.2.3", &x), ".3");
}
END_TEST

static void assert_as_printf(double x, int n)
{
	char fixed[2 * DECIMAL_ROOM], digits[2 * DECIMAL_ROOM], expected[2 * DECIMAL_ROOM];
	*decimal_fixed(fixed, x, n > 9 ? 9 : n) = 0;
	snprintf(expected, sizeof expected, "%.*f", n > 9 ? 9 : n, x);
	ck_assert_str_eq(fixed, expected);
	*decimal_digits(digits, x, n + 1) = 0;
	snprintf(expected, sizeof expected, "%.*g", n + 1, x);
	ck_assert_str_eq(digits, expected);
}

START_TEST(test_numbers_are_written_as_printf_writes_them)
{
	static const double some[] = {0, 1, 9, 10, 99, 100, 0.1, 0.5, 1.5, 2.5, 0.25, 0.125, 0.375,
	        0.05, 9.5, 9.9999999, 0.99999999999, 99999999.5, 999999999, 999999999.5, 1e9, 1e10,
	        1e15, 1e22, 1e300, 1e-3, 1e-4, 9.99999e-5, 1e-5, 1e-9, 5e-8, 1e-300, 0x1p-30,
	        4294967295.0, 4294967296.0, 0.000123456789, 123456789, 12345678.9, 1.0000000005,
	        3.00000005};
	for (size_t i = 0; i < sizeof some / sizeof *some; i++)
		for (int n = 0; n <= 16; n++) {
			assert_as_printf(some[i], n);
			assert_as_printf(-some[i], n);
			assert_as_printf(nextafter(some[i], 0), n);
			assert_as_printf(nextafter(some[i], 1e301), n);
		}
	assert_as_printf(HUGE_VAL, 7);
	assert_as_printf((double)NAN, 7);
}
END_TEST

START_TEST(test_random_numbers_are_written_as_printf_writes_them)
{
	rng r = rng_new(2, 1);
	for (int i = 0; i < 200000; i++) {
		double x = rng_normal(&r) * (i % 3 ? 1 : pow(10, (double)rng_below(&r, 24) - 12));
		assert_as_printf(x, i % 10);
		assert_as_printf((double)(float)x, 8);
		assert_as_printf((double)rng_below(&r, 100000) / 1024, i % 10); // ends in 5 exactly
	}
}
END_TEST

TESTS("decimal", 60, test_numbers_are_written_as_printf_writes_them,
        test_random_numbers_are_written_as_printf_writes_them,
        test_numbers_of_all_kinds_are_read_as_strtod_reads_them,
        test_random_numbers_are_read_as_strtod_reads_them, test_what_is_no_number_is_none)
