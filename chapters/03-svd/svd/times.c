/* svd time: how the time of a full decomposition grows with the size of the matrix. For a matrix of
 * d rows and n columns, n ≤ d, every sweep of Jacobi's method turns n(n−1)/2 pairs of columns of
 * length d: O(d n²). On paper with logarithmic axes that is a straight line of slope 2 in n and of
 * slope 1 in d, and the slopes are fitted here. LAPACK's and the truncated decomposition stand
 * beside it. */
#include <math.h>
#include <stdio.h>

#include "lapack.h"
#include "output.h"
#include "program.h"
#include "stopwatch.h"

enum { LONGEST_SERIES = 64, FIRST_VALUES = 8 };

static struct {
	int rows, columns, from, to, repeats;
	long seed;
	const char *csv;
} o = {.rows = 512, .columns = 48, .from = 32, .to = 128, .repeats = 3, .seed = 1};

typedef enum { JACOBI, LAPACK, TRUNCATED, METHODS } method;
static const char *const names[] = {"jacobi", "lapack", "truncated"};

/* A dense matrix in the form of a sparse one: what truncated_svd() takes. */
static sparse all_entries(mat m, arena *a)
{
	sparse_builder b = sparse_begin(a, m.rows, m.cols);
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) sparse_add(&b, i, j, (double)*elem(m, i, j));
	return sparse_end(&b, a);
}

/* CPU seconds of one decomposition of a random (d,n) matrix. */
static double seconds(method how, int d, int n, long seed)
{
	arena a = {0};
	rng r = rng_new((uint64_t)seed, 5);
	const int k = n < FIRST_VALUES ? n : FIRST_VALUES;
	mat m = mat_new(&a, d, n), s = mat_new(&a, 1, n);
	mat u = mat_new(&a, d, n), v = mat_new(&a, n, n);
	rng_fill_normal(&r, m, 1);
	sparse_pair pair = {0};
	if (how == TRUNCATED) pair = (sparse_pair){all_entries(m, &a), all_entries(tr(m), &a)};
	double began = stopwatch_cpu();
	if (how == JACOBI)
		jacobi_svd(u, s, v, m);
	else if (how == LAPACK)
		singular_values(s, m);
	else
		truncated_svd(mat_new(&a, d, k), mat_new(&a, 1, k), mat_new(&a, n, k), pair,
		        (krylov){k, n / k < 4 ? n / k : 4, 1});
	began = stopwatch_cpu() - began;
	arena_free(&a);
	return began;
}

/* One method's times along one axis. */
typedef struct {
	method how;
	bool columns_grow; /* n grows, else d */
	int points, d[LONGEST_SERIES], n[LONGEST_SERIES];
	double seconds[LONGEST_SERIES]; /* the shortest of several */
} series;

/* Sizes √2 apart, the last one met exactly. */
static void plan(series *s)
{
	double size = o.from;
	for (s->points = 0; s->points < LONGEST_SERIES; size *= sqrt(2)) {
		int x = size > o.to / 1.19 ? o.to : (int)round(size), p = s->points++;
		s->n[p] = s->columns_grow ? x : o.columns;
		s->d[p] = s->columns_grow ? o.rows : x * o.rows / o.to;
		if (s->d[p] < s->n[p]) s->d[p] = s->n[p];
		if (x == o.to) return;
	}
}

static void measure(series *s)
{
	for (int p = 0; p < s->points; p++) {
		s->seconds[p] = HUGE_VAL;
		for (int r = 0; r < o.repeats; r++)
			s->seconds[p] = fmin(s->seconds[p], seconds(s->how, s->d[p], s->n[p], o.seed + r));
	}
}

/* Slope of the straight line through (ln size, ln seconds), by least squares. */
static double slope(const series *s)
{
	double x = 0, y = 0, xx = 0, xy = 0;
	for (int p = 0; p < s->points; p++) {
		double a = log(s->columns_grow ? s->n[p] : s->d[p]), b = log(s->seconds[p]);
		x += a;
		y += b;
		xx += a * a;
		xy += a * b;
	}
	return (s->points * xy - x * y) / (s->points * xx - x * x);
}

static int write_csv(const series *all, int n)
{
	output out;
	if (output_open(&out, o.csv) < 0) return -1;
	fputs("method,grows,d,n,seconds,slope\n", out.f);
	for (int i = 0; i < n; i++)
		for (int p = 0; p < all[i].points; p++)
			fprintf(out.f, "%s,%s,%d,%d,%.6g,%.4f\n", names[all[i].how],
			        all[i].columns_grow ? "columns" : "rows", all[i].d[p], all[i].n[p],
			        all[i].seconds[p], slope(&all[i]));
	return output_commit(&out);
}

int svd_time(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_int("rows", &o.rows, 16, 100000, "d, while columns grow; at most, while rows do"),
	        cli_int("columns", &o.columns, 8, 10000, "n, while rows grow"),
	        cli_int("from", &o.from, 8, 10000, "smallest n"),
	        cli_int("to", &o.to, 16, 10000, "largest n"),
	        cli_int("repeats", &o.repeats, 1, 1000, "the shortest of so many runs counts"),
	        cli_long("seed", &o.seed, 0, 1e15, "for the matrices"),
	        cli_file("csv", &o.csv, "write the times here, as CSV"), cli_end};
	static const cli_program program = {"svd time", NULL,
	        "How the time of a decomposition of a (d,n) matrix grows with n and with d: Jacobi's\n"
	        "method, LAPACK's, and the truncated one that finds the first 8 values.",
	        "1"};
	svd_options(argc, argv, &program, 0, 0, options);
	if (o.to <= o.from || o.to > o.rows || o.columns > o.rows) {
		error_set(
		        "expected --from %d below --to %d, and both it and --columns %d at most --rows %d",
		        o.from, o.to, o.columns, o.rows);
		error_exit();
	}
	series all[2 * METHODS];
	if (check_writable(o.csv) < 0) error_exit();
	puts("method     grows      sizes            seconds              slope");
	for (int i = 0; i < 2 * METHODS; i++) {
		series *s = &all[i];
		s->how = (method)(i % METHODS);
		s->columns_grow = i < METHODS;
		plan(s);
		measure(s);
		int last = s->points - 1;
		printf("%-10s %-8s %5d … %-5d %10.6f … %-10.6f %5.2f\n", names[s->how],
		        s->columns_grow ? "columns" : "rows", s->columns_grow ? s->n[0] : s->d[0],
		        s->columns_grow ? s->n[last] : s->d[last], s->seconds[0], s->seconds[last],
		        slope(s));
	}
	if (o.csv && write_csv(all, 2 * METHODS) < 0) error_exit();
	return 0;
}
