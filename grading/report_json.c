/* The result as JSON, for other programs: pages, notebooks, gradebooks. */
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "describe.h"
#include "error.h"
#include "report.h"

/* A number, or a string for what JSON cannot say. */
static json_t *number(double x)
{
	if (isfinite(x)) return json_real(x);
	return json_string(isnan(x) ? "nan" : x > 0 ? "inf" : "-inf");
}

static json_t *element(const array *a, long i)
{
	if (a->words) return json_string(a->words[i]);
	return a->numbers ? number(a->numbers[i]) : json_null();
}

static json_t *index_of(const array *a, long i)
{
	json_t *list = json_array();
	for (int k = a->rank - 1; k >= 0; k--) {
		const int size = a->shape[k] > 0 ? a->shape[k] : 1;
		json_array_insert_new(list, 0, json_integer(i % size));
		i /= size;
	}
	return list;
}

static const char *answer_state(const case_result *c, const answer *a)
{
	if (c->skipped) return "skipped";
	if (!a->judged) return "not judged";
	if (!a->yours) return "missing";
	if (a->right) return "right";
	switch (a->against_expected.verdict) {
	case VERDICT_SHAPE: return "shape";
	case VERDICT_NOT_WRITTEN: return "not written";
	default: return "wrong";
	}
}

static json_t *answer_json(arena *scratch, const case_result *c, const answer *a)
{
	const bool gradient = a->against_expected.verdict == VERDICT_EQUAL && a->has_gradient;
	const comparison *x = gradient ? &a->against_numeric : &a->against_expected;
	const array *other = gradient ? a->numeric : a->expected;
	const bool checked =
	        a->yours && a->has_gradient && a->against_numeric.verdict != VERDICT_LEFT_OUT;
	json_t *o = json_pack("{s:s, s:s, s:s, s:o, s:o}", "case", c->expected->name, "array",
	        a->expected->name, "state", answer_state(c, a), "error",
	        a->judged && a->yours ? number(x->error) : json_null(), "gradient",
	        checked ? number(a->against_numeric.error) : json_null());
	if (!a->judged || a->right || !a->yours) return o;
	json_object_set_new(o, "message", json_string(describe_answer(scratch, a)));
	if (x->worst < 0 || x->worst >= a->yours->count || x->worst >= other->count) return o;
	json_object_set_new(o, "worst",
	        json_pack("{s:o, s:o, s:o}", "index", index_of(other, x->worst), "yours",
	                element(a->yours, x->worst), "expected", element(other, x->worst)));
	return o;
}

/* One line about an exercise: of a wrong one, the first thing that is wrong. */
static const char *message_of(const exercise_result *e, arena *scratch)
{
	if (e->message || e->state != STATE_WRONG) return e->message;
	for (const case_result *c = e->cases; c; c = c->next) {
		if (c->skipped) continue;
		for (const answer *a = c->answers; a; a = a->next)
			if (a->judged && !a->right)
				return text_in(
				        scratch, "%s (case %s)", describe_answer(scratch, a), c->expected->name);
		if (c->changed_input)
			return text_in(scratch, "its input %s was changed by the call (case %s)",
			        c->changed_input, c->expected->name);
	}
	return NULL;
}

static json_t *exercise_json(const result *r, const exercise_result *e, arena *scratch)
{
	json_t *answers = json_array();
	for (const case_result *c = e->cases; c; c = c->next)
		for (const answer *a = c->answers; a; a = a->next)
			json_array_append_new(answers, answer_json(scratch, c, a));
	json_t *o = json_pack("{s:s, s:s, s:s, s:f, s:f, s:o, s:s?, s:s?}", "number",
	        e->exercise->number, "name", e->exercise->name, "state", state_name(e->state), "points",
	        e->points, "max", e->max, "arrays", answers, "message", message_of(e, scratch), "leak",
	        e->leak);
	if (r->hint.exercise == e)
		json_object_set_new(o, "hint",
		        json_pack("{s:s, s:s, s:s}", "kind", r->hint.kind, "name", r->hint.name, "text",
		                r->hint.text));
	return o;
}

static int write_file(const json_t *o, const char *path)
{
	char temporary[4096];
	if (!strcmp(path, "-")) {
		if (!json_dumpf(o, stdout, JSON_INDENT(1)) && putchar('\n') != EOF) return 0;
		return error_set("standard output: %s", strerror(errno));
	}
	if (snprintf(temporary, sizeof temporary, "%s.XXXXXX", path) >= (int)sizeof temporary)
		return error_set("%s: the path is too long", path);
	const int fd = mkstemp(temporary);
	if (fd < 0) return error_set("%s: %s", temporary, strerror(errno));
	FILE *f = fdopen(fd, "w");
	const mode_t mask = umask(0);
	umask(mask);
	bool ok = f && !json_dumpf(o, f, JSON_INDENT(1)) && fputc('\n', f) != EOF;
	ok = fchmod(fd, 0666 & ~mask) == 0 && ok; // mkstemp made it private
	ok = f && !fclose(f) && ok;
	if (ok && !rename(temporary, path)) return 0;
	const int why = errno;
	unlink(temporary);
	return error_set("%s: %s", path, strerror(why));
}

int report_json(const result *r, const char *path)
{
	arena scratch = {0};
	json_t *exercises = json_array();
	for (const exercise_result *e = r->exercises; e; e = e->next)
		json_array_append_new(exercises, exercise_json(r, e, &scratch));
	json_t *o = json_pack("{s:s, s:f, s:f, s:o}", "chapter", r->chapter, "points", r->points, "max",
	        r->max, "exercises", exercises);
	if (!o) bug("a result that is no JSON");
	const int failed = write_file(o, path);
	json_decref(o);
	arena_free(&scratch);
	return failed;
}
