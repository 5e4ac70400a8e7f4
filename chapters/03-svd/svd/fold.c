/* svd fold-in: vectors for rows that were not there when the space was made. What that takes is
 * kept in a file: the right singular vectors, the singular values, the words of the columns, and,
 * where PPMI was made on the way, how surprising each context is. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "checkpoint.h"
#include "program.h"
#include "sparse_file.h"

static const char kind_of_file[] = "svd space";
enum { BATCH = 512 };

/* Everything of fixed size. */
struct head {
	int C, k, drop, counts;
	double power;
};

/* A space to fold into. */
typedef struct {
	struct head h;
	vocab *words;
	mat v, s, weight;
} space;

static size_t bytes_of(mat m)
{
	return (size_t)count(m) * sizeof(real);
}

/* Words one after the other, a 0 behind each. */
static char *joined(const vocab *v, size_t *bytes, arena *a)
{
	*bytes = 0;
	for (int i = 0; i < vocab_size(v); i++) *bytes += strlen(vocab_word(v, i)) + 1;
	char *text = arena_alloc(a, *bytes, 1), *pen = text;
	for (int i = 0; i < vocab_size(v); i++) {
		size_t n = strlen(vocab_word(v, i)) + 1;
		memcpy(pen, vocab_word(v, i), n);
		pen += n;
	}
	return text;
}

/* The same words as a table again; NULL when there are not n different ones. */
static vocab *parted(const char *text, size_t bytes, int n, arena *a)
{
	vocab *v = vocab_new(a);
	if (!text || !bytes || text[bytes - 1]) return NULL;
	for (const char *s = text; s < text + bytes; s += strlen(s) + 1) {
		if (!*s) return NULL;
		vocab_add(v, s);
	}
	return vocab_size(v) == n ? v : NULL;
}

int fold_save(const decomposition *d, const table *t, double power, const char *path)
{
	arena scratch = {0};
	size_t bytes;
	char *words = joined(t->cols, &bytes, &scratch);
	struct head h;
	memset(&h, 0, sizeof h); // padding bytes too: they go to the file
	h = (struct head){t->x.cols, d->s.cols, d->drop, t->weight.p != NULL, power};
	const checkpoint_field fields[] = {{"head", &h, sizeof h}, {"words", words, bytes},
	        {"V", d->v.p, bytes_of(d->v)}, {"s", d->s.p, bytes_of(d->s)},
	        {t->weight.p ? "weight" : NULL, t->weight.p, bytes_of(t->weight)}, {0}};
	int status = checkpoint_save(path, kind_of_file, fields);
	arena_free(&scratch);
	return status;
}

static int fold_load(space *to, arena *a, const char *path)
{
	checkpoint file;
	size_t bytes;
	if (checkpoint_open(a, path, &file) < 0) return -1;
	const void *head = checkpoint_find(&file, "head", &bytes);
	if (strcmp(file.model, kind_of_file) || !head || bytes != sizeof to->h)
		return error_set("%s: is no model of svd decompose, but of %s", path, file.model);
	memcpy(&to->h, head, sizeof to->h);
	const struct head *h = &to->h;
	const char *text = checkpoint_find(&file, "words", &bytes);
	to->words = parted(text, text ? bytes : 0, h->C, a);
	if (!to->words || h->k < 1 || h->k > h->C || h->drop < 0 || h->drop >= h->k)
		return error_set("%s: has a shape that no model of svd has", path);
	to->v = mat_new(a, h->C, h->k);
	to->s = mat_new(a, 1, h->k);
	to->weight = h->counts ? mat_new(a, 1, h->C) : (mat){0};
	const checkpoint_field fields[] = {{"V", to->v.p, bytes_of(to->v)},
	        {"s", to->s.p, bytes_of(to->s)},
	        {h->counts ? "weight" : NULL, to->weight.p, bytes_of(to->weight)}, {0}};
	return checkpoint_load(path, kind_of_file, fields);
}

/* --- new rows --------------------------------------------------------------------------------- */

/* New rows under way: what they are read from and what has been met. */
typedef struct {
	sparse_reader *in;
	const char *name;
	const vocab *rows;
	int *column;         /* of each column of the file: its number in the space, or -1 */
	long known, entries; /* entries whose column the space has, and all */
} newcomers;

/* One row into the columns of the space; counts become PPMI: ln (x_ij / N_i) + weight_j. */
static int add_row_of(newcomers *r, const space *to, sparse_builder *b, int i)
{
	const int *col;
	const double *value;
	double sum = 0;
	int n = sparse_reader_row(r->in, &col, &value);
	if (n < 0) return n == SPARSE_END ? error_set("%s: has no more rows", r->name) : -1;
	for (int e = 0; e < n; e++) {
		if (to->h.counts && value[e] < 0)
			return error_set("%s: a count of %g; counts are not below 0", r->name, value[e]);
		if (r->column[col[e]] >= 0) sum += value[e];
	}
	for (int e = 0; e < n; e++) {
		int j = r->column[col[e]];
		if (j < 0) continue;
		double x = value[e];
		if (to->h.counts) x = x > 0 ? log(x / sum) + (double)to->weight.p[j] : 0;
		if (!to->h.counts || x > 0) sparse_add(b, i, j, x);
		r->known++;
	}
	r->entries += n;
	return 0;
}

/* All rows, some at a time. */
static int fold_rows(mat e, newcomers *r, const space *to)
{
	arena scratch = {0};
	int status = 0;
	for (int first = 0; first < e.rows && status == 0; first += BATCH) {
		int n = e.rows - first < BATCH ? e.rows - first : BATCH;
		arena_reset(&scratch);
		sparse_builder b = sparse_begin(&scratch, n, to->h.C);
		for (int i = 0; i < n && status == 0; i++) status = add_row_of(r, to, &b, i);
		if (status == 0)
			lsa_fold_in(rows(e, first, n), sparse_end(&b, &scratch), to->v, to->s, to->h.power);
	}
	arena_free(&scratch);
	if (status == 0) { // the end of the file is checked when it is reached
		const int *col;
		const double *value;
		if (sparse_reader_row(r->in, &col, &value) == SPARSE_ERROR) status = -1;
	}
	return status;
}

static int fold(wordvec *w, const char *path, const space *to, arena *a)
{
	newcomers r = {.name = path};
	vocab *own, *contexts;
	r.in = sparse_reader_open(a, path, &own, &contexts);
	if (!r.in) return -1;
	r.column = arena_alloc(a, (size_t)vocab_size(contexts), sizeof *r.column);
	for (int j = 0; j < vocab_size(contexts); j++)
		r.column[j] = vocab_id(to->words, vocab_word(contexts, j));
	mat e = mat_new(a, vocab_size(own), to->h.k);
	int status = fold_rows(e, &r, to);
	sparse_reader_close(r.in);
	if (status < 0) return -1;
	if (r.known == 0) return error_set("%s: the model knows none of its columns", path);
	int kept = to->h.k - to->h.drop;
	*w = (wordvec){own, mat_new(a, e.rows, kept)};
	copy(w->vectors, cols(e, to->h.drop, kept));
	printf("%s: %d rows, %ld of %ld entries in columns that the model has\n", path, e.rows, r.known,
	        r.entries);
	return 0;
}

int svd_fold_in(int argc, char **argv)
{
	static const char *target;
	static int format;
	static const cli_option options[] = {cli_file("output", &target, "write the vectors here"),
	        cli_choice("format", &format, "text|binary", "of the vectors, as word2vec has them"),
	        cli_end};
	static const cli_program program = {"svd fold-in", "MODEL TABLE",
	        "Vectors for the rows of a table in the space of MODEL (svd decompose --save).\n"
	        "Columns are matched by their words. When the model was made with --ppmi, the table\n"
	        "holds counts, else what the model's table held.",
	        "1"};
	arena a = {0};
	space to;
	wordvec w;
	int first = svd_options(argc, argv, &program, 2, 2, options);
	if (check_writable(target) < 0 || fold_load(&to, &a, argv[first]) < 0 ||
	        fold(&w, argv[first + 1], &to, &a) < 0)
		error_exit();
	if (target && wordvec_write(&w, target, format ? WORDVEC_BINARY : WORDVEC_TEXT) < 0)
		error_exit();
	if (target) printf("%s: %d vectors of %d numbers\n", target, w.vectors.rows, w.vectors.cols);
	arena_free(&a);
	return 0;
}
