/* The lesson's tables: see blocks.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "blocks.h"
#include "cell.h"
#include "flow.h"

/* A number in `width` columns: the minus sign is one column but three bytes. */
static void cell(double x, int decimals, int width)
{
	char digits[32];
	if (fabs(x) < 0.5 * pow(10, -decimals)) x = 0;
	snprintf(digits, sizeof digits, "%s%.*f", x < 0 ? "−" : "", decimals, fabs(x));
	printf("%*s%s", width - (int)strlen(digits) + (x < 0 ? 2 : 0), "", digits);
}

static void weights(void)
{
	arena a = {0};
	held e = cell_new(&a);
	puts("              i    f    o    g");
	for (int i = 0; i < CELL_INPUTS; i++) {
		printf("Wx  %-5s ", cell_names[i]);
		for (int j = 0; j < 4; j++) cell((double)*elem(e.w.Wx, i, j), 0, 5);
		putchar('\n');
	}
	printf("Wh        ");
	for (int j = 0; j < 4; j++) cell((double)*elem(e.w.Wh, 0, j), 0, 5);
	printf("\nb         ");
	for (int j = 0; j < 4; j++) cell((double)*elem(e.w.b, 0, j), 0, 5);
	putchar('\n');
	arena_free(&a);
}

static void forward(void)
{
	arena a = {0};
	held e = cell_new(&a);
	cell_forward(&e);
	puts("t reads      i       f       o       g        c_t     h_t");
	for (int t = 1; t <= CELL_STEPS; t++) {
		printf("%d %-5s", t, cell_names[cell_reads[t - 1]]);
		for (int j = 0; j < 4; j++) cell((double)*elem(at(e.a, t - 1), 0, j), 3, 8);
		cell((double)*elem(at(e.c, t), 0, 0), 3, 11);
		cell((double)*elem(at(e.h, t), 0, 0), 3, 8);
		putchar('\n');
	}
	arena_free(&a);
}

static void backward(void)
{
	arena a = {0};
	held e = cell_new(&a);
	cell_forward(&e);
	cell_backward(&e);
	puts("t  past the gates  through h_t     dc_t      da_i     da_f     da_o     da_g");
	for (int t = CELL_STEPS; t >= 1; t--) {
		double dc = (double)*elem(e.dc, 0, t), past = (double)*elem(e.past, 0, t);
		printf("%d", t);
		cell(past, 4, 16);
		cell(dc - past, 4, 13);
		cell(dc, 4, 9);
		putchar(' ');
		for (int j = 0; j < 4; j++) cell((double)*elem(at(e.da, t - 1), 0, j), 4, 9);
		putchar('\n');
	}
	arena_free(&a);
}

static void highway(void)
{
	static const double bias[] = {0, 1, 5};
	arena a = {0};
	mat all = mat_new(&a, 1, FLOW_STEPS + 1), direct = mat_new(&a, 1, FLOW_STEPS + 1);
	puts("forget bias   gate at its bias   its 20th power   cells, gates as they come   all paths");
	for (int i = 0; i < 3; i++) {
		double f = 1 / (1 + exp(-bias[i]));
		flow_lstm(all, direct, bias[i], 1);
		printf("%11g   %16.4f   %14.2g   %25.2g   %9.2g\n", bias[i], f, pow(f, 20),
		        (double)(*elem(direct, 0, 20) / *elem(direct, 0, 0)), (double)*elem(all, 0, 20));
	}
	arena_free(&a);
}

int block_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"weights", weights}, {"forward", forward}, {"backward", backward},
	        {"highway", highway}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("block %s: there is no such table", name);
}
