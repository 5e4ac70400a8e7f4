/* grade report: pages and texts out of a gradebook.
 *
 *     OUT/index.html              the class, for the instructor
 *     OUT/students/NAME.html      what a student is told, to be handed out one by one
 *     OUT/students/NAME.txt       the same as plain text
 *
 * Every page is one file and holds all that it needs. Those of students name nobody else, but
 * partners of a team. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "commands.h"
#include "error.h"
#include "folder.h"
#include "intake.h"
#include "output.h"
#include "report_class.h"
#include "report_view.h"

static struct {
	const char *book, *chapter, *out, *student;
	double least;
	bool no_similar;
} o = {.least = 40};

static const cli_program program = {.name = "grade report",
        .arguments = "[EARLIER-GRADEBOOK…]",
        .about = "Write what students are told, each a page and a text, and a page about the "
                 "class.\n"
                 "Hand-ins are also compared with those in gradebooks of earlier years.",
        .version = "1"};

static const cli_option options[] = {cli_file("book", &o.book, "the gradebook"),
        cli_string("chapter", &o.chapter, "06 or 06-rnn"),
        cli_string("out", &o.out, "folder for the pages"),
        cli_string("student", &o.student, "only this student's page and text"),
        cli_real("least", &o.least, 0, 100, "percent in common from which on a pair is told"),
        cli_flag("no-similar", &o.no_similar, "do not look for hand-ins that resemble each other"),
        cli_end};

static int write_file(const char *path, void (*write)(FILE *f, void *what), void *what)
{
	output out;
	if (output_open(&out, path)) return -1;
	write(out.f, what);
	return output_commit(&out);
}

static void write_page(FILE *f, void *what)
{
	report_student(f, what);
}

static void write_text(FILE *f, void *what)
{
	report_text(f, what);
}

static void write_class(FILE *f, void *what)
{
	report_class(f, what);
}

static int write_student(gradebook *g, const char *chapter, const class_student *s)
{
	view v = {0};
	char page[4096], text[4096];
	const int status = view_load(&v, g, chapter, s->id) ||
	                   folder_path(page, "%s/students/%s.html", o.out, s->page) ||
	                   folder_path(text, "%s/students/%s.txt", o.out, s->page) ||
	                   write_file(page, write_page, &v) || write_file(text, write_text, &v);
	view_free(&v);
	return status ? -1 : 0;
}

static int write_students(gradebook *g, const class_view *c, int *written)
{
	*written = 0;
	for (int i = 0; i < c->n; i++) {
		if (o.student && strcmp(o.student, c->students[i].id) != 0) continue;
		if (write_student(g, c->chapter, &c->students[i])) return -1;
		++*written;
	}
	if (o.student && !*written) return error_set("%s: no student is called %s", o.book, o.student);
	return 0;
}

static int find_alike(class_view *c, similar *s, gradebook *g, char *const *earlier, int n)
{
	c->no_alike = o.no_similar         ? "--no-similar was given"
	              : similar_possible() ? NULL
	                                   : "sim_c is not installed (package similarity-tester)";
	if (c->no_alike) return 0;
	if (similar_find(s, g, c->chapter, earlier, n, o.least)) return -1;
	c->alike = s;
	return 0;
}

static int write_index(class_view *c, gradebook *g, char *const *earlier, int n)
{
	char path[4096];
	similar s = {0};
	const int status = find_alike(c, &s, g, earlier, n) ||
	                   folder_path(path, "%s/index.html", o.out) ||
	                   write_file(path, write_class, c);
	similar_free(&s);
	return status ? -1 : 0;
}

static int write_all(char *const *earlier, int n)
{
	intake_wanted w;
	gradebook g = {.lock = -1};
	class_view c = {0};
	char path[4096];
	int written = 0;
	int status = intake_chapter(&w, o.chapter) || gradebook_open(&g, o.book, GRADEBOOK_READ) ||
	             class_load(&c, &g, w.chapter) || folder_make(o.out) ||
	             folder_path(path, "%s/students", o.out) || folder_make(path) ||
	             write_students(&g, &c, &written);
	if (!status && !o.student) status = write_index(&c, &g, earlier, n);
	if (!status)
		printf("%d students of %s: %s/%s\n", written, w.chapter, o.out,
		        o.student ? "students" : "index.html");
	class_free(&c);
	gradebook_close(&g);
	return status;
}

int command_report(int argc, char **argv)
{
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	if (!o.book || !o.chapter || !o.out) {
		error_set("expected --book, --chapter and --out; try grade report --help");
		error_exit();
	}
	if (write_all(argv + first, argc - first)) error_exit();
	return 0;
}
