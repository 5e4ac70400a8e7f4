/* What an Autolab autograder prints: words for people, then a line of JSON with stages and hints, and in
 * the last line the scores. The lab's problems have the names of the exercises, and their scores add
 * up to the mark. What cannot be graded has no scores. */
#include <string.h>

#include "export.h"

static json_t *stage(const export_student *s, arena *a)
{
	json_t *tests = json_object();
	for (int i = 0; i < s->v.n; i++) {
		const view_exercise *e = &s->v.exercises[i];
		const bool passed = export_passed(e);
		json_t *one = json_pack("{s:b}", "passed", passed);
		if (!passed)
			json_object_set_new(
			        one, "hint", export_string(export_no_markup(a, export_exercise_text(a, e))));
		json_object_set_new(tests, export_no_markup(a, export_exercise_name(a, e)), one);
	}
	return tests;
}

static json_t *scores(const export_student *s, arena *a)
{
	json_t *o = json_object();
	for (int i = 0; i < s->v.n && s->gradable; i++)
		json_object_set_new(o, export_no_markup(a, export_exercise_name(a, &s->v.exercises[i])),
		        json_real(export_share(s, &s->v.exercises[i])));
	return o;
}

int export_autolab(FILE *f, const export_student *s)
{
	arena a = {0};
	fprintf(f, "%s\n", export_no_markup(&a, s->text));
	int status = export_json(f,
	        json_pack("{s:s, s:[s], s:o}", "_presentation", "semantic", "stages", "Exercises",
	                "Exercises", stage(s, &a)),
	        true);
	if (!status && s->gradable)
		status = export_json(f,
		        json_pack("{s:o, s:[f]}", "scores", scores(s, &a), "scoreboard", s->v.mark), true);
	else if (!status)
		status = export_json(f, json_pack("{s:{}}", "scores"), true);
	arena_free(&a);
	return status;
}
