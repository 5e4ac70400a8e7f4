/* A thin layer over SQLite: opening with checks, values from a list of letters, errors as lines.
 *
 * Several programs may read a gradebook while one writes. That one writer holds a lock on a file of
 * its own beside the gradebook, because two runs would grade the same hand-ins twice, and because
 * SQLite's own locks, which are taken on the gradebook itself, only last for a transaction. The
 * lock dies with its process. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "gradebook.h"
#include "text.h"

enum { APPLICATION = 1433301612, VERSION = 1, PATIENCE_MS = 20000 };

static int failed(gradebook *g)
{
	return error_set("%s: %s", g->path, sqlite3_errmsg(g->db));
}

/* --- values in, rows out --- */

/* Invalid bytes become U+FFFD. Returns a new string for sqlite3_free(), or NULL without memory. */
static char *valid_text(const char *s, size_t n)
{
	char *copy = sqlite3_malloc64(3 * n + 1), *to = copy;
	while (copy && n > 0) {
		const size_t good = text_valid(s, n);
		memcpy(to, s, good);
		to += good;
		s += good;
		n -= good;
		if (!n) break;
		memcpy(to, "\xEF\xBF\xBD", 3);
		to += 3;
		s++;
		n--;
	}
	if (copy) *to = 0;
	return copy;
}

static int bind_text(sqlite3_stmt *s, int i, const char *text)
{
	if (!text) return sqlite3_bind_null(s, i);
	const size_t n = strlen(text);
	if (text_valid(text, n) == n) return sqlite3_bind_text64(s, i, text, n, SQLITE_TRANSIENT, 1);
	char *copy = valid_text(text, n);
	return copy ? sqlite3_bind_text(s, i, copy, -1, sqlite3_free) : SQLITE_NOMEM;
}

static int bind(sqlite3_stmt *s, const char *types, va_list values)
{
	int code = SQLITE_OK;
	for (int i = 1; types[i - 1] && code == SQLITE_OK; i++) {
		switch (types[i - 1]) {
		case 'd': code = sqlite3_bind_int(s, i, va_arg(values, int)); break;
		case 'l': code = sqlite3_bind_int64(s, i, va_arg(values, long)); break;
		case 'f': code = sqlite3_bind_double(s, i, va_arg(values, double)); break;
		case 's': code = bind_text(s, i, va_arg(values, const char *)); break;
		case 'b': {
			const void *bytes = va_arg(values, const void *);
			const size_t n = va_arg(values, size_t);
			code = sqlite3_bind_blob64(s, i, bytes ? bytes : "", n, SQLITE_TRANSIENT);
			break;
		}
		default: bug("type '%c' in \"%s\", expected one of dlfsb", types[i - 1], types);
		}
	}
	return code;
}

static int open_query(query *q, gradebook *g, const char *sql, const char *types, va_list values)
{
	*q = (query){.g = g};
	if (sqlite3_prepare_v2(g->db, sql, -1, &q->statement, NULL) != SQLITE_OK) return failed(g);
	if (sqlite3_bind_parameter_count(q->statement) != (int)strlen(types))
		bug("%d values for \"%s\"", (int)strlen(types), sql);
	if (bind(q->statement, types, values) == SQLITE_OK) return 0;
	failed(g);
	query_close(q);
	return -1;
}

int query_open(query *q, gradebook *g, const char *sql, const char *types, ...)
{
	va_list values;
	va_start(values, types);
	const int status = open_query(q, g, sql, types, values);
	va_end(values);
	return status;
}

int query_next(query *q)
{
	switch (sqlite3_step(q->statement)) {
	case SQLITE_ROW: return 1;
	case SQLITE_DONE: return 0;
	default: return failed(q->g);
	}
}

long query_long(query *q, int column)
{
	return (long)sqlite3_column_int64(q->statement, column);
}

double query_real(query *q, int column)
{
	return sqlite3_column_double(q->statement, column);
}

const char *query_text(query *q, int column)
{
	const unsigned char *text = sqlite3_column_text(q->statement, column);
	return text ? (const char *)text : "";
}

const void *query_bytes(query *q, int column, size_t *n)
{
	const void *bytes = sqlite3_column_blob(q->statement, column);
	*n = (size_t)sqlite3_column_bytes(q->statement, column);
	return bytes ? bytes : "";
}

bool query_null(query *q, int column)
{
	return sqlite3_column_type(q->statement, column) == SQLITE_NULL;
}

void query_close(query *q)
{
	sqlite3_finalize(q->statement);
	q->statement = NULL;
}

int gradebook_do(gradebook *g, const char *sql, const char *types, ...)
{
	query q;
	va_list values;
	va_start(values, types);
	int more = open_query(&q, g, sql, types, values);
	va_end(values);
	if (more) return -1;
	while ((more = query_next(&q)) > 0) continue;
	query_close(&q);
	return more;
}

int gradebook_long(
        gradebook *g, long *value, long otherwise, const char *sql, const char *types, ...)
{
	query q;
	va_list values;
	va_start(values, types);
	int more = open_query(&q, g, sql, types, values);
	va_end(values);
	if (more) return -1;
	more = query_next(&q);
	*value = more > 0 && !query_null(&q, 0) ? query_long(&q, 0) : otherwise;
	query_close(&q);
	return more < 0 ? -1 : 0;
}

long gradebook_last(gradebook *g)
{
	return (long)sqlite3_last_insert_rowid(g->db);
}

/* --- opening and closing --- */

static int take_lock(gradebook *g)
{
	char path[4096];
	const struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
	if (snprintf(path, sizeof path, "%s.lock", g->path) >= (int)sizeof path)
		return error_set("%s: the path is too long", g->path);
	g->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (g->lock < 0) return error_set("%s: cannot be written: %s", path, strerror(errno));
	if (!fcntl(g->lock, F_SETLK, &whole)) return 0;
	return error_set("%s: another program is writing it; wait until that one has ended", g->path);
}

static int make_tables(gradebook *g)
{
	long tables;
	if (gradebook_long(g, &tables, 0, "SELECT count(*) FROM sqlite_schema", "")) return -1;
	if (tables)
		return error_set("%s: an SQLite file, but no gradebook; expected another name", g->path);
	if (gradebook_begin(g)) return -1;
	if (sqlite3_exec(g->db, gradebook_schema, NULL, NULL, NULL) == SQLITE_OK)
		return gradebook_commit(g);
	failed(g);
	gradebook_rollback(g);
	return -1;
}

/* Whose file is it? */
static int check_kind(gradebook *g, gradebook_mode mode)
{
	long application, version;
	if (gradebook_long(g, &application, 0, "PRAGMA application_id", "") ||
	        gradebook_long(g, &version, 0, "PRAGMA user_version", ""))
		return -1;
	if (application == 0 && mode == GRADEBOOK_CREATE) return make_tables(g);
	if (application != APPLICATION) return error_set("%s: is no gradebook", g->path);
	if (version == VERSION) return 0;
	return error_set("%s: a gradebook of version %ld, expected %d; use the program that made it",
	        g->path, version, VERSION);
}

static int open_database(gradebook *g, gradebook_mode mode)
{
	const int flags = mode == GRADEBOOK_CREATE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
	                                           : SQLITE_OPEN_READWRITE;
	if (mode != GRADEBOOK_CREATE && access(g->path, R_OK))
		return error_set("%s: %s, expected a gradebook", g->path, strerror(errno));
	if (mode == GRADEBOOK_CREATE) { // nobody else's eyes: it holds marks and secret seeds
		const int fd = open(g->path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		if (fd < 0) return error_set("%s: cannot be written: %s", g->path, strerror(errno));
		close(fd);
	}
	if (sqlite3_open_v2(g->path, &g->db, flags, NULL) != SQLITE_OK) return failed(g);
	sqlite3_extended_result_codes(g->db, 1);
	sqlite3_busy_timeout(g->db, PATIENCE_MS);
	if (mode != GRADEBOOK_READ && gradebook_do(g, "PRAGMA journal_mode = WAL", "")) return -1;
	if (gradebook_do(g, "PRAGMA synchronous = FULL", "") ||
	        gradebook_do(g, "PRAGMA foreign_keys = ON", "") ||
	        gradebook_do(g, "PRAGMA trusted_schema = OFF", ""))
		return -1;
	if (check_kind(g, mode)) return -1;
	return mode == GRADEBOOK_READ ? gradebook_do(g, "PRAGMA query_only = ON", "") : 0;
}

int gradebook_open(gradebook *g, const char *path, gradebook_mode mode)
{
	*g = (gradebook){.lock = -1, .path = malloc(strlen(path) + 1)};
	if (!g->path) bug("out of memory");
	strcpy(g->path, path);
	if (!*path) return error_set("expected the path of a gradebook, found an empty one");
	if (mode == GRADEBOOK_WRITE && access(path, F_OK))
		return error_set("%s: %s, expected a gradebook", path, strerror(errno));
	if (mode != GRADEBOOK_READ && take_lock(g)) return -1;
	return open_database(g, mode);
}

void gradebook_close(gradebook *g)
{
	if (g->db) sqlite3_close_v2(g->db);
	if (g->path && g->lock >= 0) close(g->lock);
	free(g->path);
	*g = (gradebook){.lock = -1};
}

int gradebook_begin(gradebook *g)
{
	return gradebook_do(g, "BEGIN IMMEDIATE", "");
}

int gradebook_commit(gradebook *g)
{
	if (!gradebook_do(g, "COMMIT", "")) return 0;
	gradebook_rollback(g);
	return -1;
}

void gradebook_rollback(gradebook *g)
{
	if (!sqlite3_get_autocommit(g->db)) sqlite3_exec(g->db, "ROLLBACK", NULL, NULL, NULL);
}

int gradebook_check(gradebook *g)
{
	query q;
	if (query_open(&q, g, "PRAGMA integrity_check(1)", "")) return -1;
	int status = query_next(&q) < 0 ? -1 : 0;
	if (!status && strcmp(query_text(&q, 0), "ok") != 0)
		status = error_set("%s: damaged: %s", g->path, query_text(&q, 0));
	query_close(&q);
	if (status) return status;
	if (query_open(&q, g, "PRAGMA foreign_key_check", "")) return -1;
	status = query_next(&q);
	if (status > 0)
		status = error_set("%s: damaged: table %s refers to nothing", g->path, query_text(&q, 0));
	query_close(&q);
	return status;
}
