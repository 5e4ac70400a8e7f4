/* GitHub Classroom: what a grader hands to the reporting action, and a workflow that makes the same of
 * `make check` in a student's repository. The action adds the tests up, so they carry the costs of
 * lateness in proportion. It prints messages on a console where lines that begin with :: or ##[ are
 * commands; ours never do. */
#include <string.h>

#include "describe.h"
#include "error.h"
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

/* The names of workflow and job are Classroom's: it finds results by them. */
static const char workflow[] =
        "name: Autograding Tests\n"
        "on: [push, workflow_dispatch]\n"
        "permissions:\n"
        "  checks: write\n"
        "  actions: read\n"
        "  contents: read\n"
        "jobs:\n"
        "  run-autograding-tests:\n"
        "    runs-on: ubuntu-latest\n"
        "    if: github.actor != 'github-classroom[bot]'\n"
        "    steps:\n"
        "      - name: Checkout code\n"
        "        uses: actions/checkout@v4\n"
        "      - name: Install packages\n"
        "        run: docs/install-packages.sh kit && sudo apt-get install -y jq\n"
        "      - name: Check\n"
        "        id: check\n"
        "        run: |\n"
        "          make check CH=%s || [ $? -lt 3 ]\n"
        "          jq -c '%s' build/check/%s.json >result.json\n"
        "          echo \"result=$(base64 -w 0 result.json)\" >>\"$GITHUB_OUTPUT\"\n"
        "      - name: Autograding Reporter\n"
        "        uses: classroom-resources/autograding-grading-reporter@v1\n"
        "        env:\n"
        "          CHECK_RESULTS: \"${{steps.check.outputs.result}}\"\n"
        "        with:\n"
        "          runners: check\n";

/* From the judge's result, which `make check` leaves. */
static const char filter[] =
        "{version: 1, status: (if .points >= .max - 1e-9 then \"pass\" else \"fail\" end), "
        "max_score: .max, tests: [.exercises[] | {name: \"\\(.number) \\(.name)\", "
        "status: (if .state == \"passed\" then \"pass\" else \"fail\" end), score: .points, "
        "message: ([.state, .message, .hint.text] | map(select(.)) | join(\"\\n\") "
        "| gsub(\"::\"; \": :\") | gsub(\"##\"; \"# #\")), "
        "test_code: \"make check CH=%s\", line_no: 0}]}";

int export_github_workflow(FILE *f, export_job *job)
{
	if (job->nchapters != 1)
		return error_set("expected --chapter: a workflow grades one chapter, and there are %d",
		        job->nchapters);
	const char *chapter = job->chapters[0];
	fprintf(f, workflow, chapter, text_in(&job->a, filter, chapter), chapter);
	return 0;
}
