/* Four words of context, 21, 3, 14 and 21: what arrives at row 21 of the table; see net.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "net.h"
#include "neural.h"
#include "rng.h"
#include "vmath.h"

enum { V = 30, D = 2, M = 4, U = 3, TARGET = 7 };
static const int context[M] = {21, 3, 14, 21};

static nnlm weights(arena *a)
{
	return (nnlm){mat_new(a, V, D), mat_new(a, M * D, U), mat_new(a, 1, U), mat_new(a, M * D, V),
	        mat_new(a, U, V), mat_new(a, 1, V)};
}

typedef struct {
	mat y, x, h;
} pass;

/* The loss −ln p(target) in nats; y becomes its gradient p − e. */
static double loss(pass s, nnlm w)
{
	nnlm_forward(s.y, s.x, s.h, context, w);
	double sum = 0, most = -HUGE_VAL;
	for (int v = 0; v < V; v++) most = fmax(most, (double)s.y.p[v]);
	for (int v = 0; v < V; v++) sum += exp((double)s.y.p[v] - most);
	double answer = log(sum) + most - (double)s.y.p[TARGET];
	for (int v = 0; v < V; v++) s.y.p[v] = (real)(exp((double)s.y.p[v] - most) / sum);
	s.y.p[TARGET] -= 1;
	return answer;
}

static double numeric(pass s, nnlm w, real *p)
{
	const real kept = *p, step = (real)1e-5;
	*p = kept + step;
	double up = loss(s, w);
	*p = kept - step;
	double down = loss(s, w);
	*p = kept;
	return (up - down) / (2 * (double)step);
}

void net_keys(void)
{
	arena a = {0};
	nnlm w = weights(&a), dw = weights(&a);
	mat all[] = {w.E, w.H, w.d, w.W, w.U, w.b}, grad[] = {dw.E, dw.H, dw.d, dw.W, dw.U, dw.b};
	pass s = {mat_new(&a, 1, V), mat_new(&a, 1, M * D), mat_new(&a, 1, U)};
	mat dx = mat_new(&a, 1, M * D), dh = mat_new(&a, 1, U);
	rng r = rng_new(5, 16);
	for (int k = 0; k < 6; k++) rng_fill_normal(&r, all[k], 0.5);
	printf("net.loss %.12g\n", loss(s, w));
	nnlm_backward(dw, s.y, s.x, s.h, context, w, dx, dh);
	printf("net.first %.12g %.12g\n", (double)dx.p[0], (double)dx.p[1]);
	printf("net.last %.12g %.12g\n", (double)dx.p[6], (double)dx.p[7]);
	printf("net.row %.12g %.12g\n", (double)row(dw.E, 21)[0], (double)row(dw.E, 21)[1]);
	printf("net.numeric %.12g %.12g\n", numeric(s, w, row(w.E, 21)),
	        numeric(s, w, row(w.E, 21) + 1));
	double worst = 0;
	for (int k = 0; k < 6; k++)
		for (long e = 0; e < count(all[k]); e++)
			worst = fmax(worst, fabs(numeric(s, w, all[k].p + e) - (double)grad[k].p[e]));
	printf("net.worst %.12g\n", worst);
	int touched = 0;
	for (int v = 0; v < V; v++) touched += row(dw.E, v)[0] != 0;
	printf("net.touched %d\n", touched);
	arena_free(&a);
}
