/* A table on its way to a file, in the project's sparse form or as GloVe's records: for every cell
 * that is not zero the numbers of two words, from 1, as 4 bytes each, and the cell as 8, in the
 * machine's own order of bytes; nothing before the first, nothing after the last. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cooc.h"

static const char sparse_magic[] = "unrolled sparse ";

int table_open(table *t, arena *a, const char *path, int form, bool doubles, const vocab *words,
        double unit)
{
	*t = (table){.unit = unit};
	if (form == TABLE_GLOVE) {
		if (output_open(&t->glove, path) < 0) return -1;
		t->record = arena_alloc(a, (size_t)vocab_size(words), sizeof *t->record);
	} else if (!(t->sparse = sparse_writer_open(a, path, words, NULL, doubles))) {
		return -1;
	}
	table_guard(path);
	return 0;
}

static int write_row(void *to, const int *col, double *value, int n)
{
	table *t = to;
	for (int k = 0; k < n; k++) {
		value[k] /= t->unit;
		t->sum += value[k];
	}
	t->entries += n;
	t->row++;
	if (t->sparse) return sparse_writer_row(t->sparse, col, value, n);
	for (int k = 0; k < n; k++) t->record[k] = (glove_record){t->row, col[k] + 1, value[k]};
	fwrite(t->record, sizeof *t->record, (size_t)n, t->glove.f);
	return 0;
}

sink table_sink(table *t)
{
	return (sink){write_row, t};
}

int table_commit(table *t)
{
	int status = t->sparse ? sparse_writer_commit(t->sparse) : output_commit(&t->glove);
	table_guard(NULL);
	return status;
}

void table_abandon(table *t)
{
	if (t->sparse)
		sparse_writer_abandon(t->sparse);
	else
		output_abandon(&t->glove);
	table_guard(NULL);
}

/* --- files ------------------------------------------------------------------------------------ */

int table_writable(const char *path)
{
	output probe;
	if (output_open(&probe, path) < 0) return -1;
	output_abandon(&probe);
	return 0;
}

static char unfinished[4096]; // what an interrupt removes; "" when there is nothing

static void on_interrupt(int sig)
{
	if (*unfinished) unlink(unfinished);
	signal(sig, SIG_DFL);
	raise(sig);
}

void table_guard(const char *path)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	size_t n = path ? strlen(path) : 0;
	struct sigaction act = {.sa_handler = path ? on_interrupt : SIG_DFL}, before;
	if (n + sizeof ".part" > sizeof unfinished) return;
	*unfinished = 0;
	if (path) snprintf(unfinished, sizeof unfinished, "%s.part", path);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		if (!sigaction(signals[i], NULL, &before) && before.sa_handler != SIG_IGN) // as under nohup
			sigaction(signals[i], &act, NULL);
}

int table_is_sparse(const char *path)
{
	char head[sizeof sparse_magic - 1];
	if (!strcmp(path, "-")) return 0;
	FILE *f = fopen(path, "r");
	if (!f) return error_set("%s: cannot be read: %s", path, strerror(errno));
	size_t n = fread(head, 1, sizeof head, f);
	bool failed = ferror(f);
	int why = errno;
	fclose(f);
	if (failed) return error_set("%s: cannot be read: %s", path, strerror(why));
	return n == sizeof head && !memcmp(head, sparse_magic, n);
}

size_t memory_size(const char *text)
{
	static const char units[] = "KMG";
	char *end;
	errno = 0;
	unsigned long long n = *text >= '0' && *text <= '9' ? strtoull(text, &end, 10) : 0;
	const char *unit = n && *end ? strchr(units, *end) : NULL;
	int shift = unit ? 10 * (int)(unit - units + 1) : 0;
	if (!n || errno || (*end && (!unit || end[1])) || n > SIZE_MAX >> shift >> 1) {
		error_set("--memory: expected a size such as 512M or 2G, found '%s'", text);
		return 0;
	}
	return (size_t)n << shift;
}
