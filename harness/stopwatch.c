/* Measuring time; see stopwatch.h. */
#include <stdlib.h>
#include <time.h>

#include "arena.h"
#include "error.h"
#include "stopwatch.h"

static double seconds_of(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

double stopwatch_cpu(void)
{
	return seconds_of(CLOCK_PROCESS_CPUTIME_ID);
}

double stopwatch_wall(void)
{
	return seconds_of(CLOCK_MONOTONIC);
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

stopwatch_times stopwatch_spread(double *x, int n)
{
	if (n < 1) bug("expected at least one number, found %d", n);
	qsort(x, (size_t)n, sizeof *x, by_size);
	return (stopwatch_times){x[n / 2], x[0], x[n - 1]};
}

static double one_run(const stopwatch *s, int job)
{
	if (s->before) s->before(s->context, job);
	double begin = s->clock();
	s->run(s->context, job);
	return s->clock() - begin;
}

void stopwatch_turns(const stopwatch *s, stopwatch_times *took)
{
	if (s->jobs < 1 || s->runs < 1)
		bug("expected at least one job and one run, found %d and %d", s->jobs, s->runs);
	arena a = {0};
	double *seconds = arena_alloc(&a, (size_t)s->jobs * (size_t)s->runs, sizeof *seconds);
	for (int run = -s->warm_up; run < s->runs; run++)
		for (int job = 0; job < s->jobs; job++) {
			double t = one_run(s, job);
			if (run >= 0) seconds[(long)job * s->runs + run] = t;
		}
	for (int job = 0; job < s->jobs; job++)
		took[job] = stopwatch_spread(seconds + (long)job * s->runs, s->runs);
	arena_free(&a);
}
