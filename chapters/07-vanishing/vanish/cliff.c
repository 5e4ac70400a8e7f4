/* A wall in the error surface of one unit, and descent with and without clipping.
 *
 *     h_0 = 1,  h_t = max(0, w h_{t−1} + b),  L = ½ (h_50 − ½)²
 *
 * Where w and b are small enough h_50 is 0 and the surface flat; where they are a little too large it
 * is w⁵⁰ and more, and the surface a wall. Between the two lies a narrow valley where L is 0. */
#include <math.h>
#include <stdio.h>

#include "remedies.h"
#include "vanish.h"

enum { CLIFF_STEPS = 50 };

/* The loss at (w,b), and its gradient. */
static double surface(const double at_point[2], double gradient[2])
{
	arena scratch = {0};
	seq h = seq_new(&scratch, CLIFF_STEPS + 1, 1, 1), dh = seq_new(&scratch, CLIFF_STEPS + 1, 1, 1);
	real w = (real)at_point[0];
	mat Whh = mat_of(&w, 1, 1);
	fill(flat(h), (real)at_point[1]);
	fill(at(h, 0), 1);
	relu_recur_forward(h, Whh);
	double error = (double)*at(h, CLIFF_STEPS).p - 0.5;
	*at(dh, CLIFF_STEPS).p = (real)error;
	relu_recur_backward(dh, h, Whh);
	gradient[0] = dot(flat(steps(h, 0, CLIFF_STEPS)), flat(steps(dh, 1, CLIFF_STEPS)));
	gradient[1] = 0;
	for (int t = 1; t <= CLIFF_STEPS; t++) gradient[1] += (double)*at(dh, t).p;
	arena_free(&scratch);
	return error * error / 2;
}

/* Gradient steps from a place, a row each. */
static void descend(const char *name, const double start[2], int n, double rate, double limit)
{
	double p[2] = {start[0], start[1]}, g[2];
	for (int i = 0; i <= n; i++) {
		double loss = surface(p, g);
		printf("%s,%d,%.6f,%.6f,%.6g,%.6g\n", name, i, p[0], p[1], loss, hypot(g[0], g[1]));
		real step[2] = {(real)g[0], (real)g[1]};
		if (limit > 0) clip_by_norm(mat_of(step, 1, 2), limit);
		for (int k = 0; k < 2; k++) p[k] -= rate * (double)step[k];
	}
}

/* The part of the plane where the wall is. */
static void print_surface(int grid)
{
	static const double low[2] = {0.9, -0.04}, high[2] = {1.05, 0.04};
	for (int i = 0; i < grid; i++)
		for (int k = 0; k < grid; k++) {
			double p[2] = {low[0] + (high[0] - low[0]) * i / (grid - 1),
			        low[1] + (high[1] - low[1]) * k / (grid - 1)};
			double g[2], loss = surface(p, g);
			printf("surface,%d,%.6f,%.6f,%.6g,%.6g\n", i, p[0], p[1], loss, hypot(g[0], g[1]));
		}
}

int vanish_cliff(int argc, char **argv)
{
	double start[2] = {1.02, 0.005}, rate = 0.002, limit = 1;
	int grid = 60, updates = 100;
	const cli_option options[] = {
	        cli_int("grid", &grid, 2, 2000, "places along each axis of the surface"),
	        cli_int("updates", &updates, 0, 1e6, "gradient steps"),
	        cli_real_above("rate", &rate, 0, HUGE_VAL, "their size: learning rate"),
	        cli_real_above("clip", &limit, 0, HUGE_VAL, "longest gradient of the clipped run"),
	        cli_real("w", &start[0], -10, 10, "where both runs begin"),
	        cli_real("b", &start[1], -10, 10, "where both runs begin"), cli_end};
	lab_read_options(&vanish_lab, argc, argv,
	        "The error surface of one ReLU unit that runs for 50 steps, and gradient descent on "
	        "it,\n"
	        "plain and clipped: part,step,w,b,loss,norm, where part is surface, plain or clipped "
	        "and\n"
	        "norm the length of the gradient there.",
	        options);
	puts("part,step,w,b,loss,norm");
	print_surface(grid);
	descend("plain", start, updates, rate, 0);
	descend("clipped", start, updates, rate, limit);
	return 0;
}
