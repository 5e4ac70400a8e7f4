/* Numbers of powers and products: see keys.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "keys.h"
#include "lapack.h"
#include "starts.h"

void key(const char *name, mat m)
{
	printf("%s", name);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) printf(" %.12g", (double)*elem(m, i, j));
	putchar('\n');
}

void number(const char *name, double x)
{
	printf("%s %.12g\n", name, x);
}

/* [[0,1],[1,1]] and its tenth power, by the road over eigenvalues. */
static void symmetric(void)
{
	real from[] = {0, 1, 1, 1}, into[4], of[2], vectors[4] = {0, 1, 1, 1};
	mat a = mat_of(from, 2, 2), p = mat_of(into, 2, 2), lambda = mat_of(of, 1, 2);
	mat q = mat_of(vectors, 2, 2);
	matrix_power_by_eig(p, lambda, a, 10);
	key("hand.power", p);
	for (int j = 0; j < 2; j++) {
		printf("hand.l%d %.12g\n", j + 1, (double)of[j]);
		printf("hand.l%d.10 %.12g\n", j + 1, pow((double)of[j], 10));
	}
	number("hand.p00", (double)into[0]);
	if (eigen_symmetric(lambda, q, 0, 2)) bug("no eigenvalues");
	for (int j = 0; j < 2; j++) { // the sign that makes the first component positive
		if (*elem(q, j, 0) < 0) scale(rows(q, j, 1), -1);
		printf("hand.q%d %.12g %.12g\n", j + 1, (double)*elem(q, j, 0), (double)*elem(q, j, 1));
	}
	singular_values(lambda, a);
	number("hand.s2", (double)of[1]);
	number("fifty.small", pow(0.9, 50));
	number("fifty.large", pow(1.1, 50));
	number("adding.always", 1.0 / 6); // the variance of a sum of two uniform numbers
}

/* [[½, 10], [0, ½]]. */
static void skew(void)
{
	real from[] = {(real)0.5, 10, 0, (real)0.5}, one[4] = {1, 0, 0, 1}, next[4], of[2];
	mat a = mat_of(from, 2, 2), power = mat_of(one, 2, 2), room = mat_of(next, 2, 2);
	mat s = mat_of(of, 1, 2);
	int last = 0;
	for (int n = 1; n <= 50; n++) {
		mul(room, power, a);
		copy(power, room);
		singular_values(s, power);
		if (n <= 10 || n == 50)
			printf("skew.corner%d %.12g\nskew.norm%d %.12g\n", n, (double)next[1], n,
			        (double)of[0]);
		if (of[0] > 1) last = n;
	}
	number("skew.ratio", 10 * 10 * pow(0.5, 9) / pow(0.5, 10));
	number("skew.last", last); // the last power that can still lengthen something
	for (int squarings = 0; squarings <= 50; squarings += squarings < 10 ? 1 : 20)
		printf("skew.root%d %.12g\n", squarings, spectral_radius(a, squarings));
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

enum { SEEDS = 5 };

/* "name median", "name.low", "name.high" of SEEDS numbers. */
static void spread(const char *start, const char *what, double *x)
{
	qsort(x, SEEDS, sizeof *x, by_size);
	printf("start.%s.%s %.6g\n", start, what, x[SEEDS / 2]);
	printf("start.%s.%s.low %.6g\nstart.%s.%s.high %.6g\n", start, what, x[0], start, what,
	        x[SEEDS - 1]);
}

static void starts(void)
{
	double largest[SEEDS], radius[SEEDS], middle[SEEDS], near[SEEDS];
	for (int i = 0; i < SEEDS; i++) {
		arena a = {0};
		mat Whh = mat_new(&a, START_UNITS, START_UNITS), s = mat_new(&a, 1, START_UNITS);
		start_draw(Whh, UNIFORM, (uint64_t)i + 1);
		singular_values(s, Whh);
		largest[i] = (double)*elem(s, 0, 0);
		radius[i] = spectral_radius(Whh, 40);
		start_draw(Whh, POSITIVE, (uint64_t)i + 1);
		singular_values(s, Whh); // of a positive definite matrix they are its eigenvalues
		middle[i] = (double)*elem(s, 0, START_UNITS / 2);
		near[i] = 0;
		for (int j = 0; j < START_UNITS; j++) near[i] += *elem(s, 0, j) > (real)0.9;
		arena_free(&a);
	}
	spread("uniform", "s1", largest);
	spread("uniform", "rho", radius);
	spread("positive", "middle", middle);
	spread("positive", "near", near);
}

/* How far the radius is off after some squarings, and how a vector's growth wanders that is multiplied
 * again and again: the largest eigenvalues are a pair of conjugate numbers. */
static void roads_to_the_radius(void)
{
	arena a = {0};
	mat Whh = mat_new(&a, START_UNITS, START_UNITS), v = mat_new(&a, 1, START_UNITS);
	mat next = mat_new(&a, 1, START_UNITS);
	start_draw(Whh, UNIFORM, 1);
	const double rho = spectral_radius(Whh, 50);
	for (int squarings = 10; squarings <= 30; squarings += 10)
		printf("radius.error%d %.3g\n", squarings, spectral_radius(Whh, squarings) / rho - 1);
	double low = HUGE_VAL, high = 0;
	fill(v, 1);
	for (int n = 0; n < 1000; n++) {
		mul(next, v, Whh);
		const double growth = sqrt(dot(next, next) / dot(v, v));
		copy(v, next);
		scale(v, (real)(1 / sqrt(dot(v, v))));
		if (n < 900) continue;
		low = fmin(low, growth);
		high = fmax(high, growth);
	}
	printf("radius.rho %.12g\nradius.wanders %.12g %.12g\n", rho, low, high);
	arena_free(&a);
}

/* Rows made orthogonal to those before: with what is left each time, or with the row as it was. */
static void orthogonal_rows(void)
{
	enum { H = 200 };
	for (int classical = 0; classical < 2; classical++) {
		arena a = {0};
		mat W = mat_new(&a, H, H), drawn = mat_new(&a, 1, H), I = mat_new(&a, H, H);
		rng r = rng_new(1, 77);
		if (!classical) orthogonal_init(W, &r);
		if (classical) rng_fill_normal(&r, W, 1);
		for (int i = 0; classical && i < H; i++) {
			mat x = rows(W, i, 1);
			copy(drawn, x);
			for (int j = 0; j < i; j++) {
				const real along = (real)dot(drawn, rows(W, j, 1));
				for (int k = 0; k < H; k++) row(x, 0)[k] -= along * row(W, j)[k];
			}
			scale(x, (real)pow(dot(x, x), -0.5));
		}
		mul(I, W, tr(W));
		double worst = 0;
		for (int i = 0; i < H; i++)
			for (int j = 0; j < H; j++)
				worst = fmax(worst, fabs((double)*elem(I, i, j) - (i == j)));
		printf("rows.%s %.3g\n", classical ? "classical" : "modified", worst);
		arena_free(&a);
	}
}

/* What is left after 10 and 50 steps: of the bound, of the product, of one gradient. */
static void left(const char *name, start_kind kind, activation f, double input)
{
	double product[2][SEEDS], gradient[2][SEEDS], on[SEEDS];
	static const int lag[2] = {10, START_STEPS};
	char what[20];
	for (int i = 0; i < SEEDS; i++) {
		arena a = {0};
		const uint64_t seed = (uint64_t)i + 1;
		mat Whh = mat_new(&a, START_UNITS, START_UNITS), norm = mat_new(&a, 1, START_STEPS + 1);
		seq h = seq_new(&a, START_STEPS + 1, 1, START_UNITS);
		start_draw(Whh, kind, seed);
		start_run(h, Whh, f, input, seed);
		jacobian_product_norms(norm, h, Whh, f);
		for (int k = 0; k < 2; k++) product[k][i] = (double)*elem(norm, 0, START_STEPS - lag[k]);
		start_gradient(norm, h, Whh, f, seed);
		for (int k = 0; k < 2; k++) gradient[k][i] = (double)*elem(norm, 0, START_STEPS - lag[k]);
		on[i] = 0;
		for (int j = 0; j < START_UNITS; j++) on[i] += *elem(at(h, START_STEPS), 0, j) > 0;
		arena_free(&a);
	}
	for (int k = 0; k < 2; k++) {
		snprintf(what, sizeof what, "product%d", lag[k]);
		spread(name, what, product[k]);
		snprintf(what, sizeof what, "gradient%d", lag[k]);
		spread(name, what, gradient[k]);
	}
	spread(name, "on", on);
}

void keys_of_powers(void)
{
	symmetric();
	skew();
	starts();
	roads_to_the_radius();
	orthogonal_rows();
	left("tanh", UNIFORM, BY_TANH, 0.1);
	left("loud", UNIFORM, BY_TANH, 2);
	left("turned", ORTHOGONAL, BY_TANH, 0.1);
	left("halved", ORTHOGONAL, BY_RELU, 0.1);
	left("irnn", IDENTITY, BY_RELU, 0.1);
	left("nprnn", POSITIVE, BY_RELU, 0.1);
}
