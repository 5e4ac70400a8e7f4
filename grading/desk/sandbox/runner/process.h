/** @file process.h
 * One process under limits: started, watched, and everything that it left behind killed.
 */
#ifndef RUNNER_PROCESS_H
#define RUNNER_PROCESS_H

#include <linux/filter.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/resource.h>

enum { TRANSCRIPT_FD = 3, LOG_TAIL = 12000 };

/** The first bytes of a stream up to a size, and how many there were. */
typedef struct {
	int fd;      /**< our end of the pipe, -1 when it is closed */
	char *bytes; /**< what was kept */
	size_t size; /**< how much that is */
	size_t most; /**< how much it may become */
	size_t seen; /**< how much came */
	char *tail;  /**< of a log: the last LOG_TAIL bytes, as a ring; or NULL */
} stream;

/** What to start, and within which limits. */
typedef struct {
	char *const *command, *const *environment;
	double cpu, wall;    /**< seconds */
	rlim_t memory, file; /**< bytes of addresses, and of a file */
	bool strict;         /**< a student's code: with the filter, and watched closely */
	stream *out;         /**< what it writes to TRANSCRIPT_FD; NULL: that is closed */
	stream *log;         /**< what it writes to standard output and error */
} job;

/** How it ended. */
typedef struct {
	const char *end;  /**< "exit", "signal", "timeout" */
	int status;       /**< exit status or signal */
	double cpu, wall; /**< seconds; of what it started, too */
	long rss;         /**< KiB in memory at most */
	const char *note; /**< why the runner stopped it, or NULL */
} ending;

/** Not in a cell: only the process's own group can be killed after it. */
extern bool loose;
/** The filter of strict jobs; none when its length is 0. */
extern struct sock_fprog filter;

/** Say what failed, and end the runner: a grader error. */
_Noreturn void die(const char *what);
/** Run a job to its end. */
ending run(const job *j);
/** Exit status 0? */
bool ended_well(const ending *e);
/** The plan of standard input; argv is the workers' folder, the filter ("-": none) and the seed. @return exit status */
int run_plan(char **argv);

#endif
