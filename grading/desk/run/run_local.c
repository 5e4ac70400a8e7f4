/* The hand-ins of a run on this machine: a fixed number of slots, each with a hand-in in one of its
 * steps. Memory does not grow with the class, but for the list of its names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "error.h"
#include "folder.h"
#include "jobs.h"
#include "progress.h"
#include "run.h"

enum { TRIES = 2 }; // what failed for a reason of ours may have been a moment's shortage

typedef enum { STEP_NONE, STEP_TAKE, STEP_GRADE } step;

typedef struct {
	job job; // first: jobs_wait() looks for it there
	const run *r;
	const queue_entry *e;
	step step;
	int k, tries; // which seed, how often it was tried
	run_facts facts;
	char folder[4096];
} slot;

typedef struct {
	run *r;
	const queue *q;
	slot *slots;
	int n, next; // slots; the next entry of the queue
	long done;
	progress bar;
} desk;

static int take(void *context)
{
	const slot *s = context;
	return run_take(s->r, s->e->path, s->folder);
}

static int grade(void *context)
{
	const slot *s = context;
	return s->r->mode == RUN_REJUDGE ? run_rejudge(s->r, &s->facts, s->folder, s->k)
	                                 : run_grade(s->r, s->folder, s->k);
}

static int start(slot *s, step what)
{
	char log[4096];
	s->step = what;
	if (folder_path(log, "%s/log", s->folder)) return -1;
	return what == STEP_TAKE ? jobs_start(&s->job, take, s, log, RUN_TAKE_SECONDS)
	                         : jobs_start(&s->job, grade, s, log, RUN_GRADE_SECONDS);
}

static int begin_next(desk *d, slot *s)
{
	*s = (slot){.r = d->r, .e = &d->q->entries[d->next]};
	if (folder_path(s->folder, "%s/%d", d->r->folder, d->next++) || folder_make(s->folder))
		return -1;
	if (d->r->mode == RUN_NEW) return start(s, STEP_TAKE);
	if (run_begin(d->r) || run_restore(d->r, s->e, s->folder, &s->facts)) return -1;
	return start(s, STEP_GRADE);
}

static int finish(desk *d, slot *s)
{
	run_facts_free(&s->facts);
	s->step = STEP_NONE;
	progress_at(&d->bar, ++d->done, "%ld not gradable%s", d->r->refused,
	        d->r->errors ? ", GRADER ERRORS" : "");
	return folder_remove(s->folder);
}

static int import(desk *d, slot *s, const char *failure)
{
	if (run_import(d->r, s->e, &s->facts, s->folder, failure)) return -1;
	return finish(d, s);
}

static const char *why_failed(const slot *s, int status)
{
	char path[4096];
	return folder_path(path, "%s/log", s->folder) ? "" : jobs_failure(&s->job, status, path);
}

static int after_facts(desk *d, slot *s)
{
	bool known;
	if (run_known(d->r, s->e->student, s->facts.sha256, &known)) return -1;
	d->r->known += known;
	if (known) return finish(d, s);
	if (run_begin(d->r)) return -1;
	if (s->facts.reason) return import(d, s, NULL);
	if (!d->r->park) return start(s, STEP_GRADE);
	return d->r->park(d->r->parking, s->e, s->facts.sha256, s->folder) ? -1 : finish(d, s);
}

/* The first step has ended: well, or at its limits, which is the hand-in's fault, or for a reason of
 * ours. The latter leaves no row in the gradebook, because nobody knows what the hand-in was. */
static int taken(desk *d, slot *s, int status)
{
	char why[100];
	if (!run_read_facts(&s->facts, s->folder)) return after_facts(d, s);
	run_facts_free(&s->facts);
	if (s->job.timed_out || WIFSIGNALED(status)) {
		snprintf(why, sizeof why, "it cannot be unpacked within %d seconds and 1 GB",
		        INTAKE_SECONDS);
		run_no_facts(&s->facts, why);
		return after_facts(d, s);
	}
	if (++s->tries < TRIES) {
		if (folder_remove(s->folder) || folder_make(s->folder)) return -1;
		return start(s, STEP_TAKE);
	}
	progress_note(&d->bar, "%s: could not be taken: %s", s->e->student, why_failed(s, status));
	d->r->errors++;
	return finish(d, s);
}

static int graded(desk *d, slot *s, int status)
{
	char why[500];
	if (status == 0) {
		if (++s->k < d->r->nseeds) return start(s, STEP_GRADE);
		return import(d, s, NULL);
	}
	if (++s->tries < TRIES) return start(s, STEP_GRADE);
	snprintf(why, sizeof why, "%s", why_failed(s, status));
	if (d->r->mode == RUN_NEW) return import(d, s, why);
	progress_note(&d->bar, "%s: %s; its grading stays as it was", s->e->student, why);
	d->r->errors++;
	return finish(d, s);
}

static int step_ended(desk *d, slot *s, int status)
{
	return s->step == STEP_TAKE ? taken(d, s, status) : graded(d, s, status);
}

/* Returns 0, 1: somebody stopped it, -1 with an error. */
static int work(desk *d)
{
	int which, status;
	while (d->done < d->q->n) {
		for (int i = 0; i < d->n && d->next < d->q->n; i++)
			if (d->slots[i].step == STEP_NONE && begin_next(d, &d->slots[i])) return -1;
		switch (jobs_wait(&d->slots->job, d->n, sizeof *d->slots, 3600, &which, &status)) {
		case JOBS_STOPPED: return 1;
		case JOBS_ENDED:
			if (step_ended(d, &d->slots[which], status)) return -1;
			break;
		case JOBS_NONE: break;
		}
	}
	return 0;
}

int run_local(run *r, const queue *q, int jobs)
{
	desk d = {.r = r, .q = q, .n = jobs, .slots = calloc((size_t)jobs, sizeof *d.slots)};
	if (!d.slots) bug("out of memory");
	progress_begin(&d.bar, r->park ? "unpacking" : "grading", q->n, "hand-ins");
	jobs_begin();
	const int status = run_prepare(r) ? -1 : work(&d);
	for (int i = 0; i < d.n; i++) {
		jobs_kill(&d.slots[i].job);
		run_facts_free(&d.slots[i].facts);
	}
	progress_end(&d.bar);
	free(d.slots);
	return status;
}
