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
	key("hand.lambda", lambda);
	key("hand.power", p);
	printf("hand.lambda10 %.12g %.12g\n", pow((double)of[0], 10), pow((double)of[1], 10));
	if (eigen_symmetric(lambda, q, 0, 2)) bug("no eigenvalues");
	for (int j = 0; j < 2; j++) { // the sign that makes the first component positive
		if (*elem(q, j, 0) < 0) scale(rows(q, j, 1), -1);
		printf("hand.q%d %.12g %.12g\n", j + 1, (double)*elem(q, j, 0), (double)*elem(q, j, 1));
		printf("hand.share%d %.12g\n", j + 1, pow((double)*elem(q, j, 0), 2));
	}
	singular_values(lambda, a);
	key("hand.s", lambda);
	number("fifty.small", pow(0.9, 50));
	number("fifty.large", pow(1.1, 50));
	number("fifty.near", pow(0.99, 50));
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
	for (start_kind kind = UNIFORM; kind < STARTS; kind++) {
		double largest[SEEDS], least[SEEDS], middle[SEEDS], radius[SEEDS], near[SEEDS];
		for (int i = 0; i < SEEDS; i++) {
			arena a = {0};
			mat Whh = mat_new(&a, START_UNITS, START_UNITS), s = mat_new(&a, 1, START_UNITS);
			start_draw(Whh, kind, (uint64_t)i + 1);
			singular_values(s, Whh);
			largest[i] = (double)*elem(s, 0, 0);
			middle[i] = (double)*elem(s, 0, START_UNITS / 2);
			least[i] = (double)*elem(s, 0, START_UNITS - 1);
			radius[i] = spectral_radius(Whh, 40);
			near[i] = 0;
			for (int j = 0; j < START_UNITS; j++) near[i] += *elem(s, 0, j) > (real)0.9;
			arena_free(&a);
		}
		spread(start_name[kind], "s1", largest);
		spread(start_name[kind], "middle", middle);
		spread(start_name[kind], "least", least);
		spread(start_name[kind], "rho", radius);
		spread(start_name[kind], "near", near);
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
	left("tanh", UNIFORM, BY_TANH, 0.1);
	left("loud", UNIFORM, BY_TANH, 2);
	left("turned", ORTHOGONAL, BY_TANH, 0.1);
	left("halved", ORTHOGONAL, BY_RELU, 0.1);
	left("irnn", IDENTITY, BY_RELU, 0.1);
	left("nprnn", POSITIVE, BY_RELU, 0.1);
}
