/* One grading: read from the work folders that the seeds left, written into the tables.
 *
 * With several seeds an exercise is worth what it was worth on the worst of them: code that is right
 * one time in two is wrong. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "run_parts.h"

enum { OUTCOME_MOST = 4 << 20, RESULT_MOST = 64 << 20 };

void import_begin(imported *im, const char *notes)
{
	*im = (imported){.outcome = "graded", .notes = notes ? json_loads(notes, 0, NULL) : NULL};
	if (!im->notes) im->notes = json_array();
}

void import_free(imported *im)
{
	json_decref(im->notes);
	json_decref(im->result);
	*im = (imported){0};
}

static json_t *read_json(const char *work, const char *name, size_t most)
{
	char path[4096];
	size_t n;
	json_error_t why;
	if (folder_path(path, "%s/%s", work, name)) return NULL;
	char *text = folder_read_file(path, most, &n);
	if (!text) return NULL;
	json_t *o = json_loadb(text, n, JSON_REJECT_DUPLICATES, &why);
	free(text);
	if (json_is_object(o)) return o;
	error_set("%s:%d: expected a JSON object: %s", name, o ? 1 : why.line, o ? "none" : why.text);
	json_decref(o);
	return NULL;
}

static double number_of(const json_t *o, const char *key)
{
	const json_t *x = json_object_get(o, key);
	return json_is_number(x) ? json_number_value(x) : (double)NAN;
}

static const char *text_of(const json_t *o, const char *key)
{
	return json_string_value(json_object_get(o, key));
}

/* Points of every exercise are within their bounds, or the grader has failed. */
static int check_result(const json_t *result)
{
	size_t i;
	json_t *e;
	const json_t *list = json_object_get(result, "exercises");
	if (!json_array_size(list)) return error_set("result.json: expected exercises, found none");
	json_array_foreach(list, i, e)
	{
		const double points = number_of(e, "points"), max = number_of(e, "max");
		if (!(points >= 0 && points <= max + 1e-9 && max < 1e9))
			return error_set(
			        "result.json: exercise %zu: expected points from 0 to its maximum", i + 1);
		if (!text_of(e, "number") || !text_of(e, "name") || !text_of(e, "state"))
			return error_set("result.json: exercise %zu: expected number, name and state", i + 1);
		if (!strcmp(text_of(e, "state"), "grader error"))
			return error_set("exercise %s: the grader failed: %.500s", text_of(e, "number"),
			        text_of(e, "message") ? text_of(e, "message") : "no reason is known");
	}
	return 0;
}

/* Of each exercise the worse of two. */
static int keep_worst(json_t *result, const json_t *other)
{
	size_t i;
	json_t *e, *mine = json_object_get(result, "exercises");
	const json_t *theirs = json_object_get(other, "exercises");
	double points = 0;
	if (json_array_size(mine) != json_array_size(theirs))
		return error_set("result.json: expected the same exercises on every seed");
	json_array_foreach(theirs, i, e)
	{
		if (number_of(e, "points") < number_of(json_array_get(mine, i), "points"))
			json_array_set(mine, i, e);
		points += number_of(json_array_get(mine, i), "points");
	}
	return json_object_set_new(result, "points", json_real(points));
}

static int take_result(imported *im, const char *work)
{
	json_t *result = read_json(work, "result.json", RESULT_MOST);
	if (!result) return -1;
	int status = check_result(result);
	if (!status && im->result) status = keep_worst(im->result, result);
	if (!status && !im->result) im->result = json_incref(result);
	json_decref(result);
	return status;
}

/* Notes of several seeds often say the same. */
static void take_notes(imported *im, const json_t *lines)
{
	size_t i;
	json_t *line;
	json_array_foreach(lines, i, line)
	{
		bool new = json_is_string(line);
		for (size_t j = 0; j < json_array_size(im->notes); j++)
			new = new && !json_equal(line, json_array_get(im->notes, j));
		if (new) json_array_append(im->notes, line);
	}
}

static int take_outcome(imported *im, const json_t *o, const char *work)
{
	const char *outcome = text_of(o, "outcome"), *reason = text_of(o, "reason");
	const json_t *cpu = json_object_get(o, "cpu");
	if (!outcome) return error_set("outcome.json: expected an outcome");
	if (!strcmp(outcome, "grader error"))
		return error_set("%s", reason ? reason : "no reason is known");
	take_notes(im, json_object_get(o, "notes"));
	im->cpu[0] += number_of(cpu, "compile");
	im->cpu[1] += number_of(cpu, "run");
	im->cpu[2] += number_of(cpu, "judge");
	im->wall += number_of(o, "wall");
	if (!strcmp(outcome, "graded")) return take_result(im, work);
	if (strcmp(outcome, "not gradable") != 0)
		return error_set("outcome.json: \"%.40s\": expected an outcome", outcome);
	im->outcome = "not gradable";
	snprintf(im->reason, sizeof im->reason, "%s", reason ? reason : "");
	take_result(im, work); // it may be without
	return 0;
}

int import_outcome(imported *im, const char *work)
{
	json_t *o = read_json(work, "outcome.json", OUTCOME_MOST);
	if (!o) return -1;
	const int status = take_outcome(im, o, work);
	json_decref(o);
	return status;
}

static int insert_exercises(gradebook *g, long submission, long revision, const json_t *result)
{
	size_t i;
	json_t *e;
	json_array_foreach(json_object_get(result, "exercises"), i, e)
	{
		const json_t *hint = json_object_get(e, "hint");
		const char *kind = text_of(hint, "kind");
		const bool named = kind && !strcmp(kind, "variant");
		if (gradebook_do(g,
		            "INSERT INTO exercise(submission, revision, number, name, state, points, max, "
		            "mistake, hint, message, leak) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		            "llsssffssss", submission, revision, text_of(e, "number"), text_of(e, "name"),
		            text_of(e, "state"), number_of(e, "points"), number_of(e, "max"),
		            named ? text_of(hint, "name") : NULL, text_of(hint, "text"),
		            text_of(e, "message"), text_of(e, "leak")))
			return -1;
	}
	return 0;
}

/* Points are there only for what was graded; SQLite stores NaN as NULL. */
static void add_up(const imported *im, double *points, double *max)
{
	size_t i;
	json_t *e;
	const bool graded = !strcmp(im->outcome, "graded");
	*points = *max = graded ? 0 : (double)NAN;
	if (!graded) return;
	json_array_foreach(json_object_get(im->result, "exercises"), i, e)
	{
		*points += number_of(e, "points");
		*max += number_of(e, "max");
	}
}

int import_grading(gradebook *g, long submission, long run_number, const imported *im)
{
	long revision;
	double points, max;
	add_up(im, &points, &max);
	if (gradebook_long(g, &revision, 0,
	            "SELECT 1 + coalesce(max(revision), 0) FROM grading WHERE submission = ?", "l",
	            submission))
		return -1;
	char *notes = json_dumps(im->notes, JSON_COMPACT);
	char *result = im->result ? json_dumps(im->result, JSON_COMPACT) : NULL;
	const int status = gradebook_do(g,
	        "INSERT INTO grading(submission, revision, run, graded, outcome, reason, points, max, "
	        "notes, result, compile_cpu, run_cpu, judge_cpu, wall) "
	        "VALUES(?, ?, nullif(?, 0), ?, ?, nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?)",
	        "llllssffssffff", submission, revision, run_number, (long)time(NULL), im->outcome,
	        im->reason, points, max, notes, result, im->cpu[0], im->cpu[1], im->cpu[2], im->wall);
	free(notes);
	free(result);
	return status ? -1 : insert_exercises(g, submission, revision, im->result);
}
