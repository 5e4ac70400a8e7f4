/* Settings and packed files of a gradebook. Files are packed with gzip by libarchive, which the
 * intake needs anyway: transcripts shrink to a third, and `gunzip` can read a column that was
 * written to a file. */
#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "gradebook.h"

enum { PACKING_SLACK = 4096 };
static const size_t unpacked_most = (size_t)1 << 30;

char *gradebook_setting(gradebook *g, const char *key, bool *has_failed)
{
	query q;
	char *value = NULL;
	*has_failed = query_open(&q, g, "SELECT value FROM setting WHERE key = ?", "s", key) != 0;
	if (*has_failed) return NULL;
	const int more = query_next(&q);
	*has_failed = more < 0;
	if (more > 0) {
		value = malloc(strlen(query_text(&q, 0)) + 1);
		if (!value) bug("out of memory");
		strcpy(value, query_text(&q, 0));
	}
	query_close(&q);
	return value;
}

int gradebook_set(gradebook *g, const char *key, const char *value)
{
	return gradebook_do(g,
	        "INSERT INTO setting VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = "
	        "excluded.value",
	        "ss", key, value);
}

/* Random bytes grow by five in 16 KiB, and a header and a trailer come along. */
static int pack(const void *bytes, size_t n, void **packed, size_t *length)
{
	const size_t room = n + n / 64 + PACKING_SLACK;
	struct archive *a = archive_write_new();
	struct archive_entry *e = archive_entry_new();
	*packed = malloc(room);
	if (!a || !e || !*packed) bug("out of memory: %zu bytes wanted", room);
	archive_entry_set_filetype(e, AE_IFREG);
	bool good =
	        archive_write_set_format_raw(a) == ARCHIVE_OK &&
	        archive_write_add_filter_gzip(a) == ARCHIVE_OK &&
	        archive_write_set_filter_option(a, "gzip", "timestamp", NULL) == ARCHIVE_OK &&
	        archive_write_set_filter_option(a, "gzip", "compression-level", "3") == ARCHIVE_OK &&
	        archive_write_set_bytes_in_last_block(a, 1) == ARCHIVE_OK &&
	        archive_write_open_memory(a, *packed, room, length) == ARCHIVE_OK &&
	        archive_write_header(a, e) == ARCHIVE_OK &&
	        archive_write_data(a, bytes, n) == (la_ssize_t)n &&
	        archive_write_close(a) == ARCHIVE_OK;
	if (!good) error_set("a file of %zu bytes could not be packed: %s", n, archive_error_string(a));
	archive_entry_free(e);
	archive_write_free(a);
	return good ? 0 : -1;
}

int gradebook_put_file(gradebook *g, long submission, const char *kind, const char *name,
        const void *bytes, size_t n)
{
	void *packed;
	size_t length = 0;
	int status = pack(bytes, n, &packed, &length);
	if (!status)
		status = gradebook_do(g,
		        "INSERT INTO file VALUES(?, ?, ?, ?)"
		        " ON CONFLICT DO UPDATE SET content = excluded.content",
		        "lssb", submission, kind, name, packed, length);
	free(packed);
	return status;
}

/* Read all that is left of an archive's entry, with a 0 behind it. */
static char *read_all(struct archive *a, size_t *n)
{
	size_t room = (size_t)1 << 16;
	char *text = malloc(room);
	*n = 0;
	while (text) {
		const la_ssize_t got = archive_read_data(a, text + *n, room - *n - 1);
		if (got < 0) break;
		*n += (size_t)got;
		text[*n] = 0;
		if (got == 0) return text;
		if (room - *n > 1) continue;
		if (room >= unpacked_most) break;
		char *more = realloc(text, room *= 2);
		if (!more) break;
		text = more;
	}
	free(text);
	return NULL;
}

static char *unpack(const void *packed, size_t length, size_t *n)
{
	struct archive *a = archive_read_new();
	struct archive_entry *e;
	char *text = NULL;
	if (!a) bug("out of memory");
	if (archive_read_support_format_raw(a) == ARCHIVE_OK &&
	        archive_read_support_format_empty(a) == ARCHIVE_OK &&
	        archive_read_support_filter_gzip(a) == ARCHIVE_OK &&
	        archive_read_open_memory(a, packed, length) == ARCHIVE_OK) {
		const int code = archive_read_next_header(a, &e);
		if (code == ARCHIVE_OK) text = read_all(a, n);
		if (code == ARCHIVE_EOF) text = calloc(1, 1), *n = 0; // an empty file
	}
	archive_read_free(a);
	return text;
}

int gradebook_get_file(
        gradebook *g, long submission, const char *kind, const char *name, char **bytes, size_t *n)
{
	query q;
	size_t length;
	*bytes = NULL;
	*n = 0;
	if (query_open(&q, g, "SELECT content FROM file WHERE submission = ? AND kind = ? AND name = ?",
	            "lss", submission, kind, name))
		return -1;
	int more = query_next(&q);
	if (more > 0) {
		const void *packed = query_bytes(&q, 0, &length);
		*bytes = unpack(packed, length, n);
		more = *bytes ? 0
		              : error_set("%s: %s %s of submission %ld is damaged", g->path, kind, name,
		                        submission);
	}
	query_close(&q);
	return more;
}
