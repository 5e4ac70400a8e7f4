/* Numbers of the decompositions: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "example.h"
#include "keys.h"
#include "lapack.h"
#include "steps.h"
#include "svd.h"
#include "turns.h"

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

/* [[3,0],[4,5]], all of it. */
static void small_example(void)
{
	arena a = {0};
	decomposed d = example_small(&a);
	key("hand.s", d.s);
	key("hand.u1", tr(cols(d.u, 0, 1)));
	key("hand.u2", tr(cols(d.u, 1, 1)));
	key("hand.v1", tr(cols(d.v, 0, 1)));
	rotation turned = jacobi_rotation(25, 25, 20);
	number("hand.c", turned.c);
	const double c = turned.c,
	             t = turned.s; // columns (3, 4) and (0, 5), and a common factor of 0.707
	printf("hand.xy %.12g %.12g %.12g %.12g %.12g %.12g\n", c, c * 3, c * 4 - t * 5, c, t * 3,
	        t * 4 + c * 5);
	mat best = mat_new(&a, 2, 2);
	mul(best, cols(d.u, 0, 1), tr(cols(d.v, 0, 1)));
	scale(best, *elem(d.s, 0, 0));
	key("hand.best", best);
	number("hand.left", low_rank_error(d.s, 1));
	number("hand.sweeps", d.sweeps);
	for (int steps = 1; steps <= 3; steps++) {
		real start[] = {1, 0};
		mat v = mat_of(start, 1, 2);
		printf("hand.power%d %.12g\n", steps, power_iteration(v, d.a, steps));
		printf("hand.power%d.v %.12g %.12g\n", steps, (double)start[0], (double)start[1]);
	}
	arena_free(&a);
}

static double correlation(const double *x, const double *y, int n)
{
	double mx = 0, my = 0, xy = 0, xx = 0, yy = 0;
	for (int i = 0; i < n; i++) {
		mx += x[i] / n;
		my += y[i] / n;
	}
	for (int i = 0; i < n; i++) {
		xy += (x[i] - mx) * (y[i] - my);
		xx += (x[i] - mx) * (x[i] - mx);
		yy += (y[i] - my) * (y[i] - my);
	}
	return xy / sqrt(xx * yy);
}

/* The table of chapter 02: its axes, how much they hold, a new word folded in. */
static void table_example(void)
{
	arena a = {0};
	decomposed d = example_table(&a);
	key("table.s", d.s);
	double all = dot(d.s, d.s), sum[TABLE_WORDS] = {0}, first[TABLE_WORDS];
	for (int k = 0; k < 3; k++)
		printf("table.share%d %.12g\n", k + 1, 100 * pow((double)*elem(d.s, 0, k), 2) / all);
	for (int k = 1; k <= 3; k++) printf("table.left%d %.12g\n", k, low_rank_error(d.s, k));
	double least = HUGE_VAL;
	for (int i = 0; i < TABLE_WORDS; i++) {
		for (int j = 0; j < TABLE_VERBS; j++) sum[i] += (double)*elem(d.a, i, j);
		first[i] = (double)*elem(d.u, i, 0);
		least = fmin(least, first[i]);
	}
	number("table.frequency", correlation(sum, first, TABLE_WORDS));
	number("table.least", least);
	static const double spoon[TABLE_VERBS] = {40, 8, 50, 0, 2, 0};
	sparse_builder b = sparse_begin(&a, 1, TABLE_VERBS);
	for (int j = 0; j < TABLE_VERBS; j++)
		if (spoon[j] > 0) sparse_add(&b, 0, j, spoon[j]);
	mat e = mat_new(&a, 1, 3);
	lsa_fold_in(e, sparse_end(&b, &a), cols(d.v, 0, 3), cols(d.s, 0, 3), 1);
	key("table.spoon", e);
	arena_free(&a);
}

static void turns(void)
{
	number("predict.steps", log(10) / -log(0.9801));
	number("turn.difference", turns_by_difference(1e8));
	number("turn.quotient", turns_by_quotient(1e8));
	number("turn.smaller", turns_sweeps(50, 40, TURN_SMALLER, 60, 1));
	number("turn.larger", turns_sweeps(50, 40, TURN_LARGER, 60, 1));
}

/* Two nearly equal columns: the small singular value from the columns, and from AᵀA. */
static void alike(void)
{
	const double e = 1e-9;
	arena a = {0};
	mat x = mat_new(&a, 3, 2), u = mat_new(&a, 3, 2), s = mat_new(&a, 1, 2), v = mat_new(&a, 2, 2);
	*elem(x, 0, 0) = *elem(x, 0, 1) = 1;
	*elem(x, 1, 0) = *elem(x, 2, 1) = (real)e;
	jacobi_svd(u, s, v, x);
	printf("alike.jacobi %.12g\n", (double)*elem(s, 0, 1));
	mul(v, tr(x), x);
	if (eigen_symmetric(s, v, 0, 2)) bug("LAPACK did not converge");
	printf("alike.gram %.12g\n", sqrt(fmax(0, (double)*elem(s, 0, 0))));
	arena_free(&a);
}

#if __has_include("ways/straight.h") // a kit holds no exercise done in another way
#include "ways/straight.h"

static void straightness(void)
{
	static const struct {
		const char *name;
		int (*make)(mat x, mat room);
	} how[] = {{"classical", straight_classical}, {"modified", straight_modified},
	        {"once", straight_cholesky}, {"twice", orthonormalize}};
	for (int i = 0; i < 4; i++)
		for (int digits = 2; digits <= 10; digits += 4) { // condition 1e2, 1e6, 1e10
			arena a = {0};
			mat x = mat_new(&a, 500, 32), room = mat_new(&a, 32, 32);
			straight_matrix(x, pow(10, digits), 1);
			int failed = how[i].make(x, room);
			printf("ortho.%s%d %.2e\n", how[i].name, digits, failed ? -1 : straight_error(x));
			arena_free(&a);
		}
}
#else
static void straightness(void)
{
}
#endif

static void ways(void)
{
	arena a = {0};
	sparse_pair pair = steps_matrix(&a, 1);
	mat exact = mat_new(&a, 1, STEPS_WANTED);
	steps_exact(exact, pair);
	number("steps.entries", (double)sparse_count(pair.a));
	number("steps.first", (double)*elem(exact, 0, 0));
	double closest = 0,
	       between = pow((double)(*elem(exact, 0, STEPS_WANTED - 1) / *elem(exact, 0, 1)),
	               1.0 / (STEPS_WANTED - 2));
	for (int i = 2; i < STEPS_WANTED; i++)
		closest = fmax(closest, (double)(*elem(exact, 0, i) / *elem(exact, 0, i - 1)));
	printf("steps.ratio %.12g\nsteps.closest %.12g\n", between, closest); // of neighbours
	static const int products[] = {128, 256, 512};
	for (int i = 0; i < 3; i++) {
		const int n = products[i];
		printf("steps.%d.1 %.4g\n", n, steps_power(pair, exact, n));
		printf("steps.%d.2 %.4g\n", n, steps_block(pair, exact, n));
		printf("steps.%d.3 %.4g\n", n, steps_krylov(pair, exact, n));
	}
	arena_free(&a);
}

void keys_of_decompositions(void)
{
	small_example();
	table_example();
	turns();
	alike();
	straightness();
	ways();
}
