/* The one hint: see hint.h. */
#include <string.h>

#include "describe.h"
#include "hint.h"
#include "shape.h"
#include "sketch.h"

/* The lowest exercise with a mistake in it; one that is only unfinished has none yet. */
static const exercise_result *lowest_wrong(const result *r)
{
	for (const exercise_result *e = r->exercises; e; e = e->next)
		if (e->state == STATE_WRONG || e->state == STATE_CRASHED || e->state == STATE_TIMED_OUT)
			return e;
	return NULL;
}

static bool variant_hint(result *r, const exercise_result *e, const mistake *list)
{
	match m;
	const mistake *found = best_match(&r->a, list, e, &m);
	if (!found) return false;
	r->hint = (hint){.exercise = e,
	        .kind = "variant",
	        .name = found->variant,
	        .text = m.matched + m.ids ? found->hint : text_in(&r->a, "Perhaps: %s", found->hint)};
	return true;
}

static bool shape_hint(result *r, const exercise_result *e)
{
	error_shape s;
	for (const case_result *c = e->cases; c; c = c->next) {
		if (c->skipped || c->state != STATE_WRONG) continue;
		for (const answer *x = c->answers; x; x = x->next)
			if (x->judged && !x->right && error_shape_of(&s, &r->a, c, x)) {
				r->hint = (hint){.exercise = e, .kind = "shape", .name = s.name, .text = s.text};
				return true;
			}
	}
	return false;
}

static bool input_hint(result *r, const exercise_result *e)
{
	for (const case_result *c = e->cases; c; c = c->next) {
		if (c->skipped || !c->changed_input) continue;
		r->hint = (hint){.exercise = e,
		        .kind = "shape",
		        .name = "input changed",
		        .text = text_in(&r->a,
		                "The call writes into its input %s. Whoever called still needs "
		                "it: work on a copy, or write into the output.",
		                c->changed_input)};
		return true;
	}
	return false;
}

void hint_among(result *r, const mistake *known)
{
	const exercise_result *e = lowest_wrong(r);
	if (e && !variant_hint(r, e, known) && !input_hint(r, e)) shape_hint(r, e);
}

int hint_find(result *r, const char *sketches)
{
	mistake *list = NULL;
	if (sketches && mistakes_read(&list, &r->a, sketches)) return -1;
	hint_among(r, list);
	return 0;
}
