/* Nearly all numbers that anybody writes are m · 10^e with a whole m below 2^53 and e from -22 to
 * 22. Then m and the power of ten are exact as doubles, and the one product or quotient is rounded
 * as the number itself would be. All others are left to strtod(). (W. D. Clinger, "How to Read
 * Floating Point Numbers Accurately", PLDI 1990)
 *
 * Writing goes the other way: x · 10^e, rounded to a whole number, has the digits. The product is
 * off by less than 2^-53 of it, so below 10^9 by less than 2^-23, and the digits are right unless
 * what is behind them comes as near as that to a half. Then, and for large numbers, printf() decides.
 * Digits are written two at a time, from a table. */
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "decimal.h"

enum { EXACT = 22, SURE = 19 }; // powers of ten that are exact; digits that surely fit into 64 bits

static const double power[EXACT + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
        1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* --- reading ---------------------------------------------------------------------------------- */

/* Digits from s on, taken into *m; where they end. */
static const char *digits(const char *s, uint64_t *m)
{
	for (; *s >= '0' && *s <= '9'; s++) *m = 10 * *m + (uint64_t)(*s - '0');
	return s;
}

/* What stands behind an 'e': the exponent into *e, and where it ends; NULL when there is none. */
static const char *exponent(const char *s, long *e)
{
	uint64_t size = 0;
	const bool minus = *s == '-';
	const char *first = s + (minus || *s == '+'), *end = digits(first, &size);
	*e = end - first > 4 ? LONG_MAX / 2 : minus ? -(long)size : (long)size;
	return end > first ? end : NULL;
}

const char *decimal_read(const char *s, double *x)
{
	uint64_t m = 0;
	long e = 0;
	const char *first = s + (*s == '-' || *s == '+'), *point = digits(first, &m), *end = point;
	if (*point == '.') end = digits(point + 1, &m);
	const long behind = end > point ? end - point - 1 : 0, count = point - first + behind;
	if (count == 0) return NULL;
	if (*end == 'e' || *end == 'E') {
		const char *more = exponent(end + 1, &e);
		if (!more) return NULL;
		end = more;
	}
	e -= behind;
	if (count <= SURE && m <= UINT64_C(1) << 53 && e >= -EXACT && e <= EXACT) {
		*x = e < 0 ? (double)m / power[-e] : (double)m * power[e];
		if (*s == '-') *x = -*x;
	} else
		*x = strtod(s, NULL);
	return end;
}

/* --- writing ---------------------------------------------------------------------------------- */

enum { QUICK = 9 };                  // digits that are found by a product
static const double doubtful = 1e-6; // so near to a half printf() decides: more than 2^-23

static const char two_digits[] = "0001020304050607080910111213141516171819"
                                 "2021222324252627282930313233343536373839"
                                 "4041424344454647484950515253545556575859"
                                 "6061626364656667686970717273747576777879"
                                 "8081828384858687888990919293949596979899";

/* Exactly n digits of m, with zeros in front. */
static char *digits_of(char *to, uint32_t m, int n)
{
	char *end = to + n;
	for (; n >= 2; n -= 2, m /= 100) memcpy(to + n - 2, two_digits + 2 * (m % 100), 2);
	if (n) *to = (char)('0' + m % 10);
	return end;
}

/* x to the nearest whole number, when that is beyond doubt. */
static bool nearest(double x, uint32_t *m)
{
	*m = (uint32_t)x;
	double rest = x - *m;
	*m += rest > 0.5;
	return fabs(rest - 0.5) > doubtful;
}

char *decimal_fixed(char *to, double x, int decimals)
{
	uint32_t m;
	double size = fabs(x);
	if (!(size * power[decimals] < power[QUICK]) || !nearest(size * power[decimals], &m))
		return to + sprintf(to, "%.*f", decimals, x);
	if (signbit(x)) *to++ = '-';
	const uint32_t one = (uint32_t)power[decimals];
	uint32_t whole = (uint32_t)size, part = m - whole * one,
	         n = 1; // a product is quicker than m / one
	whole += part == one;
	part -= part == one ? one : 0;
	for (uint32_t w = whole; w >= 10; w /= 10) n++;
	to = digits_of(to, whole, (int)n);
	if (!decimals) return to;
	*to++ = '.';
	return digits_of(to, part, decimals);
}

/* m, which has n digits, times 10^e: without an exponent, and without zeros at the end. */
static char *plain(char *to, uint32_t m, int n, int e)
{
	char all[QUICK];
	digits_of(all, m, n);
	int before = n + e; // digits in front of the point
	while (n > 1 && n > before && all[n - 1] == '0') n--;
	if (before <= 0) {
		memcpy(to, "0.0000", 6);
		to += 2 - before;
		memcpy(to, all, (size_t)n);
		return to + n;
	}
	memcpy(to, all, (size_t)before);
	to += before;
	if (n == before) return to;
	*to++ = '.';
	memcpy(to, all + before, (size_t)(n - before));
	return to + n - before;
}

char *decimal_digits(char *to, double x, int digits)
{
	uint32_t m;
	double size = fabs(x);
	int e = -1; // of the first digit: size is at least 10^e
	if (digits > QUICK || !(size >= 1e-4 && size < power[digits] / 2))
		return to + sprintf(to, "%.*g", digits, x);
	if (size < 1)
		while (size * power[-e] < 1) e--;
	else
		for (e = 0; size >= power[e + 1];) e++;
	if (!nearest(size * power[digits - 1 - e], &m) || m >= (uint32_t)power[digits] ||
	        m < (uint32_t)power[digits - 1])
		return to + sprintf(to, "%.*g", digits, x);
	if (x < 0) *to++ = '-';
	return plain(to, m, digits, e - digits + 1);
}
