/* times_print(): milliseconds of the processor. The jobs are run in turn, so that a busy moment of the
 * machine meets all. What is counted is the processor's time, in which other programs have no part. */
#include <stdio.h>

#include "others.h"
#include "stopwatch.h"
#include "../texts.h"
#include "times.h"

enum { RUNS = 9, ORDER = 5 };

typedef struct {
	divided d;
	ngram_table t;
	ngram_model m;
	int *adjusted[NGRAM_ORDER + 1];
	ngram_discounts discounts[NGRAM_ORDER + 1];
	arena scratch;
	double sum;
} bench;

static void count_sorted(bench *b)
{
	ngram_count(b->d.train, b->d.ntrain, b->d.V, ORDER, &b->scratch);
}

static void count_compared(bench *b)
{
	b->sum += (double)others_compared(b->d.train, b->d.ntrain, ORDER, &b->scratch);
}

static void count_hashed(bench *b)
{
	b->sum += (double)others_hashed(b->d.train, b->d.ntrain, ORDER, &b->scratch);
}

static void smooth(bench *b)
{
	kneser_ney(b->m, b->adjusted, b->discounts);
}

static void smooth_katz(bench *b)
{
	katz_backoff(ngram_model_new(&b->t, &b->scratch), 5);
}

static void ask_all(bench *b, double (*ask)(ngram_model, const int *, int))
{
	long begin = 0;
	for (long p = 0; p < b->d.ntest; p++) {
		if (b->d.test[p] == NGRAM_BEGIN) begin = p;
		if (b->d.test[p] != NGRAM_BEGIN)
			b->sum += ask(b->m, b->d.test + begin, (int)(p - begin) + 1);
	}
}

static void ask(bench *b)
{
	ask_all(b, ngram_probability);
}

static void ask_each_length(bench *b)
{
	ask_all(b, others_probability);
}

static const struct {
	const char *name;
	void (*run)(bench *b);
} jobs[] = {{"count", count_sorted}, {"count.compared", count_compared},
        {"count.hash", count_hashed}, {"kn", smooth}, {"katz", smooth_katz}, {"ask", ask},
        {"ask.each", ask_each_length}};
enum { JOBS = sizeof jobs / sizeof *jobs };

static void make_room(void *context, int job)
{
	(void)job;
	arena_free(&((bench *)context)->scratch);
}

static void run(void *context, int job)
{
	jobs[job].run(context);
}

static void prepare(bench *b, arena *a)
{
	b->d = text_divided(2, a);
	b->t = ngram_count(b->d.train, b->d.ntrain, b->d.V, ORDER, a);
	b->m = text_kneser_ney(&b->t, a);
	for (int l = 1; l <= ORDER; l++)
		b->adjusted[l] = arena_alloc(a, (size_t)b->t.level[l].n, sizeof(int));
	kneser_ney_counts(b->adjusted, &b->t);
	for (int l = 1; l <= ORDER; l++)
		b->discounts[l] = kneser_ney_discounts(b->adjusted[l], b->t.level[l].n);
}

void times_print(void)
{
	arena a = {0};
	bench b = {0};
	stopwatch_times took[JOBS];
	prepare(&b, &a);
	const stopwatch s = {JOBS, RUNS, 0, stopwatch_cpu, make_room, run, &b};
	stopwatch_turns(&s, took);
	for (int j = 0; j < JOBS; j++)
		printf("time.%s %.3g %.3g %.3g\n", jobs[j].name, 1e3 * took[j].median,
		        1e3 * took[j].fastest, 1e3 * took[j].slowest);
	if (b.sum < 0) puts("#"); // the answers are looked at, so that they are computed
	arena_free(&b.scratch);
	arena_free(&a);
}
