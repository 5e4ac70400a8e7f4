/** @file gradebook.h
 * The gradebook: one SQLite file with everything that a course knows about its hand-ins.
 *
 * A view (a page, an export) is a SQL text and a loop over rows:
 *
 *     query q;
 *     if (query_open(&q, g, "SELECT student, points FROM mark WHERE chapter = ?", "s", chapter))
 *         return -1;
 *     while ((more = query_next(&q)) > 0) print(query_text(&q, 0), query_real(&q, 1));
 *     query_close(&q);
 *     return more; // 0, or -1 with an error
 *
 * Whatever is killed while it writes leaves the file as it was before its transaction (write-ahead
 * log, full synchronisation). Text that is bound is made valid UTF-8 on the way in, because it may
 * be a student's; it is otherwise stored as it came, and escaping is each view's own business.
 *
 * The tables are in gradebook_schema.c. Two views save every reader the same join: `current` is the
 * grading that counts of each submission (its highest revision), `current_exercise` that one's
 * exercises.
 */
#ifndef GRADEBOOK_H
#define GRADEBOOK_H

#include <stdbool.h>
#include <stddef.h>

/** An open gradebook. Initialise with `gradebook g = {0};`. */
typedef struct {
	struct sqlite3 *db;
	char *path; /**< for messages */
	int lock;   /**< file descriptor of the writer's lock, or -1 */
} gradebook;

/** What for. */
typedef enum {
	GRADEBOOK_READ,  /**< it must exist and is not changed */
	GRADEBOOK_WRITE, /**< it must exist; nobody else may write it until it is closed */
	GRADEBOOK_CREATE /**< as above, but it is made, for its owner's eyes only, when there is none */
} gradebook_mode;

/** Open a gradebook.
 * @param[out] g    the gradebook; gradebook_close() also after an error
 * @param[in]  path the file
 * @return 0, or -1 with an error: no such file, no gradebook, a newer program's, in use */
int gradebook_open(gradebook *g, const char *path, gradebook_mode mode);

/** Close it; nothing happens to one that is not open. */
void gradebook_close(gradebook *g);

/** Begin a transaction: all of what follows is kept, or nothing. @return 0, or -1 with an error */
int gradebook_begin(gradebook *g);
/** Keep it. @return 0, or -1 with an error, and then nothing is kept */
int gradebook_commit(gradebook *g);
/** Undo it; the error message stays. */
void gradebook_rollback(gradebook *g);

/** One statement whose rows, if it has any, nobody wants.
 * @param[in] sql   with a `?` for each value
 * @param[in] types a letter for each value: `d` int, `l` long, `f` double, `s` const char * (NULL is
 *                  SQL's NULL), `b` const void * and size_t; "" when there are none
 * @return 0, or -1 with an error */
int gradebook_do(gradebook *g, const char *sql, const char *types, ...);

/** A running query. */
typedef struct {
	struct sqlite3_stmt *statement;
	gradebook *g;
} query;

/** Begin a query; values as for gradebook_do().
 * @return 0, or -1 with an error; then query_close() is not needed, and does no harm */
int query_open(query *q, gradebook *g, const char *sql, const char *types, ...);
/** The next row. @return 1, 0 after the last one, -1 with an error */
int query_next(query *q);
/** A column as a whole number, 0 when it is NULL. Columns count from 0. */
long query_long(query *q, int column);
/** A column as a number, 0 when it is NULL. */
double query_real(query *q, int column);
/** A column as text, "" when it is NULL; valid until the next row. */
const char *query_text(query *q, int column);
/** A column as bytes; valid until the next row. */
const void *query_bytes(query *q, int column, size_t *n);
/** Is the column NULL? */
bool query_null(query *q, int column);
/** The end of a query, at its last row or before. */
void query_close(query *q);

/** The first column of the first row, as a whole number.
 * @param[out] value it, or `otherwise` when there is no row or it is NULL
 * @return 0, or -1 with an error */
int gradebook_long(
        gradebook *g, long *value, long otherwise, const char *sql, const char *types, ...);

/** The row number of the last INSERT. */
long gradebook_last(gradebook *g);

/** A setting of the course: "course", "kit", "rubric", …
 * @return a string for free(), or NULL: no such setting (`*failed` false) or an error (true) */
char *gradebook_setting(gradebook *g, const char *key, bool *failed);
/** Set it. @return 0, or -1 with an error */
int gradebook_set(gradebook *g, const char *key, const char *value);

/** Keep a file with a submission, packed; one of the same kind and name is replaced.
 * @param[in] kind "source", "transcript", "compile log"
 * @return 0, or -1 with an error */
int gradebook_put_file(gradebook *g, long submission, const char *kind, const char *name,
        const void *bytes, size_t n);
/** Get it back.
 * @param[out] bytes for free(), with a 0 behind them; NULL when there is no such file
 * @param[out] n     how many
 * @return 0, or -1 with an error */
int gradebook_get_file(
        gradebook *g, long submission, const char *kind, const char *name, char **bytes, size_t *n);

/** Check the whole file, as SQLite does it. @return 0, or -1 with an error that says what is wrong */
int gradebook_check(gradebook *g);

/** The statements that make an empty gradebook. */
extern const char gradebook_schema[];

#endif
