/* The lesson's tables: see tables.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "hand.h"
#include "said.h"
#include "tables.h"

/* A number in `width` columns: the minus sign is one column but three bytes. */
static void cell(double x, int decimals, int width)
{
	char digits[32];
	if (fabs(x) < 0.5 * pow(10, -decimals)) x = 0;
	snprintf(digits, sizeof digits, "%s%.*f", x < 0 ? "−" : "", decimals, fabs(x));
	printf("%*s%s", width - (int)strlen(digits) + (x < 0 ? 2 : 0), "", digits);
}

static void windows(void)
{
	hand e = hand_new();
	puts("              place (0,0)  (0,1)  (1,0)  (1,1)");
	puts("kernel");
	for (int r = 0; r < 4; r++) {
		printf("(%d,%d)  ", r / 2, r % 2);
		cell((double)row(e.k.W, 0)[r], 2, 5);
		cell((double)*elem(e.col, r, 0), 0, 12);
		for (int p = 1; p < 4; p++) cell((double)*elem(e.col, r, p), 0, 7);
		putchar('\n');
	}
	printf("kernel · column");
	cell((double)row(e.y.m, 0)[0], 0, 9);
	for (int p = 1; p < 4; p++) cell((double)row(e.y.m, 0)[p], 0, 7);
	putchar('\n');
	arena_free(&e.memory);
}

static void ways_back(void)
{
	hand e = hand_new();
	hand_norm n = hand_norm_new(&e);
	const double s = 1 / sqrt((double)row(n.batch.variance, 0)[0]);
	const double mean = (double)row(n.dw.beta, 0)[0] / 4;
	const double along = (double)row(n.dw.gamma, 0)[0] / 4;
	puts("   x       x̂    dy    directly   through μ   through v        dx");
	for (int i = 0; i < 4; i++) {
		const double hat = (double)row(n.y.m, 0)[i], d = (double)row(e.dy.m, 0)[i];
		cell((double)row(e.y.m, 0)[i], 0, 4);
		cell(hat, 3, 9);
		cell(d, 0, 6);
		cell(s * d, 4, 12);
		cell(-s * mean, 4, 12);
		cell(-s * hat * along, 4, 12);
		cell((double)row(n.dx.m, 0)[i], 4, 10);
		putchar('\n');
	}
	arena_free(&e.memory);
}

static void look(void)
{
	static const char *const name[] = {"red", "blue", "empty"};
	hand_look e = hand_look_new();
	puts("region           score      α     dα      ds   dregion: read   asked     sum");
	for (int l = 0; l < 3; l++) {
		printf("%-6s (%g, %g)", name[l], (double)*elem(e.region, l, 0),
		        (double)*elem(e.region, l, 1));
		cell(dot(e.q, rows(e.region, l, 1)), 0, 8);
		cell((double)row(e.alpha, 0)[l], 3, 8);
		cell((double)row(e.dalpha, 0)[l], 0, 6);
		cell((double)row(e.ds, 0)[l], 3, 9);
		cell((double)*elem(e.read, l, 0), 3, 16);
		cell((double)(*elem(e.dregion, l, 0) - *elem(e.read, l, 0)), 3, 9);
		cell((double)*elem(e.dregion, l, 0), 3, 8);
		putchar('\n');
	}
	arena_free(&e.memory);
}

static void earned(void)
{
	static const struct {
		const char *said, *truth;
	} all[] = {{"a red circle above a blue square", "true"},
	        {"a blue square below a red circle", "true"}, {"a red circle", "true"},
	        {"a circle above a square", "true"}, {"a blue square above a red circle", "false"},
	        {"a blue circle above a red square", "false"},
	        {"a green circle above a yellow square", "false"}};
	puts("answer                                        n=1   n=2   n=3   n=4   CIDEr");
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		printf("%-37s %-5s", all[i].said, all[i].truth);
		for (int n = 1; n <= CIDER_ORDER; n++) cell(said_score(&two_shapes, all[i].said, n), 2, 6);
		cell(said_cider(&two_shapes, all[i].said), 2, 8);
		putchar('\n');
	}
}

int block_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"windows", windows}, {"ways", ways_back}, {"look", look}, {"earned", earned}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("block %s: there is no such table", name);
}
