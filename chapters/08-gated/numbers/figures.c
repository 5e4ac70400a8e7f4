/* The data of figures: see figures.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "figures.h"
#include "flow.h"
#include "shares.h"
#include "valley.h"
#include "variants.h"

/* Three steps of the running example, and the way back. */
static void frames(void)
{
	static const int step[] = {1, 3, 5, 5};
	arena a = {0};
	held e = cell_new(&a);
	cell_forward(&e);
	cell_backward(&e);
	puts("frame,step,i,f,o,g,cell before,cell,state,gradient of cell before,gradient of cell");
	for (int frame = 1; frame <= 4; frame++) {
		const int t = step[frame - 1];
		const real *gate = row(at(e.a, t - 1), 0);
		printf("%d,%d,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f\n", frame, t, (double)gate[0],
		        (double)gate[1], (double)gate[2], (double)gate[3],
		        (double)*elem(at(e.c, t - 1), 0, 0), (double)*elem(at(e.c, t), 0, 0),
		        (double)*elem(at(e.h, t), 0, 0), (double)*elem(e.dc, 0, t - 1),
		        (double)*elem(e.dc, 0, t));
	}
	arena_free(&a);
}

/* Each share of each c_t with the height that it is stacked on, positive ones above zero. */
static void shares(void)
{
	arena a = {0};
	mat share = share_example(&a);
	puts("step,written at,share,from,to,cell");
	for (int t = 1; t <= SHARE_STEPS; t++) {
		double above = 0, below = 0, sum = 0;
		for (int k = 1; k <= t; k++) sum += (double)*elem(share, t, k);
		for (int k = 1; k <= t; k++) {
			double s = (double)*elem(share, t, k), *base = s < 0 ? &below : &above;
			if (s == 0) continue;
			printf("%d,%d,%.4f,%.4f,%.4f,%.4f\n", t, k, s, *base, *base + s, sum);
			*base += s;
		}
	}
	arena_free(&a);
}

/* Norms against lag, for three forget biases: all paths, and cells alone. */
static void flow(void)
{
	static const double bias[] = {0, 1, 5};
	arena a = {0};
	mat all[3], direct[3];
	for (int i = 0; i < 3; i++) {
		all[i] = mat_new(&a, 1, FLOW_STEPS + 1);
		direct[i] = mat_new(&a, 1, FLOW_STEPS + 1);
		flow_lstm(all[i], direct[i], bias[i], 1);
	}
	puts("lag,bias 0: all,bias 0: cells,bias 1: all,bias 1: cells,bias 5: all,bias 5: cells");
	for (int n = 0; n <= FLOW_STEPS; n++) {
		printf("%d", n);
		for (int i = 0; i < 3; i++)
			printf(",%.5g,%.5g", (double)*elem(all[i], 0, n), (double)*elem(direct[i], 0, n));
		putchar('\n');
	}
	arena_free(&a);
}

/* Three units that open once in 8, 16 and 32 steps, for a quarter of the time. */
static void phase(void)
{
	real clock[] = {8, 16, 32, 0, 3, 9, (real)0.25, (real)0.25, (real)0.25}, k[3];
	puts("time,period 8,period 16,period 32");
	for (int i = 0; i <= 960; i++) {
		double t = i / 15.0;
		time_gate(mat_of(k, 1, 3), t, mat_of(clock, 3, 3), 0.02);
		printf("%.4f,%.4f,%.4f,%.4f\n", t, (double)k[0], (double)k[1], (double)k[2]);
	}
}

static void valley(void)
{
	puts("rule,update,x,y,loss");
	for (int rule = 0; rule < RULES; rule++) {
		walk w = walk_new();
		for (int n = 0; n <= 40; n++) {
			printf("%s,%d,%.5f,%.5f,%.6g\n", rule_name[rule], n, w.x, w.y, walk_loss(&w));
			walk_on(&w, (rule_kind)rule);
		}
	}
}

int figure_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"cell", frames}, {"shares", shares}, {"flow", flow}, {"phase", phase},
	        {"valley", valley}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("csv %s: there is no such figure", name);
}
