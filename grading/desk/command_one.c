/* `grade one`: one submission into a folder, and the reference that it is compared with. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell.h"
#include "cli.h"
#include "commands.h"
#include "error.h"
#include "folder.h"
#include "one.h"

/* --- the reference ------------------------------------------------------------------------------ */

static int run_worker(const char *worker, const char *const *arguments, const char *out)
{
	const pid_t pid = fork();
	int status;
	if (pid < 0) return error_set("%s: %s", worker, strerror(errno));
	if (!pid) {
		const char *all[8] = {worker, "--out", out};
		for (int i = 0; i < 3 && arguments[i]; i++) all[3 + i] = arguments[i];
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		const int nothing = open("/dev/null", O_RDONLY);
		dup2(nothing, 0);
		setenv("OPENBLAS_NUM_THREADS", "1", 1);
		execv(worker, (char *const *)(uintptr_t)all);
		_exit(127);
	}
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR) return error_set("%s: %s", worker, strerror(errno));
	return status ? error_set("%s: did not end well; is it built (make desk)?", worker) : 0;
}

int one_reference(const char *chapter, uint64_t seed, const char *path)
{
	char worker[4096], large[4096], part[4096], number[32];
	const char *const contents[] = {"--contents", NULL}, *const cases[] = {"--seed", number, NULL};
	snprintf(number, sizeof number, "%" PRIu64, seed);
	if (folder_path(worker, "build/f64/solutions/%s/worker", chapter) ||
	        folder_path(large, "build/largef64/solutions/%s/worker", chapter) ||
	        folder_path(part, "%s.part", path))
		return -1;
	unlink(part);
	int failed = run_worker(worker, contents, part);
	const bool more = !access(large, X_OK);
	if (!failed && more) failed = run_worker(large, contents, part);
	if (!failed) failed = run_worker(worker, cases, part);
	if (!failed && more) failed = run_worker(large, cases, part);
	if (failed) {
		unlink(part);
		return -1;
	}
	return rename(part, path) ? error_set("%s: %s", path, strerror(errno)) : 0;
}

/* --- the command -------------------------------------------------------------------------------- */

/* "06" is 06-rnn. */
static int find_chapter(const char *given, char *chapter, size_t size)
{
	char pattern[300];
	glob_t found = {0};
	if (strpbrk(given, "*?[]/{}~")) return error_set("--chapter %s: expected a chapter", given);
	snprintf(pattern, sizeof pattern, "grading/%s/cases.c", given);
	if (glob(pattern, 0, NULL, &found)) {
		snprintf(pattern, sizeof pattern, "grading/%s-*/cases.c", given);
		if (glob(pattern, 0, NULL, &found) || found.gl_pathc != 1) {
			globfree(&found);
			return error_set("--chapter %s: there is no such chapter here", given);
		}
	}
	const char *name = found.gl_pathv[0] + strlen("grading/");
	snprintf(chapter, size, "%.*s", (int)strcspn(name, "/"), name);
	globfree(&found);
	return 0;
}

int command_one(int argc, char **argv)
{
	char chapter[200];
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
	if (find_chapter(given, chapter, sizeof chapter)) error_exit();
	job.chapter = chapter;
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
