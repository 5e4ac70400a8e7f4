/* grade export: marks for some other program.
 *
 * A file for each student goes into a folder (--out), named after the student, or with --student to one
 * file or to standard output; a file for the class goes to --out or to standard output. Exit status: 0
 * everything that has a mark is there, 2 bad input (and no file is half written), 3 the grader had
 * failed on hand-ins of these chapters: they are not in it, as zero or otherwise. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "clean.h"
#include "cli.h"
#include "commands.h"
#include "describe.h"
#include "error.h"
#include "export.h"
#include "output.h"

enum { EXIT_GRADER_ERROR = 3, TOLD = 20 };

static struct {
	const char *book, *chapter, *student, *assignment, *out;
	bool list;
} o;

static const cli_program program = {.name = "grade export",
        .arguments = "FORMAT",
        .about = "Write marks in the form of some other program; --list prints the formats.",
        .version = "1"};

static const cli_option options[] = {cli_file("book", &o.book, "the gradebook"),
        cli_string("chapter", &o.chapter, "one chapter, such as 06; else all that have hand-ins"),
        cli_string("student", &o.student, "one student, of formats with a file for each"),
        cli_string("assignment", &o.assignment, "what the chapter is called over there"),
        cli_file("out", &o.out, "where to write: a file, or a folder of students' files"),
        cli_flag("list", &o.list, "print the formats"), cli_end};

static int print_formats(void)
{
	for (const export_format *f = export_formats; f->name; f++)
		printf("%-18s%s\n", f->name, f->about);
	return 0;
}

static const export_format *find_format(const char *name)
{
	const export_format *f = export_formats;
	while (f->name && strcmp(f->name, name) != 0) f++;
	if (f->name) return f;
	error_set("%.40s: there is no such format; grade export --list prints them", name);
	return NULL;
}

/* --- what to export --- */

/* The chapters that have hand-ins, or of them the one that is meant: "06" is 06-rnn. */
static int find_chapters(export_job *job)
{
	query q;
	long n;
	if (gradebook_long(job->g, &n, 0, "SELECT count(DISTINCT chapter) FROM submission", "") ||
	        query_open(&q, job->g, "SELECT DISTINCT chapter FROM submission ORDER BY chapter", ""))
		return -1;
	job->chapters = arena_alloc(&job->a, (size_t)n + 1, sizeof *job->chapters);
	int more;
	while ((more = query_next(&q)) > 0 && job->nchapters < n) {
		const char *name = query_text(&q, 0);
		const size_t length = o.chapter ? strlen(o.chapter) : 0;
		if (o.chapter &&
		        (strncmp(name, o.chapter, length) || (name[length] && name[length] != '-')))
			continue;
		job->chapters[job->nchapters++] = arena_strdup(&job->a, name);
	}
	query_close(&q);
	if (more < 0 || job->nchapters) return more < 0 ? -1 : 0;
	if (o.chapter) return error_set("%s: no hand-ins of chapter %.40s", job->g->path, o.chapter);
	return error_set("%s: no hand-ins", job->g->path);
}

/* Marks are as old as the newest grading. */
static int check_marks(export_job *job)
{
	long missing;
	if (gradebook_long(job->g, &missing, 0,
	            "SELECT count(*) FROM submission s WHERE NOT EXISTS (SELECT 1 FROM mark m "
	            "WHERE m.chapter = s.chapter AND m.student = s.student)",
	            ""))
		return -1;
	if (!missing) return 0;
	return error_set("%s: %ld hand-ins have not led to a mark; write the marks with grade regrade",
	        job->g->path, missing);
}

/* Hand-ins on which the grader failed. Returns how many, or -1. */
static int tell_failures(export_job *job)
{
	query q;
	int more, n = 0;
	arena a = {0};
	if (query_open(&q, job->g,
	            "SELECT chapter, student FROM submission JOIN current ON submission = number "
	            "WHERE outcome = 'grader error' ORDER BY chapter, student",
	            ""))
		return -1;
	while ((more = query_next(&q)) > 0) {
		bool wanted = !o.student || !strcmp(o.student, query_text(&q, 1));
		bool here = false;
		for (int i = 0; i < job->nchapters; i++)
			here = here || !strcmp(job->chapters[i], query_text(&q, 0));
		if (!wanted || !here || n++ >= TOLD) continue;
		fprintf(stderr,
		        "grade export: %s, %s: the grader failed on a hand-in; no mark is made of it\n",
		        clean_line(&a, query_text(&q, 1), 100), query_text(&q, 0));
	}
	query_close(&q);
	arena_free(&a);
	return more < 0 ? -1 : n;
}

/* --- writing --- */

/* Letters, digits and a few signs stay; all else becomes %XX, so that no id names another folder. */
static const char *file_name(arena *a, const char *id, const char *ending)
{
	char *name = arena_alloc(a, 3 * strlen(id) + strlen(ending) + 1, 1), *to = name;
	for (const char *s = id; *s; s++) {
		const unsigned char c = (unsigned char)*s;
		const bool plain = isalnum(c) || (strchr("_-@+=,", c) && s != id) || (c == '.' && s != id);
		to += plain ? (*to = *s, 1) : snprintf(to, 4, "%%%02X", c);
	}
	strcpy(to, ending);
	return name;
}

/* Begin to write; "-" and no name at all are standard output. */
static int begin(output *out, const char *path)
{
	*out = (output){.f = stdout};
	return path && strcmp(path, "-") != 0 ? output_open(out, path) : 0;
}

static int end(output *out, int status)
{
	if (out->f == stdout) {
		if (!status && (fflush(stdout) || ferror(stdout)))
			return error_set("standard output: %s", strerror(errno));
		return status;
	}
	if (!status) return output_commit(out);
	output_abandon(out);
	return status;
}

static int write_student(const export_format *format, const export_student *s, const char *path)
{
	output out;
	if (begin(&out, path)) return -1;
	return end(&out, format->student(out.f, s));
}

static int export_one(const export_format *format, export_job *job)
{
	export_student s;
	if (job->nchapters != 1)
		return error_set("expected --chapter: there are %d of them", job->nchapters);
	const int found = export_student_load(&s, job, job->chapters[0], o.student);
	if (found < 0) return -1;
	if (!found)
		return error_set("%.100s, %s: there is no mark to export", o.student, job->chapters[0]);
	const int status = write_student(format, &s, o.out);
	export_student_free(&s);
	return status;
}

/* All students of a chapter, a file each in a folder. */
static int export_chapter(const export_format *format, export_job *job, const char *chapter)
{
	query q;
	export_student s;
	int more, status = 0;
	const bool alone = job->nchapters == 1;
	const char *folder = alone ? o.out : text_in(&job->a, "%s/%s", o.out, chapter);
	if (mkdir(folder, 0777) && errno != EEXIST)
		return error_set("%s: cannot be made: %s", folder, strerror(errno));
	if (query_open(&q, job->g, "SELECT student FROM mark WHERE chapter = ? ORDER BY student", "s",
	            chapter))
		return -1;
	while (status >= 0 && (more = query_next(&q)) > 0) {
		arena a = {0};
		const char *name = file_name(&a, query_text(&q, 0), format->ending);
		status = export_student_load(&s, job, chapter, query_text(&q, 0));
		if (status > 0) {
			status = write_student(format, &s, text_in(&a, "%s/%s", folder, name));
			export_student_free(&s);
		}
		arena_free(&a);
	}
	query_close(&q);
	return status < 0 || more < 0 ? -1 : 0;
}

static int export_all(const export_format *format, export_job *job)
{
	output out;
	if (format->class) {
		if (o.student) return error_set("--student: %s is a file for the class", format->name);
		if (begin(&out, o.out)) return -1;
		return end(&out, format->class(out.f, job));
	}
	if (o.student) return export_one(format, job);
	if (!o.out) return error_set("expected --out FOLDER, or --student: a file for each student");
	if (job->nchapters > 1 && mkdir(o.out, 0777) && errno != EEXIST)
		return error_set("%s: cannot be made: %s", o.out, strerror(errno));
	for (int i = 0; i < job->nchapters; i++)
		if (export_chapter(format, job, job->chapters[i])) return -1;
	return 0;
}

static int run(export_job *job, const char *name)
{
	const export_format *format = find_format(name);
	if (!format || gradebook_open(job->g, o.book, GRADEBOOK_READ) ||
	        rubric_load(&job->rules, job->g) || find_chapters(job) || check_marks(job))
		return -1;
	if (o.assignment && job->nchapters > 1)
		return error_set("--assignment: expected --chapter, too: it is the name of one");
	const int failures = tell_failures(job);
	if (failures < 0) return -1;
	if (export_all(format, job)) {
		if (failures && o.student) return EXIT_GRADER_ERROR;
		return -1;
	}
	return failures ? EXIT_GRADER_ERROR : 0;
}

int command_export(int argc, char **argv)
{
	gradebook g = {.lock = -1};
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	if (o.list) return print_formats();
	if (!o.book || first + 1 != argc) {
		error_set("expected FORMAT and --book; try grade export --help");
		error_exit();
	}
	export_job job = {.g = &g};
	if (o.assignment) job.assignment = clean_line(&job.a, o.assignment, 300);
	const int status = run(&job, argv[first]);
	rubric_free(&job.rules);
	arena_free(&job.a);
	gradebook_close(&g);
	if (status < 0) error_exit();
	return status;
}
