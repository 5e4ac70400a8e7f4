/* GitHub Classroom: what a grader hands to the reporting action. (`make classroom` gives a workflow that
 * makes the same of `make check` in a student's repository.) The action adds the tests up, so they carry the costs of
 * lateness in proportion. It prints messages on a console where lines that begin with :: or ##[ are
 * commands; ours never do. */
#include <string.h>

#include "describe.h"
#include "export.h"

/* Lines that are no commands. */
static const char *harmless(arena *a, const char *text)
{
	char *out = arena_alloc(a, 2 * strlen(text) + 2, 1), *to = out;
	for (const char *s = text; *s; s++) {
		*to++ = *s;
		if ((s[0] == ':' && s[1] == ':') || (s[0] == '#' && s[1] == '#')) *to++ = ' ';
	}
	return out;
}

static json_t *test_json(const export_student *s, arena *a, const view_exercise *e)
{
	const bool passed = export_passed(e);
	return json_pack("{s:o, s:s, s:f, s:o, s:o, s:i}", "name",
	        export_string(harmless(a, export_exercise_name(a, e))), "status",
	        passed ? "pass" : "fail", "score", export_share(s, e), "message",
	        export_string(harmless(a, export_exercise_text(a, e))), "test_code",
	        export_string(text_in(a, "make check CH=%s", s->v.chapter)), "line_no", 0);
}

int export_github(FILE *f, const export_student *s)
{
	arena a = {0};
	json_t *tests = json_array();
	for (int i = 0; i < s->v.n; i++)
		json_array_append_new(tests, test_json(s, &a, &s->v.exercises[i]));
	if (!s->gradable)
		json_array_append_new(tests,
		        json_pack("{s:s, s:s, s:f, s:o, s:o, s:i}", "name", "hand-in", "status", "error",
		                "score", 0.0, "message", export_string(harmless(&a, s->text)), "test_code",
		                export_string(text_in(&a, "make check CH=%s", s->v.chapter)), "line_no",
		                0));
	const bool all = s->gradable && s->v.mark >= s->v.mark_max - 1e-9;
	const int status = export_json(f,
	        json_pack("{s:i, s:s, s:f, s:o}", "version", 1, "status",
	                !s->gradable ? "error"
	                : all        ? "pass"
	                             : "fail",
	                "max_score", s->v.mark_max, "tests", tests),
	        false);
	arena_free(&a);
	return status;
}
