/* The judge: compares what a student's code did with what was expected, and reports.
 *
 *     judge --expected E.jsonl --transcript T.jsonl [--sketches S.jsonl] [--json OUT] …
 *
 * It reads transcripts and runs nothing. Exit status: 0 all points, 1 points are missing, 2 bad
 * input (an option, a file of ours), 3 the grading itself went wrong: no mark. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "hint.h"
#include "report.h"

enum { EXIT_POINTS_MISSING = 1, EXIT_GRADER_ERROR = 3 };

static const char usage_text[] =
        "usage: judge --expected FILE --transcript FILE [OPTION]...\n"
        "  --expected FILE      reference transcript: the list of what is asked, with its values\n"
        "  --transcript FILE    what the student's code did\n"
        "  --sketches FILE      sketches of known mistakes, for their hints\n"
        "  --json FILE          write the result there, too; - for standard output, and no report\n"
        "  --tolerance X        largest relative error that is right (default 1e-10)\n"
        "  --backward X         the same in backward passes (default: no other)\n"
        "  --gradients-only     the expected values are of another seed: check gradients only\n"
        "  --same-seed          they are of the same seed for certain\n"
        "  --compile-log FILE   instead of --transcript: it did not compile, and this is why\n"
        "  --source-dir DIR     where the student's code is, to name its lines after a crash\n";

typedef struct {
	const char *expected, *transcript, *sketches, *json, *compile_log;
	judge_options judge;
} options;

static _Noreturn void help(void)
{
	fputs(usage_text, stdout);
	exit(0);
}

static int parse_tolerance(double *tolerance, const char *option, const char *text)
{
	char *end;
	*tolerance = strtod(text, &end);
	if (*end || end == text || !(*tolerance >= 0 && *tolerance < 1))
		return error_set("%s %s: expected a number from 0 to 1, such as 1e-10", option, text);
	return 0;
}

static int parse_options(options *o, int argc, char **argv)
{
	struct {
		const char *name, **value;
	} const files[] = {{"--expected", &o->expected}, {"--transcript", &o->transcript},
	        {"--sketches", &o->sketches}, {"--json", &o->json}, {"--compile-log", &o->compile_log},
	        {"--source-dir", &o->judge.source.source_dir}};
	const size_t nfiles = sizeof files / sizeof *files;
	o->judge.tolerance = TOLERANCE_HOME;
	for (int i = 1; i < argc; i++) {
		size_t k = 0;
		if (!strcmp(argv[i], "--help")) help();
		const bool same_seed = !strcmp(argv[i], "--same-seed");
		if (same_seed || !strcmp(argv[i], "--gradients-only")) {
			*(same_seed ? &o->judge.same_seed : &o->judge.gradients_only) = true;
			continue;
		}
		while (k < nfiles && strcmp(argv[i], files[k].name) != 0) k++;
		double *tolerance = !strcmp(argv[i], "--tolerance")  ? &o->judge.tolerance
		                    : !strcmp(argv[i], "--backward") ? &o->judge.backward
		                                                     : NULL;
		if (k == nfiles && !tolerance) return error_set("unknown option %s; try --help", argv[i]);
		if (i + 1 == argc) return error_set("%s: a value is missing", argv[i]);
		i++;
		if (!tolerance)
			*files[k].value = argv[i];
		else if (parse_tolerance(tolerance, argv[i - 1], argv[i]))
			return -1;
	}
	if (!o->expected) return error_set("--expected is missing; try --help");
	if (!o->transcript == !o->compile_log)
		return error_set("expected either --transcript or --compile-log; try --help");
	return 0;
}

/* The linker speaks of files that a student has never seen; what it means are names. */
static bool explain_link_error(const char *line, char *text, size_t size)
{
	static const struct {
		const char *phrase, *format;
	} list[] = {
	        {"undefined reference to `",
	                "there is no function %.*s: is its file missing, or its name spelt otherwise "
	                "than in the header?"},
	        {"multiple definition of `",
	                "there is more than one function %.*s: rename or remove yours"},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		const char *name = strstr(line, list[i].phrase);
		if (!name) continue;
		name += strlen(list[i].phrase);
		snprintf(text, size, list[i].format, (int)strcspn(name, "'"), name);
		return true;
	}
	return false;
}

/* The first error of a compiler's output, or its first line. An error in a file that is not the
 * student's has its cause in one that is: a header that was changed. */
static int first_error(const char *path, const char *source_dir, char *text, size_t size)
{
	char line[700];
	FILE *f = fopen(path, "r");
	if (!f) return error_set("%s: %s", path, strerror(errno));
	*text = 0;
	while (fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = 0;
		if (explain_link_error(line, text, size)) break;
		const bool error = strstr(line, "error: ") && strncmp(line, "collect2", 8) != 0;
		const bool theirs = !strncmp(line, "grading/", 8) && source_dir;
		if (!*text || error)
			snprintf(text, size, "%s%s%.200s%s", line,
			        theirs ? " (this file is not yours: has the header in " : "",
			        theirs ? source_dir : "", theirs ? " been changed?)" : "");
		if (error) break;
	}
	fclose(f);
	return 0;
}

/* Fill r. The student's table is kept alive in `student`. */
static int judge(const options *o, result *r, const table *manifest, table *student)
{
	char text[1000];
	if (o->compile_log) {
		if (first_error(o->compile_log, o->judge.source.source_dir, text, sizeof text)) return -1;
		result_not_compiled(r, manifest, text);
		return 0;
	}
	if (table_read_student(student, o->transcript, manifest)) return -1;
	result_judge(r, manifest, student, o->judge);
	return hint_find(r, o->sketches);
}

int main(int argc, char **argv)
{
	options o = {0};
	table manifest = {0}, student = {0};
	result r = {0};
	error_program("judge");
	if (parse_options(&o, argc, argv)) error_exit();
	if (table_read(&manifest, o.expected) || manifest_check(&manifest)) error_exit();
	if (judge(&o, &r, &manifest, &student)) error_exit();
	const bool alone = o.json && !strcmp(o.json, "-");
	if (!alone) report_terminal(stdout, &r, terminal_of_stdout());
	if (o.json && report_json(&r, o.json)) error_exit();
	const int status = r.grader_error            ? EXIT_GRADER_ERROR
	                   : r.points < r.max - 1e-9 ? EXIT_POINTS_MISSING
	                                             : 0;
	result_free(&r);
	table_free(&student);
	table_free(&manifest);
	if (fflush(stdout) || ferror(stdout)) return EXIT_GRADER_ERROR;
	return status;
}
