#include <string.h>

#include "csv.h"
#include "error.h"

void csv_begin(csv *c, const char *path, const char *text)
{
	static const char separators[] = ",;\t";
	int most = 0;
	if (!strncmp(text, "\xEF\xBB\xBF", 3)) text += 3;
	*c = (csv){.path = path, .at = text, .line = 1, .separator = ','};
	for (const char *s = separators; *s; s++) {
		int n = 0;
		for (const char *p = text; *p && *p != '\n'; p++) n += *p == *s;
		if (n > most) {
			most = n;
			c->separator = *s;
		}
	}
}

/* A cell in quotes; `from` stands behind the first one. Returns what comes behind the last one. */
static const char *quoted(csv *c, const char *from, char *to)
{
	for (; *from; from++) {
		if (*from == '"' && from[1] != '"') {
			*to = 0;
			from++;
			while (*from == ' ' || *from == '\r') from++;
			return from;
		}
		if (*from == '"') from++;
		if (*from == '\n') c->line++;
		*to++ = *from;
	}
	*to = 0;
	return NULL;
}

static const char *plain(const csv *c, const char *from, char *to)
{
	const char *end = from, *first;
	while (*end && *end != c->separator && *end != '\n') end++;
	first = from;
	from = end;
	while (from > first && (from[-1] == ' ' || from[-1] == '\r')) from--;
	memcpy(to, first, (size_t)(from - first));
	to[from - first] = 0;
	return end;
}

static int read_row(csv *c, arena *a, char **cell)
{
	const long began = c->line;
	int n = 0;
	for (;;) {
		const char *start = c->at;
		if (n == CSV_COLUMNS)
			return error_set("%s:%ld: expected at most %d columns", c->path, began, CSV_COLUMNS);
		while (*start == ' ') start++;
		if (*start == '"') { // a cell is no longer than what encloses it
			const char *end = start + 1;
			while (*end && !(*end == '"' && end[1] != '"')) end += *end == '"' ? 2 : 1;
			cell[n] = arena_alloc(a, (size_t)(end - start) + 1, 1);
			start = quoted(c, start + 1, cell[n]);
			if (!start) return error_set("%s:%ld: expected a closing quote", c->path, began);
			if (*start && *start != c->separator && *start != '\n')
				return error_set("%s:%ld: expected '%c' or a new line behind a closing quote",
				        c->path, c->line, c->separator);
		} else {
			cell[n] = arena_alloc(a, strcspn(start, "\n") + 1, 1);
			start = plain(c, start, cell[n]);
		}
		n++;
		c->at = *start ? start + 1 : start;
		if (*start == c->separator && *start) continue;
		c->line += *start == '\n';
		return n;
	}
}

int csv_row(csv *c, arena *a, char **cell, long *line)
{
	while (*c->at) {
		*line = c->line;
		const int n = read_row(c, a, cell);
		if (n < 0) return -1;
		for (int i = 0; i < n; i++)
			if (*cell[i]) return n;
	}
	return 0;
}
