/* From two tables to a result: case by case, then merged into exercises; see result.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "describe.h"
#include "error.h"
#include "result.h"

/* Thousands of numbers were added up, in anybody's order, and then projected, which cancels most. */
enum { SLACK_LARGE = 100 };

const char *state_name(state s)
{
	static const char *const names[] = {"passed", "wrong", "timed out", "crashed",
	        "not implemented", "not gradable", "grader error"};
	return names[s];
}

void result_free(result *r)
{
	arena_free(&r->a);
	*r = (result){0};
}

static int check_case(const table *m, const case_record *c)
{
	const exercise_record *e = find_exercise(m, c->exercise);
	if (!e)
		return error_set("%s: case %s of an unknown exercise %s", m->path, c->name, c->exercise);
	if (c->end != END_EXIT || c->status != 0)
		return error_set("%s: case %s of %s did not end well", m->path, c->name, c->exercise);
	const array *a = c->arrays;
	while (a && a->role != ROLE_OUTPUT) a = a->next;
	if (!a) return error_set("%s: case %s of %s records no answer", m->path, c->name, c->exercise);
	for (const exercise_record *f = m->exercises; c->needs && f != e; f = f->next)
		if (!strcmp(f->name, c->needs)) return 0;
	if (c->needs)
		return error_set("%s: case %s of %s needs %s, which does not stand before it", m->path,
		        c->name, c->exercise, c->needs);
	return 0;
}

int manifest_check(const table *m)
{
	if (!m->chapter || !m->exercises || !m->cases)
		return error_set(
		        "%s: no contents: expected lines with chapter, exercises and cases", m->path);
	for (const case_record *c = m->cases; c; c = c->next)
		if (check_case(m, c)) return -1;
	for (const exercise_record *e = m->exercises; e; e = e->next) {
		const case_record *c = m->cases;
		while (c && strcmp(c->exercise, e->name) != 0) c = c->next;
		if (!c) return error_set("%s: exercise %s has no case", m->path, e->name);
	}
	return 0;
}

static void judge_answer(
        answer *a, const case_record *yours, const case_record *expected, judge_options o)
{
	a->yours = find_array(yours, a->expected->name, ROLE_OUTPUT);
	a->numeric = find_array(yours, a->expected->name, ROLE_NUMERIC);
	a->judged = !o.gradients_only || find_array(expected, a->expected->name, ROLE_NUMERIC);
	if (!a->yours) return;
	if (!o.gradients_only) {
		a->against_expected = compare(a->yours, a->expected, o.tolerance);
		a->right = a->against_expected.verdict == VERDICT_EQUAL;
	}
	if (!a->numeric || !a->numeric->numbers) return;
	a->has_gradient = true;
	a->against_numeric = compare_gradient(a->yours, a->numeric, TOLERANCE_GRADIENT);
	if (o.gradients_only) a->right = a->against_numeric.verdict == VERDICT_EQUAL;
}

/* An input as it was before the call and after it: bit for bit, NaN included. */
static bool unchanged(const array *before, const array *after)
{
	if (!same_shape(before, after) || !before->words != !after->words) return false;
	for (long i = 0; i < before->count; i++) {
		if (before->words) {
			if (strcmp(before->words[i], after->words[i]) != 0) return false;
		} else if (before->numbers[i] != after->numbers[i] &&
		           !(isnan(before->numbers[i]) && isnan(after->numbers[i])))
			return false;
	}
	return true;
}

static void judge_arrays(result *r, case_result *c, judge_options o)
{
	if (o.backward > 0 && transcript_is_backward(c->expected->exercise)) o.tolerance = o.backward;
	if (strstr(c->expected->name, TRANSCRIPT_LARGE)) o.tolerance *= SLACK_LARGE;
	answer **last = &c->answers;
	for (const array *e = c->expected->arrays; e; e = e->next) {
		const array *yours = find_array(c->yours, e->name, e->role);
		if (!yours) c->missing++;
		if (e->role == ROLE_AFTER && yours && !c->changed_input) {
			const array *before = find_array(c->yours, e->name, ROLE_INPUT);
			const bool kept = (yours->numbers || yours->words) && before &&
			                  (before->numbers || before->words) && unchanged(before, yours);
			if (!kept) c->changed_input = e->name;
		}
		if (e->role != ROLE_OUTPUT) continue;
		*last = arena_alloc(&r->a, 1, sizeof **last);
		(*last)->expected = e;
		judge_answer(*last, c->yours, c->expected, o);
		last = &(*last)->next;
	}
}

static state state_of_case(const case_result *c)
{
	if (c->end.kind == ENDED_NOWHERE) return STATE_GRADER_ERROR;
	if (c->end.kind == ENDED_NOT_IMPLEMENTED) return STATE_NOT_IMPLEMENTED;
	if (c->end.kind == ENDED_TIMEOUT) return STATE_TIMED_OUT;
	if (c->end.kind == ENDED_CRASHED) return STATE_CRASHED; // perhaps within a line
	if (c->yours->complaint || c->yours->flag) return STATE_NOT_GRADABLE;
	if (c->missing) return STATE_CRASHED;
	for (const answer *a = c->answers; a; a = a->next)
		if (a->judged && !a->right) return STATE_WRONG;
	return c->changed_input ? STATE_WRONG : STATE_PASSED;
}

static const exercise_result *result_of(const result *r, const char *name)
{
	for (const exercise_result *e = r->exercises; e; e = e->next)
		if (!strcmp(e->exercise->name, name)) return e;
	return NULL;
}

static case_result *judge_case(
        result *r, const case_record *expected, const table *student, judge_options o)
{
	case_result *c = arena_alloc(&r->a, 1, sizeof *c);
	c->expected = expected;
	c->yours = find_case(student, expected->exercise, expected->name);
	c->end = explain_end(&r->a, c->yours, o.source);
	judge_arrays(r, c, o);
	c->state = state_of_case(c);
	const exercise_result *needed = expected->needs ? result_of(r, expected->needs) : NULL;
	const bool fine = !needed || needed->state == STATE_PASSED || needed->not_judged;
	c->skipped = !fine && c->state != STATE_PASSED;
	return c;
}

/* Is this the first case, and first answer in it, with that name? Then it stands for the name. */
static bool first_of_name(const exercise_result *e, const case_result *c, const answer *a)
{
	for (const case_result *d = e->cases; d; d = d->next) {
		for (const answer *b = d->answers; b; b = b->next) {
			if (b == a) return true;
			if (!d->skipped && b->judged && !strcmp(b->expected->name, a->expected->name))
				return false;
		}
		if (d == c) break;
	}
	return true;
}

static bool right_everywhere(const exercise_result *e, const char *name)
{
	for (const case_result *c = e->cases; c; c = c->next) {
		if (c->skipped) continue;
		const bool whole = c->state == STATE_PASSED || c->state == STATE_WRONG;
		for (const answer *a = c->answers; a; a = a->next)
			if (a->judged && !strcmp(a->expected->name, name) && !(whole && a->right)) return false;
	}
	return true;
}

/* Returns the number of shares. */
static int share_points(exercise_result *e)
{
	int shares = 0, earned = 0;
	bool changed = false;
	for (const case_result *c = e->cases; c; c = c->next) {
		if (c->skipped) continue;
		changed = changed || c->changed_input;
		for (const answer *a = c->answers; a; a = a->next) {
			if (!a->judged || !first_of_name(e, c, a)) continue;
			shares++;
			earned += right_everywhere(e, a->expected->name);
		}
	}
	shares += changed;
	e->points = shares ? e->max * earned / shares : 0;
	return shares;
}

/* The state of the worst case that counts, and its message. */
static void merge_cases(result *r, exercise_result *e)
{
	const case_result *worst = NULL;
	state waiting = STATE_GRADER_ERROR;
	int n = 0;
	for (const case_result *c = e->cases; c; c = c->next) {
		n++;
		if (c->end.kind == ENDED_WITH_LEAK && !e->leak)
			e->leak = text_in(&r->a, "%s%s", c->end.what, describe_place(&r->a, &c->end));
		if (c->skipped) {
			e->skipped++;
			e->waits_for = c->expected->needs;
			if (c->state < waiting) waiting = c->state;
		} else if (!worst || c->state > worst->state)
			worst = c;
	}
	if (worst) {
		e->state = worst->state;
		e->message = describe_case(r, e, worst);
		return;
	}
	e->state = waiting == STATE_NOT_IMPLEMENTED ? waiting : STATE_NOT_GRADABLE;
	e->message = text_in(&r->a, "needs %s (%s), which is not passed yet", e->waits_for,
	        result_of(r, e->waits_for)->exercise->number);
}

/* With another seed only gradients can be judged; an exercise without any is nobody's loss. */
static bool judgeable(const exercise_result *e)
{
	for (const case_result *c = e->cases; c; c = c->next)
		for (const array *a = c->expected->arrays; a; a = a->next)
			if (a->role == ROLE_NUMERIC) return true;
	return false;
}

static void judge_exercise(
        result *r, exercise_result *e, const table *manifest, const table *student, judge_options o)
{
	case_result **last = &e->cases;
	e->max = e->exercise->points;
	for (const case_record *c = manifest->cases; c; c = c->next) {
		if (strcmp(c->exercise, e->exercise->name) != 0) continue;
		*last = judge_case(r, c, student, o);
		last = &(*last)->next;
	}
	merge_cases(r, e);
	if (o.gradients_only && !judgeable(e)) {
		e->max = 0;
		e->not_judged = e->state == STATE_PASSED;
		if (!e->not_judged) return;
		e->state = STATE_NOT_GRADABLE;
		e->message = "not judged: it has no gradient to check on this seed";
		return;
	}
	const int shares = share_points(e);
	if (shares == 0 && e->state == STATE_PASSED) { // what would judge it waits for another exercise
		e->state = STATE_NOT_GRADABLE;
		e->message = text_in(&r->a, "needs %s, which is not passed yet", e->waits_for);
	}
	if (e->state == STATE_NOT_GRADABLE || e->state == STATE_GRADER_ERROR) e->points = 0;
}

static exercise_result *add_exercise(result *r, exercise_result *last, const exercise_record *of)
{
	exercise_result *e = arena_alloc(&r->a, 1, sizeof *e);
	e->exercise = of;
	if (last)
		last->next = e;
	else
		r->exercises = e;
	return e;
}

static void add_up(result *r)
{
	for (const exercise_result *e = r->exercises; e; e = e->next) {
		r->points += e->points;
		r->max += e->max;
		r->grader_error = r->grader_error || e->state == STATE_GRADER_ERROR;
	}
}

/* Are all first inputs different from ours? Then the cases ran on another seed. */
static bool another_seed(const table *manifest, const table *student)
{
	int same = 0, different = 0;
	for (const case_record *e = manifest->cases; e; e = e->next) {
		const case_record *c = find_case(student, e->exercise, e->name);
		const array *in = e->arrays;
		const array *yours =
		        in && in->role == ROLE_INPUT ? find_array(c, in->name, in->role) : NULL;
		if (!yours || !in->count) continue;
		if (compare(yours, in, TOLERANCE_HOME).verdict == VERDICT_EQUAL)
			same++;
		else
			different++;
	}
	return different > 0 && same == 0;
}

void result_judge(result *r, const table *manifest, const table *student, judge_options o)
{
	*r = (result){.chapter = manifest->chapter};
	if (!o.source.chapter) o.source.chapter = manifest->chapter;
	const bool other = !o.gradients_only && !o.same_seed && another_seed(manifest, student);
	exercise_result *last = NULL;
	for (const exercise_record *of = manifest->exercises; of; of = of->next) {
		last = add_exercise(r, last, of);
		judge_exercise(r, last, manifest, student, o);
		if (!other) continue;
		last->state = STATE_GRADER_ERROR;
		last->points = 0;
		last->message = "the cases ran on other inputs than the expected ones: another seed?";
	}
	add_up(r);
}

void result_not_compiled(result *r, const table *manifest, const char *message)
{
	*r = (result){.chapter = manifest->chapter};
	exercise_result *last = NULL;
	for (const exercise_record *of = manifest->exercises; of; of = of->next) {
		last = add_exercise(r, last, of);
		last->state = STATE_NOT_GRADABLE;
		last->max = of->points;
		last->message = text_in(&r->a, "does not compile: %s", message);
	}
	add_up(r);
}
