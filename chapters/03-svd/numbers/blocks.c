/* The lesson's tables: see blocks.h. Numbers have a true minus sign, as in the text. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "blocks.h"
#include "error.h"
#include "example.h"
#include "steps.h"
#include "turns.h"

/* A number in `width` columns: the minus sign is one column but three bytes. */
static void cell(double x, int width, int decimals)
{
	char digits[32];
	if (fabs(x) < 0.5 * pow(10, -decimals)) x = 0;
	snprintf(digits, sizeof digits, "%s%.*f", x < 0 ? "−" : "", decimals, fabs(x));
	printf("%*s%s", (int)(width - (int)strlen(digits) + (x < 0 ? 2 : 0)), "", digits);
}

static void table(void)
{
	arena a = {0};
	decomposed d = example_table(&a);
	printf("%8s", "");
	for (int j = 0; j < TABLE_VERBS; j++) printf("%6s", table_verb[j]);
	puts("    sum   axis 1  axis 2  axis 3");
	for (int i = 0; i < TABLE_WORDS; i++) {
		double sum = 0;
		printf("%-8s", table_word[i]);
		for (int j = 0; j < TABLE_VERBS; j++) {
			cell((double)*elem(d.a, i, j), 6, 0);
			sum += (double)*elem(d.a, i, j);
		}
		cell(sum, 7, 0);
		for (int k = 0; k < 3; k++)
			cell((double)(*elem(d.u, i, k) * *elem(d.s, 0, k)), k ? 8 : 9, 1);
		putchar('\n');
	}
	arena_free(&a);
}

static void verbs(void)
{
	arena a = {0};
	decomposed d = example_table(&a);
	printf("%8s", "");
	for (int j = 0; j < TABLE_VERBS; j++) printf("%7s", table_verb[j]);
	putchar('\n');
	for (int k = 0; k < 3; k++) {
		printf("axis %d  ", k + 1);
		for (int j = 0; j < TABLE_VERBS; j++) cell((double)*elem(d.v, j, k), 7, 2);
		putchar('\n');
	}
	arena_free(&a);
}

static void cosines(void)
{
	enum { CAT = 1 };
	arena a = {0};
	decomposed d = example_table(&a);
	puts("cosine of cat with    pig    dog   boat    cup  knife banana");
	static const int with[] = {5, 2, 3, 4, 0, 6};
	static const struct {
		const char *name;
		int first, n;
	} axes[] = {{"all six axes", 0, 6}, {"axes 1 and 2", 0, 2}, {"axes 2 and 3", 1, 2}};
	for (int i = 0; i < 3; i++) {
		printf("%-18s", axes[i].name);
		for (int j = 0; j < 6; j++)
			cell(example_cosine(d, CAT, with[j], axes[i].first, axes[i].n), 7, 2);
		putchar('\n');
	}
	arena_free(&a);
}

static void sweeps(void)
{
	enum { MOST = 60 };
	puts("matrix     smaller root   larger root");
	for (int n = 5; n <= 40; n *= 2) {
		int larger = turns_sweeps(50, n, TURN_LARGER, MOST, 1);
		printf("50 × %-3d %7d sweeps", n, turns_sweeps(50, n, TURN_SMALLER, MOST, 1));
		printf(larger < MOST ? "   %d sweeps\n" : "   not done after %d\n", larger);
	}
}

static void ways(void)
{
	static const int products[] = {64, 128, 192, 256};
	arena a = {0};
	sparse_pair pair = steps_matrix(&a, 1);
	mat exact = mat_new(&a, 1, STEPS_WANTED);
	steps_exact(exact, pair);
	puts("products   one by one        block       Krylov");
	for (int i = 0; i < 4; i++)
		printf("%8d %12.1e %12.1e %12.1e\n", products[i], steps_power(pair, exact, products[i]),
		        steps_block(pair, exact, products[i]), steps_krylov(pair, exact, products[i]));
	arena_free(&a);
}

int block_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"table", table}, {"verbs", verbs}, {"cosines", cosines}, {"sweeps", sweeps},
	        {"steps", ways}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("block %s: there is no such table", name);
}
