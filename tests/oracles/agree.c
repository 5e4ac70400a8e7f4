/* agree TRANSCRIPT ORACLE TOLERANCE: does every output of the transcript equal the oracle's?
 *
 * The difference is relative and taken element by element; elements below a thousandth of the
 * array's largest are held to that floor. (The judge is more lenient: it divides by the largest.)
 * Exit status 0 when all agree, 1 when not, 2 when a file cannot be read. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compare.h"
#include "error.h"

static const double floor_of_largest = 1e-3;

/* The worst relative difference of two arrays; infinite when they cannot be compared. */
static double difference(const array *mine, const array *oracle)
{
	if (!same_shape(mine, oracle) || !mine->numbers != !oracle->numbers) return HUGE_VAL;
	double worst = 0, least = floor_of_largest * largest(oracle);
	for (long i = 0; i < oracle->count; i++) {
		if (!oracle->numbers) {
			if (strcmp(mine->words[i], oracle->words[i]) != 0) return HUGE_VAL;
			continue;
		}
		double a = mine->numbers[i], b = oracle->numbers[i];
		if (a == b || (isnan(a) && isnan(b))) continue;
		double d = fabs(a - b) / fmax(fabs(b), least);
		if (!(d <= worst)) worst = d;
		if (!isfinite(worst)) return HUGE_VAL;
	}
	return worst;
}

static long outputs(const table *t)
{
	long n = 0;
	for (const case_record *c = t->cases; c; c = c->next)
		for (const array *a = c->arrays; a; a = a->next) n += a->role == ROLE_OUTPUT;
	return n;
}

/* Counts the arrays that disagree, and says which. */
static int compare_all(const table *mine, const table *oracle, double tolerance, double *worst)
{
	int wrong = 0;
	for (const case_record *c = mine->cases; c; c = c->next) {
		const case_record *other = find_case(oracle, c->exercise, c->name);
		for (const array *a = c->arrays; a; a = a->next) {
			if (a->role != ROLE_OUTPUT) continue;
			const array *b = other ? find_array(other, a->name, ROLE_OUTPUT) : NULL;
			double d = b ? difference(a, b) : HUGE_VAL;
			*worst = fmax(*worst, d);
			if (d <= tolerance) continue;
			wrong++;
			printf("%s, %s, %s: %s", c->exercise, c->name, a->name, b ? "differs by " : "missing");
			if (b) printf("%.1e", d);
			puts("");
		}
	}
	return wrong;
}

int main(int argc, char **argv)
{
	error_program("agree");
	if (argc != 4) {
		fputs("usage: agree TRANSCRIPT ORACLE TOLERANCE\n", stderr);
		return EXIT_BAD_INPUT;
	}
	table mine, oracle;
	double tolerance = strtod(argv[3], NULL), worst = 0;
	if (table_read(&mine, argv[1]) < 0 || table_read(&oracle, argv[2]) < 0) error_exit();
	int wrong = compare_all(&mine, &oracle, tolerance, &worst);
	long n = outputs(&mine), surplus = outputs(&oracle) - n;
	if (n == 0) printf("%s: no outputs\n", argv[1]);
	if (surplus > 0) printf("%s: %ld outputs that %s lacks\n", argv[2], surplus, argv[1]);
	printf("%s: %ld arrays against %s, worst relative difference %.1e, allowed %.0e\n", argv[1], n,
	        argv[2], worst, tolerance);
	table_free(&mine);
	table_free(&oracle);
	return wrong || surplus > 0 || n == 0;
}
