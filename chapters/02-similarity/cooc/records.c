/* GloVe's records in whatever order they come, its shuffled files too, in memory of a given size: as
 * many as fit are sorted by row and make a run on disk; the runs are added up row by row. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "cooc.h"
#include "progress.h"

typedef struct {
	const char *path;
	FILE *f;
	progress bar;
	long long bytes;
	glove_record *record; // (room)
	int *order, *start;   // (room), (V+1): the records of row i are order[start[i]] …
	long room;
	long long n; // records before these
	dense_row row;
	runs r;
} records;

static int check_record(const records *in, glove_record r, long k)
{
	int V = in->row.V;
	if (r.row < 1 || r.row > V || r.col < 1 || r.col > V)
		return error_set("%s: record %lld: words %d and %d, expected 1 to %d (--read-vocab)",
		        in->path, in->n + k + 1, r.row, r.col, V);
	if (!isfinite(r.value))
		return error_set("%s: record %lld: is not a finite number", in->path, in->n + k + 1);
	return 0;
}

/* Read as many as fit. @return how many; -1 with an error */
static long read_some(records *in)
{
	long n = 0;
	size_t bytes = fread(in->record, 1, (size_t)in->room * sizeof *in->record, in->f);
	if (ferror(in->f)) return error_set("%s: cannot be read: %s", in->path, strerror(errno));
	if (bytes % sizeof *in->record)
		return error_set("%s: is cut short in record %lld, or holds no records", in->path,
		        in->n + (long long)(bytes / sizeof *in->record) + 1);
	for (n = 0; n < (long)(bytes / sizeof *in->record); n++)
		if (check_record(in, in->record[n], n) < 0) return -1;
	progress_at(&in->bar, (long)(in->bytes += (long long)bytes), NULL);
	return n;
}

static int hand_out(records *in, long n, sink to)
{
	int V = in->row.V;
	memset(in->start, 0, ((size_t)V + 1) * sizeof *in->start);
	for (long k = 0; k < n; k++) in->start[in->record[k].row - 1]++;
	for (int i = 1; i <= V; i++) in->start[i] += in->start[i - 1];
	for (long k = n - 1; k >= 0; k--) in->order[--in->start[in->record[k].row - 1]] = (int)k;
	for (int i = 0; i < V; i++) {
		for (int k = in->start[i]; k < in->start[i + 1]; k++) {
			const glove_record *r = &in->record[in->order[k]];
			row_add(&in->row, r->col - 1, r->value);
		}
		int entries = row_take(&in->row);
		if (to.take(to.to, in->row.col, in->row.value, entries) < 0) return -1;
	}
	return 0;
}

static int add_run(records *in, long n)
{
	sink run;
	if (runs_begin(&in->r, &run) < 0 || hand_out(in, n, run) < 0) return -1;
	in->n += n;
	return runs_end(&in->r);
}

static int sort(records *in, sink to)
{
	long n;
	while ((n = read_some(in)) == in->room)
		if (add_run(in, n) < 0) return -1;
	if (n < 0) return -1;
	if (in->n + n == 0) return error_set("%s: is empty, expected records", in->path);
	if (in->r.n == 0) return hand_out(in, n, to);
	if (add_run(in, n) < 0) return -1;
	return runs_merge(&in->r, &in->row, to);
}

/* Room for what a table of V words takes while it is sorted. */
static int begin(records *in, const char *path, int V, size_t memory, arena *a)
{
	size_t fixed = row_memory(V) + (size_t)V * sizeof *in->start + memory / 8;
	size_t each = sizeof *in->record + sizeof *in->order;
	struct stat s;
	*in = (records){.path = path, .f = strcmp(path, "-") ? fopen(path, "rb") : stdin};
	if (!in->f) return error_set("%s: cannot be read: %s", path, strerror(errno));
	if (memory < fixed + 1024 * each)
		return error_set("--memory is too little for a vocabulary of %d words", V);
	in->room = (long)((memory - fixed) / each);
	if (in->room > 1 << 30) in->room = 1 << 30;
	if (!fstat(fileno(in->f), &s) && S_ISREG(s.st_mode)) {
		long long all = s.st_size / (long long)sizeof *in->record + 1;
		if (in->room > all) in->room = (long)all;
	}
	in->record = malloc((size_t)in->room * sizeof *in->record);
	in->order = malloc((size_t)in->room * sizeof *in->order);
	if (!in->record || !in->order) bug("out of memory: %ld records wanted", in->room);
	in->start = arena_alloc(a, (size_t)V + 1, sizeof *in->start);
	in->row = row_new(a, V);
	in->r = runs_none(V, memory / 8);
	progress_begin(&in->bar, "reading", (long)s.st_size, "bytes");
	return 0;
}

static void end(records *in)
{
	progress_end(&in->bar);
	if (in->f && in->f != stdin) fclose(in->f);
	free(in->record);
	free(in->order);
	runs_free(&in->r);
}

int records_sort(const char *path, int V, size_t memory, sink to)
{
	records in;
	arena a = {0};
	int status = begin(&in, path, V, memory, &a);
	if (!status) status = sort(&in, to);
	end(&in);
	arena_free(&a);
	return status;
}
