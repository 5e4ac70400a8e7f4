/* Tables on disk that are added up row by row.
 *
 * A run is a table: for each row the number of its entries, then column and number of each, columns
 * rising. All runs lie in one file without a name, one behind the other; to merge them, each is read
 * through a window of its own, and row i of the sum is the sum of their rows i. Most columns are a
 * small step from the one before and most numbers are small and whole, so both are written in as
 * many bytes as they need: 7 bits a byte, the lowest first, the top bit set when more follow. A
 * number is doubled, which leaves 1 to say: here follow the 8 bytes of one that is not whole. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cooc.h"
#include "progress.h"

enum { SMALLEST_BUFFER = 512, LARGEST_BUFFER = 1 << 18 };
static const double LARGEST_WHOLE = 0x1p53;

FILE *temporary_file(void)
{
	const char *folder = getenv("TMPDIR");
	char path[1024];
	int n = snprintf(path, sizeof path, "%s/cooc-XXXXXX", folder && *folder ? folder : "/tmp");
	int fd = n < (int)sizeof path ? mkstemp(path) : -1;
	FILE *f = fd >= 0 ? fdopen(fd, "w+") : NULL;
	if (!f) {
		error_set("%s: no temporary file can be made there: %s", path, strerror(errno));
		if (fd >= 0) close(fd);
	}
	if (fd >= 0) unlink(path);
	return f;
}

runs runs_none(int V, size_t memory)
{
	size_t buffer = memory / RUNS_AT_ONCE;
	if (buffer < SMALLEST_BUFFER) buffer = SMALLEST_BUFFER;
	if (buffer > LARGEST_BUFFER) buffer = LARGEST_BUFFER;
	return (runs){.V = V, .buffer = buffer};
}

void runs_free(runs *r)
{
	if (r->f) fclose(r->f);
	r->f = NULL;
}

/* --- writing ---------------------------------------------------------------------------------- */

static void put_whole(FILE *f, uint64_t n)
{
	for (; n >= 128; n >>= 7) putc_unlocked((int)(n & 127) | 128, f);
	putc_unlocked((int)n, f);
}

static void put_number(FILE *f, double x)
{
	if (x >= 0 && x < LARGEST_WHOLE && x == floor(x)) {
		put_whole(f, (uint64_t)x << 1);
	} else {
		unsigned char bytes[sizeof x];
		memcpy(bytes, &x, sizeof x);
		put_whole(f, 1);
		for (size_t i = 0; i < sizeof x; i++) putc_unlocked(bytes[i], f);
	}
}

static int put_row(void *to, const int *col, double *value, int n)
{
	runs *r = to;
	put_whole(r->f, (uint64_t)n);
	for (int k = 0; k < n; k++) {
		put_whole(r->f, (uint64_t)(col[k] - (k ? col[k - 1] : 0)));
		put_number(r->f, value[k]);
	}
	return ferror(r->f) ? error_set("a temporary file cannot be written: %s", strerror(errno)) : 0;
}

/* --- reading ---------------------------------------------------------------------------------- */

typedef struct {
	int fd;
	long long at, end; // of the file: what was not read yet
	unsigned char *window, *next, *last;
	size_t room;
	bool failed;
} run_reader;

static int refill(run_reader *r)
{
	size_t left = (size_t)(r->end - r->at), want = left < r->room ? left : r->room;
	ssize_t got = want ? pread(r->fd, r->window, want, (off_t)r->at) : 0;
	if (got <= 0) {
		r->failed = true;
		return 0;
	}
	r->at += got;
	r->next = r->window;
	r->last = r->window + got;
	return *r->next++;
}

static inline int get_byte(run_reader *r)
{
	return r->next < r->last ? *r->next++ : refill(r);
}

static inline uint64_t get_whole(run_reader *r)
{
	uint64_t n = 0;
	for (int shift = 0, byte = 128; byte & 128 && shift < 64; shift += 7) {
		byte = get_byte(r);
		n |= (uint64_t)(byte & 127) << shift;
	}
	return n;
}

static inline double get_number(run_reader *r)
{
	uint64_t n = get_whole(r);
	if (n != 1) return (double)(n >> 1);
	double x;
	unsigned char bytes[sizeof x];
	for (size_t i = 0; i < sizeof x; i++) bytes[i] = (unsigned char)get_byte(r);
	memcpy(&x, bytes, sizeof x);
	return x;
}

static void next_row(run_reader *r, dense_row *row)
{
	int col = 0;
	for (uint64_t left = get_whole(r); left > 0 && !r->failed; left--) {
		col += (int)get_whole(r);
		row_add(row, col, get_number(r));
	}
}

/* --- runs ------------------------------------------------------------------------------------- */

static int merge(runs *r, dense_row *row, sink to)
{
	run_reader in[RUNS_AT_ONCE];
	unsigned char *windows = malloc(r->buffer * (size_t)r->n);
	if (!windows) bug("out of memory: %zu bytes wanted", r->buffer * (size_t)r->n);
	for (int k = 0; k < r->n; k++)
		in[k] = (run_reader){.fd = fileno(r->f),
		        .at = r->begin[k],
		        .end = r->begin[k + 1],
		        .window = windows + (size_t)k * r->buffer,
		        .room = r->buffer};
	progress bar;
	progress_begin(&bar, "merging", r->V, "rows");
	int status = 0;
	for (int i = 0; i < r->V && !status; i++) {
		for (int k = 0; k < r->n && !status; k++) {
			next_row(&in[k], row);
			if (in[k].failed)
				status = error_set("a temporary file cannot be read: %s", strerror(errno));
		}
		int n = row_take(row);
		if (!status) status = to.take(to.to, row->col, row->value, n);
		progress_at(&bar, i + 1, NULL);
	}
	progress_end(&bar);
	free(windows);
	return status;
}

int runs_merge(runs *r, dense_row *row, sink to)
{
	return merge(r, row, to);
}

/* Too many to merge at once: they become one. */
static int make_one(runs *r)
{
	arena a = {0};
	dense_row row = row_new(&a, r->V);
	runs one = {
	        .V = r->V, .buffer = r->buffer, .f = temporary_file(), .n = 1, .written = r->written};
	int status = one.f ? merge(r, &row, (sink){put_row, &one}) : -1;
	arena_free(&a);
	if (!status && (fflush(one.f) || (one.begin[1] = ftello(one.f)) < 0))
		status = error_set("a temporary file cannot be written: %s", strerror(errno));
	runs_free(status ? &one : r);
	if (!status) *r = one;
	return status;
}

int runs_begin(runs *r, sink *to)
{
	if (!r->f && !(r->f = temporary_file())) return -1;
	*to = (sink){put_row, r};
	return r->n == RUNS_AT_ONCE ? make_one(r) : 0;
}

int runs_end(runs *r)
{
	if (fflush(r->f) || (r->begin[r->n + 1] = ftello(r->f)) < 0)
		return error_set("a temporary file cannot be written: %s", strerror(errno));
	r->n++;
	r->written++;
	return 0;
}
