/** @file papers.h
 * Transcripts made by hand, line by line, for the tests of the judge.
 *
 * The toy chapter has three exercises: `forward` (9.1, 4 points, y in two cases), `backward` (9.2,
 * 6 points, dx, dW, db; its case "gradient" needs forward and carries a numeric gradient) and
 * `words` (9.3, 2 points). A test writes the honest transcript and changes what it is about.
 */
#ifndef PAPERS_H
#define PAPERS_H

#include <math.h>
#include <stdarg.h>

#include "../harness/testing.h"
#include "compare.h"
#include "describe.h"
#include "error.h"
#include "hint.h"
#include "result.h"

/** The page that is being written. */
static struct {
	char text[1 << 16];
	size_t n;
} page;

static inline void new_page(void)
{
	page.n = 0;
	page.text[0] = 0;
}

/** A line as it is. */
__attribute__((format(printf, 1, 2))) static inline void write_line(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	page.n += (size_t)vsnprintf(page.text + page.n, sizeof page.text - page.n, format, ap);
	va_end(ap);
	ck_assert_uint_lt(page.n + 1, sizeof page.text);
	page.text[page.n++] = '\n';
	page.text[page.n] = 0;
}

/** An array line: numbers("forward/small", "y", "output", "BH", "2,3", "1,2,3,4,5,6"). */
static inline void numbers(const char *which, const char *name, const char *as, const char *axes,
        const char *shape, const char *data)
{
	const char *slash = strchr(which, '/');
	write_line("{\"exercise\":\"%.*s\",\"case\":\"%s\",\"array\":\"%s\",\"role\":\"%s\","
	           "\"axes\":\"%s\",\"shape\":[%s],\"data\":[%s]}",
	        (int)(slash - which), which, slash + 1, name, as, axes, shape, data);
}

/** An end line: ends("forward/small", "exit", 0, ""). The log is the inside of a JSON string. */
static inline void ends(const char *which, const char *end, int status, const char *log)
{
	const char *slash = strchr(which, '/');
	write_line("{\"exercise\":\"%.*s\",\"case\":\"%s\",\"end\":\"%s\",\"status\":%d,"
	           "\"stderr\":\"%s\"}",
	        (int)(slash - which), which, slash + 1, end, status, log);
}

static inline void ends_well(const char *which)
{
	ends(which, "exit", 0, "");
}

static inline void write_contents(void)
{
	write_line("{\"chapter\":\"09-toy\"}");
	write_line("{\"exercise\":\"forward\",\"number\":\"9.1\",\"points\":4}");
	write_line("{\"exercise\":\"backward\",\"number\":\"9.2\",\"points\":6}");
	write_line("{\"exercise\":\"words\",\"number\":\"9.3\",\"points\":2}");
	write_line("{\"exercise\":\"forward\",\"case\":\"small\"}");
	write_line("{\"exercise\":\"forward\",\"case\":\"long\"}");
	write_line("{\"exercise\":\"backward\",\"case\":\"small\"}");
	write_line("{\"exercise\":\"backward\",\"case\":\"gradient\",\"needs\":\"forward\"}");
	write_line("{\"exercise\":\"words\",\"case\":\"few\"}");
}

/* The right answers. */
#define X "0.5,-1.5,2.5,1.25,-0.75,3.5"
#define Y_SMALL "0.25,-1.75,3.5,4.125,-5.5,6.0625"
#define Y_LONG "1.5,2.25,-3.75,0.125,0.5,7.25,-2.5,1.75,0.375,4.5"
#define DX "0.5,1.25,-2.75,3.5,0.125,-0.625"
#define DW "2.5,-1.25,0.75,4.5,-3.25,1.125"
#define DB "1.5,-2.25,0.375,2.125,-0.875"

static inline void forward_small(const char *y)
{
	numbers("forward/small", "x", "input", "BD", "3,2", X);
	numbers("forward/small", "y", "output", "DH", "2,3", y);
	numbers("forward/small", "x", "after", "BD", "3,2", X);
}

static inline void forward_long(const char *y)
{
	numbers("forward/long", "x", "input", "BD", "3,2", X);
	numbers("forward/long", "y", "output", "TH", "5,2", y);
	numbers("forward/long", "x", "after", "BD", "3,2", X);
}

static inline void backward_small(const char *dx, const char *dW, const char *db)
{
	numbers("backward/small", "x", "input", "BD", "3,2", X);
	numbers("backward/small", "dx", "output", "BD", "3,2", dx);
	numbers("backward/small", "dW", "output", "DH", "2,3", dW);
	numbers("backward/small", "db", "output", "V", "5", db);
	numbers("backward/small", "x", "after", "BD", "3,2", X);
}

static inline void backward_gradient(const char *dx, const char *numeric)
{
	numbers("backward/gradient", "x", "input", "BD", "3,2", X);
	numbers("backward/gradient", "dx", "output", "BD", "3,2", dx);
	numbers("backward/gradient", "dx", "numeric", "BD", "3,2", numeric);
	numbers("backward/gradient", "x", "after", "BD", "3,2", X);
}

static inline void words_few(const char *shape, const char *list)
{
	numbers("words/few", "n", "output", "", "", "3");
	numbers("words/few", "words", "output", "N", shape, list);
}

#define WORDS "\"a\",\"rose\",\"is\",\"a\",\"rosé\""

static inline void rest_of_honest(int from)
{
	if (from <= 1) forward_small(Y_SMALL), ends_well("forward/small");
	if (from <= 2) forward_long(Y_LONG), ends_well("forward/long");
	if (from <= 3) backward_small(DX, DW, DB), ends_well("backward/small");
	if (from <= 4) backward_gradient(DX, DX), ends_well("backward/gradient");
	if (from <= 5) words_few("5", WORDS), ends_well("words/few");
}

/** Write the page into a file and begin a new one. */
static inline const char *page_file(const char *name)
{
	const char *path = scratch_file(name, page.text, page.n);
	new_page();
	return path;
}

/** The honest reference transcript's path. */
static inline const char *reference_file(void)
{
	new_page();
	write_contents();
	rest_of_honest(1);
	return page_file("expected.jsonl");
}

static inline table reference_table(void)
{
	table t;
	ck_assert_msg(table_read(&t, reference_file()) == 0, "%s", error_message());
	ck_assert_msg(manifest_check(&t) == 0, "%s", error_message());
	return t;
}

/** The page read as a student's transcript. */
static inline table student_table(const table *manifest)
{
	table t;
	const char *path = page_file("student.jsonl");
	ck_assert_msg(table_read_student(&t, path, manifest) == 0, "%s", error_message());
	return t;
}

/** The page judged. Everything stays alive until the test's process ends, or judged_free(). */
typedef struct {
	table manifest, student;
	result r;
	const exercise_result *e[3];
} judged;

static inline void judge_page_into(judged *j, judge_options o)
{
	if (o.tolerance <= 0) o.tolerance = TOLERANCE_HOME;
	char text[sizeof page.text];
	const size_t n = page.n;
	memcpy(text, page.text, n + 1);
	j->manifest = reference_table();
	memcpy(page.text, text, n + 1);
	page.n = n;
	j->student = student_table(&j->manifest);
	result_judge(&j->r, &j->manifest, &j->student, o);
	const exercise_result *e = j->r.exercises;
	for (int i = 0; i < 3; i++, e = e->next) j->e[i] = e;
}

static inline void judged_free(judged *j)
{
	result_free(&j->r);
	table_free(&j->student);
	table_free(&j->manifest);
}

#endif
