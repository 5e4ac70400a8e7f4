/* The data of figures: see figures.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "figures.h"
#include "hill.h"
#include "lapack.h"
#include "starts.h"

/* Where powers of two matrices carry the rows of length 1. */
static void ellipses(void)
{
	static const double turn = 0.05235987755982988; // 3 degrees
	static const struct {
		const char *name;
		double a[4];
	} of[] = {{"growing", {0, 1, 1, 1}}, {"turning", {0.8, 0.6, -0.6, 0.8}}};
	puts("matrix,power,x,y");
	for (int k = 0; k < 2; k++)
		for (int n = 0; n <= 3; n++)
			for (int i = 0; i <= 120; i++) {
				double x = cos(i * turn), y = sin(i * turn);
				for (int m = 0; m < n; m++) {
					double kept = x;
					x = x * of[k].a[0] + y * of[k].a[2];
					y = kept * of[k].a[1] + y * of[k].a[3];
				}
				printf("%s,%d,%.5f,%.5f\n", of[k].name, n, x, y);
			}
}

static void skew(void)
{
	real from[] = {(real)0.5, 10, 0, (real)0.5}, one[4] = {1, 0, 0, 1}, next[4], of[2];
	mat a = mat_of(from, 2, 2), power = mat_of(one, 2, 2), room = mat_of(next, 2, 2);
	mat s = mat_of(of, 1, 2);
	puts("power,largest singular value,bound s_1 to the power,eigenvalue to the power");
	singular_values(s, a);
	const double bound = (double)of[0];
	for (int n = 0; n <= 20; n++) {
		singular_values(s, power);
		printf("%d,%.6g,%.6g,%.6g\n", n, (double)of[0], pow(bound, n), pow(0.5, n));
		mul(room, power, a);
		copy(power, room);
	}
}

static void products(void)
{
	arena a = {0};
	mat Whh = mat_new(&a, START_UNITS, START_UNITS), s = mat_new(&a, 1, START_UNITS);
	mat product = mat_new(&a, 1, START_STEPS + 1), one = mat_new(&a, 1, START_STEPS + 1);
	seq h = seq_new(&a, START_STEPS + 1, 1, START_UNITS);
	start_draw(Whh, UNIFORM, 1);
	start_run(h, Whh, BY_TANH, 0.1, 1);
	jacobian_product_norms(product, h, Whh, BY_TANH);
	start_gradient(one, h, Whh, BY_TANH, 1);
	singular_values(s, Whh);
	const double bound = (double)*elem(s, 0, 0), radius = spectral_radius(Whh, 40);
	puts("steps back,bound s_1 to the power,norm of the product,one gradient,spectral radius to "
	     "the power");
	for (int lag = 0; lag <= START_STEPS; lag++)
		printf("%d,%.6g,%.6g,%.6g,%.6g\n", lag, pow(bound, lag),
		        (double)*elem(product, 0, START_STEPS - lag),
		        (double)*elem(one, 0, START_STEPS - lag), pow(radius, lag));
	arena_free(&a);
}

/* Gradients of a fixed set of directions and lengths, and what clipping makes of them. */
static void clipping(void)
{
	static const double angle[] = {8, 30, 55, 82, 110, 150, 200, 250, 290, 325};
	static const double length[] = {2.3, 1.9, 2.4, 2.2, 1.8, 2.3, 0.7, 2.1, 2.4, 1.6};
	puts("x,y,by norm x,by norm y,by value x,by value y");
	for (int i = 0; i < 10; i++) {
		const double x = length[i] * cos(angle[i] * acos(-1) / 180),
		             y = length[i] * sin(angle[i] * acos(-1) / 180);
		real n[] = {(real)x, (real)y}, v[] = {(real)x, (real)y};
		clip_by_norm(mat_of(n, 1, 2), 1);
		clip_by_value(mat_of(v, 1, 2), 1);
		printf("%.5f,%.5f,%.5f,%.5f,%.5f,%.5f\n", x, y, (double)n[0], (double)n[1], (double)v[0],
		        (double)v[1]);
	}
}

/* The wall's profile, and two descents from the same place. */
static void wall(void)
{
	puts("part,w,loss");
	for (int i = 0; i <= 400; i++) {
		double w = 0.68 + i * (1.03 - 0.68) / 400;
		printf("profile,%.5f,%.6g\n", w, hill_loss(w));
	}
	static const char *const name[] = {"plain", "clipped"};
	for (int clipped = 0; clipped < 2; clipped++) {
		double w = 1.02;
		for (int n = 0; n <= 40; n++) {
			printf("%s,%.6f,%.6g\n", name[clipped], w, hill_loss(w));
			w = hill_update(w, 0.001, clipped);
		}
	}
}

int figure_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"ellipses", ellipses}, {"skew", skew}, {"products", products}, {"clip", clipping},
	        {"wall", wall}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("csv %s: there is no such figure", name);
}
