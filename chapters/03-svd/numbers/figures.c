/* The data of figures: see figures.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "clouds.h"
#include "error.h"
#include "example.h"
#include "figures.h"
#include "steps.h"

/* The unit circle, and where [[3,0],[4,5]] carries it; then the axes v and s u. */
static void circle(void)
{
	const double turn = 2 * acos(-1) / 120;
	arena a = {0};
	decomposed d = example_small(&a);
	puts("part,x,y,carried x,carried y");
	for (int i = 0; i <= 120; i++) {
		double x = cos(i * turn), y = sin(i * turn);
		printf("circle,%.5f,%.5f,%.5f,%.5f\n", x, y, 3 * x, 4 * x + 5 * y);
	}
	for (int k = 0; k < 2; k++)
		printf("axis %d,%.5f,%.5f,%.5f,%.5f\n", k + 1, (double)*elem(d.v, 0, k),
		        (double)*elem(d.v, 1, k), (double)(*elem(d.s, 0, k) * *elem(d.u, 0, k)),
		        (double)(*elem(d.s, 0, k) * *elem(d.u, 1, k)));
	arena_free(&a);
}

static void ways(void)
{
	arena a = {0};
	sparse_pair pair = steps_matrix(&a, 1);
	mat exact = mat_new(&a, 1, STEPS_WANTED);
	steps_exact(exact, pair);
	puts("products with a vector,one by one,block of 32,block Krylov");
	for (int n = STEPS_BLOCK; n <= 512; n += STEPS_BLOCK)
		printf("%d,%.4e,%.4e,%.4e\n", n, steps_power(pair, exact, n), steps_block(pair, exact, n),
		        steps_krylov(pair, exact, n));
	arena_free(&a);
}

/* The same noise, mapped at three perplexities. */
static void noise(void)
{
	static const double perplexity[] = {2, 10, 50};
	arena a = {0};
	mat x = mat_new(&a, NOISE_POINTS, NOISE_DIM), y = mat_new(&a, NOISE_POINTS, 2);
	clouds_noise(x, 1);
	puts("perplexity,x,y");
	for (int i = 0; i < 3; i++) {
		clouds_tsne(y, x, perplexity[i], 750, 1);
		for (int n = 0; n < NOISE_POINTS; n++)
			printf("%g,%.4f,%.4f\n", perplexity[i], (double)*elem(y, n, 0), (double)*elem(y, n, 1));
	}
	arena_free(&a);
}

/* Three clouds, the third ten times as far from the first as the second. */
static void clouds(void)
{
	static const double perplexity[] = {5, 30, 100};
	arena a = {0};
	mat x = mat_new(&a, CLOUDS * CLOUD_POINTS, CLOUD_DIM), y = mat_new(&a, x.rows, 2);
	clouds_three(x, 10, 100, 1);
	puts("perplexity,cloud,x,y");
	for (int i = 0; i < 3; i++) {
		clouds_tsne(y, x, perplexity[i], 750, 1);
		for (int n = 0; n < x.rows; n++)
			printf("%g,%d,%.4f,%.4f\n", perplexity[i], n / CLOUD_POINTS, (double)*elem(y, n, 0),
			        (double)*elem(y, n, 1));
	}
	arena_free(&a);
}

int figure_print(const char *name)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} all[] = {{"circle", circle}, {"steps", ways}, {"noise", noise}, {"clouds", clouds}};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (!strcmp(name, all[i].name)) {
			all[i].print();
			return 0;
		}
	return error_set("csv %s: there is no such figure", name);
}
