/* Maps of what is known: see clouds.h. */
#include <math.h>
#include <stdlib.h>

#include "clouds.h"
#include "maps.h"

double clouds_tsne(mat y, mat x, double perplexity, int more, uint64_t seed)
{
	enum { EARLY = 250 };
	arena scratch = {0};
	const int n = x.rows;
	mat p = mat_new(&scratch, n, n), m = mat_new(&scratch, n, y.cols);
	mat gain = mat_new(&scratch, n, y.cols);
	fill(gain, 1);
	rng r = rng_new(seed, 31);
	rng_fill_normal(&r, y, 1e-4);
	tsne_affinities(p, x, perplexity);
	arena step = {0};
	double loss = 0, rate = fmax(n / 12.0, 10);
	for (int i = 0; i < EARLY + more; i++) {
		tsne_pace how = i < EARLY ? (tsne_pace){rate, 0.5, 12} : (tsne_pace){rate, 0.8, 1};
		loss = tsne_step(y, m, gain, p, how, &step);
		arena_reset(&step);
	}
	arena_free(&step);
	arena_free(&scratch);
	return loss;
}

void clouds_noise(mat x, uint64_t seed)
{
	rng r = rng_new(seed, 32);
	rng_fill_normal(&r, x, 1);
}

void clouds_three(mat x, double near, double far, uint64_t seed)
{
	const double centre[CLOUDS] = {0, near, far};
	rng r = rng_new(seed, 33);
	rng_fill_normal(&r, x, 1);
	for (int i = 0; i < x.rows; i++) *elem(x, i, 0) += (real)centre[i / CLOUD_POINTS];
}

void clouds_scatter(mat y, uint64_t seed)
{
	rng r = rng_new(seed, 43);
	for (int i = 0; i < y.rows;) {
		double a = 2 * rng_uniform(&r) - 1, b = 2 * rng_uniform(&r) - 1;
		if (a * a + b * b > 1) continue;
		*elem(y, i, 0) = (real)a;
		*elem(y, i++, 1) = (real)b;
	}
}

static double between(mat y, int i, int j)
{
	double sum = 0;
	for (int k = 0; k < y.cols; k++) sum += pow((double)(*elem(y, i, k) - *elem(y, j, k)), 2);
	return sqrt(sum);
}

static int by_size(const void *a, const void *b)
{
	const double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

double clouds_clumped(mat y)
{
	arena scratch = {0};
	double *far = arena_alloc(&scratch, (size_t)y.rows, sizeof *far), second = 0, eighth = 0;
	for (int i = 0; i < y.rows; i++) {
		for (int j = 0; j < y.rows; j++) far[j] = between(y, i, j);
		qsort(far, (size_t)y.rows, sizeof *far, by_size);
		second += far[2]; // far[0] is the point itself
		eighth += far[8];
	}
	arena_free(&scratch);
	return eighth / second;
}

static void middle(double m[2], mat y, int a)
{
	m[0] = m[1] = 0;
	for (int i = a * CLOUD_POINTS; i < (a + 1) * CLOUD_POINTS; i++)
		for (int k = 0; k < 2; k++) m[k] += (double)*elem(y, i, k) / CLOUD_POINTS;
}

double clouds_apart(mat y, int a, int b)
{
	double p[2], q[2];
	middle(p, y, a);
	middle(q, y, b);
	return hypot(p[0] - q[0], p[1] - q[1]);
}

double clouds_radius(mat y, int a)
{
	double m[2], sum = 0;
	middle(m, y, a);
	for (int i = a * CLOUD_POINTS; i < (a + 1) * CLOUD_POINTS; i++)
		sum += pow((double)*elem(y, i, 0) - m[0], 2) + pow((double)*elem(y, i, 1) - m[1], 2);
	return sqrt(sum / CLOUD_POINTS);
}
