/* `grade run` and `grade regrade` with a stand-in for grading/desk/sandbox/one.c, for tests of all that is
 * around it: nothing is compiled or run. A hand-in's first file says in words of its own what is to come of it:
 *
 *     points 3       of each of two exercises, out of 5 (default 5)
 *     broken         not gradable
 *     fails          the grader fails
 *     fails once     the grader fails the first time that it is tried
 *     crashes        the process that grades dies of a signal
 *     takes all      so does the process that waits for it
 *     weather        3 points on even seeds, 4 on odd ones
 *     slow           takes ten times as long as others, which take 10 ms */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "folder.h"
#include "intake.h"
#include "layers.h"
#include "one.h"
#include "self_test.h"
#include "cli.h"
#include "error.h"

static int put(const char *work, const char *name, const char *text)
{
	char path[4096];
	return folder_path(path, "%s/%s", work, name) || folder_write_file(path, text, strlen(text));
}

int self_test(const char *chapter, uint64_t seed, const char *expected, bool no_sandbox)
{
	(void)chapter, (void)seed, (void)expected, (void)no_sandbox;
	return 0;
}

/* Has this been seen before, by whatever process? A folder above the work folder remembers. */
static bool again(const one_job *job)
{
	char path[4096];
	return folder_path(path, "%s.seen", job->work) || mkdir(path, 0700);
}

static int outcome(const one_job *job, const char *what, const char *reason)
{
	char text[500];
	snprintf(text, sizeof text,
	        "{\"outcome\":\"%s\",\"reason\":\"%s\",\"ignored\":[],\"notes\":[\"tried\"],"
	        "\"cpu\":{\"compile\":0.5,\"run\":0.25,\"judge\":0.125},\"wall\":1}",
	        what, reason);
	if (put(job->work, "outcome.json", text)) return -1;
	return !strcmp(what, "graded") ? ONE_GRADED : ONE_NOT_GRADABLE;
}

static int result(const one_job *job, double points)
{
	char text[1000];
	const char *const state = points < 5 ? "wrong" : "passed";
	snprintf(text, sizeof text,
	        "{\"chapter\":\"%s\",\"points\":%g,\"max\":10.0,\"exercises\":["
	        "{\"number\":\"1.1\",\"name\":\"first\",\"state\":\"%s\",\"points\":%g,\"max\":5.0,"
	        "\"message\":\"<b>\",\"hint\":{\"kind\":\"variant\",\"name\":\"sign\",\"text\":\"Look."
	        "\"}},"
	        "{\"number\":\"1.2\",\"name\":\"second\",\"state\":\"%s\",\"points\":%g,\"max\":5.0}]}",
	        job->chapter, 2 * points, state, points, state, points);
	return put(job->work, "result.json", text) ||
	                       put(job->work, "transcript.jsonl", "{\"a\":1}\n") ||
	                       put(job->work, "compile.log", "")
	               ? -1
	               : outcome(job, "graded", "");
}

int one_grade(const one_job *job)
{
	intake_wanted w;
	char path[4096];
	size_t n;
	double points = 5;
	if (intake_chapter(&w, job->chapter) || folder_path(path, "%s/%s", job->src, w.names[0]))
		return -1;
	char *text = folder_read_file(path, 1 << 20, &n);
	if (!text || folder_make(job->work)) return -1;
	const char *said = strstr(text, "points ");
	if (said) points = atof(said + 7);
	const struct timespec t = {0, strstr(text, "slow") ? 100000000 : 10000000};
	nanosleep(&t, NULL);
	if (strstr(text, "takes all")) kill(getppid(), SIGKILL);
	if (strstr(text, "crashes")) raise(SIGSEGV);
	if (strstr(text, "fails once") ? !again(job) : strstr(text, "fails") != NULL)
		return error_set("no more room in the inn");
	if (strstr(text, "broken")) return outcome(job, "not gradable", "does not compile");
	if (strstr(text, "weather")) points = job->seed % 2 ? 4 : 3;
	free(text);
	return result(job, points);
}

int one_reference(const char *chapter, uint64_t seed, const char *path)
{
	char text[200];
	const int n = snprintf(text, sizeof text, "{\"chapter\":\"%s\",\"seed\":%llu}\n", chapter,
	        (unsigned long long)seed);
	return folder_write_file(path, text, (size_t)n);
}

int layers_check(FILE *out)
{
	(void)out;
	return 0; // nothing here needs a sandbox
}

const char *one_outcome_name(one_outcome o)
{
	static const char *const names[] = {"graded", "not gradable", "grader error"};
	return names[o];
}

int main(int argc, char **argv)
{
	static const cli_command commands[] = {{"run", command_run, "as grade run"},
	        {"regrade", command_regrade, "as grade regrade"},
	        {"shard", command_shard, "as grade shard"}, {0}};
	static const cli_suite suite = {
	        .name = "grade", .about = "A stand-in for tests.", .commands = commands};
	return cli_commands(argc, argv, &suite);
}
