/* `grade one`: one submission into a folder. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "cli.h"
#include "commands.h"
#include "error.h"
#include "intake.h"
#include "one.h"

int command_one(int argc, char **argv)
{
	static intake_wanted wanted;
	static one_job job;
	static const char *given, *seed;
	static const cli_program program = {.name = "grade one",
	        .about = "Grades one submission into a folder: outcome.json says how it ended, "
	                 "result.json\n"
	                 "has points and messages. Exit status: 0 graded, 1 not gradable, 3 grader "
	                 "error.",
	        .version = NULL};
	const cli_option options[] = {cli_string("chapter", &given, "06 or 06-rnn"),
	        cli_file("src", &job.src, "folder with the chapter's files, as handed in"),
	        cli_file("out", &job.work, "folder for all that comes of it; is made"),
	        cli_string("seed", &seed, "of the cases, a whole number; drawn when it is missing"),
	        cli_file("expected", &job.expected,
	                "the reference's transcript on this seed; made when it is missing"),
	        cli_flag("no-sandbox", &job.no_sandbox,
	                "run the code with your own rights: it can read, change and send whatever you "
	                "can"),
	        cli_flag("no-checks", &job.no_checks, "run code that uses what no exercise needs"),
	        cli_end};
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	if (first < argc) error_set("%s: unexpected", argv[first]), error_exit();
	if (!given || !job.src || !job.work)
		error_set("expected --chapter, --src and --out"), error_exit();
	if (intake_chapter(&wanted, given)) error_exit();
	job.chapter = wanted.chapter;
	char *end = NULL;
	if (seed) job.seed = strtoull(seed, &end, 10);
	if (seed && (*end || *seed == '-'))
		error_set("--seed %s: expected a whole number", seed), error_exit();
	if (!seed && getrandom(&job.seed, sizeof job.seed, 0) != sizeof job.seed) error_exit();
	const int outcome = one_grade(&job);
	if (outcome < 0) {
		fprintf(stderr, "grade one: %s\n", error_message());
		return 3;
	}
	printf("%s: %s\n", job.work, one_outcome_name((one_outcome)outcome));
	return outcome == ONE_GRADER_ERROR ? 3 : outcome;
}
