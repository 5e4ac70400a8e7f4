/* A student's report, out of the gradebook: see report_view.h. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "describe.h"
#include "error.h"
#include "marks.h"
#include "report_view.h"

enum { NOTES_TOLD = 40, LOG_TOLD = 6000 };

void view_free(view *v)
{
	arena_free(&v->a);
	*v = (view){0};
}

/* Text of a column, copied; NULL stays NULL, and so does "". */
static const char *kept(view *v, query *q, int column)
{
	const char *text = query_text(q, column);
	return *text ? arena_strdup(&v->a, text) : NULL;
}

/* As above, for words from a student's process. */
static const char *told(view *v, query *q, int column)
{
	const char *text = kept(v, q, column);
	return text ? view_without_numbers(&v->a, text) : NULL;
}

static double or_nan(query *q, int column)
{
	return query_null(q, column) ? (double)NAN : query_real(q, column);
}

/* Lines of a text, or strings of a JSON list, into a list of the arena's. */
static void add_line(view *v, const char ***list, int *n, const char *text, size_t length)
{
	if (*n % 16 == 0) {
		const char **more = arena_alloc(&v->a, (size_t)*n + 16, sizeof *more);
		if (*n) memcpy(more, *list, (size_t)*n * sizeof *more);
		*list = more;
	}
	(*list)[(*n)++] = text_in(&v->a, "%.*s", (int)length, text);
}

static void split_lines(view *v, const char ***list, int *n, const char *text)
{
	while (*text) {
		const size_t length = strcspn(text, "\n");
		if (length) add_line(v, list, n, text, length);
		text += length + (text[length] == '\n');
	}
}

static int load_mark(view *v, gradebook *g)
{
	query q;
	if (query_open(&q, g,
	            "SELECT s.name, m.points, m.max, m.explanation, coalesce(m.submission, (SELECT "
	            "number "
	            "FROM submission t WHERE t.chapter = ?1 AND t.student = s.id "
	            "ORDER BY received DESC, number DESC LIMIT 1)) "
	            "FROM student s LEFT JOIN mark m ON m.student = s.id AND m.chapter = ?1 "
	            "WHERE s.id = ?2",
	            "ss", v->chapter, v->student))
		return -1;
	const int more = query_next(&q);
	if (more > 0) {
		v->name = arena_strdup(&v->a, query_text(&q, 0));
		v->has_mark = !query_null(&q, 1);
		v->mark = query_real(&q, 1);
		v->mark_max = query_real(&q, 2);
		split_lines(v, &v->why, &v->nwhy, query_text(&q, 3));
		v->submission = query_long(&q, 4);
	}
	query_close(&q);
	if (!more) return error_set("%s: no student is called %s", g->path, v->student);
	return more > 0 ? 0 : -1;
}

static void load_notes(view *v, const char *json)
{
	size_t i;
	json_t *line, *list = json_loads(json, 0, NULL);
	json_array_foreach(list, i, line)
	{
		const char *text = json_string_value(line);
		if (!text || i >= NOTES_TOLD) continue;
		text = view_without_numbers(&v->a, text);
		add_line(v, &v->notes, &v->nnotes, text, strlen(text));
	}
	json_decref(list);
}

static double number_of(const json_t *o)
{
	const char *word = json_string_value(o);
	if (word) return strcmp(word, "nan") ? (double)HUGE_VAL : (double)NAN;
	return json_is_number(o) ? json_number_value(o) : (double)NAN;
}

/* NaN only when both are. */
static double worse(double a, double b)
{
	return isnan(a) ? b : isnan(b) ? a : fmax(a, b);
}

static view_array *array_of(view *v, view_exercise *e, const char *name, size_t most)
{
	for (int i = 0; i < e->n; i++)
		if (!strcmp(e->arrays[i].name, name)) return &e->arrays[i];
	if (!e->arrays) e->arrays = arena_alloc(&v->a, most, sizeof *e->arrays);
	e->arrays[e->n] = (view_array){.name = arena_strdup(&v->a, name),
	        .state = "right",
	        .cases = "",
	        .error = (double)NAN,
	        .gradient = (double)NAN};
	return &e->arrays[e->n++];
}

/* What the judge says about one array in one case. */
static void add_answer(view *v, view_exercise *e, const json_t *o, size_t most)
{
	const char *name = json_string_value(json_object_get(o, "array"));
	const char *how = json_string_value(json_object_get(o, "state"));
	const char *in = json_string_value(json_object_get(o, "case"));
	if (!name || !how || !in || !strcmp(how, "skipped") || !strcmp(how, "not judged")) return;
	view_array *x = array_of(v, e, name, most);
	const double gradient = view_rounded(number_of(json_object_get(o, "gradient")));
	x->gradient = worse(x->gradient, gradient);
	const bool right = !strcmp(how, "right");
	if (!right || isnan(gradient)) // else the judge's error is the gradient's
		x->error = worse(x->error, view_rounded(number_of(json_object_get(o, "error"))));
	if (right) return;
	x->forward = x->forward || !isnan(gradient);
	if (!strcmp(x->state, "right")) x->state = arena_strdup(&v->a, how);
	x->cases = *x->cases ? text_in(&v->a, "%s, %s", x->cases, in) : arena_strdup(&v->a, in);
}

/* The answers behind the exercises, from the judge's result. One that cannot be read tells nothing. */
static void load_answers(view *v, const char *text)
{
	size_t i, j;
	json_t *o, *one, *root = json_loads(text, 0, NULL);
	json_array_foreach(json_object_get(root, "exercises"), i, o)
	{
		const char *number = json_string_value(json_object_get(o, "number"));
		const json_t *list = json_object_get(o, "arrays");
		for (int k = 0; number && k < v->n; k++) {
			if (strcmp(v->exercises[k].number, number) != 0) continue;
			json_array_foreach(list, j, one)
			{
				add_answer(v, &v->exercises[k], one, json_array_size(list));
			}
		}
	}
	json_decref(root);
}

/* A wrong exercise's message holds values; what it may say is said by its arrays. */
static const char *message_of(view *v, query *q, const char *how)
{
	const char *text = told(v, q, 6);
	if (!text || strcmp(how, "wrong") != 0) return text;
	return strncmp(text, "its input ", 10) ? NULL : text;
}

static int load_exercises(view *v, gradebook *g, const rubric *rules)
{
	query q;
	long n;
	int more;
	if (gradebook_long(g, &n, 0, "SELECT count(*) FROM current_exercise WHERE submission = ?", "l",
	            v->submission) ||
	        query_open(&q, g,
	                "SELECT number, name, state, points, max, hint, message, leak FROM "
	                "current_exercise WHERE submission = ? ORDER BY " VIEW_BY_NUMBER,
	                "l", v->submission))
		return -1;
	v->exercises = arena_alloc(&v->a, (size_t)n + 1, sizeof *v->exercises);
	while ((more = query_next(&q)) > 0 && v->n < n) {
		view_exercise *e = &v->exercises[v->n++];
		e->number = arena_strdup(&v->a, query_text(&q, 0));
		e->name = arena_strdup(&v->a, query_text(&q, 1));
		e->state = arena_strdup(&v->a, query_text(&q, 2));
		e->max = query_real(&q, 4);
		e->hint = told(v, &q, 5);
		e->message = message_of(v, &q, e->state);
		e->leak = told(v, &q, 7);
		e->points = marks_exercise(rules, v->chapter,
		        &(marks_part){e->number, e->name, query_real(&q, 3), e->max, e->leak != NULL},
		        &e->max);
		v->points += e->points;
		v->max += e->max;
	}
	query_close(&q);
	return more;
}

/* Compilers repeat the student's own lines: they are shown as they are, up to a length. */
static int load_log(view *v, gradebook *g)
{
	char *log;
	size_t n;
	if (gradebook_get_file(g, v->submission, "compile log", "compile.log", &log, &n)) return -1;
	if (log && n) v->log = text_in(&v->a, "%.*s%s", LOG_TOLD, log, n > LOG_TOLD ? "\n…" : "");
	free(log);
	return 0;
}

static int load_grading(view *v, gradebook *g, const rubric *rules)
{
	query q;
	if (query_open(&q, g, "SELECT outcome, reason, notes, result FROM current WHERE submission = ?",
	            "l", v->submission))
		return -1;
	const int more = query_next(&q);
	int status = more < 0 ? -1 : 0;
	if (more > 0) {
		v->outcome = arena_strdup(&v->a, query_text(&q, 0));
		const bool ours = !strcmp(v->outcome, "grader error"); // its reason is for the instructor
		v->reason = ours ? NULL : kept(v, &q, 1);
		load_notes(v, query_text(&q, 2));
		if (!strcmp(v->outcome, "graded")) {
			status = load_exercises(v, g, rules);
			load_answers(v, query_text(&q, 3));
		} else if (!ours)
			status = load_log(v, g);
	}
	query_close(&q);
	return status;
}

static int load_attempts(view *v, gradebook *g)
{
	query q;
	long n;
	int more;
	if (gradebook_long(g, &n, 0,
	            "SELECT count(*) FROM submission WHERE chapter = ? AND (student = ? OR number = ?)",
	            "ssl", v->chapter, v->student, v->submission) ||
	        query_open(&q, g,
	                "SELECT number, attempt, received, student, outcome, points, max FROM "
	                "submission "
	                "LEFT JOIN current ON submission = number WHERE chapter = ? AND "
	                "(student = ? OR number = ?) ORDER BY received, number",
	                "ssl", v->chapter, v->student, v->submission))
		return -1;
	v->attempts = arena_alloc(&v->a, (size_t)n + 1, sizeof *v->attempts);
	while ((more = query_next(&q)) > 0 && v->nattempts < n) {
		view_attempt *t = &v->attempts[v->nattempts++];
		t->submission = query_long(&q, 0);
		t->attempt = (int)query_long(&q, 1);
		t->received = query_long(&q, 2);
		t->student = strcmp(query_text(&q, 3), v->student) ? kept(v, &q, 3) : NULL;
		t->outcome = kept(v, &q, 4);
		t->points = or_nan(&q, 5);
		t->max = query_real(&q, 6);
	}
	query_close(&q);
	return more;
}

int view_load(view *v, gradebook *g, const char *chapter, const char *student)
{
	rubric rules = {0};
	*v = (view){.outcome = "nothing"};
	v->chapter = arena_strdup(&v->a, chapter);
	v->student = arena_strdup(&v->a, student);
	v->title = view_title(&v->a, chapter);
	int status = rubric_load(&rules, g);
	v->course = arena_strdup(&v->a, status ? "" : rules.course);
	if (!status) status = load_mark(v, g);
	if (!status && v->submission) status = load_grading(v, g, &rules);
	rubric_free(&rules);
	return status ? -1 : load_attempts(v, g);
}
