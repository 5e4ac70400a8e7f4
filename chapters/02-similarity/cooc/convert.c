/* cooc ppmi, cooc convert: from one table to another. */
#include <stdio.h>
#include <string.h>

#include "cooc.h"

static struct {
	double alpha;
	bool doubles;
	const char *output, *memory, *read_vocab, *save_vocab;
} o = {.alpha = 0.75, .memory = "512M"};

/* The one FILE of a command, once it is clear that the answer can be written. */
static const char *only_file(int argc, char **argv, int first)
{
	if (argc - first != 1)
		error_set("expected one FILE, found %d", argc - first);
	else if (!o.output)
		error_set("where does the answer go? --output FILE names it");
	else if (table_writable(o.output) == 0 && (!o.save_vocab || table_writable(o.save_vocab) == 0))
		return argv[first];
	error_exit();
}

/* --- ppmi ------------------------------------------------------------------------------------- */

static int weigh(const char *path, arena *a)
{
	sparse x;
	vocab *rows, *columns;
	if (sparse_read(&x, &rows, &columns, a, path) < 0) return -1;
	for (long k = 0; k < sparse_count(x); k++)
		if (x.value[k] < 0)
			return error_set("%s: holds %g; counts are not negative", path, (double)x.value[k]);
	sparse y = ppmi(x, o.alpha, a);
	table_guard(o.output);
	if (sparse_write(y, rows, columns == rows ? NULL : columns, o.output, false) < 0) return -1;
	table_guard(NULL);
	long before = sparse_count(x), after = sparse_count(y);
	printf("%s: (%d,%d), %ld entries, %.2f %% of the %ld before\n", o.output, y.rows, y.cols, after,
	        before ? 100.0 * (double)after / (double)before : 0, before);
	return 0;
}

int cooc_ppmi(int argc, char **argv)
{
	static const cli_option options[] = {cli_file("output", &o.output, "where the new table goes"),
	        cli_real_above(
	                "alpha", &o.alpha, 0, 1, "contexts' counts to this power; 1 leaves them"),
	        cli_end};
	arena a = {0};
	int first = cooc_options(argc, argv, "cooc ppmi", "FILE",
	        "Positive pointwise mutual information of a table of counts, in nats. The table is "
	        "read\n"
	        "into memory.",
	        options);
	if (weigh(only_file(argc, argv, first), &a) < 0) error_exit();
	arena_free(&a);
	return 0;
}

/* --- convert: to GloVe's records -------------------------------------------------------------- */

static int copy_rows(table *t, sparse_reader *in, int V)
{
	const int *col;
	const double *value;
	arena a = {0};
	double *copied = arena_alloc(&a, (size_t)V, sizeof *copied);
	int n;
	while ((n = sparse_reader_row(in, &col, &value)) >= 0) {
		if (n) memcpy(copied, value, (size_t)n * sizeof *copied);
		sink to = table_sink(t);
		if (to.take(to.to, col, copied, n) < 0) break;
	}
	arena_free(&a);
	return n == SPARSE_END ? 0 : -1;
}

static int to_records(table *t, const char *path, arena *a)
{
	vocab *rows, *columns;
	if (o.read_vocab) return error_set("--read-vocab: %s holds its words itself", path);
	sparse_reader *in = sparse_reader_open(a, path, &rows, &columns);
	if (!in) return -1;
	if (rows != columns)
		return error_set(
		        "%s: rows and columns are not the same words, and records have one list", path);
	if (o.save_vocab && vocab_save(rows, o.save_vocab) < 0) return -1;
	if (table_open(t, a, o.output, TABLE_GLOVE, false, rows, 1) < 0) return -1;
	int status = copy_rows(t, in, vocab_size(rows));
	sparse_reader_close(in);
	if (status < 0) table_abandon(t);
	return status < 0 ? -1 : table_commit(t);
}

/* --- convert: from GloVe's records ------------------------------------------------------------ */

static int from_records(table *t, const char *path, arena *a)
{
	size_t memory = memory_size(o.memory), taken;
	if (!memory) return -1;
	if (!o.read_vocab)
		return error_set(
		        "%s: is no table of ours, so it is taken for GloVe's records; which words do "
		        "they number? --read-vocab FILE names them",
		        path);
	vocab *words = words_read(a, o.read_vocab);
	if (!words || (o.save_vocab && vocab_save(words, o.save_vocab) < 0)) return -1;
	taken = words_memory(words);
	if (table_open(t, a, o.output, TABLE_SPARSE, o.doubles, words, 1) < 0) return -1;
	memory = memory > taken ? memory - taken : 0;
	int status = records_sort(path, vocab_size(words), memory, table_sink(t));
	if (status < 0) table_abandon(t);
	return status < 0 ? -1 : table_commit(t);
}

int cooc_convert(int argc, char **argv)
{
	static const cli_option options[] = {cli_file("output", &o.output, "where the answer goes"),
	        cli_file("read-vocab", &o.read_vocab,
	                "the words that records number, lines 'word count'"),
	        cli_file("save-vocab", &o.save_vocab, "write the words here, 'word TAB count'"),
	        cli_flag("doubles", &o.doubles, "to a sparse file: numbers of 8 bytes, not 4"),
	        cli_string("memory", &o.memory, "how much to use, such as 100M or 2G"), cli_end};
	arena a = {0};
	table t;
	int first = cooc_options(argc, argv, "cooc convert", "FILE",
	        "A table of cooc build becomes GloVe's co-occurrence records; records become a table.\n"
	        "Records may stand in any order.",
	        options);
	const char *path = only_file(argc, argv, first);
	int sparse_file = table_is_sparse(path);
	if (sparse_file < 0 ||
	        (sparse_file ? to_records(&t, path, &a) : from_records(&t, path, &a)) < 0)
		error_exit();
	printf("%s: %lld entries, their sum %.15g\n", o.output, t.entries, t.sum);
	arena_free(&a);
	return 0;
}
