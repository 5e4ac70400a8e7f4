/* readelf's tables, line by line. Twice: what one file of a hand-in calls, another may define. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "inspect.h"

/* Sections that the compiler makes by itself, and those whose names begin like these. */
static const char *const sections[] = {".text", ".data", ".bss", ".rodata", ".symtab", ".strtab",
        ".shstrtab", ".comment", ".note.GNU-stack", ".note.gnu.property", ".eh_frame", ".tbss",
        ".tdata", ".data.rel", NULL};
static const char *const families[] = {
        ".text.", ".data.rel.", ".rodata.", ".rela.", ".debug_", ".bss.", NULL};
static const char *const sanitizers[] = {
        "__asan_report_", "__ubsan_handle_", "__asan_stack_malloc_", "__asan_stack_free_", NULL};

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void split(names *n)
{
	size_t lines = 0;
	for (const char *p = n->text; *p; p++) lines += *p == '\n';
	n->name = calloc(lines + 1, sizeof *n->name);
	if (!n->name) bug("no memory for %zu names", lines);
	for (char *p = n->text, *end; (end = strchr(p, '\n')); p = end + 1) {
		*end = 0;
		if (*p) n->name[n->count++] = p;
	}
	qsort(n->name, n->count, sizeof *n->name, by_name);
}

int names_read(names *n, const char *path)
{
	enum { MOST = 1 << 20 };
	*n = (names){0};
	FILE *f = fopen(path, "r");
	if (!f) return error_set("%s: %s", path, strerror(errno));
	n->text = malloc(MOST);
	if (!n->text) bug("no memory for %d bytes", MOST);
	n->text[fread(n->text, 1, MOST - 1, f)] = 0;
	const bool whole = feof(f) && !ferror(f);
	fclose(f);
	if (!whole) return error_set("%s: cannot be read, or is larger than %d bytes", path, MOST);
	split(n);
	return 0;
}

bool names_have(const names *n, const char *name)
{
	return bsearch(&name, n->name, n->count, sizeof *n->name, by_name);
}

void names_free(names *n)
{
	free(n->name);
	free(n->text);
	*n = (names){0};
}

/* --- tables ------------------------------------------------------------------------------------- */

/* Where the eye is, and what was found. */
typedef struct {
	const names *exports, *callable;
	names defined; // by one of the files, for all of them
	char file[300];
	char *complaint;
	size_t size, used;
} look;

/* A line of the complaint, in the compiler's form. */
static void complain(look *l, const char *format, const char *name)
{
	if (l->used >= l->size) return;
	int n = snprintf(l->complaint + l->used, l->size - l->used, "%s: error: ", l->file);
	l->used += n > 0 ? (size_t)n : 0;
	if (l->used >= l->size) return;
	n = snprintf(l->complaint + l->used, l->size - l->used, format, name);
	l->used += n > 0 ? (size_t)n : 0;
}

static bool begins_with(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (!strncmp(name, *list, strlen(*list))) return true;
	return false;
}

static bool is_one_of(const char *name, const char *const *list)
{
	for (; *list; list++)
		if (!strcmp(name, *list)) return true;
	return false;
}

/* AddressSanitizer registers a file's variables before main: one entry, of 8 bytes. */
static bool is_sanitizers(const char *name, const char *type, unsigned long size)
{
	const bool begin = !strcmp(name, ".init_array.00099") && !strcmp(type, "INIT_ARRAY");
	const bool end = !strcmp(name, ".fini_array.00099") && !strcmp(type, "FINI_ARRAY");
	return (begin || end) && size == sizeof(void *);
}

static void see_section(look *l, const char *line)
{
	char name[200], type[40];
	unsigned long size;
	const char *at = strchr(line, ']');
	if (!at || sscanf(at + 1, "%199s %39s %*x %*x %lx", name, type, &size) != 3) return;
	if (!strcmp(name, "NULL") && !strncmp(line, "  [ 0]", 6)) return; // the first is none
	if (is_sanitizers(name, type, size)) return;
	if (strstr(type, "_ARRAY") || !strncmp(name, ".init", 5) || !strncmp(name, ".fini", 5))
		complain(l, "it runs code before or after main (section %s)\n", name);
	else if (!is_one_of(name, sections) && !begins_with(name, families))
		complain(l, "it has a section of its own, %s\n", name);
}

/* One line of a symbol table; false when it is none. */
typedef struct {
	char type[20], bind[20], index[20], name[300];
} symbol;

static bool parse_symbol(const char *line, symbol *s)
{
	s->name[0] = 0;
	return sscanf(line, " %*d: %*x %*s %19s %19s %*s %19s %299s", s->type, s->bind, s->index,
	               s->name) == 4;
}

static void see_definition(look *l, const symbol *s)
{
	if (!strcmp(s->index, "UND") || !strcmp(s->bind, "LOCAL")) return;
	const char **more = realloc(l->defined.name, (l->defined.count + 1) * sizeof *more);
	char *copy = strdup(s->name);
	if (!more || !copy) bug("no memory for a name");
	more[l->defined.count++] = copy;
	l->defined.name = more;
	if (names_have(l->exports, s->name) && strcmp(s->type, "FUNC") != 0)
		complain(l, "%s is not a function\n", s->name);
}

static void see_symbol(look *l, const symbol *s)
{
	if (!strcmp(s->type, "IFUNC") || !strcmp(s->type, "<OS") || !strcmp(s->bind, "UNIQUE"))
		complain(l, "%s is chosen when the program starts\n", s->name);
	if (strchr(s->name, '@')) complain(l, "%s has a version\n", s->name);
	if (strcmp(s->index, "UND") != 0 || names_have(&l->defined, s->name) ||
	        names_have(l->callable, s->name) || names_have(l->exports, s->name) ||
	        begins_with(s->name, sanitizers))
		return;
	complain(l, "it uses %s, which is not among what an exercise may call\n", s->name);
}

static void each_line(look *l, const char *table, bool definitions, bool trusting)
{
	char line[1000];
	symbol s;
	for (const char *p = table, *end; *p; p = end + (*end == '\n')) {
		end = p + strcspn(p, "\n");
		snprintf(line, sizeof line, "%.*s", (int)(end - p), p);
		if (!strncmp(line, "File: ", 6))
			snprintf(l->file, sizeof l->file, "%.*s", (int)strlen(line) - 8, line + 6); // no ".o"
		else if (parse_symbol(line, &s)) {
			if (definitions)
				see_definition(l, &s);
			else if (!trusting)
				see_symbol(l, &s);
		} else if (!strncmp(line, "  [", 3) && !definitions && !trusting)
			see_section(l, line);
	}
}

static void see_missing(look *l)
{
	snprintf(l->file, sizeof l->file, "ld");
	for (size_t i = 0; i < l->exports->count; i++)
		if (!names_have(&l->defined, l->exports->name[i]))
			complain(l, "undefined reference to `%s'\n", l->exports->name[i]);
}

void inspect(const char *table, const names *exports, const names *callable, bool trusting,
        char *complaint, size_t size)
{
	look l = {.exports = exports, .callable = callable, .complaint = complaint, .size = size};
	*complaint = 0;
	each_line(&l, table, true, trusting);
	qsort(l.defined.name, l.defined.count, sizeof *l.defined.name, by_name);
	each_line(&l, table, false, trusting);
	see_missing(&l);
	for (size_t i = 0; i < l.defined.count; i++) free((void *)(uintptr_t)l.defined.name[i]);
	free(l.defined.name);
}
