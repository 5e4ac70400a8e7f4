/* Nearly all numbers that anybody writes are m · 10^e with a whole m below 2^53 and e from -22 to
 * 22. Then m and the power of ten are exact as doubles, and the one product or quotient is rounded
 * as the number itself would be. All others are left to strtod(). (W. D. Clinger, "How to Read
 * Floating Point Numbers Accurately", PLDI 1990) */
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#include "decimal.h"

enum { EXACT = 22, SURE = 19 }; // powers of ten that are exact; digits that surely fit into 64 bits

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
	static const double power[EXACT + 1] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10,
	        1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
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
