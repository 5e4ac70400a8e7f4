/* times_print(): milliseconds of the processor over repeated runs. Text: 100,000 words, 3,000 of them
 * different, five places to either side. Neighbours: the best 10 of 20,000 vectors of 100 numbers, for
 * 64 queries. The jobs are run in turn, so that a busy moment of the machine meets all. What is
 * counted is the processor's time, in which other programs have no part. */
#include <stdio.h>

#include "others.h"
#include "ranks.h"
#include "stopwatch.h"
#include "times.h"

enum { RUNS = 31 };

static void count_rows(bench *b)
{
	cooccurrence(b->id, WORDS, V, near_five, &b->scratch);
}

static void count_rows_wide(bench *b)
{
	cooccurrence(b->id, WORDS, WIDE, near_five, &b->scratch);
}

static void count_full(bench *b)
{
	others_full_rows(b, V);
}

static void count_full_wide(bench *b)
{
	others_full_rows(b, WIDE);
}

static void count_touched(bench *b)
{
	others_touched(b, V);
}

static void count_touched_wide(bench *b)
{
	others_touched(b, WIDE);
}

static void weigh(bench *b)
{
	ppmi(b->counts, 0.75, &b->scratch);
}

static void make_unit(bench *b)
{
	normalize_rows(b->vectors);
}

static void find(bench *b)
{
	nearest_neighbours(b->best, K, b->queries, b->vectors, NULL, b->block);
}

static void one_by_one(bench *b)
{
	for (int q = 0; q < Q; q++)
		nearest_neighbours(b->best + (long)q * K, K, rows(b->queries, q, 1), b->vectors, NULL,
		        rows(b->block, 0, 1));
}

static void offer_all(bench *b, int k)
{
	for (int q = 0; q < Q; q++) {
		for (int v = 0, n = 0; v < VECTORS; v++) {
			real s = row(b->scores, q)[v];
			if (n < k || s > b->best[0].score) n = top_k_offer(b->best, n, k, (scored){s, v});
		}
		top_k_sort(b->best, k);
	}
}

static void offer_ten(bench *b)
{
	offer_all(b, K);
}

static void offer_many(bench *b)
{
	offer_all(b, MANY);
}

static void list_ten(bench *b)
{
	others_list(b, K);
}

static void list_many(bench *b)
{
	others_list(b, MANY);
}

static void rank_pairs(bench *b)
{
	ranks(b->ranked, b->judged);
}

static void correlate(bench *b)
{
	spearman(b->judged, b->judged);
}

static const struct {
	const char *name;
	void (*run)(bench *b);
} jobs[] = {{"count.rows", count_rows}, {"count.rows.wide", count_rows_wide},
        {"count.full", count_full}, {"count.full.wide", count_full_wide},
        {"count.touched", count_touched}, {"count.touched.wide", count_touched_wide},
        {"count.triples", others_triples}, {"count.lookups", others_lookups},
        {"count.hash", others_hash}, {"count.dense", others_dense}, {"ppmi", weigh},
        {"ppmi.every_log", others_every_log}, {"unit", make_unit},
        {"unit.plain", others_plain_unit}, {"near", find}, {"near.whole", others_whole},
        {"near.one_by_one", one_by_one}, {"near.loops", others_loops}, {"heap", offer_ten},
        {"heap.list", list_ten}, {"heap.many", offer_many}, {"heap.many.list", list_many},
        {"heap.sort", others_sort}, {"ranks", rank_pairs}, {"ranks.squared", others_ranks},
        {"spearman", correlate}};
enum { JOBS = sizeof jobs / sizeof *jobs };

static void make_room(void *context, int job)
{
	(void)job;
	arena_reset(&((bench *)context)->scratch);
}

static void run(void *context, int job)
{
	jobs[job].run(context);
}

void times_print(void)
{
	static bench b;
	stopwatch_times took[JOBS];
	others_prepare(&b);
	const stopwatch s = {JOBS, RUNS, 2, stopwatch_cpu, make_room, run, &b};
	stopwatch_turns(&s, took);
	for (int j = 0; j < JOBS; j++)
		printf("time.%s %.3g %.3g %.3g\n", jobs[j].name, 1e3 * took[j].median,
		        1e3 * took[j].fastest, 1e3 * took[j].slowest);
	others_free(&b);
}
