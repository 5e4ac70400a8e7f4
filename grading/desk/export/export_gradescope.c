/* Gradescope's results.json, which an autograder leaves in /autograder/results. The score above the
 * tests is the mark, so it stands for their sum where lateness or attempts cost something. Every test
 * is visible: a hidden one would hide the total. All text is plain text, which the site escapes. What
 * cannot be graded has the score 0, because the site knows no hand-in without one. */
#include "export.h"

static json_t *test_json(const export_student *s, arena *a, const view_exercise *e)
{
	const bool passed = export_passed(e);
	return json_pack("{s:f, s:f, s:s, s:o, s:s, s:o, s:o, s:s, s:s, s:[o]}", "score", e->points,
	        "max_score", e->max, "status", passed ? "passed" : "failed", "name",
	        export_string(e->name), "name_format", "text", "number", export_string(e->number),
	        "output", export_string(export_exercise_text(a, e)), "output_format", "text",
	        "visibility", "visible", "tags", export_string(s->v.chapter));
}

int export_gradescope(FILE *f, const export_student *s)
{
	arena a = {0};
	json_t *tests = json_array();
	for (int i = 0; i < s->v.n; i++)
		json_array_append_new(tests, test_json(s, &a, &s->v.exercises[i]));
	const int status = export_json(f,
	        json_pack("{s:f, s:f, s:o, s:s, s:s, s:s, s:s, s:s, s:o, s:{s:o, s:b, s:f}}", "score",
	                s->gradable ? s->v.mark : 0.0, "execution_time", s->seconds, "output",
	                export_string(s->text), "output_format", "text", "test_output_format", "text",
	                "test_name_format", "text", "visibility", "visible", "stdout_visibility",
	                "hidden", "tests", tests, "extra_data", "chapter", export_string(s->v.chapter),
	                "gradable", s->gradable, "points_before_costs", s->raw),
	        false);
	arena_free(&a);
	return status;
}
