/* svd decompose: word vectors from a sparse table; svd scree: its singular values. */
#include <math.h>
#include <stdio.h>

#include "output.h"
#include "program.h"
#include "stopwatch.h"

static struct {
	table_reading reading;
	wanted w;
	double power;
	int format;
	bool timing, exact;
	const char *output, *values, *save;
} o = {.reading = {.alpha = 0.75}, .power = 0.5};

/* Number, value, share of Σs², and the share of ‖A‖ that the best matrix of this rank leaves. */
static void write_values(FILE *f, mat s, double squares, bool all)
{
	double sum = 0;
	fputs("number,singular_value,share,left\n", f);
	for (int i = 0; i < s.cols; i++) {
		double square = (double)s.p[i] * (double)s.p[i];
		sum += square;
		double left = all ? low_rank_error(s, i + 1) : sqrt(fmax(0, 1 - sum / squares));
		fprintf(f, "%d,%.17g,%.9g,%.9g\n", i + 1, (double)s.p[i], square / squares, left);
	}
}

static int save_values(const char *path, mat s, double squares)
{
	output out;
	if (output_open(&out, path) < 0) return -1;
	write_values(out.f, s, squares, false);
	return output_commit(&out);
}

static void report(const table *t, const decomposition *d)
{
	double first = (double)d->s.p[0] * (double)d->s.p[0], all = dot(d->s, d->s);
	printf("%s: %d x %d, %ld entries\n", t->name, t->x.rows, t->x.cols, sparse_count(t->x));
	printf("%d dimensions hold %.2f %% of the sum of squares, the first alone %.2f %%\n", d->s.cols,
	        100 * all / t->squares, 100 * first / t->squares);
	if (d->drop) printf("dropped from the vectors: the first %d\n", d->drop);
}

static int write_results(const table *t, const decomposition *d, const wordvec *vectors)
{
	if (o.output && wordvec_write(vectors, o.output, o.format ? WORDVEC_BINARY : WORDVEC_TEXT) < 0)
		return -1;
	if (o.values && save_values(o.values, d->s, t->squares) < 0) return -1;
	if (o.save && fold_save(d, t, o.power, o.save) < 0) return -1;
	if (o.output)
		printf("%s: %d vectors of %d numbers\n", o.output, vectors->vectors.rows,
		        vectors->vectors.cols);
	if (o.values) printf("%s: %d singular values\n", o.values, d->s.cols);
	if (o.save) printf("%s: the model, for svd fold-in\n", o.save);
	return 0;
}

int svd_decompose(int argc, char **argv)
{
	static const cli_option options[] = {WANTED_OPTIONS(o.w),
	        cli_int("drop", &o.w.drop, 0, 65536, "leave out so many of the first dimensions"),
	        cli_real("power", &o.power, 0, 1, "vectors are U diag(s^power)"),
	        TABLE_OPTIONS(o.reading), cli_file("output", &o.output, "write the vectors here"),
	        cli_choice("format", &o.format, "text|binary", "of the vectors, as word2vec has them"),
	        cli_file("singular-values", &o.values, "write the singular values here, as CSV"),
	        cli_file("save", &o.save, "write what svd fold-in needs here"),
	        cli_flag("timing", &o.timing, "print CPU seconds of each part"), cli_end};
	static const cli_program program = {"svd decompose", "TABLE",
	        "Word vectors from a sparse table (as cooc writes it, - for standard input):\n"
	        "the largest singular values and their vectors, by products with the table alone.",
	        "1"};
	table t;
	decomposition d;
	o.w = wanted_default;
	const char *path = argv[svd_options(argc, argv, &program, 1, 1, options)];
	double start = stopwatch_cpu();
	if (check_writable(o.output) < 0 || check_writable(o.values) < 0 || check_writable(o.save) < 0)
		error_exit();
	if (table_read(&t, path, o.reading) < 0) error_exit();
	double was_read = stopwatch_cpu();
	if (decompose(&d, &t, o.w, &t.a) < 0) error_exit();
	double embedding = stopwatch_cpu();
	const wordvec vectors = {t.rows, decomposition_vectors(&d, o.power, &t.a)};
	embedding = stopwatch_cpu() - embedding;
	report(&t, &d);
	double writing = stopwatch_cpu();
	if (write_results(&t, &d, &vectors) < 0) error_exit();
	if (o.timing)
		printf("CPU seconds: read %.3f, transpose %.3f, decompose %.3f, embed %.3f, write %.3f\n",
		        was_read - start, d.transposing, d.seconds - d.transposing, embedding,
		        stopwatch_cpu() - writing);
	arena_free(&t.a);
	return 0;
}

/* --- scree ------------------------------------------------------------------------------------ */

enum { EXACT_LIMIT = 1000 };

/* All singular values of a small table, by jacobi_svd(); of a wide one, those of its transpose. */
static int exact_values(mat *s, const table *t)
{
	bool wide = t->x.rows < t->x.cols;
	const int m = wide ? t->x.cols : t->x.rows, n = wide ? t->x.rows : t->x.cols;
	if (n > EXACT_LIMIT)
		return error_set("%s: %d x %d; --exact takes tables with a side of at most %d", t->name,
		        t->x.rows, t->x.cols, EXACT_LIMIT);
	arena scratch = {0};
	mat a = mat_new(&scratch, m, n), seen = wide ? tr(a) : a;
	for (int i = 0; i < t->x.rows; i++)
		for (long e = t->x.start[i]; e < t->x.start[i + 1]; e++)
			*elem(seen, i, t->x.col[e]) = t->x.value[e];
	*s = mat_new((arena *)&t->a, 1, n);
	jacobi_svd(mat_new(&scratch, m, n), *s, mat_new(&scratch, n, n), a);
	arena_free(&scratch);
	return 0;
}

int svd_scree(int argc, char **argv)
{
	static const cli_option options[] = {WANTED_OPTIONS(o.w), TABLE_OPTIONS(o.reading),
	        cli_flag("exact", &o.exact, "all of them, by Jacobi's method: for small tables"),
	        cli_end};
	static const cli_program program = {"svd scree", "TABLE",
	        "Singular values of a sparse table, as CSV: number, value, share of the sum of\n"
	        "squares, and what the best matrix of that rank leaves of the table's length.",
	        "1"};
	table t;
	decomposition d;
	mat s;
	o.w = wanted_default;
	const char *path = argv[svd_options(argc, argv, &program, 1, 1, options)];
	if (table_read(&t, path, o.reading) < 0) error_exit();
	if (o.exact) {
		if (exact_values(&s, &t) < 0) error_exit();
	} else {
		if (decompose(&d, &t, o.w, &t.a) < 0) error_exit();
		s = d.s;
	}
	write_values(stdout, s, t.squares, o.exact);
	arena_free(&t.a);
	return 0;
}
