/* Writing sparse matrices: docs/formats.md has the form. What the reader would refuse is refused
 * here, so that a file which was written can be read. */
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "output.h"
#include "sparse_file.h"
#include "sparse_form.h"
#include "text.h"

enum { BUFFER = 1 << 17, PIECE = 1024 };

struct sparse_writer {
	output o;
	int rows, cols, next;
	uint64_t entries;
	bool doubles;
	float piece[PIECE]; // numbers on their way from 8 bytes to 4
};

/* The words in order, as long as the reader would take them. */
static int write_words(sparse_writer *w, const vocab *v)
{
	for (int id = 0; id < vocab_size(v); id++) {
		const char *word = vocab_word(v, id);
		size_t n = strlen(word);
		if (2 * n + 32 > SPARSE_LINE || text_valid(word, n) < n)
			return error_set("%s: word %d is not UTF-8 or longer than %d bytes", w->o.path, id,
			        SPARSE_LINE / 2 - 16);
		vocab_write_line(v, id, w->o.f);
	}
	return 0;
}

sparse_writer *sparse_writer_open(
        arena *a, const char *path, const vocab *rows, const vocab *cols, bool doubles)
{
	sparse_writer *w = arena_alloc(a, 1, sizeof *w);
	bool same = !cols || cols == rows;
	w->rows = vocab_size(rows);
	w->cols = same ? w->rows : vocab_size(cols);
	w->doubles = doubles;
	if (w->rows > SPARSE_MOST || w->cols > SPARSE_MOST)
		bug("sparse_writer: more than %d words", SPARSE_MOST);
	if (output_open(&w->o, path)) return NULL;
	setvbuf(w->o.f, arena_alloc(a, BUFFER, 1), _IOFBF, BUFFER);
	fprintf(w->o.f, "%s%d %d %d %s %s\n", SPARSE_MAGIC, SPARSE_VERSION, w->rows, w->cols,
	        doubles ? "f8" : "f4", same ? "same" : "own");
	if (!write_words(w, rows) && (same || !write_words(w, cols))) return w;
	sparse_writer_abandon(w);
	return NULL;
}

static void need_rising(const sparse_writer *w, const int *col, int n)
{
	if (w->next == w->rows) bug("sparse_writer_row: all %d rows are written", w->rows);
	if (n < 0 || n > w->cols) bug("sparse_writer_row: %d entries in %d columns", n, w->cols);
	for (int k = 0; k < n; k++)
		if (col[k] < 0 || col[k] >= w->cols || (k && col[k] <= col[k - 1]))
			bug("sparse_writer_row: column %d in place %d, expected rising ones in 0..%d", col[k],
			        k, w->cols - 1);
}

static void write_floats(sparse_writer *w, const double *value, int n)
{
	for (int k = 0; k < n; k += PIECE) {
		int size = n - k < PIECE ? n - k : PIECE;
		for (int i = 0; i < size; i++) w->piece[i] = (float)value[k + i];
		fwrite(w->piece, sizeof *w->piece, (size_t)size, w->o.f);
	}
}

int sparse_writer_row(sparse_writer *w, const int *col, const double *value, int n)
{
	const double largest = w->doubles ? DBL_MAX : (double)FLT_MAX;
	need_rising(w, col, n);
	for (int k = 0; k < n; k++)
		if (!(fabs(value[k]) <= largest))
			return error_set(
			        "%s: the number %g in row %d, column %d is not finite or too large for "
			        "%d bytes",
			        w->o.path, value[k], w->next, col[k], w->doubles ? 8 : 4);
	const uint32_t size = (uint32_t)n;
	fwrite(&size, sizeof size, 1, w->o.f);
	if (n > 0) fwrite(col, sizeof *col, (size_t)n, w->o.f);
	if (n > 0 && w->doubles)
		fwrite(value, sizeof *value, (size_t)n, w->o.f);
	else
		write_floats(w, value, n);
	w->next++;
	w->entries += size;
	return ferror(w->o.f) ? error_set("%s: cannot be written: %s", w->o.path, strerror(errno)) : 0;
}

int sparse_writer_commit(sparse_writer *w)
{
	if (w->next < w->rows) bug("sparse_writer_commit: %d of %d rows", w->next, w->rows);
	fwrite(SPARSE_END_MARK, SPARSE_MARK, 1, w->o.f);
	fwrite(&w->entries, sizeof w->entries, 1, w->o.f);
	return output_commit(&w->o);
}

void sparse_writer_abandon(sparse_writer *w)
{
	output_abandon(&w->o);
}

int sparse_write(sparse s, const vocab *rows, const vocab *cols, const char *path, bool doubles)
{
	arena a = {0};
	sparse_writer *w = sparse_writer_open(&a, path, rows, cols, doubles);
	if (w && (w->rows != s.rows || w->cols != s.cols))
		bug("sparse_write: (%d,%d) words for a (%d,%d) matrix", w->rows, w->cols, s.rows, s.cols);
	int status = w ? 0 : -1;
	double *value = arena_alloc(&a, (size_t)s.cols, sizeof *value);
	for (int i = 0; i < s.rows && !status; i++) {
		int n = (int)(s.start[i + 1] - s.start[i]);
		for (int k = 0; k < n; k++) value[k] = (double)s.value[s.start[i] + k];
		status = sparse_writer_row(w, s.col + s.start[i], value, n);
	}
	if (!status)
		status = sparse_writer_commit(w);
	else if (w)
		sparse_writer_abandon(w);
	arena_free(&a);
	return status;
}
