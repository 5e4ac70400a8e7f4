/* The roster: CSV in, students of the gradebook out, in one transaction. */
#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "csv.h"
#include "error.h"
#include "folder.h"
#include "roster.h"
#include "text.h"

enum { ROSTER_MOST = 16 << 20, ID, NAME, EMAIL, TEAM, EXTENSION, KNOWN };

typedef struct {
	gradebook *g;
	csv file;
	arena a;
	char *head[CSV_COLUMNS];
	int columns, place[KNOWN - ID]; // of the known columns, -1: not there
	char *cell[CSV_COLUMNS];
	int cells;
	long line;
} roster;

static const char *const known[] = {"id", "name", "email", "team", "extension_days"};

static int read_head(roster *r)
{
	r->columns = csv_row(&r->file, &r->a, r->head, &r->line);
	if (r->columns < 0) return -1;
	for (int k = 0; k < KNOWN - ID; k++) r->place[k] = -1;
	for (int i = 0; i < r->columns; i++) {
		for (int j = 0; j < i; j++)
			if (!strcasecmp(r->head[i], r->head[j]) && *r->head[i])
				return error_set("%s:%ld: two columns \"%.60s\", expected one", r->file.path,
				        r->line, r->head[i]);
		for (int k = 0; k < KNOWN - ID; k++)
			if (!strcasecmp(r->head[i], known[k])) r->place[k] = i;
	}
	if (r->place[0] >= 0) return 0;
	return error_set("%s:1: expected a line that names the columns, one of them id "
	                 "(id,name,email,team,extension_days)",
	        r->file.path);
}

static const char *known_cell(const roster *r, int which)
{
	const int i = r->place[which - ID];
	return i >= 0 && i < r->cells ? r->cell[i] : "";
}

static int read_extension(const roster *r, double *days)
{
	const char *text = known_cell(r, EXTENSION);
	char *end;
	*days = *text ? strtod(text, &end) : 0;
	if (!*text || (end != text && !*end && isfinite(*days) && *days >= 0 && *days <= 1000))
		return 0;
	return error_set("%s:%ld: extension_days \"%.60s\": expected a number from 0 to 1000",
	        r->file.path, r->line, text);
}

/* The columns that are not ours, as a JSON object. */
static char *extra_of(const roster *r)
{
	json_t *o = json_object();
	for (int i = 0; i < r->cells && i < r->columns; i++) {
		bool ours = !*r->head[i];
		for (int k = 0; k < KNOWN - ID; k++) ours = ours || r->place[k] == i;
		if (!ours) json_object_set_new(o, r->head[i], json_string(r->cell[i]));
	}
	char *text = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	if (!text) bug("columns that are no JSON");
	return text;
}

static int store_row(roster *r)
{
	long there;
	double days;
	const char *id = known_cell(r, ID);
	if (r->cells > r->columns)
		return error_set("%s:%ld: %d cells, expected %d as in the first line", r->file.path,
		        r->line, r->cells, r->columns);
	if (!*id) return error_set("%s:%ld: expected an id, found none", r->file.path, r->line);
	if (read_extension(r, &days)) return -1;
	if (gradebook_long(
	            r->g, &there, 0, "SELECT line FROM listed WHERE id = ? COLLATE NOCASE", "s", id))
		return -1;
	if (there)
		return error_set("%s:%ld: id \"%.60s\" stands in line %ld already", r->file.path, r->line,
		        id, there);
	char *extra = extra_of(r);
	const int status =
	        gradebook_do(r->g, "INSERT INTO listed VALUES(?, ?)", "sl", id, r->line) ||
	        gradebook_do(r->g,
	                "INSERT INTO student VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET "
	                "name = excluded.name, email = excluded.email, team = excluded.team, "
	                "extension_days = excluded.extension_days, extra = excluded.extra",
	                "ssssfs", id, known_cell(r, NAME), known_cell(r, EMAIL), known_cell(r, TEAM),
	                days, extra);
	free(extra);
	return status ? -1 : 0;
}

static int store_all(roster *r, long *students)
{
	if (gradebook_do(r->g,
	            "CREATE TEMP TABLE IF NOT EXISTS listed(id TEXT PRIMARY KEY, line INTEGER)", "") ||
	        gradebook_do(r->g, "DELETE FROM listed", "") || read_head(r))
		return -1;
	for (*students = 0; (r->cells = csv_row(&r->file, &r->a, r->cell, &r->line)) > 0; ++*students)
		if (store_row(r)) return -1;
	if (r->cells < 0) return -1;
	if (!*students) return error_set("%s: expected students, found none", r->file.path);
	return gradebook_do(r->g,
	        "DELETE FROM student WHERE id NOT IN (SELECT id FROM listed)"
	        " AND id NOT IN (SELECT student FROM submission)",
	        "");
}

int roster_store(gradebook *g, const char *path, long *students)
{
	size_t n;
	roster r = {.g = g};
	const int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) return error_set("%s: %s, expected a roster", path, strerror(errno));
	char *text = folder_read(fd, path, ROSTER_MOST, &n);
	close(fd);
	if (!text) return -1;
	int status = text_check(path, text, n);
	if (!status && memchr(text, 0, n)) status = error_set("%s: expected text, found a NUL", path);
	csv_begin(&r.file, path, text);
	if (!status) status = gradebook_begin(g);
	if (!status) {
		status = store_all(&r, students);
		if (status)
			gradebook_rollback(g);
		else
			status = gradebook_commit(g);
	}
	arena_free(&r.a);
	free(text);
	return status;
}

/* The one student for whom a condition on two texts holds: 1, 0, 2 when there are several, -1. */
static int find_one(gradebook *g, const char *condition, const char *first, const char *second,
        char *id, size_t size)
{
	char sql[400];
	query q;
	snprintf(sql, sizeof sql,
	        "SELECT min(id), count(*) FROM student WHERE %s AND ?1 IS NOT NULL AND ?2 IS NOT NULL",
	        condition);
	if (query_open(&q, g, sql, "ss", first, second)) return -1;
	const int more = query_next(&q);
	const long found = more > 0 ? query_long(&q, 1) : 0;
	if (found == 1) snprintf(id, size, "%s", query_text(&q, 0));
	query_close(&q);
	return more < 0 ? -1 : found > 1 ? 2 : (int)found;
}

static size_t digits_at(const char *s)
{
	return strspn(s, "0123456789");
}

/* Canvas: doejane_LATE_123_4567_NAME, the first number being the student's. Only NAME is of the
 * student's choosing, and nobody looks at it. Returns the number's length, or 0. */
static size_t canvas_number(const char *name, const char **number)
{
	const char *at = strchr(name, '_');
	if (!at || at == name) return 0;
	at++;
	if (!strncmp(at, "LATE_", 5)) at += 5;
	const size_t n = digits_at(at);
	if (!n || at[n] != '_') return 0;
	const size_t m = digits_at(at + n + 1);
	if (!m || at[n + 1 + m] != '_') return 0;
	*number = at;
	return n;
}

/* Moodle: Jane Doe_123_assignsubmission_file…, the student's name and the participant's number. */
static bool moodle_name(const char *name, char *person, char *number, size_t size)
{
	const char *end = strstr(name, "_assignsubmission_");
	const char *at = end;
	while (at && at > name && at[-1] >= '0' && at[-1] <= '9') at--;
	if (!end || at == end || at <= name + 1 || at[-1] != '_') return false;
	return snprintf(person, size, "%.*s", (int)(at - 1 - name), name) < (int)size &&
	       snprintf(number, size, "%.*s", (int)(end - at), at) < (int)size;
}

/* Names that learning platforms give to what they let one download. */
static int find_platform(gradebook *g, const char *name, char *id, size_t size)
{
	char person[300], number[300];
	const char *digits;
	const size_t n = canvas_number(name, &digits);
	if (n > 0 && n < sizeof number) {
		memcpy(number, digits, n);
		number[n] = 0;
		return find_one(g, "(id = ?1 OR EXISTS (SELECT 1 FROM json_each(extra) WHERE value = ?2))",
		        number, number, id, size);
	}
	if (!moodle_name(name, person, number, sizeof person)) return 0;
	const int found = find_one(g,
	        "EXISTS (SELECT 1 FROM json_each(extra) WHERE value IN (?1, 'Participant ' || ?2))",
	        number, number, id, size);
	return found ? found : find_one(g, "name IN (?1, ?2) COLLATE NOCASE", person, person, id, size);
}

int roster_find(gradebook *g, const char *name, char *id, size_t size)
{
	static const char *const ways[] = {"id = ?1", "id = ?1 COLLATE NOCASE",
	        "email = ?1 COLLATE NOCASE",
	        "substr(email, 1, instr(email, '@') - 1) = ?1 COLLATE NOCASE"};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		const int found = find_one(g, ways[i], name, name, id, size);
		if (found) return found == 2 ? 0 : found;
	}
	const int found = find_platform(g, name, id, size);
	return found == 2 ? 0 : found;
}
