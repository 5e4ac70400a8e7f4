/* Numbers of the maps: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "beta.h"
#include "clouds.h"
#include "gradcheck.h"
#include "keys.h"
#include "maps.h"

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

static void searches(void)
{
	arena a = {0};
	mat x = mat_new(&a, 500, 50);
	clouds_noise(x, 1);
	for (int i = 0; i < x.rows; i++)
		scale(rows(x, i, 1), (real)exp(3.0 * i / x.rows)); // crowded … lonely
	beta_effort b = beta_bisection(x, 30), n = beta_newton(x, 30), g = beta_guarded(x, 30);
	printf("beta.bisection %.12g %d %d\n", b.mean, b.most, b.failures);
	number("beta.exhausted", beta_exhausted(x, 30));
	printf("beta.newton %.12g %d %d\n", n.mean, n.most, n.failures);
	printf("beta.guarded %.12g %d %d\n", g.mean, g.most, g.failures);
	arena_free(&a);
}

void keys_of_maps(void)
{
	maps_by_hand();
	gradient_check();
	searches();
}

/* Noise, and clouds at known distances, mapped with this seed. */
void keys_of_seed(uint64_t seed)
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
