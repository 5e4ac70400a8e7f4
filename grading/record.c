/* The table behind record.h. Lines are short-lived JSON; what stays is copied into one arena. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "line.h"
#include "record.h"

/* The state of reading one file. */
typedef struct {
	table *t;
	const table *manifest; // NULL: the file is ours, and its first oddity is an error
	char *buffer;
	int number;            // of the line
	const char *complaint; // since the last end line, about a line that named nobody,
	int complaint_line;    // and its number
} reader;

case_record *find_case(const table *t, const char *exercise, const char *name)
{
	for (case_record *c = t->cases; c; c = c->next)
		if (!strcmp(c->exercise, exercise) && !strcmp(c->name, name)) return c;
	return NULL;
}

const exercise_record *find_exercise(const table *t, const char *name)
{
	for (const exercise_record *e = t->exercises; e; e = e->next)
		if (!strcmp(e->name, name)) return e;
	return NULL;
}

array *find_array(const case_record *c, const char *name, role r)
{
	for (array *a = c->arrays; a; a = a->next)
		if (a->role == r && !strcmp(a->name, name)) return a;
	return NULL;
}

bool same_shape(const array *a, const array *b)
{
	if (a->rank != b->rank) return false;
	for (int i = 0; i < a->rank; i++)
		if (a->shape[i] != b->shape[i]) return false;
	return true;
}

void table_free(table *t)
{
	arena_free(&t->a);
	*t = (table){0};
}

static case_record *add_case(table *t, const char *exercise, const char *name, const char *needs)
{
	case_record *c = arena_alloc(&t->a, 1, sizeof *c), **last = &t->cases;
	c->exercise = arena_strdup(&t->a, exercise);
	c->name = arena_strdup(&t->a, name);
	if (needs) c->needs = arena_strdup(&t->a, needs);
	while (*last) last = &(*last)->next;
	*last = c;
	return c;
}

static void add_exercise(table *t, const line *l)
{
	exercise_record *e = arena_alloc(&t->a, 1, sizeof *e), **last = &t->exercises;
	e->number = arena_strdup(&t->a, l->number);
	e->name = arena_strdup(&t->a, l->exercise);
	e->points = l->points;
	while (*last) last = &(*last)->next;
	*last = e;
}

/* Our array of the same name and role, or NULL. */
static const array *expected_array(const reader *r, const line *l)
{
	const case_record *c = r->manifest ? find_case(r->manifest, l->exercise, l->name) : NULL;
	return c ? find_array(c, l->head.name, l->head.role) : NULL;
}

/* May the data of this line be kept? A shape that differs from ours is enough to know, except that
 * of a list somewhat longer or shorter, whose first difference is worth showing. */
static bool data_is_welcome(const line *l, const array *expected)
{
	if (!expected || same_shape(&l->head, expected)) return true;
	return l->head.rank == 1 && expected->rank == 1 &&
	       l->head.count <= expected->count + RECORD_WORD_SLACK;
}

static const char *place_array(reader *r, const line *l, case_record *c)
{
	const array *expected = expected_array(r, l);
	if (r->manifest && !expected) return "an array that nobody asked for";
	if (find_array(c, l->head.name, l->head.role)) return "the same array twice";
	if (c->end != END_MISSING) return "an array after the end of its case";
	array *a = arena_alloc(&r->t->a, 1, sizeof *a), **last = &c->arrays;
	*a = l->head;
	a->name = arena_strdup(&r->t->a, l->head.name);
	a->axes = arena_strdup(&r->t->a, l->head.axes);
	const bool as_words = expected && expected->words ? l->words : !l->numbers;
	if (data_is_welcome(l, expected)) line_copy_data(l, as_words, a, &r->t->a);
	while (*last) last = &(*last)->next;
	*last = a;
	return NULL;
}

static void complain(reader *r, case_record *c, int number, const char *what)
{
	char text[300];
	if (c->complaint) return; // the first one is enough
	snprintf(text, sizeof text, "line %d: %s", number, what);
	c->complaint = arena_strdup(&r->t->a, text);
}

/* All lines since the last end line must have spoken of c. */
static void close_block(reader *r, case_record *c)
{
	for (case_record *other = r->t->cases; other; other = other->next) {
		if (other->spoken && other != c) {
			complain(r, other, r->number, "a case wrote lines in another one's name");
			complain(r, c, r->number, "a case wrote lines in another one's name");
		}
		other->spoken = false;
	}
	if (r->complaint) complain(r, c, r->complaint_line, r->complaint);
	r->complaint = NULL;
}

static const char *place_end(reader *r, const line *l, case_record *c)
{
	if (r->manifest) close_block(r, c);
	if (c->end != END_MISSING) return "the same case ends twice";
	c->end = l->end;
	c->status = l->status;
	c->log = arena_strdup(&r->t->a, l->log);
	if (l->flag) c->flag = arena_strdup(&r->t->a, l->flag);
	return NULL;
}

/* Put a line where it belongs. Returns NULL, or what is wrong with it. */
static const char *place(reader *r, const line *l, case_record **speaker)
{
	*speaker = NULL;
	const bool contents = l->kind <= LINE_CASE;
	if (contents && r->manifest) return NULL; // a student's contents count for nothing
	if (l->kind == LINE_CHAPTER) {
		if (r->t->chapter) return "a second chapter";
		r->t->chapter = arena_strdup(&r->t->a, l->chapter);
		return NULL;
	}
	if (l->kind == LINE_EXERCISE) {
		if (find_exercise(r->t, l->exercise)) return "the same exercise twice";
		add_exercise(r->t, l);
		return NULL;
	}
	case_record *c = find_case(r->t, l->exercise, l->name);
	if (l->kind == LINE_CASE) {
		if (c) return "the same case twice";
		add_case(r->t, l->exercise, l->name, l->needs);
		return NULL;
	}
	if (!c && r->manifest) return "a case that nobody asked for";
	if (!c) c = add_case(r->t, l->exercise, l->name, NULL);
	*speaker = c;
	return l->kind == LINE_ARRAY ? place_array(r, l, c) : place_end(r, l, c);
}

static int read_one(reader *r, long length)
{
	char text[300];
	line l = {0};
	case_record *speaker = NULL;
	const char *wrong = "the line is longer than 16 MiB";
	if (length >= 0) wrong = line_parse(&l, r->buffer, (size_t)length);
	if (!wrong) wrong = place(r, &l, &speaker);
	if (wrong && !r->manifest) {
		snprintf(text, sizeof text, "%s", wrong);
		line_free(&l);
		return error_set("%s:%d: %s", r->t->path, r->number, text);
	}
	if (speaker && l.kind == LINE_ARRAY) speaker->spoken = true;
	if (wrong && speaker) complain(r, speaker, r->number, wrong);
	if (wrong && !speaker && !r->complaint) {
		r->complaint = arena_strdup(&r->t->a, wrong);
		r->complaint_line = r->number;
	}
	line_free(&l);
	return 0;
}

/* Lines after the last end line: their cases never ended, which is complaint enough, unless there
 * is none among them that could be blamed; then the last case that ended is. */
static void blame_leftovers(reader *r)
{
	case_record *last = NULL;
	for (case_record *c = r->t->cases; c; c = c->next)
		if (c->end != END_MISSING) last = c;
	if (r->complaint && last) complain(r, last, r->complaint_line, r->complaint);
}

static int read_lines(reader *r, const char *path)
{
	FILE *f = fopen(path, "rb");
	if (!f) return error_set("%s: %s", path, strerror(errno));
	r->buffer = malloc(RECORD_LINE_MAX);
	if (!r->buffer) bug("no memory for a line of %d bytes", RECORD_LINE_MAX);
	int failed = 0;
	long length;
	while (!failed && (length = line_read(f, r->buffer, &r->number)) != -1)
		failed = read_one(r, length);
	if (!failed && ferror(f)) failed = error_set("%s: %s", path, strerror(errno));
	if (!failed && r->manifest) blame_leftovers(r);
	fclose(f);
	free(r->buffer);
	return failed;
}

int table_read(table *t, const char *path)
{
	*t = (table){.path = path};
	reader r = {.t = t};
	return read_lines(&r, path);
}

int table_read_student(table *t, const char *path, const table *manifest)
{
	*t = (table){.path = path, .chapter = manifest->chapter};
	for (const case_record *c = manifest->cases; c; c = c->next)
		add_case(t, c->exercise, c->name, c->needs);
	reader r = {.t = t, .manifest = manifest};
	return read_lines(&r, path);
}
