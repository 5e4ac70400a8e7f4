/* Reading sparse matrices: docs/formats.md has the form. What a file says of lengths is believed only
 * as far as it brings the words to go with them: a row cannot have more entries than there are words
 * of columns, so a damaged file cannot ask for memory that it does not fill itself. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "input.h"
#include "sparse_file.h"
#include "sparse_form.h"

struct sparse_reader {
	input in;
	int rows, cols, next;
	uint64_t entries;
	bool doubles, same, failed;
	int *col;
	double *value;
};

/* The number at *s, which `end` follows; -1 when it is none or too large. */
static int number(char **s, char end)
{
	long n = 0;
	char *at = *s;
	for (; *at >= '0' && *at <= '9' && n <= SPARSE_MOST; at++) n = 10 * n + (*at - '0');
	if (at == *s || *at != end || n > SPARSE_MOST) return -1;
	*s = at + 1;
	return (int)n;
}

static int read_header(sparse_reader *r)
{
	size_t length;
	const size_t magic = strlen(SPARSE_MAGIC);
	input *in = &r->in;
	long long waits = input_need(in, magic);
	if (waits < 0) return -1;
	if ((size_t)waits < magic || memcmp(in->at, SPARSE_MAGIC, magic))
		return error_set("%s: is not a sparse matrix, expected \"" SPARSE_MAGIC "...\"", in->name);
	char *s = input_line(in, SPARSE_LINE, &length);
	if (!s) return -1;
	s += magic;
	const int version = number(&s, ' ');
	if (version >= 0 && version != SPARSE_VERSION)
		return error_set("%s: is a sparse matrix of version %d, expected version %d", in->name,
		        version, SPARSE_VERSION);
	r->rows = number(&s, ' '); // what is no number stays where it is, and is none for cols either
	r->cols = number(&s, ' ');
	r->doubles = !strncmp(s, "f8 ", 3);
	const bool form = r->doubles || !strncmp(s, "f4 ", 3);
	r->same = form && !strcmp(s + 3, "same") && r->rows == r->cols;
	const bool own = form && !strcmp(s + 3, "own");
	if (version < 0 || r->rows < 0 || r->cols < 0 || (!r->same && !own))
		return error_set("%s:1: expected \"" SPARSE_MAGIC
		                 "1 ROWS COLUMNS f4|f8 same|own\", same only "
		                 "for as many rows as columns",
		        in->name);
	return 0;
}

static int read_words(sparse_reader *r, vocab *v, int n)
{
	for (int i = 0; i < n; i++) {
		size_t length;
		const char *line = input_line(&r->in, SPARSE_LINE, &length);
		if (!line && !length)
			return error_set("%s: cut short: word %d of %d is missing", r->in.name, i + 1, n);
		if (!line || vocab_read_line(v, line, length, r->in.name, r->in.line)) return -1;
	}
	return 0;
}

sparse_reader *sparse_reader_open(arena *a, const char *path, vocab **rows, vocab **cols)
{
	sparse_reader *r = arena_alloc(a, 1, sizeof *r);
	if (input_open(&r->in, a, path, "a sparse matrix")) return NULL;
	int status = read_header(r);
	*rows = *cols = vocab_new(a);
	if (!status) status = read_words(r, *rows, r->rows);
	if (!status && !r->same) status = read_words(r, *cols = vocab_new(a), r->cols);
	if (status) {
		input_close(&r->in);
		return NULL;
	}
	r->col = arena_alloc(a, (size_t)r->cols, sizeof *r->col);
	r->value = arena_alloc(a, (size_t)r->cols, sizeof *r->value);
	return r;
}

static int cut_short(const sparse_reader *r)
{
	return error_set("%s: cut short in row %d of %d", r->in.name, r->next + 1, r->rows);
}

/* n columns and numbers that wait, taken and checked. */
static int take_entries(sparse_reader *r, int n)
{
	const size_t size = r->doubles ? 8 : 4;
	const char *values = r->in.at + 4 * (size_t)n;
	memcpy(r->col, r->in.at, 4 * (size_t)n);
	if (r->doubles) memcpy(r->value, values, 8 * (size_t)n);
	for (int k = 0; k < n; k++) {
		float x;
		if (!r->doubles) {
			memcpy(&x, values + 4 * (size_t)k, sizeof x);
			r->value[k] = (double)x;
		}
		if (r->col[k] < 0 || r->col[k] >= r->cols || (k && r->col[k] <= r->col[k - 1]))
			return error_set("%s: damaged: row %d has column %u in place %d, expected rising ones "
			                 "below %d",
			        r->in.name, r->next + 1, (unsigned)r->col[k], k + 1, r->cols);
		if (!isfinite(r->value[k]))
			return error_set("%s: damaged: row %d, column %d: the number is not finite", r->in.name,
			        r->next + 1, r->col[k]);
	}
	r->in.at += (4 + size) * (size_t)n;
	return n;
}

static int take_row(sparse_reader *r)
{
	const size_t size = r->doubles ? 8 : 4;
	uint32_t n;
	long long waits = input_need(&r->in, sizeof n);
	if (waits < (long long)sizeof n) return waits < 0 ? -1 : cut_short(r);
	memcpy(&n, r->in.at, sizeof n);
	r->in.at += sizeof n;
	if (n > (uint32_t)r->cols)
		return error_set("%s: damaged: row %d has %u entries in %d columns", r->in.name,
		        r->next + 1, (unsigned)n, r->cols);
	waits = input_need(&r->in, (4 + size) * n);
	if (waits < (long long)((4 + size) * n)) return waits < 0 ? -1 : cut_short(r);
	return take_entries(r, (int)n);
}

/* Behind the last row. */
static int take_end(sparse_reader *r)
{
	uint64_t entries;
	long long waits = input_need(&r->in, SPARSE_MARK + sizeof entries + 1);
	if (waits < 0) return -1;
	if (waits < (long long)(SPARSE_MARK + sizeof entries))
		return error_set("%s: cut short behind the last row", r->in.name);
	memcpy(&entries, r->in.at + SPARSE_MARK, sizeof entries);
	if (memcmp(r->in.at, SPARSE_END_MARK, SPARSE_MARK) || entries != r->entries)
		return error_set(
		        "%s: damaged: expected \"entries \" and the number %llu behind the last row",
		        r->in.name, (unsigned long long)r->entries);
	if (waits > (long long)(SPARSE_MARK + sizeof entries))
		return error_set("%s: goes on behind its end", r->in.name);
	return SPARSE_END;
}

int sparse_reader_row(sparse_reader *r, const int **col, const double **value)
{
	if (r->failed) return SPARSE_ERROR;
	int n = r->next < r->rows ? take_row(r) : r->next == r->rows ? take_end(r) : SPARSE_END;
	r->failed = n == SPARSE_ERROR;
	if (!r->failed && r->next <= r->rows) r->next++;
	if (n > 0) r->entries += (uint64_t)n;
	*col = r->col;
	*value = r->value;
	return n;
}

void sparse_reader_close(sparse_reader *r)
{
	input_close(&r->in);
}

/* Entries of a matrix that grows. */
typedef struct {
	arena *a;
	long n, room;
	int *col;
	real *value;
} entries;

static void make_room(entries *e, long room)
{
	int *col = arena_alloc(e->a, (size_t)room, sizeof *col);
	real *value = arena_alloc(e->a, (size_t)room, sizeof *value);
	if (e->n) memcpy(col, e->col, (size_t)e->n * sizeof *col);
	if (e->n) memcpy(value, e->value, (size_t)e->n * sizeof *value);
	*e = (entries){e->a, e->n, room, col, value};
}

static int keep(entries *e, const sparse_reader *r, int n)
{
	if (n > e->room - e->n) make_room(e, 2 * (e->n + n));
	for (int k = 0; k < n; k++) {
		e->col[e->n] = r->col[k];
		e->value[e->n] = (real)r->value[k];
		if (!isfinite(e->value[e->n++]))
			return error_set("%s: row %d, column %d: %g is too large for " REAL_NAME, r->in.name,
			        r->next, r->col[k], r->value[k]);
	}
	return 0;
}

int sparse_read(sparse *s, vocab **rows, vocab **cols, arena *a, const char *path)
{
	sparse_reader *r = sparse_reader_open(a, path, rows, cols);
	if (!r) return -1;
	const int *col;
	const double *value;
	int n = 0;
	long *start = arena_alloc(a, (size_t)r->rows + 1, sizeof *start);
	entries e = {.a = a};
	if (r->in.size) // a regular file: what is left of it has room for so many
		make_room(&e, (long)((r->in.size - input_used(&r->in)) / (r->doubles ? 12 : 8)));
	for (int i = 0; (n = sparse_reader_row(r, &col, &value)) >= 0; start[++i] = e.n)
		if (keep(&e, r, n)) {
			n = SPARSE_ERROR;
			break;
		}
	sparse_reader_close(r);
	*s = (sparse){r->rows, r->cols, start, e.col, e.value};
	return n == SPARSE_END ? 0 : -1;
}
