/* Skip-gram with negative sampling, five times: plain loops; loops that the compiler may turn into
 * vectors, with σ from a table; noise shared by the neighbours of a centre; its rows asked for one centre
 * ahead; and two neighbours at a time with three output rows. The last two are how word2vec does it
 * (word2vec/train_fast.c, with the same word2vec/step.h); the others are here to be compared.
 *
 * The text is drawn by Zipf's law from so many words that the tables (two of 50,000 rows, 45 MB) do not
 * fit in the cache of a core. */
#include <math.h>
#include <stdio.h>

#include "mat.h"
#include "rng.h"
#include "sampling.h"
#include "steps.h"
#include "stopwatch.h"
#include "word2vec/step.h"

enum { V = 50000, D = 112, WORDS = 20000, REACH = 5, NOISE = 5, RUNS = 7 };

/* What every version works on. */
typedef struct {
	real *W, *C;
	int id[WORDS];
	alias_table noise;
	rng r;
	real sigma[SIGMOID_STEPS + 2];
} bench;

static const real rate = (real)0.025;

static real *row_of(real *table, int i)
{
	return table + (long)i * D;
}

static step_rule rule_of(const bench *b)
{
	return (step_rule){D, rate, b->sigma};
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
		version == PLAIN ? ask_plain(h, dh, c, label) : step_one(rule_of(b), h, dh, c, label);
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
			step_six(rule_of(b), p, q, row_of(b->C, out[j]), row_of(b->C, out[j + 1]),
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
	for (int i = 0; i < SIGMOID_STEPS + 2; i++)
		b->sigma[i] = (real)(1 / (1 + exp(SIGMOID_REACH * (1 - 2.0 * i / SIGMOID_STEPS))));
}

static void run(void *context, int version)
{
	pass(context, version);
}

void steps_print(void)
{
	arena a = {0};
	bench *b = arena_alloc(&a, 1, sizeof *b);
	stopwatch_times took[VERSIONS];
	prepare(b, &a);
	const stopwatch s = {VERSIONS, RUNS, 1, stopwatch_cpu, NULL, run, b};
	stopwatch_turns(&s, took);
	for (int version = 0; version < VERSIONS; version++)
		printf("speed.%s %.3g %.3g %.3g\n", names[version], 1e-3 * WORDS / took[version].median,
		        1e-3 * WORDS / took[version].slowest, 1e-3 * WORDS / took[version].fastest);
	arena_free(&a);
}
