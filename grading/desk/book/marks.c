/* A mark, step by step. Each step that changes a number writes the line that says so, in the same
 * place, so that figures and words cannot drift apart. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "clean.h"
#include "error.h"
#include "marks.h"

enum { DAY = 86400, REASON_MOST = 200 };
static const double hair = 1e-9; // what sums of points may be off by

/* A hand-in that counts, with its costs. */
typedef struct {
	const marks_hand_in *h;
	int attempt;
	long days;
	double raw, max, attempt_cost, free, late_cost, points;
} candidate;

/* The work on one mark. */
typedef struct {
	const marks_question *q;
	const rubric *r;
	const rubric_chapter *c; // may be NULL
	arena *a;
	FILE *out; // the explanation
	long due, closes;
	int attempts;       // so far
	bool failed_before; // a grader error that may yet count: before the first candidate,
	bool failed_after;  // after the newest one,
	bool failed;        // anywhere
	int too_late;       // hand-ins that were graded but came too late
	candidate best;     // the one that counts so far; h is NULL: none
} work;

/* --- words --- */

/* "12.5": no more digits than needed, two behind the point at most. */
static const char *number(arena *a, double x)
{
	char *s = arena_alloc(a, 40, 1);
	snprintf(s, 40, "%.2f", x);
	size_t n = strlen(s);
	while (s[n - 1] == '0') s[--n] = 0;
	if (s[n - 1] == '.') s[--n] = 0;
	return !strcmp(s, "-0") ? "0" : s;
}

static const char *days(arena *a, double n)
{
	char *s = arena_alloc(a, 48, 1);
	snprintf(s, 48, "%s day%s", number(a, n), n == 1 ? "" : "s");
	return s;
}

static const char *moment(arena *a, long seconds)
{
	struct tm t;
	const time_t when = (time_t)seconds;
	char *s = arena_alloc(a, 40, 1);
	if (!gmtime_r(&when, &t) || !strftime(s, 40, "%Y-%m-%d %H:%M:%S UTC", &t)) return "unknown";
	return s;
}

/* "Hand-in 2 of u1002" for those of other members. */
static const char *name_of(work *w, const marks_hand_in *h)
{
	char *s = arena_alloc(w->a, REASON_MOST + 60, 1);
	const bool own = !strcmp(h->student, w->q->student);
	snprintf(s, REASON_MOST + 60, "Hand-in %ld%s%s", h->number, own ? "" : " of ",
	        own ? "" : clean_line(w->a, h->student, 100));
	return s;
}

/* --- exercises --- */

double marks_exercise(const rubric *r, const char *chapter, const marks_part *part, double *max)
{
	const double own = *max, share = own > 0 ? part->points / own : part->points >= own;
	*max = rubric_max(rubric_find(r, chapter), part->number, part->name, own);
	return share * *max * (part->leak ? 1 - r->leak_cost : 1);
}

static int add_parts(const work *w, const marks_hand_in *h, double *points, double *max)
{
	*points = *max = 0;
	for (int i = 0; i < h->nparts; i++) {
		const marks_part *p = &h->parts[i];
		double most = p->max;
		if (!(p->points >= 0 && p->max >= 0 && p->points <= p->max + hair && p->max < 1e9))
			return error_set(
			        "submission %ld, exercise %s: %g of %g points: expected a number from 0 "
			        "to the maximum",
			        h->submission, p->number, p->points, p->max);
		*points += marks_exercise(w->r, w->q->chapter, p, &most);
		*max += most;
	}
	return 0;
}

/* What differs from the points that students see at home. */
static void explain_parts(work *w, const marks_hand_in *h)
{
	for (int i = 0; i < h->nparts; i++) {
		const marks_part *p = &h->parts[i];
		double most = p->max;
		const double points = marks_exercise(w->r, w->q->chapter, p, &most);
		const char *name = clean_line(w->a, p->name, REASON_MOST);
		if (most != p->max)
			fprintf(w->out, "%s %s counts %s instead of %s: %s points.\n", p->number, name,
			        number(w->a, most), number(w->a, p->max), number(w->a, points));
		if (p->leak && w->r->leak_cost > 0)
			fprintf(w->out,
			        "%s %s: memory that is never freed costs %s %% of its points: %s left.\n",
			        p->number, name, number(w->a, 100 * w->r->leak_cost), number(w->a, points));
	}
}

/* --- time --- */

static void explain_due(work *w)
{
	const long moved = lround(w->q->extension * DAY), grace = lround(w->r->late.grace);
	w->due = w->c ? w->c->due : 0;
	w->closes = w->c ? w->c->closes : 0;
	if (*w->q->team)
		fprintf(w->out, "Team %s, %d member%s: each one's hand-ins count for all.\n",
		        clean_line(w->a, w->q->team, 100), w->q->members, w->q->members == 1 ? "" : "s");
	if (w->due) {
		fprintf(w->out, "Due %s", moment(w->a, w->due));
		w->due += moved;
		if (moved)
			fprintf(w->out, ", with an extension of %s until %s", days(w->a, w->q->extension),
			        moment(w->a, w->due));
		if (grace)
			fprintf(w->out, "; %s minutes more cost nothing", number(w->a, (double)grace / 60));
		fputs(".\n", w->out);
		w->due += grace;
	}
	if (w->closes) {
		w->closes += moved;
		fprintf(w->out, "Closed after %s.\n", moment(w->a, w->closes));
	}
}

static long days_late(const work *w, const marks_hand_in *h)
{
	const long late = w->due ? h->received - w->due : 0;
	return late > 0 ? (late + DAY - 1) / DAY : 0;
}

/* Does it come too late to count? Says so. */
static bool is_too_late(work *w, const marks_hand_in *h)
{
	const long late = days_late(w, h);
	if (w->closes && h->received > w->closes)
		fprintf(w->out, "%s, %s: does not count, it came after the end.\n", name_of(w, h),
		        moment(w->a, h->received));
	else if ((double)late > w->r->late.most_days)
		fprintf(w->out, "%s, %s: does not count, it is %s late, and %s count at most.\n",
		        name_of(w, h), moment(w->a, h->received), days(w->a, (double)late),
		        days(w->a, w->r->late.most_days));
	else
		return false;
	return true;
}

/* --- hand-ins --- */

static int weigh(const work *w, candidate *c)
{
	const rubric *r = w->r;
	if (add_parts(w, c->h, &c->raw, &c->max)) return -1;
	c->days = days_late(w, c->h);
	c->attempt_cost = fmin(r->attempts.cost * (c->attempt - 1) * c->max, c->raw);
	const double before = c->raw - c->attempt_cost;
	if (before > 0 && r->late.per_day > 0) c->free = fmin((double)c->days, w->q->free_days);
	c->late_cost = fmin(
	        ((double)c->days - c->free) * r->late.per_day * c->max, before * (1 - r->late.lowest));
	c->points = before - c->late_cost;
	return 0;
}

static void explain_hand_in(work *w, const candidate *c)
{
	fprintf(w->out, "%s, %s, attempt %d", name_of(w, c->h), moment(w->a, c->h->received),
	        c->attempt);
	if (w->r->attempts.most) fprintf(w->out, " of %d", w->r->attempts.most);
	fprintf(w->out, ": %s of %s points", number(w->a, c->raw), number(w->a, c->max));
	if (c->days) fprintf(w->out, ", %s late", days(w->a, (double)c->days));
	if (c->attempt_cost + c->late_cost > 0) fprintf(w->out, ", leaves %s", number(w->a, c->points));
	fputs(".\n", w->out);
}

static bool is_better(const candidate *c, const candidate *best)
{
	if (!best->h) return true;
	if (fabs(c->points - best->points) > hair) return c->points > best->points;
	return c->free < best->free - hair;
}

static int take_graded(work *w, const marks_hand_in *h)
{
	candidate c = {.h = h, .attempt = w->attempts + 1};
	if (is_too_late(w, h)) {
		w->too_late++;
		return 0;
	}
	if (w->r->attempts.most && c.attempt > w->r->attempts.most) {
		fprintf(w->out, "%s, %s: does not count, the limit is %d attempt%s.\n", name_of(w, h),
		        moment(w->a, h->received), w->r->attempts.most,
		        w->r->attempts.most == 1 ? "" : "s");
		return 0;
	}
	w->attempts++;
	if (weigh(w, &c)) return -1;
	explain_hand_in(w, &c);
	if (w->r->attempts.counts != COUNTS_FIRST || !w->best.h)
		if (w->r->attempts.counts == COUNTS_LAST || is_better(&c, &w->best)) w->best = c;
	w->failed_after = false;
	return 0;
}

static void take_failed(work *w, const marks_hand_in *h)
{
	if (is_too_late(w, h)) return;
	fprintf(w->out,
	        "%s, %s: the grader failed, which is not the student's fault; it will be graded "
	        "again, and costs no attempt until then.\n",
	        name_of(w, h), moment(w->a, h->received));
	w->failed = true;
	if (!w->best.h) w->failed_before = true;
	if (!w->r->attempts.most || w->attempts < w->r->attempts.most) w->failed_after = true;
}

static int take(work *w, const marks_hand_in *h)
{
	switch (h->outcome) {
	case MARKS_GRADED: return take_graded(w, h);
	case MARKS_GRADER_ERROR: take_failed(w, h); return 0;
	default:
		fprintf(w->out, "%s, %s: cannot be graded (%s); costs no attempt.\n", name_of(w, h),
		        moment(w->a, h->received), clean_line(w->a, h->reason, REASON_MOST));
		return 0;
	}
}

/* --- the mark --- */

static double rounded(const rubric *r, double x, double max)
{
	if (!(r->round_to > 0)) return x;
	return fmin(floor(x / r->round_to + 0.5 + hair) * r->round_to, max);
}

static void explain_costs(work *w, const candidate *c)
{
	const rubric *r = w->r;
	fprintf(w->out, "%s counts: %s of %s points.\n", name_of(w, c->h), number(w->a, c->raw),
	        number(w->a, c->max));
	explain_parts(w, c->h);
	if (c->attempt_cost > 0)
		fprintf(w->out, "It is attempt %d; each after the first costs %s %% of %s: -%s points.\n",
		        c->attempt, number(w->a, 100 * r->attempts.cost), number(w->a, c->max),
		        number(w->a, c->attempt_cost));
	if (!c->days) return;
	fprintf(w->out, "It is %s late.\n", days(w->a, (double)c->days));
	if (c->free > 0)
		fprintf(w->out, "Free late days: %s of the %s that are left.\n", number(w->a, c->free),
		        number(w->a, w->q->free_days));
	if (c->late_cost > 0)
		fprintf(w->out, "%s at %s %% of %s each: -%s points%s.\n",
		        days(w->a, (double)c->days - c->free), number(w->a, 100 * r->late.per_day),
		        number(w->a, c->max), number(w->a, c->late_cost),
		        r->late.lowest > 0 ? ", as far as lateness may lower a mark" : "");
}

/* Why there is no mark yet, or NULL. */
static const char *missing(const work *w)
{
	if (!w->best.h && !w->failed)
		return w->too_late ? NULL : "No mark: nothing that was handed in can be graded.";
	if (!w->best.h || (w->r->attempts.counts == COUNTS_LAST && w->failed_after) ||
	        (w->r->attempts.counts == COUNTS_FIRST && w->failed_before))
		return "No mark yet: the grader failed on the hand-in that would count.";
	return NULL;
}

static void finish(work *w, mark *m)
{
	static const char *const counts[] = {"best", "last", "first"};
	const candidate *c = &w->best;
	const char *why = missing(w);
	*m = (mark){.given = !why, .max = c->h ? c->max : w->q->max};
	if (why) {
		fprintf(w->out, "%s\n", why);
		return;
	}
	if (!c->h) {
		fprintf(w->out, "Mark: 0 of %s, because no hand-in counts.\n", number(w->a, m->max));
		return;
	}
	if (w->attempts > 1)
		fprintf(w->out, "Of several the %s counts.\n", counts[w->r->attempts.counts]);
	if (w->failed && w->r->attempts.counts == COUNTS_BEST)
		fputs("This mark may still rise: a hand-in waits for the grader.\n", w->out);
	explain_costs(w, c);
	m->submission = c->h->submission;
	m->late_days = (double)c->days;
	m->free_days = c->free;
	m->points = rounded(w->r, c->points, c->max);
	m->penalty = fmax(0, rounded(w->r, c->raw, c->max) - m->points);
	if (fabs(m->points - c->points) > hair)
		fprintf(w->out, "Rounded to multiples of %s.\n", number(w->a, w->r->round_to));
	fprintf(w->out, "Mark: %s of %s.\n", number(w->a, m->points), number(w->a, m->max));
}

static int check_question(const marks_question *q)
{
	if (!(q->extension >= 0 && q->extension <= 1e5))
		return error_set("student %.100s: an extension of %g days: expected a number from 0",
		        q->student, q->extension);
	if (!(q->free_days >= 0))
		return error_set("student %.100s: %g free late days: expected a number from 0", q->student,
		        q->free_days);
	return 0;
}

int marks_of(mark *m, arena *a, const marks_question *q)
{
	char *text = NULL;
	size_t n = 0;
	work w = {.q = q, .r = q->rules, .c = rubric_find(q->rules, q->chapter), .a = a};
	*m = (mark){0};
	if (check_question(q)) return -1;
	w.out = open_memstream(&text, &n);
	if (!w.out) bug("out of memory");
	explain_due(&w);
	int status = 0;
	for (int i = 0; i < q->nhand_ins && !status; i++) status = take(&w, &q->hand_ins[i]);
	if (!status) finish(&w, m);
	if (fclose(w.out)) bug("out of memory");
	if (n && text[n - 1] == '\n') text[n - 1] = 0;
	m->explanation = arena_strdup(a, text);
	free(text);
	return status;
}
