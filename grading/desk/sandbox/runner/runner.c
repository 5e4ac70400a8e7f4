/* The runner: process 1 of a cell. It starts what it is told, sets limits, and says how each ended.
 *
 *     runner run FOLDER FILTER SEED <plan     a worker, once or twice for each case of the plan
 *     runner build OUTPUT -- PART COMMAND…    commands, one after the other, until one fails
 *
 * A plan has a line for each case: worker, number, exercise, name, seconds of processor time, bytes of
 * answers, and how often it runs, with blanks between. The transcript goes to standard output. Of what a
 * worker writes only lines pass that begin as an array of its own case; the end of the case is written
 * here:
 *
 *     {"exercise":"…","case":"…","end":"exit","status":0,"cpu":0.01,"wall":0.02,"rss":9000,
 *      "flag":"…","stderr":"…"}
 *
 * where "flag", if it is there, is what no honest case does. Of a case that ends well and runs a second
 * time, a worker that then answers otherwise is flagged: who is right one time in two is not right.
 *
 * Whatever a case leaves behind is dead before the next one begins: process 1 of a process namespace
 * kills all others with one call, and nothing in the namespace can kill process 1. Nor can anything
 * trace it or read its memory (PR_SET_DUMPABLE). This program is static, since a cell has no library
 * that it could trust more than itself. With "loose" as its first argument it runs outside of a cell,
 * where it can promise none of this. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process.h"

enum { BUILD_LOG = 256 << 10 };

static char *const build_environment[] = {
        "PATH=/usr/bin", "LC_ALL=C.UTF-8", "TMPDIR=/tmp", "GCC_COLORS=", NULL};

static void write_part(const char *name, const char *bytes, size_t size)
{
	printf("%s %zu\n", name, size);
	fwrite(bytes, 1, size, stdout);
}

static void write_file(const char *path)
{
	struct stat st;
	const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0 || fstat(fd, &st) || !S_ISREG(st.st_mode)) die(path);
	char *bytes = malloc((size_t)st.st_size + 1);
	size_t n = 0;
	if (!bytes) die("memory");
	for (ssize_t got; n < (size_t)st.st_size; n += (size_t)got)
		if ((got = read(fd, bytes + n, (size_t)st.st_size - n)) <= 0) die(path);
	close(fd);
	write_part("output", bytes, n);
	free(bytes);
}

/* Commands, each "-- PART WORD…", where PART names the part of the output that its words go to. */
static bool build_step(char **part, char *bytes, double *cpu)
{
	stream log = {.bytes = bytes, .most = BUILD_LOG};
	const job j = {.command = part + 1,
	        .environment = build_environment,
	        .cpu = 10,
	        .wall = 30,
	        .memory = 1 << 30,
	        .file = 32 << 20,
	        .log = &log};
	const ending e = run(&j);
	*cpu += e.cpu;
	write_part(*part, bytes, log.size);
	const bool whole =
	        log.seen <= log.most || strcmp(*part, "table") != 0; // half a table proves nothing
	if (ended_well(&e) && whole) return true;
	printf("failed %s %d\n", e.end, e.status);
	return false;
}

static int build(char **argv)
{
	char *bytes = malloc(BUILD_LOG);
	double cpu = 0;
	bool well = true;
	if (!bytes) die("memory");
	for (char **at = argv + 1; well && at[0] && at[1];) { // at[0] is "--"
		char **part = at + 1, **end = part;
		while (*end && strcmp(*end, "--") != 0) end++;
		char *const next = *end;
		*end = NULL;
		well = build_step(part, bytes, &cpu);
		*end = next;
		at = end;
	}
	if (well) write_file(argv[0]);
	printf("done %.6f\n", cpu);
	free(bytes);
	return fflush(stdout) || ferror(stdout);
}

static const char usage[] =
        "usage: runner run FOLDER FILTER SEED <PLAN | runner build OUTPUT -- PART "
        "COMMAND…\n";

int main(int argc, char **argv)
{
	argv++, argc--;
	if (argc > 0 && !strcmp(*argv, "--help")) return fputs(usage, stdout) < 0;
	if (argc > 0 && **argv == '-') {
		fprintf(stderr, "runner: unknown option %s; try --help\n", *argv);
		return 2;
	}
	if (argc > 0 && !strcmp(*argv, "loose")) loose = true, argv++, argc--;
	if (!loose && getpid() != 1) {
		fputs("runner: this is not process 1 of a cell\n", stderr);
		return 2;
	}
	if (prctl(PR_SET_DUMPABLE, 0) || (loose && prctl(PR_SET_CHILD_SUBREAPER, 1))) die("prctl");
	signal(SIGPIPE, SIG_IGN);
	if (argc == 4 && !strcmp(*argv, "run")) return run_plan(argv + 1);
	if (argc > 3 && !strcmp(*argv, "build")) return build(argv + 1);
	fputs(usage, stderr);
	return 2;
}
