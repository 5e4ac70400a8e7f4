/* grade run: a class's hand-ins into a gradebook.
 *
 * Exit status: 0 all of it is graded (or not gradable, and the report says why), 2 bad input, 3 the
 * grader failed somewhere: these hand-ins have no mark, and the same command tries them again; 130
 * somebody stopped it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clean.h"
#include "cli.h"
#include "commands.h"
#include "error.h"
#include "queue.h"
#include "roster.h"
#include "rubric.h"
#include "run.h"
#include "slurm.h"
#include "stopwatch.h"

enum { LOCAL }; // as in the option
enum { EXIT_GRADER_ERROR = 3, EXIT_STOPPED = 130, TOLD = 20 };

static struct {
	const char *chapter, *roster, *rubric, *book;
	int jobs, seeds, engine;
	bool no_sandbox;
} o = {.seeds = 1};

static const cli_program program = {.name = "grade run",
        .arguments = "SUBMISSIONS…",
        .about = "Grade a class: folders of hand-ins, or single ones, into a gradebook. What is "
                 "graded "
                 "already\nis left alone, so the same command takes up a run that was interrupted.",
        .version = "1"};

static const cli_option options[] = {cli_string("chapter", &o.chapter, "the chapter, such as 06"),
        cli_file("book", &o.book, "the gradebook; made when there is none"),
        cli_file("roster", &o.roster, "who is in the class, a CSV file"),
        cli_file("rubric", &o.rubric, "the course's rules: late days, attempts, points"),
        cli_int("jobs", &o.jobs, 0, 1024,
                "hand-ins at a time; 0: as many as processors, or as Slurm lets run"),
        cli_int("seeds", &o.seeds, 1, RUN_SEEDS, "secret seeds; the worst of them counts"),
        cli_choice("engine", &o.engine, "local|slurm",
                "where the work is done: on this machine, or on a cluster"),
        cli_flag("no-sandbox", &o.no_sandbox,
                "run strangers' code with all of your rights: never on a machine that matters"),
        cli_end};

/* Names as a roster has them, so that an address or other capitals mean the same student. */
static int name_students(gradebook *g, queue *q)
{
	char id[400], path[200];
	long listed, strangers = 0;
	if (gradebook_long(g, &listed, 0, "SELECT count(*) FROM setting WHERE key = 'roster'", ""))
		return -1;
	for (int i = 0; i < q->n && listed; i++) {
		const int found = roster_find(g, q->entries[i].student, id, sizeof id);
		if (found < 0) return -1;
		if (found) q->entries[i].student = arena_strdup(&q->a, id);
		if (found || ++strangers > TOLD) continue;
		clean_name(q->entries[i].path, path, sizeof path);
		fprintf(stderr, "grade: %s: %s is not in the roster; graded under this name\n", path,
		        q->entries[i].student);
	}
	queue_sort(q);
	return 0;
}

static int read_inputs(gradebook *g)
{
	long students;
	if (o.roster && (roster_store(g, o.roster, &students) || gradebook_set(g, "roster", o.roster)))
		return -1;
	return o.rubric ? rubric_store(g, o.rubric) : 0;
}

/* Hand-ins of this run that have no points, and why. */
static int tell_outcome(run *r, const char *outcome, const char *title, long n)
{
	query q;
	int more, told = 0;
	if (!n) return 0;
	if (query_open(&q, r->g,
	            "SELECT student, reason FROM current JOIN submission ON number = submission "
	            "WHERE run = ? AND outcome = ? ORDER BY student LIMIT ?",
	            "lsd", r->number, outcome, TOLD))
		return -1;
	while ((more = query_next(&q)) > 0) {
		if (!told++) printf("%s:\n", title);
		char reason[160], student[80];
		clean_name(query_text(&q, 0), student, sizeof student);
		clean_name(query_text(&q, 1), reason, sizeof reason);
		printf("  %s: %s\n", student, reason);
	}
	query_close(&q);
	if (n > told && told == TOLD) printf("  and %ld more\n", n - told);
	return more;
}

/* Who is in the roster and has handed in nothing for this chapter, nor has anybody of the team. */
static int tell_missing(run *r)
{
	query q;
	int more, told = 0;
	char student[80];
	if (query_open(&q, r->g,
	            "SELECT id, count(*) OVER () FROM student s WHERE EXISTS (SELECT 1 FROM setting "
	            "WHERE key "
	            "= 'roster') AND NOT EXISTS (SELECT 1 FROM submission b JOIN student t ON t.id = "
	            "b.student "
	            "WHERE chapter = ? AND (t.id = s.id OR (t.team <> '' AND t.team = s.team))) ORDER "
	            "BY id",
	            "s", r->wanted.chapter))
		return -1;
	while ((more = query_next(&q)) > 0 && told < TOLD) {
		clean_name(query_text(&q, 0), student, sizeof student);
		if (!told) printf("nothing from %ld in the roster: ", query_long(&q, 1));
		printf("%s%s", told++ ? ", " : "", student);
	}
	if (told) puts(more > 0 ? ", …" : "");
	query_close(&q);
	return more < 0 ? -1 : 0;
}

static int tell(run *r, double seconds)
{
	printf("%s: %ld graded, %ld not gradable, %ld known before, %ld grader errors, in %.1f s\n",
	        r->wanted.chapter, r->graded, r->refused, r->known, r->errors, seconds);
	if (tell_missing(r) || tell_outcome(r, "not gradable", "not gradable", r->refused)) return -1;
	return tell_outcome(r, "grader error", "grader errors (no mark; run again)", r->errors);
}

static int grade_class(run *r, const queue *q)
{
	const double began = stopwatch_wall();
	const int jobs = o.jobs ? o.jobs : (int)sysconf(_SC_NPROCESSORS_ONLN);
	if (o.engine == LOCAL && slurm_forget(r->g)) return -1;
	int status = o.engine == LOCAL ? run_local(r, q, jobs) : run_slurm(r, q, o.jobs);
	if (run_end(r, status == 0 && !r->errors) && !status) status = -1;
	if (status < 0 || run_marks(r->g) || tell(r, stopwatch_wall() - began)) return -1;
	if (status > 0) {
		fprintf(stderr, "grade: stopped; the same command goes on\n");
		return EXIT_STOPPED;
	}
	return r->errors ? EXIT_GRADER_ERROR : 0;
}

static int run_all(gradebook *g, queue *q, int argc, char **argv)
{
	run r = {.g = g, .nseeds = o.seeds, .no_sandbox = o.no_sandbox};
	if (intake_chapter(&r.wanted, o.chapter)) return -1;
	for (int i = 0; i < argc; i++)
		if (queue_add(q, &r.wanted, argv[i])) return -1;
	queue_sort(q);
	if (gradebook_open(g, o.book, GRADEBOOK_CREATE) || read_inputs(g) || name_students(g, q))
		return -1;
	return grade_class(&r, q);
}

int command_run(int argc, char **argv)
{
	gradebook g = {.lock = -1};
	queue q = {0};
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	if (!o.chapter || !o.book || first == argc) {
		error_set("expected SUBMISSIONS, --chapter and --book; try grade run --help");
		error_exit();
	}
	const int status = run_all(&g, &q, argc - first, argv + first);
	gradebook_close(&g);
	queue_free(&q);
	if (status < 0) error_exit();
	return status;
}
