/* The data of figures: see figures.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "deep.h"
#include "figures.h"
#include "hand.h"
#include "said.h"

/* What is drawn on: a square with a bright frame and a slope beside it, 16×16. */
enum { SIDE = 16 };

static void draw(images x)
{
	for (int i = 0; i < SIDE; i++)
		for (int j = 0; j < SIDE; j++) {
			const bool square = i >= 2 && i <= 8 && j >= 2 && j <= 8;
			const bool slope = i >= 5 && i <= 13 && j >= 10 && j <= 14 && 2 * (j - 10) <= i - 5;
			plane(x, 0, 0)[i * SIDE + j] = square || slope ? 1 : 0;
		}
}

/* One plane as rows "panel,row,column,value". */
static void panel(const char *name, images x, int c, int n)
{
	for (int i = 0; i < x.H; i++)
		for (int j = 0; j < x.W; j++)
			printf("%s,%d,%d,%.5g\n", name, i, j, (double)plane(x, c, n)[i * x.W + j]);
}

static void im2col_figure(void)
{
	hand e = hand_new();
	puts("part,row,column,value");
	for (int i = 0; i < 9; i++) printf("picture,%d,%d,%g\n", i / 3, i % 3, (double)e.x.m.p[i]);
	for (int r = 0; r < 4; r++)
		for (int p = 0; p < 4; p++) printf("col,%d,%d,%g\n", r, p, (double)*elem(e.col, r, p));
	for (int r = 0; r < 4; r++) printf("kernel,0,%d,%g\n", r, (double)row(e.k.W, 0)[r]);
	for (int p = 0; p < 4; p++) printf("answer,0,%d,%g\n", p, (double)row(e.y.m, 0)[p]);
	arena_free(&e.memory);
}

static void filters(void)
{
	static const double kernels[3][9] = {{1, 1, 1, 1, 1, 1, 1, 1, 1},
	        {-1, 0, 1, -2, 0, 2, -1, 0, 1}, {-1, -2, -1, 0, 0, 0, 1, 2, 1}};
	arena a = {0};
	images x = images_new(&a, 1, 1, SIDE, SIDE), y = images_new(&a, 3, 1, SIDE, SIDE),
	       top = images_new(&a, 3, 1, SIDE / 4, SIDE / 4);
	conv2d k = {mat_new(&a, 3, 9), mat_new(&a, 1, 3)};
	int *from = arena_alloc(&a, 3 * SIDE * SIDE / 16, sizeof *from);
	for (int f = 0; f < 3; f++)
		for (int i = 0; i < 9; i++)
			*elem(k.W, f, i) = (real)(f == 0 ? kernels[f][i] / 9 : kernels[f][i] / 4);
	draw(x);
	conv2d_forward(y, x, k, (window){3, 1, 1});
	puts("panel,row,column,value");
	panel("picture", x, 0, 0);
	panel("mean", y, 0, 0);
	panel("left edges", y, 1, 0);
	panel("upper edges", y, 2, 0);
	for (long i = 0; i < count(y.m); i++) y.m.p[i] = y.m.p[i] > 0 ? y.m.p[i] : 0;
	panel("max(0 left)", y, 1, 0);
	max_pool_forward(top, from, y, 4);
	panel("largest of 4x4", top, 1, 0);
	arena_free(&a);
}

static void norm(void)
{
	static const double wide[] = {0.5, 1, 2};
	arena a = {0};
	mat m[6];
	for (int i = 0; i < 6; i++) {
		m[i] = mat_new(&a, 1, TOWER + 1);
		tower_spread(m[i], wide[i % 3], i >= 3);
	}
	puts("layer,half,one,twice,half normalised,one normalised,twice normalised");
	for (int l = 0; l <= TOWER; l++) {
		printf("%d", l);
		for (int i = 0; i < 6; i++) printf(",%.5g", (double)row(m[i], 0)[l]);
		putchar('\n');
	}
	arena_free(&a);
}

static void depth(void)
{
	arena a = {0};
	mat plain = mat_new(&a, 1, TOWER + 1), residual = mat_new(&a, 1, TOWER + 1);
	tower_gradient(plain, false);
	tower_gradient(residual, true);
	puts("blocks,plain,residual");
	for (int l = 0; l <= TOWER; l++)
		printf("%d,%.5g,%.5g\n", l, (double)row(plain, 0)[l], (double)row(residual, 0)[l]);
	arena_free(&a);
}

static void placed(void)
{
	static const char *const name[] = {"as it is", "moved", "turned", "scaled", "flipped", "all"};
	const placement p[] = {{0, 0, 0, 1, false}, {3, 2, 0, 1, false}, {0, 0, 0.5, 1, false},
	        {0, 0, 0, 0.6, false}, {0, 0, 0, 1, true}, {1.5, -1, -0.3, 0.8, true}};
	arena a = {0};
	images x = images_new(&a, 1, 6, SIDE, SIDE), y = images_new(&a, 1, 6, SIDE, SIDE);
	draw(x);
	for (int n = 1; n < 6; n++) copy(pictures(x, n, 1).m, pictures(x, 0, 1).m);
	place_images(y, x, p);
	puts("panel,row,column,value");
	for (int n = 0; n < 6; n++) panel(name[n], y, 0, n);
	arena_free(&a);
}

static void glimpse(void)
{
	static const int at_row[] = {4, 8, 12, 15}, at_col[] = {4, 10, 12, 1};
	static const char *const name[] = {"1", "2", "3", "4"};
	enum { SIZE = 5 };
	arena a = {0};
	images x = images_new(&a, 1, 1, SIDE, SIDE);
	seq g = seq_new(&a, 4, 1, SIZE * SIZE);
	draw(x);
	glimpses(g, x, at_row, at_col, SIZE);
	puts("panel,row,column,value");
	panel("picture", x, 0, 0);
	for (int t = 0; t < 4; t++) panel(name[t], (images){at(g, t), 1, SIZE, SIZE}, 0, 0);
	for (int t = 0; t < 4; t++) printf("centre,%d,%d,%d\n", at_row[t], at_col[t], t + 1);
	arena_free(&a);
}

static void cosine(void)
{
	const double circle = said_idf(&single_shapes, "circle"), red = said_idf(&single_shapes, "red");
	puts("panel,caption,common,red");
	printf("times alone,a circle,%.5g,0\n", sqrt(2));
	printf("times alone,a red circle,%.5g,1\n", sqrt(2));
	printf("times idf,a circle,%.5g,0\n", circle);
	printf("times idf,a red circle,%.5g,%.5g\n", circle, red);
}

int figure_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"im2col", im2col_figure}, {"filters", filters}, {"norm", norm}, {"depth", depth},
	        {"placed", placed}, {"glimpses", glimpse}, {"cosine", cosine}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("csv %s: there is no such figure", name);
}
