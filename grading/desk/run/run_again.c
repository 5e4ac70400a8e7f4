/* Hand-ins that the gradebook holds, graded again: their files out of it, and transcripts judged
 * anew, without running any code.
 *
 * The hint of an exercise was found with answers to the public seed, which are not kept. Where an
 * exercise is as wrong as it was, it keeps its hint. */
#include <fcntl.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "error.h"
#include "folder.h"
#include "judging.h"
#include "run_parts.h"

enum { RESULT_MOST = 64 << 20 };

/* --- out of the gradebook --- */

static int restore_file(
        const run *r, long submission, const char *kind, const char *name, const char *path)
{
	char *bytes;
	size_t n;
	if (gradebook_get_file(r->g, submission, kind, name, &bytes, &n)) return -1;
	if (!bytes) return error_set("its %s %s is not in the gradebook", kind, name);
	const int status = folder_write_file(path, bytes, n);
	free(bytes);
	return status;
}

static int restore_sources(const run *r, long submission, const char *folder)
{
	char path[4096];
	if (folder_path(path, "%s/handin", folder) || folder_make(path)) return -1;
	for (int i = 0; i < r->wanted.n; i++)
		if (folder_path(path, "%s/handin/%s", folder, r->wanted.names[i]) ||
		        restore_file(r, submission, "source", r->wanted.names[i], path))
			return -1;
	return 0;
}

static int restore_transcripts(const run *r, long submission, const char *folder)
{
	char path[4096], name[40];
	for (int k = 0; k < r->nseeds; k++) {
		import_transcript_name(name, k);
		if (folder_path(path, "%s/graded-%d", folder, k) || folder_make(path) ||
		        folder_path(path, "%s/graded-%d/transcript.jsonl", folder, k) ||
		        restore_file(r, submission, "transcript", name, path))
			return -1;
	}
	return 0;
}

static char *copy_text(query *q, int column)
{
	char *s = query_null(q, column) ? NULL : malloc(strlen(query_text(q, column)) + 1);
	return s ? strcpy(s, query_text(q, column)) : NULL;
}

static int restore_facts(const run *r, long submission, run_facts *f)
{
	query q;
	*f = (run_facts){0};
	if (query_open(&q, r->g,
	            "SELECT sha256, notes, result, compile_cpu, run_cpu FROM submission JOIN current "
	            "ON "
	            "number = submission WHERE number = ?",
	            "l", submission))
		return -1;
	int more = query_next(&q);
	if (more > 0) {
		snprintf(f->sha256, sizeof f->sha256, "%s", query_text(&q, 0));
		f->notes = copy_text(&q, 1);
		if (r->mode == RUN_REJUDGE) f->result = copy_text(&q, 2);
		for (int i = 0; i < 2; i++)
			f->cpu[i] = query_null(&q, 3 + i) ? (double)NAN : query_real(&q, 3 + i);
		more = 0;
	} else if (more == 0)
		more = error_set("submission %ld is not in the gradebook", submission);
	query_close(&q);
	return more;
}

int run_restore(const run *r, const queue_entry *e, const char *folder, run_facts *f)
{
	if (restore_facts(r, e->submission, f)) return -1;
	return r->mode == RUN_AGAIN ? restore_sources(r, e->submission, folder)
	                            : restore_transcripts(r, e->submission, folder);
}

/* --- old and new results --- */

static bool is_exercise(const json_t *e, const char *which)
{
	const char *number = json_string_value(json_object_get(e, "number")),
	           *name = json_string_value(json_object_get(e, "name"));
	return (number && !strcmp(number, which)) || (name && !strcmp(name, which));
}

static json_t *same_exercise(const json_t *result, const json_t *e)
{
	size_t i;
	json_t *other;
	const json_t *list = json_object_get(result, "exercises");
	const char *name = json_string_value(json_object_get(e, "name"));
	for (i = 0; i < json_array_size(list); i++) {
		other = json_array_get(list, i);
		if (name && is_exercise(other, name)) return other;
	}
	return NULL;
}

static bool as_wrong_as(const json_t *a, const json_t *b)
{
	return json_equal(json_object_get(a, "state"), json_object_get(b, "state")) &&
	       fabs(json_number_value(json_object_get(a, "points")) -
	               json_number_value(json_object_get(b, "points"))) < 1e-9;
}

/* The new result, with the old one's hints; or the old one with one new exercise. */
static int merge(json_t *result, const json_t *old, const char *exercise)
{
	size_t i;
	json_t *e, *list = json_object_get(result, "exercises");
	bool found = !exercise;
	json_array_foreach(list, i, e)
	{
		json_t *before = same_exercise(old, e), *hint = json_object_get(before, "hint");
		if (exercise && !is_exercise(e, exercise)) {
			if (before) json_array_set(list, i, before);
			continue;
		}
		found = true;
		if (hint && !json_object_get(e, "hint") && as_wrong_as(e, before))
			json_object_set(e, "hint", hint);
	}
	return found ? 0 : error_set("there is no exercise %s", exercise);
}

static int merge_file(const char *path, const run_facts *f, const char *exercise)
{
	size_t n;
	char *text = folder_read_file(path, RESULT_MOST, &n);
	if (!text) return -1;
	json_t *result = json_loadb(text, n, 0, NULL);
	json_t *old = f->result ? json_loads(f->result, 0, NULL) : NULL;
	free(text);
	int status = result ? merge(result, old, exercise) : error_set("%s: expected JSON", path);
	text = status ? NULL : json_dumps(result, JSON_INDENT(1));
	if (!status) status = text ? folder_write_file(path, text, strlen(text)) : -1;
	free(text);
	json_decref(result);
	json_decref(old);
	return status;
}

/* --- the step --- */

static json_t *seconds(double x)
{
	return isfinite(x) ? json_real(x) : json_null();
}

static int write_outcome(const char *work, const run_facts *f, double cpu, bool first)
{
	char path[4096];
	json_t *o = json_pack("{s:s, s:s, s:[], s:[], s:{s:o, s:o, s:f}}", "outcome", "graded",
	        "reason", "", "ignored", "notes", "cpu", "compile", seconds(first ? f->cpu[0] : 0),
	        "run", seconds(first ? f->cpu[1] : 0), "judge", cpu);
	char *text = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	if (!text) bug("an outcome that is no JSON");
	const int status = folder_path(path, "%s/outcome.json", work) ||
	                   folder_write_file(path, text, strlen(text));
	free(text);
	return status ? -1 : 0;
}

static int judge(const run *r, const run_facts *f, const char *work, int k)
{
	char path[4096], result[4096];
	if (run_reference(r, k, path) || folder_path(result, "%s/result.json", work)) return -1;
	const int expected = open(path, O_RDONLY | O_CLOEXEC);
	if (expected < 0 || folder_path(path, "%s/transcript.jsonl", work))
		return error_set("%s: cannot be read", path);
	const int transcript = open(path, O_RDONLY | O_CLOEXEC);
	if (transcript < 0) return error_set("%s: cannot be read", path);
	judging j = {.chapter = r->wanted.chapter,
	        .expected = expected,
	        .transcript = transcript,
	        .compile_log = -1,
	        .result = result};
	if (judge_transcript(&j) || merge_file(result, f, r->exercise)) return -1;
	return write_outcome(work, f, j.cpu, k == 0);
}

int run_rejudge(const run *r, const run_facts *f, const char *folder, int k)
{
	char work[4096];
	if (!folder_path(work, "%s/graded-%d", folder, k) && !judge(r, f, work, k)) return 0;
	fprintf(stderr, "%s\n", error_message());
	return 1;
}
