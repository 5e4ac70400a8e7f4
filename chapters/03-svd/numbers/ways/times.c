/* times_print(): milliseconds of processor time over repeated runs. Processor time of this process, so
 * that others on the machine matter little; what is compared runs in turn, so that a busy moment meets
 * all of it. */
#include <math.h>
#include <stdio.h>

#include "../clouds.h"
#include "lapack.h"
#include "maps.h"
#include "../steps.h"
#include "stopwatch.h"
#include "straight.h"
#include "times.h"

enum { RUNS = 7, MOST_SIZES = 16 };

typedef void job(void *data, int size);

/* One job at several sizes. */
typedef struct {
	job *run;
	void *data;
	const int *size;
} series;

static void run_size(void *context, int i)
{
	const series *s = context;
	s->run(s->data, s->size[i]);
}

/* Run one job at several sizes, in turn, and print a line for each size. */
static void measure(const char *name, job *run, void *data, const int *size, int sizes)
{
	stopwatch_times took[MOST_SIZES];
	series all = {run, data, size};
	const stopwatch s = {sizes, RUNS, 0, stopwatch_cpu, NULL, run_size, &all};
	stopwatch_turns(&s, took);
	for (int i = 0; i < sizes; i++)
		printf("%s.n%d %.4g %.4g %.4g\n", name, size[i], 1e3 * took[i].median,
		        1e3 * took[i].fastest, 1e3 * took[i].slowest);
}

/* --- time against size -------------------------------------------------------------------------- */

static void small_exact(void *data, int n)
{
	(void)data;
	enum { M = 512 };
	arena a = {0};
	mat x = mat_new(&a, M, n), u = mat_new(&a, M, n), s = mat_new(&a, 1, n), v = mat_new(&a, n, n);
	rng r = rng_new(1, 38);
	rng_fill_normal(&r, x, 1);
	jacobi_svd(u, s, v, x);
	arena_free(&a);
}

static void small_lapack(void *data, int n)
{
	(void)data;
	enum { M = 512 };
	arena a = {0};
	mat x = mat_new(&a, M, n), s = mat_new(&a, 1, n);
	rng r = rng_new(1, 38);
	rng_fill_normal(&r, x, 1);
	singular_values(s, x);
	arena_free(&a);
}

/* n rows and columns, 50 entries in each row. */
static sparse_pair scattered(arena *a, int n)
{
	enum { ENTRIES = 50 };
	arena scratch = {0};
	sparse_builder b = sparse_begin(&scratch, n, n);
	rng r = rng_new(1, 39);
	for (int i = 0; i < n; i++)
		for (int e = 0; e < ENTRIES; e++)
			sparse_add(&b, i, (int)rng_below(&r, (uint32_t)n), rng_normal(&r));
	sparse_pair pair = {.a = sparse_end(&b, a)};
	pair.t = sparse_transpose(pair.a, a);
	arena_free(&scratch);
	return pair;
}

static void large_sparse(void *data, int n)
{
	enum { K = 100 };
	arena a = {0};
	const sparse_pair *pair = data;
	for (; pair->a.rows != n; pair++) continue;
	mat u = mat_new(&a, n, K), s = mat_new(&a, 1, K), v = mat_new(&a, n, K);
	truncated_svd(u, s, v, *pair, (krylov){32, 10, 1});
	arena_free(&a);
}

static void against_size(void)
{
	static const int columns[] = {16, 32, 64, 128, 256}, words[] = {1000, 2000, 4000, 8000, 16000};
	arena a = {0};
	sparse_pair pair[5];
	for (int i = 0; i < 5; i++) pair[i] = scattered(&a, words[i]);
	measure("time.jacobi", small_exact, NULL, columns, 5);
	measure("time.lapack", small_lapack, NULL, columns, 5);
	measure("time.truncated", large_sparse, pair, words, 5);
	arena_free(&a);
}

/* --- orthonormal columns ------------------------------------------------------------------------- */

typedef int straight(mat x, mat room);

static void make_straight(void *data, int b)
{
	enum { N = 10000 };
	straight *const *how = data;
	static arena a;
	arena_reset(&a);
	mat x = mat_new(&a, N, b), room = mat_new(&a, b, b);
	static mat from[2]; // drawn once: a draw takes longer than what is measured
	static arena kept;
	mat *f = &from[b == 64];
	if (!f->p) {
		*f = mat_new(&kept, N, b);
		rng r = rng_new(1, 40);
		rng_fill_normal(&r, *f, 1);
	}
	copy(x, *f);
	if ((*how)(x, room)) bug("dependent columns");
}

static void against_each_other(void)
{
	static const int width[] = {32, 64};
	static straight *how[] = {
	        orthonormalize, straight_cholesky, straight_classical, straight_modified};
	measure("time.ortho.twice", make_straight, &how[0], width, 2);
	measure("time.ortho.once", make_straight, &how[1], width, 2);
	measure("time.ortho.classical", make_straight, &how[2], width, 2);
	measure("time.ortho.modified", make_straight, &how[3], width, 2);
}

/* --- width of a block ------------------------------------------------------------------------------ */

enum { TOP = 50 };

typedef struct {
	sparse_pair a;
	double exact; // Σ s² of the largest TOP
	int steps[128];
} blocks;

static double captured(blocks *w, krylov how)
{
	arena a = {0};
	mat u = mat_new(&a, w->a.a.rows, TOP), s = mat_new(&a, 1, TOP),
	    v = mat_new(&a, w->a.a.cols, TOP);
	truncated_svd(u, s, v, w->a, how);
	double sum = dot(s, s);
	arena_free(&a);
	return sum / w->exact;
}

static void with_width(void *data, int b)
{
	blocks *w = data;
	captured(w, (krylov){b, w->steps[b], 1});
}

/* The fewest steps of each width that capture .9999 of the exact Σ s², and their time. */
static void against_width(void)
{
	static const int width[] = {8, 16, 32, 64};
	arena a = {0};
	blocks w = {.a = steps_matrix(&a, 1)};
	mat exact = mat_new(&a, 1, TOP);
	steps_exact(exact, w.a);
	w.exact = dot(exact, exact);
	for (int i = 0; i < 4; i++) {
		const int b = width[i];
		w.steps[b] = (TOP + b - 1) / b;
		while (captured(&w, (krylov){b, w.steps[b], 1}) < 0.9999) w.steps[b]++;
		printf("block.steps.n%d %d %d %d\n", b, w.steps[b], w.steps[b], w.steps[b]);
	}
	measure("time.block", with_width, &w, width, 4);
	arena_free(&a);
}

/* --- maps ------------------------------------------------------------------------------------------ */

static void one_gradient(void *data, int n)
{
	(void)data;
	static arena a;
	arena_reset(&a);
	mat p = mat_new(&a, n, n), y = mat_new(&a, n, 2), dy = mat_new(&a, n, 2);
	fill(p, (real)(1.0 / n / (n - 1)));
	rng r = rng_new(1, 41);
	rng_fill_normal(&r, y, 1);
	tsne_gradient(dy, p, y, &a);
}

/* The same without its loss, by products: dy = 4 (diag(S 1) − S) y with S = (p − q) ∘ t. */
static void by_products(void *data, int n)
{
	(void)data;
	static arena a;
	arena_reset(&a);
	mat s = mat_new(&a, n, n), y = mat_new(&a, n, 2), dy = mat_new(&a, n, 2);
	rng r = rng_new(1, 41);
	rng_fill_normal(&r, y, 1);
	double sum = 0;
	const real p = (real)(1.0 / n / (n - 1));
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) {
			real dx = y.p[2 * i] - y.p[2 * j], dz = y.p[2 * i + 1] - y.p[2 * j + 1];
			*elem(s, i, j) = i == j ? 0 : 1 / (1 + dx * dx + dz * dz);
			sum += (double)*elem(s, i, j);
		}
	const real share = (real)(1 / sum);
	for (int i = 0; i < n; i++) {
		real all = 0, *si = row(s, i);
		for (int j = 0; j < n; j++) {
			si[j] = (p - si[j] * share) * si[j];
			all += si[j];
		}
		si[i] = -all;
	}
	mul(dy, s, y);
	scale(dy, -4);
}

/* Places by LLE from 12 neighbours each, whoever they are. */
static void places(void *data, int n)
{
	(void)data;
	enum { K = 12 };
	static arena a;
	arena_reset(&a);
	mat w = mat_new(&a, n, K), y = mat_new(&a, n, 2);
	int *neighbour = arena_alloc(&a, (size_t)n * K, sizeof *neighbour);
	fill(w, (real)(1.0 / K));
	rng r = rng_new(1, 44);
	for (int i = 0; i < n * K; i++) neighbour[i] = (int)rng_below(&r, (uint32_t)n);
	lle(y, w, neighbour);
}

void times_print(void)
{
	static const int points[] = {250, 500, 1000, 2000};
	against_size();
	against_each_other();
	against_width();
	measure("time.gradient", one_gradient, NULL, points, 4);
	measure("time.products", by_products, NULL, points, 4);
	measure("time.lle", places, NULL, points, 3);
}
