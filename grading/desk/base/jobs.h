/** @file jobs.h
 * Work in processes of its own, several at a time, each with a limit and an end.
 *
 * A job is a function that runs in a child process, in a group of its own. It dies with us, however
 * we end, and when it ends, what is left of its group dies too. Signals that ask us to stop do not
 * reach jobs; they are seen by jobs_wait().
 */
#ifndef JOBS_H
#define JOBS_H

#include <stdbool.h>
#include <sys/types.h>

/** A child at work. */
typedef struct {
	pid_t pid;      /**< 0: none */
	double ends;    /**< when its time is up, on the monotonic clock */
	bool timed_out; /**< it was ended because of that */
} job;

/** How jobs_wait() came back. */
typedef enum {
	JOBS_NONE,   /**< the time is up and nothing happened */
	JOBS_ENDED,  /**< a job has ended */
	JOBS_STOPPED /**< somebody asked this program to stop: SIGINT, SIGTERM, SIGHUP */
} jobs_event;

/** Get ready: to be called once, before any job. */
void jobs_begin(void);

/** Start a job.
 * @param[out] j       the job
 * @param[in]  work    what it does; its result is its exit status
 * @param[in]  context handed to it
 * @param[in]  log     file that takes its standard output and standard error
 * @param[in]  seconds after which it is killed
 * @return 0, or -1 with an error */
int jobs_start(job *j, int (*work)(void *context), void *context, const char *log, double seconds);

/** Wait until something happens.
 * @param[in,out] j       jobs, some of them perhaps with pid 0; (stride) bytes apart
 * @param[in]     n       how many
 * @param[in]     stride  bytes from one to the next
 * @param[in]     seconds to wait at most
 * @param[out]    which   JOBS_ENDED: index of the job; its pid is 0 now
 * @param[out]    status  JOBS_ENDED: as waitpid() tells it */
jobs_event jobs_wait(job *j, int n, size_t stride, double seconds, int *which, int *status);

/** Run a job and wait for it, other jobs going on.
 * @return 0 when its result was 0, or -1 with an error: the last line that it wrote, or how it ended */
int jobs_run(int (*work)(void *context), void *context, const char *log, double seconds);

/** Kill a job and all of its group, and wait for its end. */
void jobs_kill(job *j);

/** Why a job failed: how it ended, and the last line that it wrote. @return text, until the next call */
const char *jobs_failure(const job *j, int status, const char *log);

#endif
