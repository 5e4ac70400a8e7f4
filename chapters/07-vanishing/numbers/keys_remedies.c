/* Numbers of clipping and of good starts: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "adder.h"
#include "gradcheck.h"
#include "hill.h"
#include "keys.h"

static double degrees(double x, double y)
{
	return atan2(y, x) * 180 / acos(-1);
}

/* (3, 4) and (0.3, 4) with limit 1, both ways. */
static void clipping(void)
{
	static const double first[] = {3, 0.3};
	for (int i = 0; i < 2; i++) {
		real by_norm[] = {(real)first[i], 4}, by_value[] = {(real)first[i], 4};
		const double before = degrees(first[i], 4);
		printf("clip%d.length %.12g\n", i + 1, clip_by_norm(mat_of(by_norm, 1, 2), 1));
		clip_by_value(mat_of(by_value, 1, 2), 1);
		printf("clip%d.norm %.12g %.12g\n", i + 1, (double)by_norm[0], (double)by_norm[1]);
		printf("clip%d.value %.12g %.12g\n", i + 1, (double)by_value[0], (double)by_value[1]);
		printf("clip%d.turned %.12g\n", i + 1,
		        before - degrees((double)by_value[0], (double)by_value[1]));
	}
}

static void wall(void)
{
	const double start = 1.02, small = 0.001, large = 0.01;
	number("wall.power", pow(start, HILL_STEPS));
	number("wall.loss", hill_loss(start));
	number("wall.slope", hill_slope(start));
	number("wall.best", pow(0.5, 1.0 / HILL_STEPS));
	double w = hill_update(start, small, 0);
	number("wall.thrown", w);
	number("wall.thrown.slope", hill_slope(w));
	number("wall.thrown.loss", hill_loss(w));
	for (int n = 0; n < 1000000; n++) w = hill_update(w, small, 0);
	number("wall.thrown.later", w);
	w = start;
	for (int n = 1; isfinite(w); n++) {
		w = hill_update(w, large, 0);
		if (n <= 2) printf("wall.far%d %.12g\n", n, w);
		if (!isfinite(w)) printf("wall.updates %d\n", n);
	}
	w = start;
	int n = 0;
	for (; hill_loss(w) > 1e-3 && n < 1000; n++) w = hill_update(w, small, 1);
	printf("wall.clipped.updates %d\nwall.clipped %.12g\n", n, w);
}

static void adding(void)
{
	arena a = {0};
	adder e = adder_new(&a, ADDER_STEPS), far = adder_new(&a, 300);
	for (int t = 0; t <= ADDER_STEPS; t++) {
		char name[20];
		snprintf(name, sizeof name, "adder.h%d", t);
		key(name, at(e.h, t));
		snprintf(name, sizeof name, "adder.da%d", t);
		key(name, at(e.da, t));
	}
	number("adder.answer", e.answer);
	number("adder.far", far.answer);
	key("adder.dWhh", e.dw.Whh);
	key("adder.dWxh", e.dw.Wxh);
	key("adder.db", e.dw.b);
	key("adder.far.da1", at(far.da, 1));
	number("adder.da.first", (double)*elem(at(e.da, 1), 0, 0));
	arena_free(&a);
}

/* --- the gradient check ----------------------------------------------------------------------------- */

enum { T = 7, B = 3, D = 4, H = 6 };

typedef struct {
	rnn w;
	seq x, h;
	mat direct; // (T·B,H): what the loss sends to the states; L = ⟨direct, states⟩
} layer_check;

static double loss_of(void *data)
{
	layer_check *c = data;
	relu_rnn_forward(c->h, c->x, c->w);
	return dot(c->direct, flat(steps(c->h, 1, T)));
}

static double worst_of(mat d, mat value, layer_check *c, arena *a)
{
	mat numeric = mat_new(a, d.rows, d.cols);
	numeric_gradient(numeric, value, loss_of, c);
	double worst = 0, largest = 0;
	for (long i = 0; i < count(d); i++) {
		double error = fabs((double)(d.p[i] - numeric.p[i]));
		if (!(error <= worst)) worst = error;
		largest = fmax(largest, fabs((double)numeric.p[i]));
	}
	return worst / largest;
}

static void gradient_check(void)
{
	arena a = {0};
	layer_check c = {{mat_new(&a, D, H), mat_new(&a, H, H), mat_new(&a, 1, H)},
	        seq_new(&a, T, B, D), seq_new(&a, T + 1, B, H), mat_new(&a, T * B, H)};
	rnn dw = {mat_new(&a, D, H), mat_new(&a, H, H), mat_new(&a, 1, H)};
	seq dh = seq_new(&a, T + 1, B, H), dx = seq_new(&a, T, B, D);
	mat drawn[] = {c.w.Wxh, c.w.Whh, c.w.b, flat(c.x), flat(c.h), c.direct};
	rng r = rng_new(1, 74);
	for (int i = 0; i < 6; i++) rng_fill_normal(&r, drawn[i], 0.5);
	loss_of(&c);
	copy(flat(steps(dh, 1, T)), c.direct);
	relu_rnn_backward(dw, dx, dh, c.x, c.h, c.w);
	mat gradient[] = {dw.Wxh, dw.Whh, dw.b, flat(dx)},
	    value[] = {c.w.Wxh, c.w.Whh, c.w.b, flat(c.x)};
	double worst = 0;
	for (int i = 0; i < 4; i++) worst = fmax(worst, worst_of(gradient[i], value[i], &c, &a));
	number("check.worst", worst);
	arena_free(&a);
}

void keys_of_remedies(void)
{
	clipping();
	wall();
	adding();
	gradient_check();
}
