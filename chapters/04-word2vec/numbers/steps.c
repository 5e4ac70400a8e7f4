/* Skip-gram with negative sampling, five times: plain loops; loops that the compiler may turn into
 * vectors, with σ from a table; noise shared by the neighbours of a centre; its rows asked for one centre
 * ahead; and two neighbours at a time with three output rows. The last two are how word2vec does it
 * (word2vec/train_fast.c); the others are here to be compared.
 *
 * The text is drawn by Zipf's law from so many words that the tables (two of 50,000 rows, 45 MB) do not
 * fit in the cache of a core. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "mat.h"
#include "rng.h"
#include "sampling.h"
#include "steps.h"

enum { V = 50000, D = 112, WORDS = 20000, REACH = 5, NOISE = 5, RUNS = 7, GRID = 1024, EDGE = 8 };

/* What every version works on. */
typedef struct {
	real *W, *C;
	int id[WORDS];
	alias_table noise;
	rng r;
	real sigma[GRID + 2];
} bench;

static const real rate = (real)0.025;

static real *row_of(real *table, int i)
{
	return table + (long)i * D;
}

static real from_table(const bench *b, real x)
{
	x = x < -EDGE ? -EDGE : x > EDGE ? EDGE : x;
	real at = (x + EDGE) * (GRID / (2 * EDGE));
	int i = (int)at;
	return b->sigma[i] + (at - (real)i) * (b->sigma[i + 1] - b->sigma[i]);
}

/* --- one question --------------------------------------------------------------------------------- */

static void ask_plain(const real *h, real *restrict dh, real *restrict c, real label)
{
	real x = 0;
	for (int k = 0; k < D; k++) x += h[k] * c[k];
	real g = rate * (label - (real)(1 / (1 + exp(-(double)x))));
	for (int k = 0; k < D; k++) {
		dh[k] += g * c[k];
		c[k] += g * h[k];
	}
}

static void ask(const bench *b, const real *h, real *restrict dh, real *restrict c, real label)
{
	real x = 0;
#pragma omp simd reduction(+ : x)
	for (int k = 0; k < D; k++) x += h[k] * c[k];
	real g = rate * (label - from_table(b, x));
#pragma omp simd
	for (int k = 0; k < D; k++) {
		dh[k] += g * c[k];
		c[k] += g * h[k];
	}
}

/* Two neighbours and three outputs, from the values before. */
static void ask_six(const bench *b, real *restrict p, real *restrict q, real *restrict x,
        real *restrict y, real *restrict z, real label)
{
	real px = 0, py = 0, pz = 0, qx = 0, qy = 0, qz = 0;
#pragma omp simd reduction(+ : px, py, pz, qx, qy, qz)
	for (int k = 0; k < D; k++) {
		px += p[k] * x[k];
		py += p[k] * y[k];
		pz += p[k] * z[k];
		qx += q[k] * x[k];
		qy += q[k] * y[k];
		qz += q[k] * z[k];
	}
	px = rate * (label - from_table(b, px));
	qx = rate * (label - from_table(b, qx));
	py = -rate * from_table(b, py);
	qy = -rate * from_table(b, qy);
	pz = -rate * from_table(b, pz);
	qz = -rate * from_table(b, qz);
#pragma omp simd
	for (int k = 0; k < D; k++) {
		real pk = p[k], qk = q[k], xk = x[k], yk = y[k], zk = z[k];
		p[k] = pk + px * xk + py * yk + pz * zk;
		q[k] = qk + qx * xk + qy * yk + qz * zk;
		x[k] = xk + px * pk + qx * qk;
		y[k] = yk + py * pk + qy * qk;
		z[k] = zk + pz * pk + qz * qk;
	}
}

/* --- the versions --------------------------------------------------------------------------------- */

enum { PLAIN, SIMD, SHARED, AHEAD, TWO, VERSIONS };
static const char *const names[VERSIONS] = {"plain", "simd", "shared", "ahead", "two"};

static void draw(bench *b, int *out, int centre, bool fetch)
{
	out[0] = centre;
	for (int j = 1; j <= NOISE;) { // words that differ
		out[j] = alias_draw(&b->noise, &b->r);
		int same = 0;
		while (out[same] != out[j]) same++;
		j += same == j;
	}
	for (int j = 0; fetch && j <= NOISE; j++)
		for (int k = 0; k < D; k += 64 / (int)sizeof(real))
			__builtin_prefetch(row_of(b->C, out[j]) + k, 1);
}

/* A neighbour and the outputs, one question after the other. */
static void one(bench *b, int version, real *h, const int *out)
{
	real dh[D] = {0};
	for (int j = 0; j <= NOISE; j++) {
		real *c = row_of(b->C, out[j]), label = (real)(j == 0);
		version == PLAIN ? ask_plain(h, dh, c, label) : ask(b, h, dh, c, label);
	}
	for (int k = 0; k < D; k++) h[k] += dh[k];
}

static void centre(bench *b, int version, int at, int *out)
{
	int from = at > REACH ? at - REACH : 0, to = at + REACH < WORDS ? at + REACH : WORDS - 1;
	int near[2 * REACH], n = 0, i = 0;
	for (int j = from; j <= to; j++)
		if (j != at) near[n++] = b->id[j];
	for (; version == TWO && i + 1 < n; i += 2) {
		real *p = row_of(b->W, near[i]), *q = row_of(b->W, near[i + 1]);
		if (p == q) break;
		for (int j = 0; j < NOISE + 1; j += 3)
			ask_six(b, p, q, row_of(b->C, out[j]), row_of(b->C, out[j + 1]),
			        row_of(b->C, out[j + 2]), (real)(j == 0));
	}
	for (; i < n; i++) {
		if (version < SHARED) draw(b, out, b->id[at], false);
		one(b, version, row_of(b->W, near[i]), out);
	}
}

static void pass(bench *b, int version)
{
	int out[2][NOISE + 1];
	draw(b, out[0], b->id[0], version >= AHEAD);
	for (int at = 0; at < WORDS; at++) {
		if (at + 1 < WORDS && version >= AHEAD) {
			draw(b, out[(at + 1) & 1], b->id[at + 1], true);
			if (at + 1 + REACH < WORDS)
				for (int k = 0; k < D; k += 64 / (int)sizeof(real))
					__builtin_prefetch(row_of(b->W, b->id[at + 1 + REACH]) + k, 1);
		} else if (version == SHARED) {
			draw(b, out[at & 1], b->id[at], false);
		}
		centre(b, version, at, out[at & 1]);
	}
}

/* --- measuring ------------------------------------------------------------------------------------ */

static void prepare(bench *b, arena *a)
{
	mat weight = mat_new(a, 1, V), W = mat_new(a, V, D), C = mat_new(a, V, D);
	b->r = rng_new(1, 1);
	rng_fill_uniform(&b->r, W, -0.5 / D, 0.5 / D);
	b->W = W.p;
	b->C = C.p;
	for (int i = 0; i < V; i++) weight.p[i] = (real)pow(1.0 / (i + 1), 0.75);
	b->noise = alias_build(weight, a);
	for (int i = 0; i < WORDS; i++) b->id[i] = (int)(exp(rng_uniform(&b->r) * log(V + 1.0))) - 1;
	for (int i = 0; i < GRID + 2; i++)
		b->sigma[i] = (real)(1 / (1 + exp(EDGE * (1 - 2.0 * i / GRID))));
}

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int order(const void *x, const void *y)
{
	const double *p = x, *q = y;
	return (*p > *q) - (*p < *q);
}

void steps_print(void)
{
	arena a = {0};
	bench *b = arena_alloc(&a, 1, sizeof *b);
	double speed[VERSIONS][RUNS];
	prepare(b, &a);
	for (int run = -1; run < RUNS; run++) // the first round warms up
		for (int version = 0; version < VERSIONS; version++) {
			double began = seconds();
			pass(b, version);
			if (run >= 0) speed[version][run] = WORDS / (seconds() - began) / 1000;
		}
	for (int version = 0; version < VERSIONS; version++) {
		qsort(speed[version], RUNS, sizeof speed[version][0], order);
		printf("speed.%s %.3g %.3g %.3g\n", names[version], speed[version][RUNS / 2],
		        speed[version][0], speed[version][RUNS - 1]);
	}
	arena_free(&a);
}
