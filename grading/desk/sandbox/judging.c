/* The judge is started from a descriptor and reads from descriptors, by way of /proc/self/fd, so that it
 * needs no right to enter the folders where the files are: started by root it is nobody. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cell.h"
#include "error.h"
#include "judging.h"

enum { CPU_MOST = 60, MEMORY_MOST = 1 << 30, RESULT_MOST = 64 << 20, FIRST = 3, FILES = 4 };
static const char program[] = "build/bin/judge";

/* Standard output becomes `result`, the files 3, 4, …, and there is nothing else. */
static int arrange(const int *files, int n, int result)
{
	int high[FILES];
	const int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	for (int i = 0; i < n; i++)
		if ((high[i] = fcntl(files[i], F_DUPFD_CLOEXEC, 20)) < 0) return -1;
	if (dup2(nothing, 0) < 0 || dup2(result, 1) < 0) return -1;
	for (int i = 0; i < n; i++)
		if (dup2(high[i], FIRST + i) < 0) return -1;
	closefrom(FIRST + n);
	return 0;
}

static const char *tolerance_of(const char *chapter)
{
	static char text[40];
	char path[600];
	snprintf(path, sizeof path, "grading/%s/tolerance", chapter);
	FILE *f = fopen(path, "r");
	if (!f || fscanf(f, "%39s", text) != 1) snprintf(text, sizeof text, "1e-12");
	if (f) fclose(f);
	return text;
}

static _Noreturn void become(const judging *j, const int *files, int n, int result, int errors)
{
	const struct rlimit cpu = {CPU_MOST, CPU_MOST}, memory = {MEMORY_MOST, MEMORY_MOST},
	                    size = {RESULT_MOST, RESULT_MOST}, none = {0, 0};
	static char *const environment[] = {"LC_ALL=C.UTF-8", "OPENBLAS_NUM_THREADS=1", NULL};
	const char *argument[20] = {program, "--expected", "/proc/self/fd/3", "--json", "-",
	        "--same-seed", "--backward", "1e-13", "--tolerance", tolerance_of(j->chapter),
	        j->transcript >= 0 ? "--transcript" : "--compile-log", "/proc/self/fd/4",
	        n > 2 ? "--sketches" : NULL, "/proc/self/fd/5", NULL};
	int opened[FILES];
	memcpy(opened, files, (size_t)n * sizeof *files);
	opened[n] = open(program, O_PATH | O_CLOEXEC); // the last one: the judge itself
	dup2(errors, 2);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (setrlimit(RLIMIT_CPU, &cpu) || setrlimit(RLIMIT_AS, &memory) ||
	        setrlimit(RLIMIT_FSIZE, &size) || setrlimit(RLIMIT_CORE, &none) || cell_drop_root())
		_exit(125);
	if (arrange(opened, n + 1, result) || fcntl(FIRST + n, F_SETFD, FD_CLOEXEC)) _exit(125);
	execveat(FIRST + n, "", (char *const *)(uintptr_t)argument, environment, AT_EMPTY_PATH);
	dprintf(2, "%s: %s\n", program, strerror(errno));
	_exit(125);
}

static int wait_for(pid_t pid, int errors, double *cpu)
{
	int status;
	char message[300];
	struct rusage usage;
	while (wait4(pid, &status, 0, &usage) < 0)
		if (errno != EINTR) return error_set("the judge: %s", strerror(errno));
	*cpu += cell_seconds(&usage);
	if (WIFEXITED(status) && WEXITSTATUS(status) <= 1) return 0;
	const ssize_t n = pread(errors, message, sizeof message - 1, 0);
	message[n > 0 ? n : 0] = 0;
	message[strcspn(message, "\n")] = 0;
	return error_set("the judge ended with %s %d: %s", WIFEXITED(status) ? "status" : "signal",
	        WIFEXITED(status) ? WEXITSTATUS(status) : WTERMSIG(status), message);
}

int judge_transcript(judging *j)
{
	char path[600];
	snprintf(path, sizeof path, "grading/%s/sketches.jsonl", j->chapter);
	const int sketches = open(path, O_RDONLY | O_CLOEXEC), errors = cell_memory("", 0),
	          files[] = {
	                  j->expected, j->transcript >= 0 ? j->transcript : j->compile_log, sketches};
	const int result = open(j->result, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0644);
	int failed = result < 0 ? error_set("%s: %s", j->result, strerror(errno)) : errors < 0;
	const pid_t pid = failed ? -1 : fork();
	if (!pid) become(j, files, sketches < 0 ? 2 : 3, result, errors);
	if (!failed)
		failed = pid < 0 ? error_set("the judge: %s", strerror(errno))
		                 : wait_for(pid, errors, &j->cpu);
	if (result >= 0) close(result);
	if (errors >= 0) close(errors);
	if (sketches >= 0) close(sketches);
	return failed ? -1 : 0;
}
