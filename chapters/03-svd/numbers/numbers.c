/* numbers: every result that lesson 03 quotes and the program svd does not print.
 *
 *     03-numbers keys          "key value…" a line; chapters/03-svd/numbers.sh passes them on
 *     03-numbers block NAME    a table as the lesson shows it
 *     03-numbers csv NAME      the data of a figure
 *     03-numbers maps SEED     keys of maps, which differ from seed to seed
 *     03-numbers times         times of the chapter's functions, for the walk-through
 *
 * Keys are written without the chapter's prefix, which numbers.sh adds. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "beta.h"
#include "blas.h"
#include "blocks.h"
#include "clouds.h"
#include "example.h"
#include "figures.h"
#include "gradcheck.h"
#include "maps.h"
#include "steps.h"
#include "straight.h"
#include "svd.h"
#include "times.h"
#include "turns.h"

static void key(const char *name, mat m)
{
	printf("%s", name);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) printf(" %.12g", (double)*elem(m, i, j));
	putchar('\n');
}

static void number(const char *name, double x)
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
	number("hand.x0", turned.c * 3 - turned.s * 0);
	number("hand.x1", turned.c * 4 - turned.s * 5);
	number("hand.y0", turned.s * 3 + turned.c * 0);
	number("hand.y1", turned.s * 4 + turned.c * 5);
	mat best = mat_new(&a, 2, 2);
	mul(best, cols(d.u, 0, 1), tr(cols(d.v, 0, 1)));
	scale(best, *elem(d.s, 0, 0));
	key("hand.best", best);
	number("hand.left", low_rank_error(d.s, 1));
	number("hand.sweeps", d.sweeps);
	for (int steps = 0; steps <= 3; steps++) {
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
	double least = INFINITY;
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

/* Three places on a line, and the weights of a point between two others. */
static void maps_by_hand(void)
{
	arena scratch = {0};
	real places[] = {0, 1, 3}, p[9], dy[3];
	static const double exact[] = {0, .2, .1, .2, 0, .2, .1, .2, 0};
	for (int i = 0; i < 9; i++) p[i] = (real)exact[i];
	mat y = mat_of(places, 3, 1);
	number("three.loss", tsne_gradient(mat_of(dy, 3, 1), mat_of(p, 3, 3), y, &scratch));
	double sum = 0;
	static const double near[] = {1 / 2., 1 / 10., 1 / 5.}; // t of the pairs 12, 13, 23
	for (int i = 0; i < 3; i++) sum += 2 * near[i];
	number("three.sum", sum);
	printf("three.q %.12g %.12g %.12g\n", near[0] / sum, near[1] / sum, near[2] / sum);
	key("three.dy", mat_of(dy, 1, 3));
	number("three.dy1", (double)dy[0]);
	real point[] = {1, 0, 3}, w[6];
	static const int neighbour[] = {1, 2, 0, 2, 0, 1};
	lle_weights(mat_of(w, 3, 2), mat_of(point, 3, 1), neighbour, 1e-3);
	key("between.w", mat_of(w, 1, 2));
	number("coins.entropy", 1.5 * log(2));
	number("coins.perplexity", exp(1.5 * log(2)));
	arena_free(&scratch);
}

typedef struct {
	mat p, y, dy;
	arena scratch;
} map_case;

static double map_loss(void *data)
{
	map_case *m = data;
	arena_reset(&m->scratch);
	return tsne_gradient(m->dy, m->p, m->y, &m->scratch);
}

static void gradient_check(void)
{
	enum { N = 9 };
	arena a = {0};
	map_case m = {mat_new(&a, N, N), mat_new(&a, N, 2), mat_new(&a, N, 2), {0}};
	mat x = mat_new(&a, N, 5), numeric = mat_new(&a, N, 2), answer = mat_new(&a, N, 2);
	rng r = rng_new(1, 42);
	rng_fill_normal(&r, x, 1);
	rng_fill_normal(&r, m.y, 1);
	tsne_affinities(m.p, x, 3);
	map_loss(&m);
	copy(answer, m.dy);
	numeric_gradient(numeric, m.y, map_loss, &m);
	double worst = 0, largest = 0;
	for (long i = 0; i < count(answer); i++) {
		worst = fmax(worst, fabs((double)(answer.p[i] - numeric.p[i])));
		largest = fmax(largest, fabs((double)numeric.p[i]));
	}
	number("check.tsne", worst / largest);
	arena_free(&m.scratch);
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

static void searches(void)
{
	arena a = {0};
	mat x = mat_new(&a, 500, 50);
	clouds_noise(x, 1);
	for (int i = 0; i < x.rows; i++)
		scale(rows(x, i, 1), (real)exp(3.0 * i / x.rows)); // crowded … lonely
	beta_effort b = beta_bisection(x, 30), n = beta_newton(x, 30, true),
	            o = beta_newton(x, 30, false);
	printf("beta.bisection %.12g %d %d\n", b.mean, b.most, b.failures);
	printf("beta.newton %.12g %d %d\n", n.mean, n.most, n.failures);
	printf("beta.newton.one %.12g %d %d\n", o.mean, o.most, o.failures);
	arena_free(&a);
}

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
	for (int i = 0; i < 3; i++)
		printf("steps.%d %.4g %.4g %.4g\n", products[i], steps_power(pair, exact, products[i]),
		        steps_block(pair, exact, products[i]), steps_krylov(pair, exact, products[i]));
	arena_free(&a);
}

/* Noise, and clouds at known distances, mapped with this seed. */
static void maps(uint64_t seed)
{
	static const double perplexity[] = {2, 3, 5, 10, 50};
	arena a = {0};
	mat x = mat_new(&a, NOISE_POINTS, NOISE_DIM), y = mat_new(&a, NOISE_POINTS, 2);
	clouds_noise(x, seed);
	for (int i = 0; i < 5; i++) {
		clouds_tsne(y, x, perplexity[i], 750, seed);
		printf("noise.clumped%g %.6g\n", perplexity[i], clouds_clumped(y));
	}
	clouds_scatter(y, seed);
	printf("noise.scattered %.6g\n", clouds_clumped(y));
	mat c = mat_new(&a, CLOUDS * CLOUD_POINTS, CLOUD_DIM), places = mat_new(&a, c.rows, 2);
	static const double far[] = {20, 50, 100};
	for (int i = 0; i < 3; i++) {
		clouds_three(c, 10, far[i], seed);
		clouds_tsne(places, c, 30, 750, seed);
		printf("apart.%g %.6g\n", far[i] / 10,
		        clouds_apart(places, 0, 2) / clouds_apart(places, 0, 1));
	}
	clouds_three(c, 10, 20, seed);
	scale(rows(c, 0, CLOUD_POINTS), (real)0.1); // the first cloud ten times as dense
	clouds_tsne(places, c, 30, 750, seed);
	printf("radius %.6g\n", clouds_radius(places, 1) / clouds_radius(places, 0));
	arena_free(&a);
}

static void print_keys(void)
{
	small_example();
	table_example();
	maps_by_hand();
	gradient_check();
	turns();
	straightness();
	searches();
	ways();
}

int main(int argc, char **argv)
{
	blas_start(argv); // for the times
	error_program("03-numbers");
	const char *what = argc > 1 ? argv[1] : "", *name = argc > 2 ? argv[2] : "";
	int status = 0;
	if (!strcmp(what, "keys"))
		print_keys();
	else if (!strcmp(what, "times"))
		times_print();
	else if (!strcmp(what, "maps"))
		maps((uint64_t)strtoul(name, NULL, 10));
	else if (!strcmp(what, "block"))
		status = block_print(name);
	else if (!strcmp(what, "csv"))
		status = figure_print(name);
	else
		status = error_set("expected keys, times, maps SEED, block NAME or csv NAME");
	if (status || fflush(stdout)) error_exit();
	return 0;
}
