/* The stopwatch, with a clock that a test turns by hand. */
#include <math.h>
#include <time.h>

#include "stopwatch.h"
#include "testing.h"

static double hand; // what the clock shows

static double by_hand(void)
{
	return hand;
}

enum { JOBS = 3, RUNS = 5, WARM_UP = 2, ROUNDS = WARM_UP + RUNS };

typedef struct {
	int runs, befores, order[JOBS * ROUNDS];
} diary;

static void get_ready(void *context, int job)
{
	diary *d = context;
	ck_assert_int_eq(d->befores++ % JOBS, job);
	ck_assert_int_eq(d->befores, d->runs + 1);
	hand += 1000; // is not counted
}

/* Job j takes (j + 1) seconds times 4, 1, 5, 3, 2, and an hour while it warms up. */
static void work(void *context, int job)
{
	static const double takes[RUNS] = {4, 1, 5, 3, 2};
	diary *d = context;
	int round = d->runs / JOBS - WARM_UP;
	d->order[d->runs++] = job;
	hand += round < 0 ? 3600 : (job + 1) * takes[round];
}

START_TEST(test_jobs_run_in_turn_and_the_first_rounds_do_not_count)
{
	diary d = {0};
	stopwatch_times took[JOBS];
	stopwatch s = {JOBS, RUNS, WARM_UP, by_hand, get_ready, work, &d};
	stopwatch_turns(&s, took);
	ck_assert_int_eq(d.runs, JOBS * ROUNDS);
	ck_assert_int_eq(d.befores, JOBS * ROUNDS);
	for (int i = 0; i < JOBS * ROUNDS; i++) ck_assert_int_eq(d.order[i], i % JOBS);
	for (int j = 0; j < JOBS; j++) {
		ck_assert(took[j].fastest == j + 1);
		ck_assert(took[j].median == 3 * (j + 1));
		ck_assert(took[j].slowest == 5 * (j + 1));
	}
}
END_TEST

START_TEST(test_spread_of_one_and_of_an_even_number)
{
	double one[] = {7}, four[] = {4, 1, 3, 2};
	stopwatch_times t = stopwatch_spread(one, 1);
	ck_assert(t.median == 7 && t.fastest == 7 && t.slowest == 7);
	t = stopwatch_spread(four, 4);
	ck_assert(t.median == 3 && t.fastest == 1 && t.slowest == 4);
}
END_TEST

static double busy(double (*clock)(void), double until)
{
	volatile double x = 0;
	double begin = clock();
	while (clock() - begin < until) x += sqrt(x + 1);
	return clock() - begin;
}

START_TEST(test_sleep_takes_no_time_of_the_processor)
{
	double cpu = stopwatch_cpu(), wall = stopwatch_wall();
	nanosleep(&(struct timespec){0, 50000000}, NULL);
	ck_assert_double_lt(stopwatch_cpu() - cpu, 0.03);
	ck_assert_double_ge(stopwatch_wall() - wall, 0.05);
	cpu = stopwatch_cpu();
	wall = stopwatch_wall();
	busy(stopwatch_cpu, 0.02);
	ck_assert_double_ge(stopwatch_cpu() - cpu, 0.02);
	ck_assert_double_ge(stopwatch_wall() - wall, 0.019);
}
END_TEST

static void no_run(void *unused)
{
	(void)unused;
	stopwatch_times took[1];
	stopwatch_turns(&(stopwatch){.jobs = 1, .clock = by_hand, .run = work}, took);
}

START_TEST(test_nothing_to_measure_is_a_mistake)
{
	const ending *e = ending_of(no_run, NULL);
	ck_assert_int_eq(e->status, 1000 + SIGABRT);
	assert_says(e->err, "at least one job and one run, found 1 and 0");
}
END_TEST

TESTS("stopwatch", 10, test_jobs_run_in_turn_and_the_first_rounds_do_not_count,
        test_spread_of_one_and_of_an_even_number, test_sleep_takes_no_time_of_the_processor,
        test_nothing_to_measure_is_a_mistake)
