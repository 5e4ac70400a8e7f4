/* grade shard: what a task of `grade run --engine slurm` does, on a machine of the cluster.
 *
 * Each hand-in is graded in a process of its own, as at home, so what breaks one is told of that one. What
 * kills the whole task is found out by those that wait for it; the next task skips what is done,
 * and gives up a hand-in that several tasks have died of. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli.h"
#include "commands.h"
#include "error.h"
#include "folder.h"
#include "jobs.h"
#include "layers.h"
#include "one.h"
#include "slurm.h"

enum { TEXT_MOST = 1 << 20, TRIES = 2 }; // as in run_local.c

/* One hand-in on one seed. */
typedef struct {
	const run *r;
	const char *src, *folder;
	int k;
} part;

static int grade_part(void *context)
{
	const part *p = context;
	char work[4096], expected[4096];
	int status = folder_path(work, "%s/graded-%d", p->folder, p->k) ||
	             run_reference(p->r, p->k, expected) || folder_remove(work);
	if (!status)
		status = one_grade(&(one_job){.chapter = p->r->wanted.chapter,
		                 .src = p->src,
		                 .work = work,
		                 .expected = expected,
		                 .seed = p->r->seeds[p->k],
		                 .no_sandbox = p->r->no_sandbox}) < 0;
	if (status) fprintf(stderr, "%s\n", error_message());
	return status ? 1 : 0;
}

/* All seeds. Why it failed is the error. */
static int grade_all(const run *r, const char *src, const char *folder)
{
	char log[4096];
	int failed = folder_path(log, "%s/log", folder);
	for (int k = 0; k < r->nseeds && !failed; k++) {
		part p = {.r = r, .src = src, .folder = folder, .k = k};
		failed = -1;
		for (int i = 0; i < TRIES && failed; i++)
			failed = jobs_run(grade_part, &p, log, RUN_GRADE_SECONDS);
	}
	return failed;
}

/* A folder for this try: folders that stand there are of tasks that died. */
static int begin_try(char folder[4096], const char *above, bool *hopeless)
{
	for (int i = 0; i <= SLURM_TRIES; i++) {
		if (folder_path(folder, "%s/try-%d", above, i)) return -1;
		*hopeless = i == SLURM_TRIES;
		if (!mkdir(folder, 0700)) return 0;
		if (errno != EEXIST) return error_set("%s: cannot be made: %s", folder, strerror(errno));
	}
	return 0;
}

/* The fault of a hand-in is no error here; it is written into the file `end`. */
static int grade_hand_in(const run *r, const char *name)
{
	char above[4096], done[4096], src[4096], folder[4096], end[4096], why[600] = "";
	bool hopeless;
	if (folder_path(above, "%s/hand-ins/%s", r->folder, name) ||
	        folder_path(done, "%s/done", above))
		return -1;
	if (!access(done, F_OK) || access(above, F_OK)) return 0; // it is done, or no longer wanted
	if (begin_try(folder, above, &hopeless) || folder_path(end, "%s/end", folder) ||
	        folder_path(src, "%s/handin", above))
		return -1;
	if (hopeless)
		snprintf(why, sizeof why, "%d tasks ended in the midst of it", SLURM_TRIES);
	else if (grade_all(r, src, folder))
		snprintf(why, sizeof why, "%s", error_message());
	if (folder_write_file(end, why, strlen(why))) return -1;
	if (!rename(folder, done) || !access(done, F_OK)) return 0;
	return error_set("%s: cannot be made: %s", done, strerror(errno));
}

/* Three lines: "06-rnn", "seeds 1 2 3", "sandbox 1". */
static int read_task(run *r)
{
	char path[4096], seeds[RUN_SEEDS * 24];
	size_t n;
	int sandbox = 1;
	if (folder_path(path, "%s/task", r->folder)) return -1;
	char *text = folder_read_file(path, TEXT_MOST, &n);
	if (!text) return -1;
	const int found =
	        sscanf(text, "%63s\nseeds %190[0-9 ]\nsandbox %d", r->wanted.chapter, seeds, &sandbox);
	free(text);
	r->no_sandbox = !sandbox;
	if (found == 3) r->nseeds = run_parse_seeds(r, seeds);
	return found == 3 && r->nseeds ? 0 : error_set("%s: expected what to grade", path);
}

int slurm_shard(const char *folder, int number)
{
	char path[4096];
	size_t n;
	run r = {0};
	if (folder_path(r.folder, "%s", folder) || folder_path(path, "%s/shard-%d", folder, number))
		return -1;
	if (access(path, F_OK) && errno == ENOENT) return 0; // nobody waits for it any more
	if (read_task(&r) || (!r.no_sandbox && layers_check(NULL))) return -1;
	char *names = folder_read_file(path, TEXT_MOST, &n);
	int status = names ? 0 : -1;
	for (char *name = names, *end; name && *name && !status; name = end) {
		end = name + strcspn(name, "\n");
		if (*end) *end++ = 0;
		status = grade_hand_in(&r, name);
	}
	free(names);
	return status;
}

int command_shard(int argc, char **argv)
{
	static const cli_program program = {.name = "grade shard",
	        .arguments = "FOLDER NUMBER",
	        .about = "Grade a part of a class: what tasks of grade run --engine slurm do.",
	        .version = NULL};
	static const cli_option options[] = {cli_end};
	const int first = cli_parse(argc, argv, &program, options);
	if (first < 0) error_exit();
	const int number = argc - first == 2 ? atoi(argv[first + 1]) : 0;
	if (number < 1) error_set("expected FOLDER and NUMBER; try grade shard --help"), error_exit();
	if (slurm_shard(argv[first], number)) error_exit();
	return 0;
}
