/* Explanations that hold for all elements alike; shape_axes.c has those that look along an axis.
 * The order of the list at the end is from the most telling to the least. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "shape.h"

#define NEAR 1e-9

static bool found(error_shape *s, const char *name, const char *text)
{
	*s = (error_shape){name, text};
	return true;
}

bool element_right(const suspect *x, long i)
{
	const double y = x->yours->numbers[i], e = x->expected->numbers[i];
	return fabs(y - e) <= x->near || (isnan(y) && isnan(e)) || y == e;
}

/* yours = a·u + b·v for all elements? v may be NULL, or one row that stands for every row. */
static bool equals(const suspect *x, double a, const array *u, double b, const array *v)
{
	for (long i = 0; i < x->yours->count; i++) {
		const double second = v ? b * v->numbers[i % v->count] : 0;
		if (!(fabs(x->yours->numbers[i] - (a * u->numbers[i] + second)) <= x->near)) return false;
	}
	return true;
}

static bool finite_array(const array *a)
{
	for (long i = 0; i < a->count; i++)
		if (!isfinite(a->numbers[i])) return false;
	return true;
}

static bool is_non_finite(error_shape *s, const suspect *x)
{
	char index[80], value[40];
	long first = -1, n = 0;
	for (long i = 0; i < x->yours->count; i++) {
		if (isfinite(x->yours->numbers[i]) || !isfinite(x->expected->numbers[i])) continue;
		if (first < 0) first = i;
		n++;
	}
	if (n == 0) return false;
	index_text(index, sizeof index, x->yours, first);
	element_text(value, sizeof value, x->yours, NULL, first);
	const bool nan = isnan(x->yours->numbers[first]);
	const char *why =
	        nan ? "NaN comes from elements that were never set, from 0/0, inf - inf, or "
	              "the logarithm of a negative number."
	            : "Infinity comes from a division by 0, log(0), or exp of a large number.";
	if (x->yours->count == 1)
		return found(s, "non-finite", text_in(x->a, "%s is %s. %s", x->name, value, why));
	return found(s, "non-finite",
	        text_in(x->a, "%ld of %ld elements of %s are not finite, the first at %s: %s. %s", n,
	                x->yours->count, x->name, index, value, why));
}

/* Right to about seven digits: somewhere on the way a number went through single precision. */
static bool is_imprecise(error_shape *s, const suspect *x)
{
	const double near = 1e-6 * largest(x->expected);
	if (largest(x->expected) <= 0) return false;
	for (long i = 0; i < x->yours->count; i++)
		if (!(fabs(x->yours->numbers[i] - x->expected->numbers[i]) <= near)) return false;
	return found(s, "imprecise",
	        text_in(x->a,
	                "%s is nearly right: six digits are, ten are asked for. Is there a float on "
	                "the way (float, expf, tanhf, 0.1f) where real or double should stand, or a "
	                "small number that the formula does not have?",
	                x->name));
}

static bool is_zero(error_shape *s, const suspect *x)
{
	if (x->yours->count == 0 || largest(x->yours) > 0) return false;
	return found(s, "zero",
	        text_in(x->a,
	                "%s is zero%s: is it computed, and does it reach the right place? Between "
	                "whole "
	                "numbers 1/2 is 0, and an int cuts off what stands behind the point.",
	                x->name, x->yours->count > 1 ? " everywhere" : ""));
}

/* The first call's and the second call's answer: "dW" and "dW_again". */
static bool is_accumulation(error_shape *s, const suspect *x)
{
	static const char suffix[] = "_again";
	char base[200];
	snprintf(base, sizeof base, "%s", x->name);
	const size_t n = strlen(base), m = strlen(suffix);
	if (n <= m || strcmp(base + n - m, suffix) != 0) return false;
	base[n - m] = 0;
	const array *y = find_array(x->c->yours, base, ROLE_OUTPUT);
	const array *e = find_array(x->c->expected, base, ROLE_OUTPUT);
	if (!y || !e || !y->numbers || !e->numbers || !same_shape(y, x->yours) ||
	        !same_shape(e, x->expected) || !finite_array(y))
		return false;
	const suspect right = {.yours = x->expected, .expected = e, .near = x->near};
	if (equals(x, 2, y, 0, NULL) && equals(&right, 1, e, 0, NULL))
		return found(s, "accumulates",
		        text_in(x->a,
		                "A second call doubles %s: it accumulates (+=) where it should set (=).",
		                base));
	if (equals(x, 1, y, 0, NULL) && equals(&right, 2, e, 0, NULL))
		return found(s, "sets",
		        text_in(x->a,
		                "A second call leaves %s as it was: it sets (=) where it should "
		                "accumulate (+=).",
		                base));
	return false;
}

static bool is_sign(error_shape *s, const suspect *x)
{
	if (!equals(x, -1, x->expected, 0, NULL)) return false;
	return found(s, "sign", text_in(x->a, "The sign of %s is flipped, in every element.", x->name));
}

static const char *letter_name(char letter)
{
	switch (letter) {
	case 'B': return "the batch size";
	case 'T': return "the number of time steps";
	case 'H': return "the hidden size";
	case 'D': return "the input size";
	case 'V': return "the vocabulary size";
	case 'C': return "the number of classes";
	default: return "a size of this case";
	}
}

/* The sizes of the case by letter: size['B'] = 3. A letter with two sizes is of no use (-1). */
static void collect_sizes(const case_result *c, int size[128])
{
	memset(size, 0, 128 * sizeof *size);
	for (const array *a = c->expected->arrays; a; a = a->next)
		for (int k = 0; k < a->rank; k++) {
			const int letter = a->axes[k] & 127;
			if (size[letter] == 0 || size[letter] == a->shape[k])
				size[letter] = a->shape[k];
			else
				size[letter] = -1;
		}
}

static bool same_number(double a, double b)
{
	return fabs(a - b) <= 1e-7 * fabs(b);
}

/* What a factor equals, in words, or NULL. */
static const char *factor_words(arena *a, const case_result *c, double f)
{
	int size[128];
	collect_sizes(c, size);
	for (int l = 'A'; l <= 'Z'; l++) {
		if (size[l] < 2) continue;
		const double m = size[l];
		if (same_number(f, m)) return text_in(a, "%c, %s", l, letter_name((char)l));
		if (same_number(f, 1 / m))
			return text_in(a, "1/%c, %c being %s", l, l, letter_name((char)l));
		if (same_number(f, m - 1)) return text_in(a, "%c-1", l);
		if (same_number(f, m / (m - 1))) return text_in(a, "%c/(%c-1)", l, l);
		if (same_number(f, (m - 1) / m)) return text_in(a, "(%c-1)/%c", l, l);
		if (same_number(f, sqrt(m))) return text_in(a, "the root of %c", l);
		if (same_number(f, 1 / sqrt(m))) return text_in(a, "1 / the root of %c", l);
	}
	if (same_number(f, 2) || same_number(f, .5)) return NULL; // said well enough by itself
	for (int l = 'A'; l <= 'Z'; l++)
		for (int k = l + 1; k <= 'Z'; k++) {
			if (size[l] < 2 || size[k] < 2) continue;
			const double m = size[l], n = size[k];
			if (same_number(f, m * n)) return text_in(a, "%c*%c", l, k);
			if (same_number(f, 1 / (m * n))) return text_in(a, "1/(%c*%c)", l, k);
			if (same_number(f, m / n)) return text_in(a, "%c/%c", l, k);
			if (same_number(f, n / m)) return text_in(a, "%c/%c", k, l);
		}
	if (same_number(f, log(2))) return "ln 2: nats where bits are asked, or the reverse";
	if (same_number(f, 1 / log(2))) return "1/ln 2: bits where nats are asked, or the reverse";
	return NULL;
}

static bool is_factor(error_shape *s, const suspect *x)
{
	double ye = 0, ee = 0;
	for (long i = 0; i < x->yours->count; i++) {
		ye += x->yours->numbers[i] * x->expected->numbers[i];
		ee += x->expected->numbers[i] * x->expected->numbers[i];
	}
	const double f = ye / ee;
	if (!isfinite(f) || f == 0 || !equals(x, f, x->expected, 0, NULL)) return false;
	const char *words = factor_words(x->a, x->c, fabs(f));
	const bool two = same_number(fabs(f), 2) || same_number(fabs(f), .5);
	if (x->yours->count == 1 && !words && !two) return false; // any number is a multiple
	return found(s, "factor",
	        text_in(x->a, "%s is %.4g times what it should be%s%s%s%s.", x->name, f,
	                x->yours->count > 1 ? ", in every element" : "",
	                words ? "; the factor is " : "", words ? words : "",
	                f < 0 ? ", and the sign is flipped" : ""));
}

static bool is_transposed(error_shape *s, const suspect *x)
{
	if (x->expected->rank != 2) return false;
	const int rows = x->expected->shape[0], cols = x->expected->shape[1];
	if (rows < 2 || cols < 2) return false;
	for (int i = 0; i < rows; i++)
		for (int j = 0; j < cols; j++) {
			const double e = x->expected->numbers[(long)i * cols + j];
			if (!(fabs(x->yours->numbers[(long)j * rows + i] - e) <= x->near)) return false;
		}
	return found(s, "transposed", text_in(x->a, "%s is transposed.", x->name));
}

static const char *role_words(const array *z)
{
	return z->role == ROLE_INPUT ? "the input " : "";
}

/* Another array of the case stands where this one should. */
static bool is_other_array(error_shape *s, const suspect *x)
{
	for (const array *z = x->c->expected->arrays; z; z = z->next) {
		if ((z->role != ROLE_OUTPUT && z->role != ROLE_INPUT) || !z->numbers || z->count < 2)
			continue;
		if (!same_shape(z, x->yours) || !equals(x, 1, z, 0, NULL)) continue;
		if (z->role == ROLE_OUTPUT && !strcmp(z->name, x->name)) continue;
		return found(s, "other array",
		        text_in(x->a, "%s holds the values of %s%s.", x->name, role_words(z), z->name));
	}
	return false;
}

/* "dW_before" is what dW held when the call began. */
static bool is_before(const array *z, const char *name)
{
	const size_t n = strlen(name);
	return !strncmp(z->name, name, n) && !strcmp(z->name + n, "_before");
}

/* A term is missing, or one too much: yours = expected ∓ another array (a bias: in every row). */
static bool is_term(error_shape *s, const suspect *x)
{
	for (const array *z = x->c->expected->arrays; z; z = z->next) {
		if ((z->role != ROLE_OUTPUT && z->role != ROLE_INPUT) || !z->numbers || z->count < 2)
			continue;
		if (z->role == ROLE_OUTPUT && !strcmp(z->name, x->name)) continue;
		const bool bias = z->rank == 1 && x->yours->rank > 1 &&
		                  z->shape[0] == x->yours->shape[x->yours->rank - 1];
		if ((!same_shape(z, x->yours) && !bias) || largest(z) <= 0) continue;
		if (is_before(z, x->name) && equals(x, 1, x->expected, -1, z))
			return found(s, "sets",
			        text_in(x->a,
			                "%s is set (=) where it should be added to (+=): what it held "
			                "before the call is lost.",
			                x->name));
		for (int sign = -1; sign <= 1; sign += 2)
			if (equals(x, 1, x->expected, sign, z))
				return found(s, "term",
				        text_in(x->a,
				                sign < 0 ? "What %s lacks is exactly %s%s: a term left out?"
				                         : "%s has exactly %s%s too much: added once too often?",
				                x->name, role_words(z), z->name));
	}
	return false;
}

static bool is_constant(error_shape *s, const suspect *x)
{
	if (x->yours->count == 0) return false;
	const double d = x->yours->numbers[0] - x->expected->numbers[0];
	for (long i = 0; i < x->yours->count; i++)
		if (!(fabs(x->yours->numbers[i] - x->expected->numbers[i] - d) <= x->near)) return false;
	const bool one = fabs(fabs(d) - 1) <= x->near;
	if (x->yours->count < 3 && !one) return false;
	return found(s, "constant",
	        text_in(x->a, "%s is too %s by %.6g%s%s", x->name, d > 0 ? "large" : "small", fabs(d),
	                x->yours->count > 1 ? ", in every element" : "", one ? ": off by one?" : "."));
}

static double square(double x)
{
	return x * x;
}

static double one_over(double x)
{
	return 1 / x;
}

static double one_minus(double x)
{
	return 1 - x;
}

/* yours = f(expected): a logarithm forgotten, a root too much. */
static bool is_function(error_shape *s, const suspect *x)
{
	static const struct {
		double (*f)(double);
		const char *words;
	} list[] = {{log, "the logarithm of"}, {log2, "the logarithm to base 2 of"},
	        {exp, "e to the power of"}, {exp2, "2 to the power of"}, {one_over, "1 /"},
	        {square, "the square of"}, {sqrt, "the square root of"}, {one_minus, "1 minus"},
	        {fabs, "the absolute value of"}};
	for (size_t k = 0; k < sizeof list / sizeof *list; k++) {
		bool all = x->yours->count > 0;
		for (long i = 0; all && i < x->yours->count; i++) {
			const double f = list[k].f(x->expected->numbers[i]);
			all = isfinite(f) && fabs(x->yours->numbers[i] - f) <= fmax(x->near, NEAR * fabs(f));
		}
		if (all)
			return found(s, "function",
			        text_in(x->a, "%s is %s what it should be.", x->name, list[k].words));
	}
	return false;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_reordered(error_shape *s, arena *a, const array *yours, const array *expected)
{
	const size_t n = (size_t)yours->count;
	if (yours->count != expected->count) return false;
	const char **y = arena_alloc(a, n + 1, sizeof *y), **e = arena_alloc(a, n + 1, sizeof *e);
	for (size_t i = 0; i < n; i++) y[i] = yours->words[i], e[i] = expected->words[i];
	qsort(y, n, sizeof *y, by_text);
	qsort(e, n, sizeof *e, by_text);
	for (size_t i = 0; i < n; i++)
		if (strcmp(y[i], e[i]) != 0) return false;
	return found(s, "order", text_in(a, "%s has the right words in another order.", yours->name));
}

/* Every word is the one that came last: all pointers lead to the same memory. */
static bool is_one_buffer(error_shape *s, arena *a, const array *yours, const array *expected)
{
	const long last = yours->count - 1;
	if (last < 2 || strcmp(yours->words[last], expected->words[last]) != 0) return false;
	for (long i = 0; i < last; i++)
		if (strcmp(yours->words[i], yours->words[last]) != 0) return false;
	return found(s, "one buffer",
	        text_in(a,
	                "Every word of %s is \"%s\", the answer to the last: do all of them point into "
	                "one array that each call writes over (static)? Each needs memory of its own.",
	                yours->name, yours->words[last]));
}

static bool is_another_length(error_shape *s, arena *a, const array *yours, const array *expected)
{
	if (yours->rank != 1 || expected->rank != 1 || yours->count == expected->count) return false;
	const long d = yours->count - expected->count;
	return found(s, "length",
	        text_in(a, "%s has %ld element%s too %s.", yours->name, labs(d),
	                labs(d) == 1 ? "" : "s", d > 0 ? "many" : "few"));
}

static bool not_written(error_shape *s, arena *a, const answer *x)
{
	return found(s, "not written",
	        text_in(a,
	                isnan(x->yours->numbers[0])
	                        ? "Before the call %s is filled with NaN, so that nobody relies on "
	                          "zeros. Is it set, with = and not with +=? += on NaN stays NaN. If "
	                          "it is set, something that goes into it is NaN: 0/0, inf - inf?"
	                        : "%s is still what it was filled with before the call. Is it set?",
	                x->expected->name));
}

bool error_shape_of(error_shape *s, arena *a, const case_result *c, const answer *x)
{
	bool (*const tests[])(error_shape *, const suspect *) = {is_non_finite, is_imprecise, is_zero,
	        is_accumulation, is_sign, is_transposed, is_other_array, is_factor, is_term,
	        is_function, is_constant, shape_along_axes};
	if (!x->yours || x->right) return false;
	if (x->against_expected.verdict == VERDICT_NOT_WRITTEN) return not_written(s, a, x);
	if (is_another_length(s, a, x->yours, x->expected)) return true;
	if (!same_shape(x->yours, x->expected)) return false;
	if (x->yours->words && x->expected->words)
		return is_one_buffer(s, a, x->yours, x->expected) ||
		       is_reordered(s, a, x->yours, x->expected);
	if (!x->yours->numbers || !x->expected->numbers) return false;
	if (x->against_expected.verdict == VERDICT_EQUAL) return false; // only its gradient was judged
	const suspect it = {.a = a,
	        .c = c,
	        .yours = x->yours,
	        .expected = x->expected,
	        .name = x->expected->name,
	        .near = NEAR * fmax(largest(x->expected), 1e-3)};
	for (size_t k = 0; k < sizeof tests / sizeof *tests; k++)
		if (tests[k](s, &it)) return true;
	return false;
}
