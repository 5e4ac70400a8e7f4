/* Decimal numbers against strtod(), to the last bit. */
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

TESTS("decimal", 60, test_numbers_of_all_kinds_are_read_as_strtod_reads_them,
        test_random_numbers_are_read_as_strtod_reads_them, test_what_is_no_number_is_none)
