/** @file stopwatch.h
 * How long things take: two clocks, and jobs that are run again and again in turn.
 *
 * One run says little: a machine has busy moments, and a first run meets cold caches. So what is to
 * be compared runs in turn, a round after the other, each busy moment meets all of it, the first
 * rounds are not counted, and the median of the others is told with the fastest and the slowest:
 *
 *     static void run(void *context, int job) { jobs[job].run(context); }
 *     …
 *     stopwatch_times took[JOBS];
 *     stopwatch_turns(&(stopwatch){.jobs = JOBS, .runs = 31, .warm_up = 2, .clock = stopwatch_cpu,
 *                             .run = run, .context = &bench}, took);
 */
#ifndef STOPWATCH_H
#define STOPWATCH_H

/** Seconds of the processor that this process has used, all threads together; other programs have
 * no part in it. */
double stopwatch_cpu(void);

/** Seconds since some moment of the past; never steps back. */
double stopwatch_wall(void);

/** Of several runs of one job, in seconds. */
typedef struct {
	double median;  /**< of an even number of runs the later one of the two in the middle */
	double fastest; /**< the least */
	double slowest; /**< the most */
} stopwatch_times;

/** What to measure. */
typedef struct {
	int jobs, runs;                         /**< both at least 1 */
	int warm_up;                            /**< rounds that are not counted */
	double (*clock)(void);                  /**< stopwatch_cpu() or stopwatch_wall() */
	void (*before)(void *context, int job); /**< not measured: before each run; or NULL */
	void (*run)(void *context, int job);    /**< measured; jobs count from 0 */
	void *context;                          /**< for both */
} stopwatch;

/** Run all jobs once, then all of them again, and so on.
 * @param[in]  s    what to measure
 * @param[out] took (jobs) how long each took */
void stopwatch_turns(const stopwatch *s, stopwatch_times *took);

/** Median, least and most of some numbers.
 * @param[in,out] x  (n) sorted on return
 * @param[in]     n  at least 1 */
stopwatch_times stopwatch_spread(double *x, int n);

#endif
