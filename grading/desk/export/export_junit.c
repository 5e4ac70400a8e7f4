/* JUnit XML: a suite for each student and chapter, an exercise a test case. What is not passed is a
 * failure, also with partial credit and when it is not implemented, because a program that reads this
 * would take "skipped" for fine; a hand-in that cannot be graded is an error. Students without a
 * hand-in have no suite, nor have those whose mark waits for the grader. */
#include <string.h>

#include "clean.h"
#include "describe.h"
#include "error.h"
#include "export.h"

static void write_case(FILE *f, const char *class, arena *a, const view_exercise *e)
{
	const char *text = export_escaped(a, export_exercise_text(a, e));
	fprintf(f, "    <testcase name=\"%s\" classname=\"%s\" time=\"0\">\n",
	        export_escaped(a, export_exercise_name(a, e)), class);
	if (strcmp(e->state, "passed") != 0)
		fprintf(f, "      <failure type=\"%s\" message=\"%s of %s points\">%s</failure>\n",
		        export_escaped(a, clean_line(a, e->state, 100)), view_points(a, e->points),
		        view_points(a, e->max), text);
	else
		fprintf(f, "      <system-out>%s</system-out>\n", text);
	fputs("    </testcase>\n", f);
}

static void write_suite(FILE *f, const export_student *s)
{
	arena a = {0};
	int failures = 0;
	const view *v = &s->v;
	const char *class =
	        export_escaped(&a, clean_line(&a, text_in(&a, "%s.%s", v->chapter, v->student), 300));
	for (int i = 0; i < v->n; i++) failures += strcmp(v->exercises[i].state, "passed") != 0;
	fprintf(f,
	        "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\" "
	        "time=\"%.3f\">\n",
	        class, v->n + !s->gradable, failures, !s->gradable, s->seconds);
	for (int i = 0; i < v->n; i++) write_case(f, class, &a, &v->exercises[i]);
	const char *text = export_escaped(&a, s->text);
	if (s->gradable)
		fprintf(f, "    <system-out>%s</system-out>\n", text);
	else
		fprintf(f,
		        "    <testcase name=\"hand-in\" classname=\"%s\" time=\"0\">\n"
		        "      <error type=\"not gradable\" message=\"it cannot be graded\">%s</error>\n"
		        "    </testcase>\n",
		        class, text);
	fputs("  </testsuite>\n", f);
	arena_free(&a);
}

static int write_chapter(FILE *f, export_job *job, const char *chapter)
{
	query q;
	export_student s;
	int more, status = 0;
	if (query_open(&q, job->g, "SELECT student FROM mark WHERE chapter = ? ORDER BY student", "s",
	            chapter))
		return -1;
	while (status >= 0 && (more = query_next(&q)) > 0) {
		status = export_student_load(&s, job, chapter, query_text(&q, 0));
		if (status <= 0) continue;
		write_suite(f, &s);
		export_student_free(&s);
	}
	query_close(&q);
	return status < 0 || more < 0 ? -1 : 0;
}

int export_junit(FILE *f, export_job *job)
{
	const char *course = export_escaped(&job->a, clean_line(&job->a, job->rules.course, 300));
	fprintf(f, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"%s\">\n", course);
	for (int i = 0; i < job->nchapters; i++)
		if (write_chapter(f, job, job->chapters[i])) return -1;
	fputs("</testsuites>\n", f);
	return 0;
}
