/* measure COMMAND [ARGUMENT…]: run a command with its output thrown away, and print what it took:
 * wall seconds, CPU seconds, largest resident memory in KiB, exit status (or minus the signal).
 *
 * A program of its own because Linux hands the largest resident memory of the process that forks
 * on to the one that it becomes: measured from a script, nothing is smaller than the script's
 * interpreter. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double seconds(struct timeval t)
{
	return (double)t.tv_sec + 1e-6 * (double)t.tv_usec;
}

static _Noreturn void become(char **command)
{
	int null = open("/dev/null", O_RDWR);
	if (null >= 0) {
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(command[0], command);
	}
	_exit(127);
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs("usage: measure COMMAND [ARGUMENT…]\n", stderr);
		return 2;
	}
	double start = now();
	pid_t child = fork();
	if (child == 0) become(argv + 1);
	int status;
	struct rusage used;
	if (child < 0 || wait4(child, &status, 0, &used) < 0) {
		perror("measure");
		return 1;
	}
	double wall = now() - start, cpu = seconds(used.ru_utime) + seconds(used.ru_stime);
	int end = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
	printf("%.6f %.6f %ld %d\n", wall, cpu, used.ru_maxrss, end);
	return 0;
}
