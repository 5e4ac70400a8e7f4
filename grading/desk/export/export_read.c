/* What exports read: students, marks, hand-ins; and the checks that hold for all formats. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "clean.h"
#include "describe.h"
#include "error.h"
#include "export.h"

enum { NAME_MOST = 300, EXPLANATION_MOST = 8000 };

static int check_points(const char *whose, double points, double max)
{
	if (points >= 0 && points <= max + 1e-9 && max <= 1e9) return 0;
	return error_set(
	        "%.100s: %g of %g points: expected a number from 0 to the maximum", whose, points, max);
}

/* --- one student --- */

static const char *join(arena *a, const char **lines, int n)
{
	const char *text = "";
	for (int i = 0; i < n; i++) text = text_in(a, "%s%s%s", text, i ? "\n" : "", lines[i]);
	return text;
}

/* Exercises add up to the mark, but for what lateness and attempts cost and for rounding. */
static int check_sum(export_student *s, export_job *job)
{
	query q;
	view *v = &s->v;
	if (query_open(&q, job->g,
	            "SELECT m.penalty, m.submission, g.wall FROM mark m LEFT JOIN current g ON "
	            "g.submission = m.submission WHERE m.chapter = ? AND m.student = ?",
	            "ss", v->chapter, v->student))
		return -1;
	const int more = query_next(&q);
	const double penalty = query_real(&q, 0);
	const bool counts = more > 0 && !query_null(&q, 1);
	s->seconds = fmax(0, query_real(&q, 2));
	query_close(&q);
	if (more < 0 || !v->has_mark) return more < 0 ? -1 : 0;
	if (check_points(v->student, v->mark, v->mark_max) || check_points(v->student, penalty, 1e9))
		return -1;
	if (!counts || fabs(s->raw - penalty - v->mark) <= 1e-6 + job->rules.round_to) return 0;
	return error_set(
	        "%.100s, %s: exercises add up to %g, costs to %g, but the mark is %g; write the "
	        "marks anew with grade regrade",
	        v->student, v->chapter, s->raw, penalty, v->mark);
}

static int check_student(export_student *s, export_job *job)
{
	view *v = &s->v;
	for (int i = 0; i < v->n; i++) {
		const view_exercise *e = &v->exercises[i];
		if (check_points(export_exercise_name(&v->a, e), e->points, e->max)) return -1;
		s->raw += e->points;
	}
	return check_sum(s, job);
}

int export_student_load(export_student *s, export_job *job, const char *chapter, const char *id)
{
	*s = (export_student){0};
	if (view_load(&s->v, job->g, chapter, id) || check_student(s, job)) {
		export_student_free(s);
		return -1;
	}
	s->gradable = s->v.has_mark;
	const bool told = s->gradable || !strcmp(s->v.outcome, "not gradable");
	if (!told || !s->v.submission) {
		export_student_free(s);
		return 0;
	}
	const char *text = join(&s->v.a, s->v.why, s->v.nwhy);
	if (!s->gradable)
		text = text_in(&s->v.a, "%s\n%s\n%s", view_state_text(s->v.outcome),
		        s->v.reason ? s->v.reason : "", s->v.log ? s->v.log : "");
	s->text = clean_lines(&s->v.a, text, EXPLANATION_MOST);
	return 1;
}

void export_student_free(export_student *s)
{
	view_free(&s->v);
}

/* --- the class --- */

int export_class(FILE *f, export_job *job, const char *chapter, export_row *row)
{
	query q;
	arena a = {0};
	int more = 0, status = 0;
	if (query_open(&q, job->g, "SELECT id, name, email, extra FROM student ORDER BY id", ""))
		return -1;
	while (!status && (more = query_next(&q)) > 0) {
		const export_person p = {.id = clean_line(&a, query_text(&q, 0), NAME_MOST),
		        .name = clean_line(&a, query_text(&q, 1), NAME_MOST),
		        .email = clean_line(&a, query_text(&q, 2), NAME_MOST),
		        .extra = json_loads(query_text(&q, 3), 0, NULL)};
		status = row(f, job, chapter, &p, &a);
		json_decref(p.extra);
		arena_reset(&a);
	}
	query_close(&q);
	arena_free(&a);
	return status || more < 0 ? -1 : 0;
}

/* "SIS User ID" and "sis_user_id" are one column. */
static bool same_column(const char *x, const char *y)
{
	for (;; x++, y++) {
		while (*x == ' ' || *x == '_') x++;
		while (*y == ' ' || *y == '_') y++;
		if (tolower((unsigned char)*x) != tolower((unsigned char)*y)) return false;
		if (!*x) return true;
	}
}

const char *export_extra(const export_person *p, arena *a, const char *column)
{
	const char *key;
	json_t *value;
	json_object_foreach(p->extra, key, value)
	{
		if (same_column(key, column) && json_is_string(value))
			return clean_line(a, json_string_value(value), NAME_MOST);
	}
	return "";
}

int export_mark_of(export_mark *m, export_job *job, const char *chapter, const char *id, arena *a)
{
	query q;
	*m = (export_mark){.explanation = ""};
	if (query_open(&q, job->g,
	            "SELECT points, max, penalty, received, explanation FROM mark m LEFT JOIN "
	            "submission "
	            "ON number = m.submission WHERE m.chapter = ? AND m.student = ?",
	            "ss", chapter, id))
		return -1;
	const int more = query_next(&q);
	if (more > 0) {
		m->given = !query_null(&q, 0);
		m->points = query_real(&q, 0);
		m->max = query_real(&q, 1);
		m->penalty = query_real(&q, 2);
		m->received = query_long(&q, 3);
		m->explanation = clean_lines(a, query_text(&q, 4), EXPLANATION_MOST);
	}
	query_close(&q);
	if (more <= 0 || !m->given) return more < 0 ? -1 : 0;
	return check_points(id, m->points, m->max) || check_points(id, m->penalty, 1e9) ? -1 : 0;
}

int export_max(double *max, export_job *job, const char *chapter)
{
	query q;
	if (query_open(&q, job->g, "SELECT max(max) FROM mark WHERE chapter = ?", "s", chapter))
		return -1;
	const int more = query_next(&q);
	*max = query_real(&q, 0);
	query_close(&q);
	return more < 0 ? -1 : check_points(chapter, 0, *max);
}

const char *export_title(const export_job *job, const char *chapter)
{
	return job->assignment ? job->assignment : chapter;
}
