/* The reference's transcript: workers with the solution, built as for `make check`, without any sandbox. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "one.h"

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
