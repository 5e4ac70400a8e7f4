/* The engine for Slurm: submit, collect, look for what was lost; see slurm.h.
 *
 * Between two looks at Slurm's list a task may end, and its last outcomes may come into sight a moment
 * later than its end does, on a shared file system. So the list is asked for first and the outcomes are
 * collected after it, and only a task that was missing twice in a row is lost. Were one given up too
 * early, its successor would find the work done. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "jobs.h"
#include "slurm_parts.h"
#include "stopwatch.h"

static const double look_seconds = 0.5, // for outcomes
        ask_seconds = 3;                // Slurm, which has other things to do

static void show(cluster *c)
{
	progress_at(&c->bar, c->done, "%d tasks, %d waiting, %ld lost%s", c->tasks.running,
	        c->tasks.waiting, c->retried, c->r->errors ? ", GRADER ERRORS" : "");
}

/* Into the gradebook, and out of the folder. */
static int import(cluster *c, slurm_item *item, const char *failure)
{
	char folder[4096];
	run_facts f;
	if (folder_path(folder, "%s/hand-ins/%s", c->folder, item->name) || run_read_facts(&f, folder))
		return -1;
	const int status = run_import(c->r, item->e, &f, folder, *failure ? failure : NULL);
	run_facts_free(&f);
	if (status || folder_remove(folder)) return -1;
	item->done = true;
	c->shards[item->shard].left--;
	c->shards[item->shard].tries = 0;
	c->done++;
	show(c);
	return 0;
}

static int collect(cluster *c)
{
	char failure[2000];
	for (int i = 0; i < c->n; i++) {
		if (c->items[i].done) continue;
		const int there = slurm_folder_outcome(c, &c->items[i], failure, sizeof failure);
		if (there < 0 || (there && import(c, &c->items[i], failure))) return -1;
	}
	return 0;
}

/* A shard whose tasks end without an outcome, again and again. */
static int give_up(cluster *c, int number)
{
	char line[400], why[600];
	slurm_folder_last_words(c, number, line, sizeof line);
	snprintf(why, sizeof why, "%d tasks in a row ended without an outcome: %s", SLURM_TRIES + 1,
	        line);
	progress_note(&c->bar, "grade: shard %d: %s", number, why);
	for (int i = 0; i < c->n; i++)
		if (!c->items[i].done && c->items[i].shard == number && import(c, &c->items[i], why))
			return -1;
	return 0;
}

/* Submit again what is lost. That it cannot be submitted counts as a try. */
static int mend(cluster *c)
{
	static bool lost[SLURM_SHARDS + 1];
	int n = 0;
	memset(lost, 0, sizeof lost);
	for (int k = 1; k <= SLURM_SHARDS; k++) {
		slurm_shard_state *s = &c->shards[k];
		s->missing = s->left > 0 && !c->tasks.alive[k] ? s->missing + 1 : 0;
		if (s->missing < 2) continue;
		s->missing = 0;
		if (++s->tries > SLURM_TRIES) {
			if (give_up(c, k)) return -1;
			continue;
		}
		progress_note(
		        &c->bar, "grade: task %d was lost with %d hand-ins; submitted again", k, s->left);
		lost[k] = true;
		n++;
	}
	c->retried += n;
	if (n && slurm_submit(c->folder, c->name, lost, c->jobs))
		progress_note(&c->bar, "grade: %s", error_message());
	return 0;
}

/* Is there a new list? While Slurm does not answer, nothing is lost. */
static bool ask(cluster *c)
{
	slurm_tasks t;
	const bool fresh = !slurm_living(c->folder, c->name, &t);
	if (fresh) c->tasks = t;
	if (!fresh && !c->silent) progress_note(&c->bar, "grade: %s; waiting", error_message());
	c->silent = !fresh;
	return fresh;
}

/* Returns 0, 1: somebody stopped it, -1 with an error. */
static int watch(cluster *c)
{
	double next = 0;
	int which, status;
	for (;;) {
		const bool due = stopwatch_wall() >= next, fresh = due && ask(c);
		if (due) next = stopwatch_wall() + ask_seconds;
		if (collect(c) || (fresh && mend(c))) return -1;
		if (c->done == c->n) return 0;
		show(c);
		if (jobs_wait(NULL, 0, 0, look_seconds, &which, &status) == JOBS_STOPPED) return 1;
	}
}

/* What is done already needs no task; for the rest there are living tasks, or new ones. */
static int submit(cluster *c)
{
	static bool fresh[SLURM_SHARDS + 1];
	if (slurm_folder_task(c) || slurm_living(c->folder, c->name, &c->tasks) || collect(c) ||
	        slurm_folder_deal(c, fresh))
		return -1;
	for (int k = 1; k <= SLURM_SHARDS; k++)
		if (fresh[k]) return slurm_submit(c->folder, c->name, fresh, c->jobs);
	return 0;
}

/* Cancel the tasks; an error that was there before stays the one that is told. */
static int stop(cluster *c, int status)
{
	char why[600];
	if (!*c->folder) return status;
	snprintf(why, sizeof why, "%s", error_message());
	if (slurm_cancel(c->folder, c->name))
		progress_note(&c->bar, "grade: %s; scancel --name=%s", error_message(), c->name);
	else if (slurm_folder_end(c))
		progress_note(&c->bar, "grade: %s", error_message());
	if (status < 0) error_set("%s", why);
	return status;
}

int run_slurm(run *r, const queue *q, int jobs)
{
	if (slurm_answers()) return -1;
	static cluster c;
	c = (cluster){.r = r, .jobs = jobs, .items = calloc((size_t)q->n, sizeof *c.items)};
	if (!c.items) bug("out of memory");
	r->park = slurm_folder_park;
	r->parking = &c;
	int status = run_local(r, q, (int)sysconf(_SC_NPROCESSORS_ONLN));
	progress_begin(&c.bar, "grading", c.n, "hand-ins");
	if (!status && c.n) status = submit(&c);
	if (!status && c.n) status = watch(&c);
	status = status ? stop(&c, status) : slurm_forget(r->g);
	progress_end(&c.bar);
	free(c.items);
	return status;
}
