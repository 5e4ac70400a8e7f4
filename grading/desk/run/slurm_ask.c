/* Asking Slurm: its programs are run, and what they print is read.
 *
 * An array's tasks are known by name and number. A number that is submitted again is a task of another
 * array of the same name, so nobody has to remember numbers of jobs. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "jobs.h"
#include "slurm_ask.h"
#include "stopwatch.h"

enum { ASK_SECONDS = 60, GONE_SECONDS = 60, ANSWER_MOST = 16 << 20 };

static const char script[] = "#!/bin/sh\nexec \"$@\" \"$SLURM_ARRAY_TASK_ID\"\n";

static int become(void *context)
{
	char *const *argument = context;
	execvp(argument[0], argument);
	fprintf(stderr, "%s: %s\n", argument[0], strerror(errno));
	return 127;
}

/* Run one of the programs. Returns what it printed, for free(), or NULL with an error. */
static char *ask(const char *folder, const char *const *argument)
{
	char path[4096], why[600];
	size_t n;
	if (folder_path(path, "%s/answer", folder) || folder_remove(path)) return NULL;
	if (!jobs_run(become, (void *)(uintptr_t)argument, path, ASK_SECONDS))
		return folder_read_file(path, ANSWER_MOST, &n);
	snprintf(why, sizeof why, "%s", error_message());
	error_set("Slurm: %s: %s", argument[0], why);
	return NULL;
}

int slurm_answers(void)
{
	char why[600];
	const char *const argument[] = {"squeue", "--noheader", "--name=none", NULL};
	if (!jobs_run(become, (void *)(uintptr_t)argument, "/dev/null", ASK_SECONDS)) return 0;
	snprintf(why, sizeof why, "%s", error_message());
	return error_set(
	        "--engine slurm: squeue: %s; expected Slurm's programs and a controller that answers",
	        why);
}

static int ask_only(const char *folder, const char *const *argument)
{
	char *answer = ask(folder, argument);
	free(answer);
	return answer ? 0 : -1;
}

static void user_option(char option[40])
{
	snprintf(option, 40, "--user=%lu", (unsigned long)getuid());
}

int slurm_living(const char *folder, const char *name, slurm_tasks *t)
{
	char user[40], named[200], state[3];
	int number;
	*t = (slurm_tasks){0};
	user_option(user);
	snprintf(named, sizeof named, "--name=%s", name);
	char *answer = ask(folder, (const char *const[]){"squeue", "--noheader", "--array", user, named,
	                                   "--format=%K %t", NULL});
	for (char *line = answer; line && *line; line += strcspn(line, "\n"), line += *line != 0) {
		if (sscanf(line, "%d %2s", &number, state) != 2) continue;
		if (number < 1 || number > SLURM_SHARDS) continue;
		t->alive[number] = true;
		if (!strcmp(state, "PD"))
			t->waiting++;
		else
			t->running++;
	}
	free(answer);
	return answer ? 0 : -1;
}

/* A path as sbatch wants it where % has a meaning. */
static int escape(char out[4096], const char *path)
{
	size_t n = 0;
	for (; *path; path++) {
		if (n > 4090) return error_set("%.100s…: the path is too long", path);
		if (*path == '\\') return error_set("%s: sbatch cannot have \\ in a path", path);
		out[n++] = *path;
		if (*path == '%') out[n++] = '%';
	}
	out[n] = 0;
	return 0;
}

/* "--array=1,2,7%4" */
static void array_option(char *option, size_t size, const bool wanted[SLURM_SHARDS + 1], int jobs)
{
	size_t n = (size_t)snprintf(option, size, "--array=");
	const char *between = "";
	for (int i = 1; i <= SLURM_SHARDS; i++) {
		if (!wanted[i]) continue;
		n += (size_t)snprintf(option + n, size - n, "%s%d", between, i);
		between = ",";
	}
	if (jobs) snprintf(option + n, size - n, "%%%d", jobs);
}

int slurm_submit(
        const char *folder, const char *name, const bool wanted[SLURM_SHARDS + 1], int jobs)
{
	static char array[SLURM_SHARDS * 6 + 40];
	char text[4096], log[4200], named[200], program[4096] = "", shown[4096];
	if (folder_path(text, "%s/task.sh", folder) || escape(shown, folder) ||
	        folder_write_file(text, script, strlen(script)))
		return -1;
	if (readlink("/proc/self/exe", program, sizeof program - 1) < 0)
		return error_set("/proc/self/exe: cannot be read: %s", strerror(errno));
	snprintf(log, sizeof log, "--output=%s/log-%%a", shown);
	snprintf(named, sizeof named, "--job-name=%s", name);
	array_option(array, sizeof array, wanted, jobs);
	return ask_only(folder,
	        (const char *const[]){"sbatch", "--parsable", named, array, log, "--open-mode=append",
	                "--input=/dev/null", "--ntasks=1", "--cpus-per-task=1", "--no-requeue", text,
	                program, "shard", folder, NULL});
}

int slurm_cancel(const char *folder, const char *name)
{
	char user[40], named[200];
	slurm_tasks t;
	const struct timespec moment = {0, 500000000};
	const double until = stopwatch_wall() + GONE_SECONDS;
	user_option(user);
	snprintf(named, sizeof named, "--name=%s", name);
	if (ask_only(folder, (const char *const[]){"scancel", "--quiet", user, named, NULL})) return -1;
	while (!slurm_living(folder, name, &t)) {
		if (!t.running && !t.waiting) return 0;
		if (stopwatch_wall() > until) return error_set("Slurm: cancelled tasks are still there");
		nanosleep(&moment, NULL);
	}
	return -1;
}
