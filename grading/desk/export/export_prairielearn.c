/* What a PrairieLearn external grader leaves in /grade/results/results.json: the score is a share of 1,
 * and what cannot be graded says so and costs no attempt. The file may have a megabyte. The site shows
 * format errors as HTML, so signs of markup become their look-alikes there. */
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "export.h"

enum { MOST = 1000000 };

static json_t *test_json(arena *a, const view_exercise *e)
{
	return json_pack("{s:o, s:o, s:f, s:f, s:o, s:o}", "name",
	        export_string(export_exercise_name(a, e)), "description", export_string(e->state),
	        "points", e->points, "max_points", e->max, "message",
	        export_string(e->hint ? e->hint : ""), "output",
	        export_string(export_exercise_text(a, e)));
}

static json_t *graded(const export_student *s, arena *a)
{
	json_t *tests = json_array();
	const double share = s->v.mark_max > 0 ? s->v.mark / s->v.mark_max : 0;
	for (int i = 0; i < s->v.n; i++) json_array_append_new(tests, test_json(a, &s->v.exercises[i]));
	return json_pack("{s:b, s:f, s:o, s:o, s:o}", "gradable", 1, "score", share < 1 ? share : 1.0,
	        "message", export_string(s->v.nwhy ? s->v.why[s->v.nwhy - 1] : ""), "output",
	        export_string(s->text), "tests", tests);
}

static json_t *not_gradable(const export_student *s, arena *a)
{
	const char *reason = export_no_markup(a, s->v.reason ? s->v.reason : "");
	return json_pack("{s:b, s:o, s:o, s:[o]}", "gradable", 0, "message",
	        export_string(view_state_text(s->v.outcome)), "output", export_string(s->text),
	        "format_errors", export_string(reason));
}

int export_prairielearn(FILE *f, const export_student *s)
{
	arena a = {0};
	json_t *o = s->gradable ? graded(s, &a) : not_gradable(s, &a);
	char *text = json_dumps(o, JSON_ENSURE_ASCII | JSON_INDENT(1));
	const size_t n = text ? strlen(text) : 0;
	free(text);
	int status = 0;
	if (n > MOST) {
		json_decref(o);
		status = error_set(
		        "%.100s: a result of %zu bytes, expected at most %d", s->v.student, n, MOST);
	} else
		status = export_json(f, o, false);
	arena_free(&a);
	return status;
}
