/* cooc show: what is in a table. It is read row by row, so it may be larger than memory. */
#include <stdio.h>
#include <string.h>

#include "cooc.h"
#include "plot.h"

static struct {
	const char *word, *rows, *columns;
	int top;
	bool csv;
} o = {.top = 10};

static const cli_option options[] = {
        cli_string("word", &o.word, "the strongest contexts of these words, divided by commas"),
        cli_int("top", &o.top, 1, 1e6, "how many to show"),
        cli_string("rows", &o.rows, "the cells of these words, divided by commas"),
        cli_string("columns", &o.columns,
                "… with these words; without it, or without --rows, the first ones"),
        cli_flag("csv", &o.csv, "print cells as CSV"), cli_end};

/* Words by their numbers, in the order in which they were named. */
typedef struct {
	int *id;
	int n;
} selection;

/* The words of a list, or the first ones when there is none. */
static int select_words(
        selection *s, const vocab *words, const char *list, const char *what, arena *a)
{
	size_t room = list ? strlen(list) : (size_t)vocab_size(words);
	s->n = 0;
	s->id = arena_alloc(a, room + 1, sizeof *s->id);
	for (int i = 0; !list && i < o.top && i < vocab_size(words); i++) s->id[s->n++] = i;
	for (const char *word = list; word && *word;) {
		size_t length = strcspn(word, ",");
		int id = length ? vocab_id_part(words, word, length) : -1;
		if (id < 0) return error_set("there is no %s '%.*s'", what, (int)length, word);
		s->id[s->n++] = id;
		word += length + (word[length] == ',');
	}
	return 0;
}

/* --- cells ------------------------------------------------------------------------------------ */

/* Rows of the selection, read as they come. cells[i·C + j]: row i, column j of the selection. */
static int read_cells(double *cells, sparse_reader *in, selection rows, selection columns)
{
	const int *col;
	const double *value;
	int n;
	for (int r = 0; (n = sparse_reader_row(in, &col, &value)) >= 0; r++)
		for (int i = 0; i < rows.n; i++)
			for (int j = 0; rows.id[i] == r && j < columns.n; j++)
				for (int k = 0; k < n; k++)
					if (col[k] == columns.id[j]) cells[(long)i * columns.n + j] = value[k];
	return n == SPARSE_END ? 0 : -1;
}

static void print_csv(const double *cells, const vocab *row_words, selection rows,
        const vocab *column_words, selection columns)
{
	printf("word");
	for (int j = 0; j < columns.n; j++) {
		putchar(',');
		plot_csv_word(stdout, vocab_word(column_words, columns.id[j]));
	}
	puts("");
	for (int i = 0; i < rows.n; i++) {
		plot_csv_word(stdout, vocab_word(row_words, rows.id[i]));
		for (int j = 0; j < columns.n; j++) printf(",%.9g", *cells++);
		puts("");
	}
}

static void print_cells(const double *cells, const vocab *row_words, selection rows,
        const vocab *column_words, selection columns)
{
	for (int j = 0; j < columns.n; j++)
		printf("%*s%8s", j ? 1 : 17, "", vocab_word(column_words, columns.id[j]));
	puts("");
	for (int i = 0; i < rows.n; i++) {
		printf("%-16s", vocab_word(row_words, rows.id[i]));
		for (int j = 0; j < columns.n; j++) printf(" %8.6g", *cells++);
		puts("");
	}
}

static int show_cells(
        sparse_reader *in, const vocab *row_words, const vocab *column_words, arena *a)
{
	selection rows, columns;
	if (select_words(&rows, row_words, o.rows, "row", a) < 0 ||
	        select_words(&columns, column_words, o.columns, "column", a) < 0)
		return -1;
	double *cells = arena_alloc(a, (size_t)rows.n * (size_t)columns.n, sizeof *cells);
	if (read_cells(cells, in, rows, columns) < 0) return -1;
	(o.csv ? print_csv : print_cells)(cells, row_words, rows, column_words, columns);
	return 0;
}

/* --- contexts --------------------------------------------------------------------------------- */

static void print_contexts(
        const char *word, const vocab *columns, const int *col, const double *value, int n)
{
	arena scratch = {0};
	scored *best = arena_alloc(&scratch, (size_t)o.top, sizeof *best);
	double sum = 0;
	int found = 0;
	for (int k = 0; k < n; k++) {
		sum += value[k];
		found = top_k_offer(best, found, o.top, (scored){(real)value[k], col[k]});
	}
	top_k_sort(best, found);
	printf("%s: %d entries, their sum %.9g\n", word, n, sum);
	for (int k = 0; k < found; k++)
		printf("  %10.6g  %s\n", (double)best[k].score, vocab_word(columns, best[k].id));
	arena_free(&scratch);
}

static int show_contexts(
        sparse_reader *in, const vocab *row_words, const vocab *column_words, arena *a)
{
	selection words;
	const int *col;
	const double *value;
	int n;
	if (select_words(&words, row_words, o.word, "row", a) < 0) return -1;
	for (int r = 0; (n = sparse_reader_row(in, &col, &value)) >= 0; r++)
		for (int i = 0; i < words.n; i++)
			if (words.id[i] == r)
				print_contexts(vocab_word(row_words, r), column_words, col, value, n);
	return n == SPARSE_END ? 0 : -1;
}

/* --- all of it -------------------------------------------------------------------------------- */

/* What one row amounts to. */
typedef struct {
	int entries;
	double sum;
} weight;

static int show_all(
        sparse_reader *in, const char *path, const vocab *rows, const vocab *columns, arena *a)
{
	const int *col;
	const double *value;
	const int V = vocab_size(rows), C = vocab_size(columns);
	weight *of = arena_alloc(a, (size_t)V, sizeof *of);
	scored *best = arena_alloc(a, (size_t)o.top, sizeof *best);
	long long entries = 0;
	double sum = 0;
	int n, found = 0;
	for (int r = 0; (n = sparse_reader_row(in, &col, &value)) >= 0; r++) {
		for (int k = 0; k < n; k++) of[r].sum += value[k];
		of[r].entries = n;
		entries += n;
		sum += of[r].sum;
		found = top_k_offer(best, found, o.top, (scored){(real)of[r].sum, r});
	}
	if (n != SPARSE_END) return -1;
	top_k_sort(best, found);
	printf("%s: (%d,%d), %lld entries (%.3f %%), their sum %.9g\n", path, V, C, entries,
	        V && C ? 100.0 * (double)entries / V / C : 0, sum);
	printf("\n%11s %9s %9s  row\n", "sum", "entries", "count");
	for (int k = 0; k < found; k++) {
		int r = best[k].id;
		printf("%11.9g %9d %9ld  %s\n", of[r].sum, of[r].entries, vocab_count(rows, r),
		        vocab_word(rows, r));
	}
	return 0;
}

int cooc_show(int argc, char **argv)
{
	arena a = {0};
	vocab *rows, *columns;
	int first = cooc_options(argc, argv, "cooc show", "FILE",
	        "A table of cooc build or cooc ppmi: its shape and heaviest rows, the strongest "
	        "contexts of\n"
	        "some words, or some of its cells.",
	        options);
	bool cells = o.rows || o.columns || o.csv;
	if (argc - first != 1)
		error_set("expected one FILE, found %d", argc - first);
	else if (o.word && cells)
		error_set("--word shows contexts; --rows, --columns and --csv show cells: expected one of "
		          "the two");
	if (argc - first != 1 || (o.word && cells)) error_exit();
	sparse_reader *in = sparse_reader_open(&a, argv[first], &rows, &columns);
	int status = !in      ? -1
	             : cells  ? show_cells(in, rows, columns, &a)
	             : o.word ? show_contexts(in, rows, columns, &a)
	                      : show_all(in, argv[first], rows, columns, &a);
	if (status < 0) error_exit();
	sparse_reader_close(in);
	arena_free(&a);
	return 0;
}
