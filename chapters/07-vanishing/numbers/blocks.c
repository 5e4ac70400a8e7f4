/* The lesson's tables: see blocks.h. */
#include <stdio.h>
#include <string.h>

#include "adder.h"
#include "blocks.h"
#include "powers.h"

static void pair(mat m)
{
	printf("   %5.1f %4.1f", (double)*elem(m, 0, 0), (double)*elem(m, 0, 1));
}

static void adding(void)
{
	arena a = {0};
	adder e = adder_new(&a, ADDER_STEPS);
	puts("t  value mark     u_t  s_t      dh_t         da_t");
	for (int t = 1; t <= ADDER_STEPS; t++) {
		printf("%d %5.1f %5.0f  ", t, (double)*elem(at(e.x, t - 1), 0, 0),
		        (double)*elem(at(e.x, t - 1), 0, 1));
		pair(at(e.h, t));
		pair(at(e.dh, t));
		pair(at(e.da, t));
		putchar('\n');
	}
	arena_free(&a);
}

static void skew(void)
{
	real from[] = {(real)0.5, 10, 0, (real)0.5}, one[4] = {1, 0, 0, 1}, next[4];
	mat a = mat_of(from, 2, 2), power = mat_of(one, 2, 2), room = mat_of(next, 2, 2);
	puts("n        1      2      3      4      5      6      7      8      9     10");
	printf("corner");
	for (int n = 1; n <= 10; n++) {
		mul(room, power, a);
		copy(power, room);
		printf("%7.3f", (double)next[1]);
	}
	printf("\n½ⁿ    ");
	double half = 1;
	for (int n = 1; n <= 10; n++) printf("%7.3f", half /= 2);
	putchar('\n');
}

static void roots(void)
{
	real from[] = {(real)0.5, 10, 0, (real)0.5};
	mat a = mat_of(from, 2, 2);
	puts("power k        1       2       4      16      64    1024   1048576");
	printf("‖Aᵏ‖^(1/k)");
	static const int squarings[] = {0, 1, 2, 4, 6, 10, 20};
	for (int i = 0; i < 7; i++)
		printf(i < 6 ? "%8.4f" : "%10.4f", spectral_radius(a, squarings[i]));
	putchar('\n');
}

int block_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"adder", adding}, {"skew", skew}, {"roots", roots}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("block %s: there is no such table", name);
}
