/* Children: born in a group of their own, bound to our life, buried with all of their offspring.
 *
 * SIGCHLD and the signals that ask us to stop are blocked, and fetched when we wait: there is no
 * handler, and so nothing happens between two lines of code. As "subreaper" we inherit the orphans
 * of our children, and can wait for them. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "jobs.h"
#include "stopwatch.h"

static sigset_t watched;

void jobs_begin(void)
{
	sigemptyset(&watched);
	sigaddset(&watched, SIGCHLD);
	sigaddset(&watched, SIGINT);
	sigaddset(&watched, SIGTERM);
	sigaddset(&watched, SIGHUP);
	sigprocmask(SIG_BLOCK, &watched, NULL);
	prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

static _Noreturn void be_child(pid_t parent, int (*work)(void *), void *context, const char *log)
{
	sigset_t none;
	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
	if (getppid() != parent) _exit(1); // it died before the line above
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	const int in = open("/dev/null", O_RDONLY);
	const int out = open(log, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW, 0600);
	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) _exit(1);
	const int status = work(context);
	fflush(stdout);
	fflush(stderr);
	_exit(status);
}

int jobs_start(job *j, int (*work)(void *context), void *context, const char *log, double seconds)
{
	const pid_t parent = getpid();
	fflush(NULL);
	const pid_t pid = fork();
	if (pid < 0) return error_set("no process can be started: %s", strerror(errno));
	if (pid == 0) be_child(parent, work, context, log);
	setpgid(pid, pid);
	*j = (job){.pid = pid, .ends = stopwatch_wall() + seconds};
	return 0;
}

static job *at(job *j, size_t stride, int i)
{
	return (job *)(void *)((char *)j + (size_t)i * stride);
}

/* Has one of the jobs ended? Orphans that we inherited are buried on the way. */
static bool reap(job *j, int n, size_t stride, int *which, int *status)
{
	pid_t pid;
	while ((pid = waitpid(-1, status, WNOHANG)) > 0) {
		for (*which = 0; *which < n; ++*which) {
			job *one = at(j, stride, *which);
			if (one->pid != pid) continue;
			kill(-pid, SIGKILL); // what it left behind
			one->pid = 0;
			return true;
		}
	}
	return false;
}

static void end_overdue(job *j, int n, size_t stride)
{
	const double now = stopwatch_wall();
	for (int i = 0; i < n; i++) {
		job *one = at(j, stride, i);
		if (!one->pid || one->timed_out || now < one->ends) continue;
		one->timed_out = true;
		kill(-one->pid, SIGKILL);
	}
}

jobs_event jobs_wait(job *j, int n, size_t stride, double seconds, int *which, int *status)
{
	const double until = stopwatch_wall() + seconds;
	for (;;) {
		if (reap(j, n, stride, which, status)) return JOBS_ENDED;
		end_overdue(j, n, stride);
		double left = until - stopwatch_wall();
		if (left <= 0) return JOBS_NONE;
		if (left > 0.2) left = 0.2;
		const struct timespec t = {0, (long)(left * 1e9)};
		const int signal = sigtimedwait(&watched, NULL, &t);
		if (signal > 0 && signal != SIGCHLD) return JOBS_STOPPED;
	}
}

void jobs_kill(job *j)
{
	if (!j->pid) return;
	kill(-j->pid, SIGKILL);
	while (waitpid(j->pid, NULL, 0) < 0 && errno == EINTR) continue;
	j->pid = 0;
}

int jobs_run(int (*work)(void *context), void *context, const char *log, double seconds)
{
	job j;
	int status;
	if (jobs_start(&j, work, context, log, seconds)) return -1;
	const struct timespec moment = {0, 5000000};
	while (waitpid(j.pid, &status, WNOHANG) == 0) {
		end_overdue(&j, 1, sizeof j);
		nanosleep(&moment, NULL);
	}
	kill(-j.pid, SIGKILL);
	return status ? error_set("%s", jobs_failure(&j, status, log)) : 0;
}

const char *jobs_failure(const job *j, int status, const char *log)
{
	static char text[500];
	char how[80];
	size_t n = 0;
	char *words = folder_read_file(log, 1 << 20, &n);
	while (n > 0 && words[n - 1] == '\n') words[--n] = 0;
	const char *line = n ? strrchr(words, '\n') : NULL;
	line = line ? line + 1 : words;
	if (j->timed_out)
		snprintf(how, sizeof how, "killed after its time was up");
	else if (WIFSIGNALED(status))
		snprintf(how, sizeof how, "killed by signal %d", WTERMSIG(status));
	else
		snprintf(how, sizeof how, "exit status %d", WEXITSTATUS(status));
	snprintf(text, sizeof text, "%s%s%.350s", how, n ? ": " : "", n ? line : "");
	free(words);
	return text;
}
