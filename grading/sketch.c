/* Sketches and their matching: see sketch.h. sketch_file.c reads and writes them. */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "sketch.h"

#define SAME 1e-9
enum { SMALL = 4 };
static const char small_arrays[] = "*";

/* splitmix64: number i of stream k, as a weight in (−1,1). */
static double weight(uint64_t k, uint64_t i)
{
	uint64_t z = (k + 1) * UINT64_C(0xD1342543DE82EF95) + (i + 1) * UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	z ^= z >> 31;
	return (double)(z >> 11) * 0x1p-52 - 1;
}

static double hashed(const char *word)
{
	uint64_t h = UINT64_C(14695981039346656037);
	for (; *word; word++) h = (h ^ (unsigned char)*word) * UINT64_C(1099511628211);
	return weight(99, h);
}

static double number_at(const array *a, long i)
{
	return a->words ? hashed(a->words[i]) : a->numbers[i];
}

/* What is projected when something is not finite: 0 for a number, a code for the others. */
static double position_code(double x)
{
	return isfinite(x) ? 0 : isnan(x) ? 1 : x > 0 ? 2 : 3;
}

sketch sketch_of(const array *a)
{
	sketch s = {.finite = true};
	if (!a->words && !a->numbers) return s;
	for (long i = 0; i < a->count; i++) s.finite = s.finite && isfinite(number_at(a, i));
	for (long i = 0; i < a->count; i++) {
		double x = number_at(a, i);
		if (!s.finite) x = position_code(x);
		s.norm += x * x;
		for (int k = 0; k < SKETCH_NUMBERS; k++)
			s.number[k] += weight((uint64_t)k, (uint64_t)i) * x;
	}
	s.norm = sqrt(s.norm);
	return s;
}

bool same_sketch(const sketch *a, const sketch *b)
{
	if (a->finite != b->finite) return false;
	const double near = SAME * fmax(fmax(a->norm, b->norm), 1e-3);
	for (int k = 0; k < SKETCH_NUMBERS; k++)
		if (!(fabs(a->number[k] - b->number[k]) <= near)) return false;
	return true;
}

static bool ended_badly(const case_result *c)
{
	return c->state != STATE_PASSED && c->state != STATE_WRONG;
}

/* The small arrays of all cases, joined; NULL when one is missing or they are too few. */
static const array *joined(arena *a, const exercise_result *e)
{
	long n = 0;
	for (const case_result *c = e->cases; c; c = c->next)
		for (const answer *x = c->answers; x; x = x->next)
			if (x->expected->count <= SMALL) {
				if (!x->yours || x->yours->count > SMALL || c->skipped || ended_badly(c))
					return NULL;
				n += x->yours->count;
			}
	if (n <= SMALL) return NULL;
	array *all = arena_alloc(a, 1, sizeof *all);
	double *numbers = arena_alloc(a, (size_t)n, sizeof *numbers);
	for (const case_result *c = e->cases; c; c = c->next)
		for (const answer *x = c->answers; x; x = x->next)
			if (x->expected->count <= SMALL)
				for (long i = 0; i < x->yours->count; i++)
					numbers[all->count++] =
					        x->yours->words || x->yours->numbers ? number_at(x->yours, i) : 0;
	all->numbers = numbers;
	return all;
}

static trace *append(arena *a, trace ***last, const char *case_name, const char *array_name)
{
	trace *t = **last = arena_alloc(a, 1, sizeof *t);
	t->case_name = case_name;
	t->array = array_name;
	*last = &t->next;
	return t;
}

trace *traces_of(arena *a, const exercise_result *e)
{
	trace *first = NULL, **last = &first;
	bool small_wrong = false;
	for (const case_result *c = e->cases; c; c = c->next) {
		if (c->skipped) continue;
		if (ended_badly(c)) {
			append(a, &last, c->expected->name, NULL)->end = state_name(c->state);
			continue;
		}
		for (const answer *x = c->answers; x; x = x->next) {
			if (!x->judged || x->right) continue;
			trace *t = append(a, &last, c->expected->name, x->expected->name);
			t->has_sketch = x->expected->count > SMALL && x->yours->count > SMALL;
			if (t->has_sketch)
				t->sketch = sketch_of(x->yours);
			else
				small_wrong = true;
		}
	}
	const array *all = small_wrong ? joined(a, e) : NULL;
	if (!all) return first;
	trace *t = append(a, &last, small_arrays, small_arrays);
	t->has_sketch = true;
	t->sketch = sketch_of(all);
	return first;
}

static const case_result *case_of(const exercise_result *e, const char *name)
{
	for (const case_result *c = e->cases; c; c = c->next)
		if (!strcmp(c->expected->name, name)) return c;
	return NULL;
}

static const trace *same_trace(const trace *list, const trace *t)
{
	for (; list; list = list->next)
		if (!strcmp(list->case_name, t->case_name) && !list->array == !t->array &&
		        (!t->array || !strcmp(list->array, t->array)))
			return list;
	return NULL;
}

static const answer *answer_of(const case_result *c, const char *array_name)
{
	const answer *x = c ? c->answers : NULL;
	while (x && strcmp(x->expected->name, array_name) != 0) x = x->next;
	return x;
}

static bool whole_numbers(const array *a)
{
	for (long i = 0; a->numbers && i < a->count; i++)
		if (a->numbers[i] != floor(a->numbers[i])) return false;
	return a->numbers != NULL;
}

/* The student's array has the mistake's sketch: how much does that say? */
static void count_match(match *m, const answer *x)
{
	if (x && x->against_expected.verdict == VERDICT_NOT_WRITTEN)
		m->weak++;
	else if (x && whole_numbers(x->yours))
		m->ids++;
	else
		m->matched++;
}

/* Hold one trace of a mistake against the student's. */
static void weigh(match *m, const trace *t, const trace *yours, const exercise_result *e)
{
	const bool small = t->array && !strcmp(t->array, small_arrays);
	const case_result *c = case_of(e, t->case_name);
	const trace *same = same_trace(yours, t);
	if (!small && (!c || c->skipped)) return;
	if (!same && !small && !ended_badly(c)) {
		m->possible = false; // right, or not broken, where the mistake would make it so
		return;
	}
	if (!same)
		m->missed++;
	else if (!t->array) {
		if (!strcmp(t->end, same->end))
			m->ended++;
		else
			m->missed++;
	} else if (t->has_sketch && same->has_sketch) {
		if (!same_sketch(&t->sketch, &same->sketch))
			m->missed++;
		else
			count_match(m, answer_of(c, t->array));
	}
}

match match_of(arena *a, const mistake *of, const exercise_result *e)
{
	match m = {.possible = true};
	const trace *yours = traces_of(a, e);
	for (const trace *t = of->traces; t; t = t->next) weigh(&m, t, yours, e);
	for (const trace *y = yours; y; y = y->next)
		if (!same_trace(of->traces, y)) m.left_over++;
	const bool whole = m.missed == 0 && m.left_over == 0;
	m.possible = m.possible && (m.matched > 0 || (whole && m.ended + m.weak + m.ids > 0));
	return m;
}

/* > 0 when a explains more than b. */
static int better(const match *a, const match *b)
{
	if (a->possible != b->possible) return a->possible ? 1 : -1;
	if (a->matched + a->ids != b->matched + b->ids)
		return a->matched + a->ids - b->matched - b->ids;
	if (a->missed != b->missed) return b->missed - a->missed;
	if (a->left_over != b->left_over) return b->left_over - a->left_over;
	return a->ended + a->weak - b->ended - b->weak;
}

const mistake *best_match(arena *a, const mistake *list, const exercise_result *e, match *best)
{
	const mistake *found = NULL;
	bool tie = false;
	*best = (match){0};
	for (; list; list = list->next) {
		if (strcmp(list->exercise, e->exercise->name) != 0) continue;
		const match m = match_of(a, list, e);
		if (!m.possible) continue;
		const int order = found ? better(&m, best) : 1;
		if (order < 0) continue;
		tie = order == 0;
		if (tie) continue;
		found = list;
		*best = m;
	}
	return tie && best->missed ? NULL : found; // of two that are half right, either is a guess
}
