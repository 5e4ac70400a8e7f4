/* A rubric, read with libconfig and held against a table of what may stand in it.
 *
 * Each group is a list of fields: name, kind, place, least and most. A name that is not in the list
 * is an error, so that "freedays" does not mean "no free days". */
#include <errno.h>
#include <libconfig.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "rubric.h"
#include "text.h"

typedef enum { FIELD_REAL, FIELD_INT, FIELD_TEXT, FIELD_TIME, FIELD_COUNTS, FIELD_INSIDE } kind;

typedef struct {
	const char *name;
	kind kind;
	void *value;
	double least, most;
	bool list; // FIELD_INSIDE, read by the caller: a list, or else a group
} field;

typedef struct {
	rubric *r;
	const char *name; // of the file
} reader;

/* --- one group of settings --- */

static int complain(const reader *in, const config_setting_t *s, const char *expected)
{
	return error_set("%s:%d: %s: expected %s", in->name, config_setting_source_line(s),
	        config_setting_name(s) ? config_setting_name(s) : "an element", expected);
}

static int read_number(const reader *in, const config_setting_t *s, const field *f)
{
	char expected[80];
	const int type = config_setting_type(s);
	double x = (double)NAN;
	if (type == CONFIG_TYPE_FLOAT) x = config_setting_get_float(s);
	if (type == CONFIG_TYPE_INT) x = config_setting_get_int(s);
	if (x >= f->least && x <= f->most && (f->kind == FIELD_REAL || type == CONFIG_TYPE_INT)) {
		if (f->kind == FIELD_REAL)
			*(double *)f->value = x;
		else
			*(int *)f->value = (int)x;
		return 0;
	}
	snprintf(expected, sizeof expected, "a %s from %g to %g",
	        f->kind == FIELD_REAL ? "number" : "whole number", f->least, f->most);
	return complain(in, s, expected);
}

static int read_string(const reader *in, const config_setting_t *s, const field *f)
{
	static const char *const counts[] = {"best", "last", "first"};
	const char *text = config_setting_get_string(s);
	if (!text) return complain(in, s, "a text in quotes");
	if (text_valid(text, strlen(text)) != strlen(text)) return complain(in, s, "UTF-8");
	if (f->kind == FIELD_TEXT) {
		*(const char **)f->value = arena_strdup(&in->r->a, text);
		return 0;
	}
	if (f->kind == FIELD_TIME)
		return rubric_time(text, f->value) == 0
		               ? 0
		               : complain(in, s, "a time with its offset, \"2026-11-20T23:59:00+01:00\"");
	for (int i = 0; i < 3; i++)
		if (!strcmp(text, counts[i])) {
			*(rubric_counts *)f->value = (rubric_counts)i;
			return 0;
		}
	return complain(in, s, "\"best\", \"last\" or \"first\"");
}

static int read_field(const reader *in, const config_setting_t *s, const field *f)
{
	switch (f->kind) {
	case FIELD_REAL:
	case FIELD_INT: return read_number(in, s, f);
	case FIELD_INSIDE:
		if (f->list ? config_setting_is_list(s) : config_setting_is_group(s)) return 0;
		return complain(in, s, f->list ? "a list in ( )" : "a group in { }");
	default: return read_string(in, s, f);
	}
}

/* All settings of a group, each of which has to be one of the fields. */
static int read_group(const reader *in, const config_setting_t *group, const field *fields)
{
	char known[300];
	for (int i = 0; i < config_setting_length(group); i++) {
		const config_setting_t *s = config_setting_get_elem(group, (unsigned)i);
		const field *f = fields;
		size_t n = 0;
		while (f->name && strcmp(f->name, config_setting_name(s)) != 0) f++;
		if (f->name) {
			if (read_field(in, s, f)) return -1;
			continue;
		}
		for (f = fields; f->name && n < sizeof known; f++)
			n += (size_t)snprintf(
			        known + n, sizeof known - n, "%s%s", f == fields ? "one of: " : ", ", f->name);
		return complain(in, s, known);
	}
	return 0;
}

/* --- the groups --- */

static int read_points(const reader *in, config_setting_t *list, rubric_chapter *c)
{
	c->npoints = config_setting_length(list);
	c->points = arena_alloc(&in->r->a, (size_t)c->npoints + 1, sizeof *c->points);
	for (int i = 0; i < c->npoints; i++) {
		const config_setting_t *s = config_setting_get_elem(list, (unsigned)i);
		rubric_points *p = &c->points[i];
		p->points = -1;
		if (!config_setting_is_group(s))
			return complain(in, s, "{ exercise = \"6.1\"; points = 10; }");
		if (read_group(in, s,
		            (field[]){{"exercise", FIELD_TEXT, &p->exercise, 0, 0, false},
		                    {"points", FIELD_REAL, &p->points, 0, 1e6, false}, {0}}))
			return -1;
		if (!p->exercise || p->points < 0) return complain(in, s, "both exercise and points");
		for (int j = 0; j < i; j++)
			if (!strcmp(c->points[j].exercise, p->exercise))
				return complain(in, s, "each exercise once");
	}
	return 0;
}

static int read_chapter(const reader *in, config_setting_t *s, rubric_chapter *c)
{
	config_setting_t *points;
	c->weight = 1;
	if (!config_setting_is_group(s)) return complain(in, s, "{ chapter = \"06\"; due = …; }");
	if (read_group(in, s,
	            (field[]){{"chapter", FIELD_TEXT, &c->chapter, 0, 0, false},
	                    {"due", FIELD_TIME, &c->due, 0, 0, false},
	                    {"closes", FIELD_TIME, &c->closes, 0, 0, false},
	                    {"weight", FIELD_REAL, &c->weight, 0, 1e6, false},
	                    {"points", FIELD_INSIDE, NULL, 0, 0, true}, {0}}))
		return -1;
	if (!c->chapter) return complain(in, s, "a chapter, such as chapter = \"06\";");
	if (c->due && c->closes && c->closes < c->due)
		return complain(in, config_setting_get_member(s, "closes"), "a time after due");
	points = config_setting_get_member(s, "points");
	return points ? read_points(in, points, c) : 0;
}

static int read_chapters(const reader *in, config_setting_t *list)
{
	rubric *r = in->r;
	if (!list) return 0;
	r->chapters = arena_alloc(&r->a, (size_t)config_setting_length(list) + 1, sizeof *r->chapters);
	for (int i = 0; i < config_setting_length(list); i++) {
		config_setting_t *s = config_setting_get_elem(list, (unsigned)i);
		if (read_chapter(in, s, &r->chapters[i])) return -1;
		for (int j = 0; j < i; j++)
			if (!strcmp(r->chapters[j].chapter, r->chapters[i].chapter))
				return complain(in, s, "each chapter once");
		r->nchapters++;
	}
	return 0;
}

static int read_late(const reader *in, const config_setting_t *s)
{
	rubric *r = in->r;
	double minutes = 0;
	if (!s) return 0;
	if (read_group(in, s,
	            (field[]){{"per_day", FIELD_REAL, &r->late.per_day, 0, 1, false},
	                    {"free_days", FIELD_REAL, &r->late.free_days, 0, 1000, false},
	                    {"grace_minutes", FIELD_REAL, &minutes, 0, 1e6, false},
	                    {"most_days", FIELD_REAL, &r->late.most_days, 0, 1000, false},
	                    {"lowest", FIELD_REAL, &r->late.lowest, 0, 1, false}, {0}}))
		return -1;
	r->late.grace = minutes * 60;
	return 0;
}

static int read_all(const reader *in, config_t *c)
{
	rubric *r = in->r;
	const config_setting_t *s;
	if (read_group(in, config_root_setting(c),
	            (field[]){{"course", FIELD_TEXT, &r->course, 0, 0, false},
	                    {"leak_cost", FIELD_REAL, &r->leak_cost, 0, 1, false},
	                    {"round_to", FIELD_REAL, &r->round_to, 0, 100, false},
	                    {"late", FIELD_INSIDE, NULL, 0, 0, false},
	                    {"attempts", FIELD_INSIDE, NULL, 0, 0, false},
	                    {"chapters", FIELD_INSIDE, NULL, 0, 0, true}, {0}}))
		return -1;
	s = config_lookup(c, "attempts");
	if (s && read_group(in, s,
	                 (field[]){{"most", FIELD_INT, &r->attempts.most, 0, 1e6, false},
	                         {"counts", FIELD_COUNTS, &r->attempts.counts, 0, 0, false},
	                         {"cost", FIELD_REAL, &r->attempts.cost, 0, 1, false}, {0}}))
		return -1;
	return read_late(in, config_lookup(c, "late")) ||
	                       read_chapters(in, config_lookup(c, "chapters"))
	               ? -1
	               : 0;
}

/* A file that includes another one would be kept only in part. */
static int refuse_include(const char *name, const char *text)
{
	int line = 1;
	for (; text; text = strchr(text, '\n')) {
		if (*text == '\n') text++, line++;
		if (!strncmp(text + strspn(text, " \t"), "@include", 8))
			return error_set("%s:%d: expected rules, not @include: write them out", name, line);
	}
	return 0;
}

int rubric_parse(rubric *r, const char *name, const char *text)
{
	config_t c;
	*r = (rubric){.course = "", .late.most_days = HUGE_VAL};
	if (refuse_include(name, text)) return -1;
	config_init(&c);
	int status = 0;
	if (config_read_string(&c, text) != CONFIG_TRUE)
		status = error_set("%s:%d: %s, expected name = value;", name, config_error_line(&c),
		        config_error_text(&c));
	else
		status = read_all(&(reader){r, name}, &c);
	config_destroy(&c);
	return status;
}

/* --- in the gradebook --- */

int rubric_load(rubric *r, gradebook *g)
{
	bool failed;
	char *text = gradebook_setting(g, "rubric", &failed);
	const int status = failed ? -1 : rubric_parse(r, "the gradebook's rubric", text ? text : "");
	free(text);
	return status;
}

static char *read_text(const char *path)
{
	enum { MOST = 1 << 20 };
	FILE *f = fopen(path, "rb");
	char *text = f ? calloc(1, MOST + 1) : NULL;
	if (!f) {
		error_set("%s: %s, expected a rubric", path, strerror(errno));
		return NULL;
	}
	const size_t n = text ? fread(text, 1, MOST, f) : 0;
	if (ferror(f))
		error_set("%s: %s, expected a rubric", path, strerror(errno));
	else if (n == MOST || memchr(text, 0, n))
		error_set("%s: expected a text file of less than a megabyte", path);
	else {
		fclose(f);
		return text;
	}
	fclose(f);
	free(text);
	return NULL;
}

int rubric_store(gradebook *g, const char *path)
{
	rubric r = {0};
	char *text = read_text(path);
	if (!text) return -1;
	int status = rubric_parse(&r, path, text);
	if (!status) status = gradebook_set(g, "rubric", text);
	rubric_free(&r);
	free(text);
	return status;
}

/* --- asking --- */

const rubric_chapter *rubric_find(const rubric *r, const char *chapter)
{
	for (int i = 0; i < r->nchapters; i++) {
		const char *c = r->chapters[i].chapter;
		const size_t n = strlen(c);
		if (!strcmp(c, chapter) || (!strncmp(c, chapter, n) && chapter[n] == '-'))
			return &r->chapters[i];
	}
	return NULL;
}

double rubric_max(const rubric_chapter *c, const char *number, const char *name, double otherwise)
{
	for (int i = 0; c && i < c->npoints; i++)
		if (!strcmp(c->points[i].exercise, number) || !strcmp(c->points[i].exercise, name))
			return c->points[i].points;
	return otherwise;
}

void rubric_free(rubric *r)
{
	arena_free(&r->a);
	*r = (rubric){0};
}
