/* grade regrade: marks anew.
 *
 *     grade regrade --book B                          marks alone, say after a change of extensions
 *     grade regrade --book B --rubric R               the same under another rubric
 *     grade regrade --book B --chapter 06             judge all transcripts again; no code runs
 *     grade regrade --book B --chapter 06 --student u1 [--exercise 6.3]
 *     grade regrade --book B --chapter 06 --run       compile and run again, on new secret seeds
 *
 * What was known before stays in the gradebook, as an earlier revision. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli.h"
#include "commands.h"
#include "error.h"
#include "roster.h"
#include "rubric.h"
#include "run.h"

enum { EXIT_GRADER_ERROR = 3, EXIT_STOPPED = 130 };

static struct {
	const char *chapter, *rubric, *roster, *book, *student, *exercise;
	int jobs, seeds;
	bool run, no_sandbox;
} o = {.seeds = 1};

static const cli_program program = {.name = "grade regrade",
        .about = "Grade again what the gradebook holds. Without --chapter only marks are computed "
                 "anew "
                 "(rubric,\nroster); with it transcripts are judged again, and with --run code is "
                 "compiled and run again.",
        .version = "1"};

static const cli_option options[] = {cli_file("book", &o.book, "the gradebook"),
        cli_string("chapter", &o.chapter, "the chapter, such as 06"),
        cli_string("student", &o.student, "only this one's hand-ins"),
        cli_string("exercise", &o.exercise, "only this exercise, such as 6.3"),
        cli_file("rubric", &o.rubric, "other rules: late days, attempts, points"),
        cli_file("roster", &o.roster, "another roster: extensions, teams"),
        cli_flag("run", &o.run, "compile and run again, on new secret seeds"),
        cli_int("seeds", &o.seeds, 1, RUN_SEEDS, "with --run: secret seeds"),
        cli_int("jobs", &o.jobs, 0, 1024, "hand-ins at a time; 0: as many as processors"),
        cli_flag("no-sandbox", &o.no_sandbox,
                "with --run: run strangers' code with all of your rights"),
        cli_end};

/* Hand-ins of one run (0: of any) that can be graded again. */
static int fill_queue(gradebook *g, queue *q, const char *chapter, const char *student, long number)
{
	query rows;
	int more;
	if (query_open(&rows, g,
	            "SELECT number, student, source, received FROM submission s JOIN current c ON "
	            "c.submission = s.number WHERE chapter = ?1 AND (?2 IS NULL OR student = ?2) AND "
	            "(?3 = 0 OR (c.run = ?3 AND outcome = 'graded')) AND EXISTS (SELECT 1 FROM file f "
	            "WHERE "
	            "f.submission = s.number AND kind = iif(?3, 'transcript', 'source')) ORDER BY "
	            "student, "
	            "received",
	            "ssl", chapter, student, number))
		return -1;
	while ((more = query_next(&rows)) > 0) {
		queue_entry *e = queue_new(q);
		e->submission = query_long(&rows, 0);
		e->student = arena_strdup(&q->a, query_text(&rows, 1));
		e->path = arena_strdup(&q->a, query_text(&rows, 2));
		e->received = query_long(&rows, 3);
	}
	query_close(&rows);
	return more;
}

/* Its seeds; and were its cases those of today? Else its transcripts tell of other inputs. */
static int parse_run(gradebook *g, run *r, bool *same)
{
	query q;
	if (query_open(&q, g, "SELECT seeds, kit FROM run WHERE number = ?", "l", r->number)) return -1;
	const int more = query_next(&q);
	*same = more > 0 && !strcmp(query_text(&q, 1), r->wanted.kit);
	if (more > 0) r->nseeds = run_parse_seeds(r, query_text(&q, 0));
	query_close(&q);
	if (more < 0) return -1;
	return more && r->nseeds ? 0 : error_set("run %ld has no seeds", r->number);
}

/* Grade again the hand-ins of one run, or, with number 0, run them all. */
static int grade_some(run *r, const char *student)
{
	queue q = {0};
	int status = fill_queue(r->g, &q, r->wanted.chapter, student, r->number);
	bool same = true;
	if (!status && q.n && r->number) status = parse_run(r->g, r, &same);
	if (!same && !status) {
		fprintf(stderr,
		        "grade: run %ld of %s had other cases, headers or harness: its %d hand-ins stay as "
		        "they "
		        "were; --run compiles and runs them again\n",
		        r->number, r->wanted.chapter, q.n);
		r->errors += q.n;
	} else if (!status && q.n)
		status = run_local(r, &q, o.jobs);
	if (run_end(r, status == 0 && !r->errors) && !status) status = -1;
	queue_free(&q);
	return status;
}

static int numbers_of_runs(gradebook *g, const char *chapter, long *number, int most)
{
	query q;
	int n = 0, more;
	if (query_open(&q, g, "SELECT number FROM run WHERE chapter = ? ORDER BY number", "s", chapter))
		return -1;
	while (n < most && (more = query_next(&q)) > 0) number[n++] = query_long(&q, 0);
	query_close(&q);
	return more < 0 ? -1 : n;
}

static int rejudge(const run *r, const char *student, run *sum)
{
	enum { RUNS = 4096 };
	static long number[RUNS];
	const int n = numbers_of_runs(r->g, r->wanted.chapter, number, RUNS);
	int status = n < 0 ? -1 : 0;
	for (int i = 0; i < n && !status; i++) {
		run one = *r;
		one.number = number[i];
		one.graded = one.errors = 0; // sum may be r itself
		status = grade_some(&one, student);
		sum->graded += one.graded;
		sum->errors += one.errors;
	}
	return status;
}

static int grade_again(gradebook *g)
{
	char id[400];
	run r = {.g = g, .nseeds = o.seeds, .no_sandbox = o.no_sandbox, .exercise = o.exercise};
	r.mode = o.run ? RUN_AGAIN : RUN_REJUDGE;
	if (intake_chapter(&r.wanted, o.chapter)) return -1;
	if (o.student) {
		const int found = roster_find(g, o.student, id, sizeof id);
		if (found < 0) return -1;
		if (!found) return error_set("%s: nobody of this name is in the gradebook", o.student);
	}
	const char *student = o.student ? id : NULL;
	const int status = o.run ? grade_some(&r, student) : rejudge(&r, student, &r);
	if (status < 0) return -1;
	if (!r.graded && !r.refused && !r.errors && !status)
		return error_set("%s: there is nothing to grade again", r.wanted.chapter);
	printf("%s: %ld graded again, %ld not gradable, %ld grader errors\n", r.wanted.chapter,
	        r.graded, r.refused, r.errors);
	return status > 0 ? EXIT_STOPPED : r.errors ? EXIT_GRADER_ERROR : 0;
}

static int regrade(gradebook *g)
{
	long students;
	if (gradebook_open(g, o.book, GRADEBOOK_WRITE)) return -1;
	if (o.roster && roster_store(g, o.roster, &students)) return -1;
	if (o.rubric && rubric_store(g, o.rubric)) return -1;
	const int status = o.chapter ? grade_again(g) : 0;
	if (status < 0 || run_marks(g)) return -1;
	if (!o.chapter) printf("marks are computed anew\n");
	return status;
}

int command_regrade(int argc, char **argv)
{
	gradebook g = {.lock = -1};
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	if (first != argc)
		error_set("%s: expected options alone; try grade regrade --help", argv[first]);
	else if (!o.book)
		error_set("expected --book; try grade regrade --help");
	else if (!o.chapter && (o.student || o.exercise || o.run))
		error_set("--student, --exercise and --run: expected --chapter with them");
	else if (o.run && o.exercise)
		error_set("expected either --run, which grades all exercises, or --exercise");
	else {
		if (!o.jobs) o.jobs = (int)sysconf(_SC_NPROCESSORS_ONLN);
		const int status = regrade(&g);
		gradebook_close(&g);
		if (status >= 0) return status;
	}
	error_exit();
}
