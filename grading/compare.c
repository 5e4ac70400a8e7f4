/* Comparisons: see compare.h. A condition on an error is written !(error <= tolerance), so that a
 * NaN that got this far counts as a difference. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "compare.h"

#define ARRAY_FLOOR 1e-3
#define GRADIENT_FLOOR 1e-3
#define DUST 1e-4
/* What the harness fills an answer with before the call: NaN, and this for whole numbers. */
#define POISON_INT (-999.0)

double largest(const array *a)
{
	double m = 0;
	for (long i = 0; a->numbers && i < a->count; i++)
		if (isfinite(a->numbers[i])) m = fmax(m, fabs(a->numbers[i]));
	return m;
}

static bool all_equal_to(const array *a, double x)
{
	for (long i = 0; i < a->count; i++)
		if (isnan(x) ? !isnan(a->numbers[i]) : a->numbers[i] != x) return false;
	return a->count > 0;
}

static bool whole(const array *a)
{
	for (long i = 0; i < a->count; i++)
		if (!(fabs(a->numbers[i]) < 9e15 && a->numbers[i] == floor(a->numbers[i]))) return false;
	return true;
}

/* |a − e| where the two can be subtracted, 0 for equal non-finite values, INFINITY otherwise. */
static double distance(double a, double e)
{
	if (isfinite(a) && isfinite(e)) return fabs(a - e);
	return (isnan(a) && isnan(e)) || a == e ? 0 : (double)INFINITY;
}

static comparison compare_words(const array *yours, const array *expected)
{
	for (long i = 0; i < expected->count; i++)
		if (strcmp(yours->words[i], expected->words[i]) != 0)
			return (comparison){
			        .verdict = VERDICT_DIFFERENT, .error = (double)INFINITY, .worst = i};
	return (comparison){.worst = -1};
}

/* Two lists of different length: the first place where they part. */
static comparison compare_lengths(const array *yours, const array *expected)
{
	comparison c = {.verdict = VERDICT_SHAPE, .error = (double)INFINITY, .worst = -1};
	if (yours->rank != 1 || expected->rank != 1) return c;
	const long n = yours->count < expected->count ? yours->count : expected->count;
	for (long i = 0; i < n; i++) {
		const bool equal =
		        yours->words && expected->words       ? !strcmp(yours->words[i], expected->words[i])
		        : yours->numbers && expected->numbers ? yours->numbers[i] == expected->numbers[i]
		                                              : true;
		if (!equal) {
			c.worst = i;
			break;
		}
	}
	return c;
}

static comparison compare_numbers(const array *yours, const array *expected, double tolerance)
{
	comparison c = {.worst = -1};
	double worst = 0;
	for (long i = 0; i < expected->count; i++) {
		const double d = distance(yours->numbers[i], expected->numbers[i]);
		if (!(d <= worst)) {
			worst = d;
			c.worst = i;
		}
		if (!isfinite(worst)) break; // nothing is worse
	}
	c.error = worst / fmax(largest(expected), ARRAY_FLOOR);
	if (c.worst >= 0 && whole(yours) && whole(expected)) tolerance = 0;
	if (!(c.error <= tolerance)) c.verdict = VERDICT_DIFFERENT;
	return c;
}

/* Everything that can be said without looking at elements; VERDICT_EQUAL when nothing can. */
static comparison compare_outside(const array *yours, const array *expected)
{
	if (!same_shape(yours, expected)) return compare_lengths(yours, expected);
	comparison c = {.error = (double)INFINITY, .worst = -1};
	if (!yours->words != !expected->words)
		c.verdict = VERDICT_KIND;
	else if (yours->numbers && yours->rank > 0 && all_equal_to(yours, (double)NAN) &&
	         !all_equal_to(expected, (double)NAN))
		c.verdict = VERDICT_NOT_WRITTEN;
	else if (yours->numbers && all_equal_to(yours, POISON_INT) &&
	         !all_equal_to(expected, POISON_INT))
		c.verdict = VERDICT_NOT_WRITTEN;
	return c;
}

comparison compare(const array *yours, const array *expected, double tolerance)
{
	const comparison c = compare_outside(yours, expected);
	if (c.verdict != VERDICT_EQUAL) return c;
	return expected->words ? compare_words(yours, expected)
	                       : compare_numbers(yours, expected, tolerance);
}

comparison compare_gradient(const array *yours, const array *numeric, double tolerance)
{
	comparison c = compare_outside(yours, numeric);
	if (c.verdict == VERDICT_NOT_WRITTEN && all_equal_to(numeric, (double)NAN))
		c.verdict = VERDICT_LEFT_OUT;
	if (c.verdict != VERDICT_EQUAL) return c;
	const double floor_all = fmax(GRADIENT_FLOOR * largest(numeric), DUST);
	c.error = 0;
	for (long i = 0; i < numeric->count; i++) {
		const double g = numeric->numbers[i];
		if (isnan(g)) {
			c.left_out++;
			continue;
		}
		const double error = distance(yours->numbers[i], g) / fmax(fabs(g), floor_all);
		if (!(error <= c.error)) {
			c.error = error;
			c.worst = i;
		}
	}
	if (!(c.error <= tolerance))
		c.verdict = VERDICT_DIFFERENT;
	else if ((double)c.left_out > LEFT_OUT_MAX * (double)numeric->count)
		c.verdict = VERDICT_LEFT_OUT;
	return c;
}

/* "HH" reads h, h': the second axis of a kind gets a prime. */
static const char *prime(const array *a, int axis)
{
	for (int i = 0; i < axis; i++)
		if (a->axes[i] == a->axes[axis]) return "'";
	return "";
}

void index_text(char *text, size_t size, const array *a, long i)
{
	int at[TRANSCRIPT_RANK];
	size_t n = 0;
	if (size) *text = 0;
	if (a->rank == 0 || i < 0) return;
	for (int k = a->rank - 1; k >= 0; k--) {
		const int m = a->shape[k] > 0 ? a->shape[k] : 1;
		at[k] = (int)(i % m);
		i /= m;
	}
	for (int k = 0; k < a->rank && n < size; k++)
		n += (size_t)snprintf(text + n, size - n, "%s%c%s=%d", k ? "," : "[",
		        tolower((unsigned char)a->axes[k]), prime(a, k), at[k]);
	if (n < size) snprintf(text + n, size - n, "]");
}

void element_text(char *text, size_t size, const array *a, const array *other, long i)
{
	if (a->words) {
		snprintf(text, size, "\"%s\"", a->words[i]);
		return;
	}
	static const int digits[] = {6, 10, 17};
	const double x = a->numbers[i];
	if (!isfinite(x)) {
		snprintf(text, size, "%s", isnan(x) ? "NaN" : x > 0 ? "inf" : "-inf");
		return;
	}
	for (int k = 0; k < 3; k++) {
		char theirs[40] = "";
		snprintf(text, size, "%.*g", digits[k], x);
		if (!other || !other->numbers || i >= other->count) return;
		snprintf(theirs, sizeof theirs, "%.*g", digits[k], other->numbers[i]);
		if (strcmp(text, theirs) != 0) return;
	}
}

void shape_text(char *text, size_t size, const array *a)
{
	size_t n = 0;
	if (size) *text = 0;
	for (int k = 0; k < a->rank && n < size; k++)
		n += (size_t)snprintf(text + n, size - n, "%s%d", k ? "," : "(", a->shape[k]);
	if (n < size) snprintf(text + n, size - n, a->rank ? ")" : "one number");
}
