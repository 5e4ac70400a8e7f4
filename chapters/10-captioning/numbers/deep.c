/* Towers: see deep.h. */
#include <math.h>

#include "blocks.h"
#include "deep.h"
#include "rng.h"

enum { C = 8, N = 4, SIDE = 8 };
static const window middle = {3, 1, 1};

static void cut_below_zero(mat m)
{
	for (long i = 0; i < count(m); i++) m.p[i] = m.p[i] > 0 ? m.p[i] : 0;
}

static double deviation_of(mat m)
{
	double sum = 0, square = 0;
	for (long i = 0; i < count(m); i++) {
		sum += (double)m.p[i];
		square += (double)m.p[i] * (double)m.p[i];
	}
	const double mean = sum / (double)count(m);
	return sqrt(square / (double)count(m) - mean * mean);
}

void tower_spread(mat deviation, double wide, bool normalised)
{
	arena a = {0};
	rng r = rng_new(1, 101);
	images x = images_new(&a, C, N, SIDE, SIDE), y = images_new(&a, C, N, SIDE, SIDE);
	conv2d k = {mat_new(&a, C, 9 * C), mat_new(&a, 1, C)};
	channel_moments batch = {mat_new(&a, 1, C), mat_new(&a, 1, C)},
	                running = {mat_new(&a, 1, C), mat_new(&a, 1, C)};
	batch_norm w = {mat_new(&a, 1, C), mat_new(&a, 1, C)};
	fill(w.gamma, 1);
	rng_fill_normal(&r, x.m, 1);
	row(deviation, 0)[0] = (real)deviation_of(x.m);
	for (int l = 1; l <= TOWER; l++) {
		rng_fill_normal(&r, k.W, wide * sqrt(2.0 / (9 * C)));
		conv2d_forward(y, x, k, middle);
		if (normalised) {
			copy(x.m, y.m);
			batch_norm_forward(y, batch, running, x, w, 0.1, 1e-5);
		}
		cut_below_zero(y.m);
		copy(x.m, y.m);
		row(deviation, 0)[l] = (real)deviation_of(x.m);
	}
	arena_free(&a);
}

/* Two convolutions and two ReLUs, the way back without a shortcut. */
static void plain_back(
        const conv2d dk[2], images dx, images dy, images y, images r, images x, const conv2d k[2])
{
	arena a = {0};
	images top = images_new(&a, C, N, SIDE, SIDE), inner = images_new(&a, C, N, SIDE, SIDE);
	for (long i = 0; i < count(y.m); i++) top.m.p[i] = y.m.p[i] > 0 ? dy.m.p[i] : 0;
	conv2d_backward(dk[1], inner, top, r, k[1], middle);
	for (long i = 0; i < count(r.m); i++)
		if (r.m.p[i] <= 0) inner.m.p[i] = 0;
	conv2d_backward(dk[0], dx, inner, x, k[0], middle);
	arena_free(&a);
}

void tower_gradient(mat length, bool shortcut)
{
	arena a = {0};
	rng r = rng_new(1, 102);
	images x[TOWER + 1], inner[TOWER], d = images_new(&a, C, N, SIDE, SIDE),
	                                   dx = images_new(&a, C, N, SIDE, SIDE);
	conv2d k[TOWER][2], dk[2];
	for (int i = 0; i < 2; i++) dk[i] = (conv2d){mat_new(&a, C, 9 * C), mat_new(&a, 1, C)};
	x[0] = images_new(&a, C, N, SIDE, SIDE);
	rng_fill_normal(&r, x[0].m, 1);
	for (int l = 0; l < TOWER; l++) {
		x[l + 1] = images_new(&a, C, N, SIDE, SIDE);
		inner[l] = images_new(&a, C, N, SIDE, SIDE);
		for (int i = 0; i < 2; i++) {
			k[l][i] = (conv2d){mat_new(&a, C, 9 * C), mat_new(&a, 1, C)};
			rng_fill_uniform(&r, k[l][i].W, -1 / sqrt(9.0 * C), 1 / sqrt(9.0 * C));
		}
		if (shortcut)
			residual_forward(x[l + 1], inner[l], x[l], k[l]);
		else {
			conv2d_forward(inner[l], x[l], k[l][0], middle);
			cut_below_zero(inner[l].m);
			conv2d_forward(x[l + 1], inner[l], k[l][1], middle);
			cut_below_zero(x[l + 1].m);
		}
	}
	rng_fill_normal(&r, d.m, 1);
	const double top = sqrt(dot(d.m, d.m));
	row(length, 0)[0] = 1;
	for (int l = TOWER - 1; l >= 0; l--) {
		if (shortcut)
			residual_backward(dk, dx, d, x[l + 1], inner[l], x[l], k[l]);
		else
			plain_back(dk, dx, d, x[l + 1], inner[l], x[l], k[l]);
		copy(d.m, dx.m);
		row(length, 0)[TOWER - l] = (real)(sqrt(dot(d.m, d.m)) / top);
	}
	arena_free(&a);
}
