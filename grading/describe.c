/* Sentences: see describe.h. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "describe.h"

const char *text_in(arena *a, const char *format, ...)
{
	va_list ap, again;
	va_start(ap, format);
	va_copy(again, ap);
	const int n = vsnprintf(NULL, 0, format, ap);
	char *text = arena_alloc(a, (size_t)n + 1, 1);
	vsnprintf(text, (size_t)n + 1, format, again);
	va_end(ap);
	va_end(again);
	return text;
}

const char *describe_place(arena *a, const case_end *end)
{
	const char *place = end->place ? text_in(a, " at %s", end->place) : "";
	return end->function ? text_in(a, "%s in %s", place, end->function) : place;
}

/* A helper function's TODO carries the number of the exercise that it belongs to. */
static bool of_exercise(const case_end *end, const exercise_result *e)
{
	return !strcmp(end->function, e->exercise->name) ||
	       (end->number && !strcmp(end->number, e->exercise->number));
}

/* Did an exercise before this one crash at the same place, perhaps in a helper of both? */
static bool crashed_there(const exercise_result *f, const case_end *end)
{
	for (const case_result *c = f->cases; end->place && c; c = c->next)
		if (c->state == STATE_CRASHED && c->end.place && !strcmp(c->end.place, end->place))
			return true;
	return false;
}

/* A case crashed in the function of another exercise, or where another one did, too: which one is
 * to be looked at? One that has passed is not at fault, but what it was handed may be. */
static const char *crashed_elsewhere(
        arena *a, const result *r, const exercise_result *e, const case_end *end)
{
	for (const exercise_result *f = r->exercises; f && f != e; f = f->next) {
		const bool inside = end->function && !strcmp(f->exercise->name, end->function);
		const char *number = f->exercise->number;
		if (inside && f->state == STATE_PASSED)
			return text_in(a, ": %s has passed, so look at what %s hands to it", number,
			        e->exercise->number);
		if (inside) return text_in(a, ": that is %s", number);
		if (crashed_there(f, end)) return text_in(a, ": so did %s, see there first", number);
	}
	return "";
}

static const char *describe_crash(
        const result *r, arena *a, const exercise_result *e, const case_result *c)
{
	const case_end *end = &c->end;
	const char *name = c->expected->name, *elsewhere = crashed_elsewhere(a, r, e, end);
	const char *place = describe_place(a, end);
	if (end->kind != ENDED_CRASHED && end->place)
		return text_in(a, "left early: exit() was called%s, case %s%s", place, name, elsewhere);
	if (end->kind != ENDED_CRASHED)
		return text_in(
		        a, "left early: case %s ended before its answer was there (exit() called?)", name);
	return text_in(a, "%s%s, case %s%s", end->what, place, name, elsewhere);
}

/* An endless loop is often an earlier function's, which this one calls. */
static const char *describe_timeout(result *r, const exercise_result *e, const char *name)
{
	if (strstr(name, TRANSCRIPT_LARGE))
		return text_in(&r->a,
		        "timed out in %s, case %s: a formula takes a twentieth of the time allowed; does "
		        "it ask "
		        "the forward pass for every parameter?",
		        e->exercise->name, name);
	for (const exercise_result *f = r->exercises; f && f != e; f = f->next)
		if (f->state == STATE_TIMED_OUT)
			return text_in(&r->a, "timed out in %s, case %s: so did %s (%s), see there first",
			        e->exercise->name, name, f->exercise->name, f->exercise->number);
	return text_in(
	        &r->a, "timed out in %s, case %s: a loop that never ends?", e->exercise->name, name);
}

const char *describe_case(result *r, const exercise_result *e, const case_result *c)
{
	arena *a = &r->a;
	const char *name = c->expected->name;
	const case_end *end = &c->end;
	switch (c->state) {
	case STATE_GRADER_ERROR: return text_in(a, "the transcript stops before case %s", name);
	case STATE_NOT_GRADABLE:
		if (c->yours->flag) return text_in(a, "%s (case %s)", c->yours->flag, name);
		return text_in(a, "the transcript has lines that nobody asked for (case %s, %s)", name,
		        c->yours->complaint);
	case STATE_NOT_IMPLEMENTED:
		if (end->function && !of_exercise(end, e))
			return text_in(a, "needs %s%s%s%s, which is not implemented yet", end->function,
			        end->number ? " (" : "", end->number ? end->number : "",
			        end->number ? ")" : "");
		if (!end->hint) return text_in(a, "exit status 77 in case %s", name);
		return text_in(a, "TODO at %s: %s", end->place ? end->place : name, end->hint);
	case STATE_TIMED_OUT: return describe_timeout(r, e, name);
	case STATE_CRASHED: return describe_crash(r, a, e, c);
	default: return NULL;
	}
}

/* "yours 0.1, expected 0.2" for the worst element. */
static const char *two_values(arena *a, const array *yours, const array *expected, long i)
{
	char y[300], e[300];
	element_text(y, sizeof y, yours, expected, i);
	element_text(e, sizeof e, expected, yours, i);
	return text_in(a, "yours %s, expected %s", y, e);
}

static const char *describe_shape(arena *a, const answer *x)
{
	char yours[80], expected[80], index[80];
	const long i = x->against_expected.worst;
	shape_text(yours, sizeof yours, x->yours);
	shape_text(expected, sizeof expected, x->expected);
	const char *text =
	        text_in(a, "%s has the shape %s, expected %s", x->expected->name, yours, expected);
	if (i < 0) return text;
	index_text(index, sizeof index, x->expected, i);
	return text_in(a, "%s; first difference at %s: %s", text, index,
	        two_values(a, x->yours, x->expected, i));
}

static const char *describe_difference(arena *a, const answer *x)
{
	char index[80];
	const comparison *c = &x->against_expected;
	index_text(index, sizeof index, x->expected, c->worst);
	const char *values = two_values(a, x->yours, x->expected, c->worst);
	if (!isfinite(c->error)) return text_in(a, "%s%s: %s", x->expected->name, index, values);
	return text_in(a, "%s%s: %s, relative error %.1e", x->expected->name, index, values, c->error);
}

const char *describe_answer(arena *a, const answer *x)
{
	const char *name = x->expected->name;
	if (!x->yours) return text_in(a, "%s is missing", name);
	if (x->against_expected.verdict == VERDICT_EQUAL) // judged by its gradient alone
		return text_in(a, "%s is not the derivative of your forward pass", name);
	switch (x->against_expected.verdict) {
	case VERDICT_SHAPE: return describe_shape(a, x);
	case VERDICT_KIND:
		return text_in(a, "%s has %s, expected %s", name, x->yours->words ? "words" : "numbers",
		        x->expected->words ? "words" : "numbers");
	case VERDICT_NOT_WRITTEN:
		if (!isnan(x->yours->numbers[0]))
			return text_in(a, "%s was never set: it still holds -999 as before the call", name);
		return text_in(a, "%s is NaN in every element, as before the call", name);
	default: return describe_difference(a, x);
	}
}

const char *describe_gradient(arena *a, const answer *x)
{
	char index[80], yours[60], numeric[60];
	if (!x->has_gradient) return NULL;
	const comparison *c = &x->against_numeric;
	const char *name = x->expected->name;
	switch (c->verdict) {
	case VERDICT_EQUAL:
		return text_in(a,
		        "gradient check: %s is the derivative of your own forward pass, "
		        "so look for the mistake there",
		        name);
	case VERDICT_LEFT_OUT:
		return text_in(a, "gradient check: impossible, your forward pass has no clear derivative");
	case VERDICT_DIFFERENT:
		index_text(index, sizeof index, x->yours, c->worst);
		element_text(yours, sizeof yours, x->yours, x->numeric, c->worst);
		element_text(numeric, sizeof numeric, x->numeric, x->yours, c->worst);
		return text_in(a, "gradient check: %s%s is %s, trying small steps gives %s", name, index,
		        yours, numeric);
	default: return NULL;
	}
}
