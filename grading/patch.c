/* Heads of patches: see patch.h. */
#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "error.h"
#include "patch.h"

static int by_name(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool ends_with(const char *name, const char *suffix)
{
	const size_t n = strlen(name), m = strlen(suffix);
	return n > m && !strcmp(name + n - m, suffix);
}

const char **names_in(arena *a, const char *dir, const char *suffix)
{
	size_t n = 0, most = 0;
	DIR *d = opendir(dir);
	if (!d) {
		error_set("%s: %s", dir, strerror(errno));
		return NULL;
	}
	while (readdir(d)) most++;
	rewinddir(d);
	const char **names = arena_alloc(a, most + 1, sizeof *names);
	for (const struct dirent *e; n < most && (e = readdir(d));) {
		if (!ends_with(e->d_name, suffix)) continue;
		char *name = arena_strdup(a, e->d_name);
		name[strlen(name) - strlen(suffix)] = 0;
		names[n++] = name;
	}
	closedir(d);
	qsort(names, n, sizeof *names, by_name);
	return names;
}

/* The field that a line starts, or NULL. */
static const char **field_of(patch *p, const char *line, const char **value)
{
	static const char *const keys[] = {"Exercise: ", "Hint: ", "Shape: "};
	const char **const fields[] = {&p->exercise, &p->hint, &p->shape};
	for (int i = 0; i < 3; i++) {
		if (strncmp(line, keys[i], strlen(keys[i])) != 0) continue;
		*value = line + strlen(keys[i]);
		return fields[i];
	}
	return NULL;
}

static int read_head(patch *p, arena *a, FILE *f, const char *path)
{
	char line[2000];
	const char **field = NULL, *value;
	int number = 0;
	while (fgets(line, sizeof line, f) && strncmp(line, "--- ", 4) != 0 &&
	        strncmp(line, "diff ", 5) != 0) {
		number++;
		line[strcspn(line, "\r\n")] = 0;
		const size_t indent = strspn(line, " \t");
		const char **next = field_of(p, line, &value);
		if (next && *next) return error_set("%s:%d: a second %s", path, number, line);
		if (next)
			*(field = next) = arena_strdup(a, value);
		else if (!line[indent])
			continue;
		else if (indent && field)
			*field = text_in(a, "%s %s", *field, line + indent);
		else
			return error_set("%s:%d: expected Exercise:, Hint:, Shape:, an indented line that goes "
			                 "on with one of them, or the diff",
			        path, number);
	}
	if (!p->exercise) return error_set("%s:%d: Exercise: is missing in the head", path, number + 1);
	if (!p->hint) return error_set("%s:%d: Hint: is missing in the head", path, number + 1);
	return 0;
}

int patches_read(patch **list, arena *a, const char *dir)
{
	*list = NULL;
	const char **names = names_in(a, dir, ".patch");
	if (!names) return -1;
	for (; *names; names++) {
		const char *path = text_in(a, "%s/%s.patch", dir, *names);
		FILE *f = fopen(path, "r");
		if (!f) return error_set("%s: %s", path, strerror(errno));
		patch *p = *list = arena_alloc(a, 1, sizeof *p);
		list = &p->next;
		p->name = *names;
		const int failed = read_head(p, a, f, path);
		fclose(f);
		if (failed) return -1;
	}
	return 0;
}
