/* The lesson's tables: see blocks.h. Numbers have three decimals and a true minus sign, as in the
 * text. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "blocks.h"
#include "gradcheck.h"
#include "hello.h"

/* A number in six columns: the minus sign is one column but three bytes. */
static void cell(double x, int decimals)
{
	char digits[32];
	if (fabs(x) < 0.5 * pow(10, -decimals)) x = 0;
	snprintf(digits, sizeof digits, "%s%.*f", x < 0 ? "−" : "", decimals, fabs(x));
	printf("%*s%s", (int)(7 - strlen(digits) + (x < 0 ? 2 : 0)), "", digits);
}

static void cells(mat m, int i, int decimals)
{
	for (int j = 0; j < m.cols; j++) cell((double)*elem(m, i, j), decimals);
}

static void weights(hello *e)
{
	puts("W_xh (4,3)                 W_hh (3,3)               W_hy (3,4)");
	puts("                                                      h      e      l      o");
	for (int i = 0; i < HELLO_LETTERS; i++) {
		printf("%c", hello_letters[i]);
		cells(e->w.Wxh, i, 1);
		if (i < HELLO_UNITS) {
			printf("  ");
			cells(e->w.Whh, i, 1);
			printf("  ");
			cells(e->out.W, i, 1);
		}
		putchar('\n');
	}
}

static void forward(hello *e)
{
	puts("t reads         h_t                logits of h, e, l, o       target    p   loss");
	for (int t = 1; t <= e->T; t++) {
		printf("%d %c", t, hello_letters[hello_reads[t - 1]]);
		cells(at(e->h, t), 0, 3);
		printf("  ");
		cells(at(e->logits, t - 1), 0, 3);
		printf("   %c", hello_letters[hello_target[t - 1]]);
		cell(exp(-e->each[t - 1]), 3);
		cell(e->each[t - 1], 3);
		putchar('\n');
	}
}

static void backward(hello *e)
{
	puts("t  from its own loss     from step t+1         dh_t, their sum       da_t");
	for (int t = e->T; t >= 1; t--) {
		printf("%d", t);
		cells(at(e->direct, t), 0, 3);
		putchar(' ');
		for (int j = 0; j < HELLO_UNITS; j++)
			cell((double)(*elem(at(e->dh, t), 0, j) - *elem(at(e->direct, t), 0, j)), 3);
		putchar(' ');
		cells(at(e->dh, t), 0, 3);
		putchar(' ');
		cells(at(e->da, t), 0, 3);
		putchar('\n');
	}
}

static void triangle(hello *e)
{
	double column[HELLO_STEPS + 1] = {0};
	puts("                 k = 1  k = 2  k = 3  k = 4     sum");
	for (int t = 1; t <= e->T; t++) {
		double sum = 0;
		printf("loss of t = %d  ", t);
		for (int k = 1; k <= t; k++) {
			double share = hello_share(e, t, k, 0, 0);
			cell(share, 3);
			sum += share;
			column[k] += share;
		}
		printf("%*s", 7 * (e->T - t) + 3, "");
		cell(sum, 3);
		putchar('\n');
	}
	printf("sum            ");
	double total = 0;
	for (int k = 1; k <= e->T; total += column[k++]) cell(column[k], 3);
	printf("   ");
	cell(total, 3);
	putchar('\n');
}

static mat parameter(hello *e, int which, mat *gradient)
{
	mat p[] = {e->w.Wxh, e->w.Whh, e->w.b, e->out.W, e->out.b};
	mat d[] = {e->dw.Wxh, e->dw.Whh, e->dw.b, e->dout.W, e->dout.b};
	*gradient = d[which];
	return p[which];
}

double worst_error(int which)
{
	arena a = {0};
	hello e = hello_new(&a, HELLO_STEPS);
	mat d, p = parameter(&e, which, &d), numeric = mat_new(&a, p.rows, p.cols);
	numeric_gradient(numeric, p, hello_loss, &e);
	hello_forward(&e);
	hello_backward(&e);
	double worst = 0, largest = 0;
	for (long i = 0; i < count(p); i++) {
		double error = fabs((double)(d.p[i] - numeric.p[i]));
		if (!(error <= worst)) worst = error;
		largest = fmax(largest, fabs((double)numeric.p[i]));
	}
	arena_free(&a);
	return worst / largest;
}

static void training(hello *e)
{
	static const int shown[] = {0, 10, 30, 100, 300, 1000};
	arena a = {0};
	hello forgets = hello_new(&a, HELLO_STEPS);
	puts("updates   with W_hh   with W_hh = 0");
	for (int n = 0, i = 0; i < 6; n++) {
		double with = hello_train(e, 0.1, true), without = hello_train(&forgets, 0.1, false);
		if (n != shown[i]) continue;
		printf("%7d   %9.3f   %13.3f\n", n, with, without);
		i++;
	}
	arena_free(&a);
}

int block_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(hello *e);
	} all[] = {{"weights", weights}, {"forward", forward}, {"backward", backward},
	        {"triangle", triangle}, {"training", training}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (strcmp(name, all[i].name)) continue;
		arena a = {0};
		hello e = hello_new(&a, HELLO_STEPS);
		hello_forward(&e);
		hello_backward(&e);
		all[i].print(&e);
		arena_free(&a);
		return 0;
	}
	return error_set("block %s: there is no such table", name);
}
