/* times_print(): milliseconds of the processor, for each. A vocabulary of 20,000 words by Zipf's law,
 * 100 numbers for each. Each round does all of them once, so that a busy machine is busy for all
 * alike. */
#include <math.h>
#include <stdio.h>

#include "analogy.h"
#include "predict.h"
#include "stopwatch.h"
#include "times.h"

enum { V = 20000, D = 100, NOISE = 5, DRAWS = 100000, ASKED = 100, QUESTIONS = 64, RUNS = 15 };

static struct {
	arena a, scratch;
	rng r;
	mat W, C, dC, h, dh, weight, queries, scores;
	double sum[V];
	long count[V];
	alias_table alias;
	huffman_path path[V];
	int noise[NOISE], abc[3 * QUESTIONS], answer[QUESTIONS];
	long found;
} b;

static void prepare(void)
{
	b.r = rng_new(1, 1);
	b.W = mat_new(&b.a, V, D);
	b.C = mat_new(&b.a, V, D);
	b.dC = mat_new(&b.a, V, D);
	b.h = mat_new(&b.a, 1, D);
	b.dh = mat_new(&b.a, 1, D);
	b.weight = mat_new(&b.a, 1, V);
	b.queries = mat_new(&b.a, QUESTIONS, D);
	b.scores = mat_new(&b.a, QUESTIONS, V);
	rng_fill_normal(&b.r, b.W, 0.1);
	rng_fill_normal(&b.r, b.C, 0.1);
	rng_fill_normal(&b.r, b.h, 0.1);
	for (int i = 0; i < V; i++) {
		b.count[i] = 10000000L / (i + 1);
		b.weight.p[i] = (real)pow((double)b.count[i], 0.75);
		b.sum[i] = (i ? b.sum[i - 1] : 0) + (double)b.weight.p[i];
	}
	b.alias = alias_build(b.weight, &b.a);
	huffman_paths(b.path, b.count, V, &b.a);
	for (int j = 0; j < NOISE; j++) b.noise[j] = alias_draw(&b.alias, &b.r);
	for (int i = 0; i < 3 * QUESTIONS; i++) b.abc[i] = (int)rng_below(&b.r, V);
}

static void time_alias(void)
{
	for (int i = 0; i < DRAWS; i++) b.found += alias_draw(&b.alias, &b.r);
}

/* The same draw by halving the running sums. */
static void time_halving(void)
{
	for (int i = 0; i < DRAWS; i++) {
		double u = rng_uniform(&b.r) * b.sum[V - 1];
		int low = 0, high = V - 1;
		while (low < high) {
			int middle = (low + high) / 2;
			if (b.sum[middle] > u)
				high = middle;
			else
				low = middle + 1;
		}
		b.found += low;
	}
}

static void time_alias_build(void)
{
	b.found += alias_build(b.weight, &b.scratch).other[0];
	arena_reset(&b.scratch);
}

static void time_huffman(void)
{
	huffman_paths(b.path, b.count, V, &b.scratch);
	b.found += b.path[0].length;
	arena_reset(&b.scratch);
}

static void time_softmax(void)
{
	for (int i = 0; i < ASKED; i++) b.found += predict_softmax(b.dh, b.dC, b.h, b.C, i * 7) > 0;
}

static void time_negatives(void)
{
	for (int i = 0; i < ASKED; i++)
		b.found += predict_negative(b.dh, b.dC, b.h, b.C, i * 7, b.noise, NOISE) > 0;
}

static void time_tree(void)
{
	huffman_path path[ASKED];
	for (int i = 0; i < ASKED; i++) {
		static const int node[15] = {V - 2, V - 3, V - 5, V - 9, V - 17, 15000, 14000, 13000, 12000,
		        11000, 10000, 9000, 8000, 7000, 6000};
		static const unsigned char bit[15] = {0, 1, 1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 1};
		path[i] = (huffman_path){15, node, bit};
		b.found += predict_hierarchical(b.dh, b.dC, b.h, b.C, path[i]) > 0;
	}
}

static void time_analogy(void)
{
	analogy_add(b.answer, b.abc, QUESTIONS, b.W, b.queries, b.scores);
}

static void time_analogy_single(void)
{
	for (int i = 0; i < QUESTIONS; i++)
		analogy_add(
		        b.answer + i, b.abc + 3 * i, 1, b.W, rows(b.queries, i, 1), rows(b.scores, i, 1));
}

static const struct {
	const char *name;
	void (*run)(void);
} timed[] = {{"draw.alias", time_alias}, {"draw.halving", time_halving},
        {"alias_build", time_alias_build}, {"huffman", time_huffman}, {"softmax", time_softmax},
        {"negatives", time_negatives}, {"tree", time_tree}, {"analogy", time_analogy},
        {"analogy.single", time_analogy_single}};
enum { TIMED = sizeof timed / sizeof *timed };

static void run(void *unused, int k)
{
	(void)unused;
	timed[k].run();
}

void times_print(void)
{
	stopwatch_times took[TIMED];
	prepare();
	const stopwatch s = {TIMED, RUNS, 1, stopwatch_cpu, NULL, run, NULL};
	stopwatch_turns(&s, took);
	for (int k = 0; k < TIMED; k++)
		printf("time.%s %.3g %.3g %.3g\n", timed[k].name, 1e3 * took[k].median,
		        1e3 * took[k].fastest, 1e3 * took[k].slowest);
	if (b.found == 42) puts("# found"); // what was computed is used
	arena_free(&b.scratch);
	arena_free(&b.a);
}
