/* Texts of a grading: reasons, notes, hints, outcome.json. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clean.h"
#include "error.h"
#include "folder.h"
#include "one_parts.h"

enum { LINE_MOST = 1000 };

void one_set_reason(one *o, const char *text)
{
	snprintf(o->reason, sizeof o->reason, "%s", clean_line(&o->a, text, sizeof o->reason - 10));
}

void one_add_text(one *o, json_t *list, const char *text)
{
	json_array_append_new(list, json_string(clean_line(&o->a, text, LINE_MOST)));
}

void one_add_lines(one *o, json_t *list, const char *text)
{
	char line[LINE_MOST];
	for (const char *end; *text; text = end + (*end == '\n')) {
		end = text + strcspn(text, "\n");
		snprintf(line, sizeof line, "%.*s", (int)(end - text), text);
		if (*line) one_add_text(o, list, line);
	}
}

static json_t *read_result(const char *path)
{
	json_error_t error;
	json_t *o = json_load_file(path, 0, &error);
	if (!o) error_set("%s:%d: %s", path, error.line, error.text);
	return o;
}

void one_reason_of_result(one *o, const char *path)
{
	json_t *result = read_result(path);
	const json_t *first = json_array_get(json_object_get(result, "exercises"), 0);
	const char *message = json_string_value(json_object_get(first, "message"));
	one_set_reason(o, message ? message : "does not compile");
	json_decref(result);
}

static bool is_wrong(const json_t *exercise)
{
	const char *state = json_string_value(json_object_get(exercise, "state"));
	return state && (!strcmp(state, "wrong") || !strcmp(state, "crashed"));
}

bool one_wants_hint(const char *path, char *wrong, size_t size)
{
	json_t *result = read_result(path), *exercise;
	size_t i, used = 0;
	json_array_foreach(json_object_get(result, "exercises"), i, exercise)
	{
		const char *name = json_string_value(json_object_get(exercise, "name"));
		if (!is_wrong(exercise) || !name || used + strlen(name) + 3 > size) continue;
		used += (size_t)snprintf(wrong + used, size - used, "%s%s,", used ? "" : ",", name);
	}
	json_decref(result);
	return used > 0;
}

int one_merge_hint(const char *path, const char *hints)
{
	json_t *result = read_result(path), *other = read_result(hints), *exercise;
	const json_t *list = json_object_get(other, "exercises");
	size_t i;
	json_array_foreach(json_object_get(result, "exercises"), i, exercise)
	{
		const json_t *theirs = json_array_get(list, i);
		json_t *hint = json_object_get(theirs, "hint");
		if (!is_wrong(exercise) || !is_wrong(theirs) || !hint) continue;
		json_object_set(exercise, "hint", hint);
	}
	char *text = result && other ? json_dumps(result, JSON_INDENT(1)) : NULL;
	const int failed = text ? folder_write_file(path, text, strlen(text)) : -1;
	free(text);
	json_decref(result);
	json_decref(other);
	return failed;
}

void one_forget_result(const one *o)
{
	char path[4096];
	if (!folder_path(path, "%s/result.json", o->job->work)) unlink(path);
}

int one_write_outcome(const one *o, one_outcome outcome, double wall)
{
	char path[4096];
	json_t *out = json_pack("{s:s, s:s, s:O, s:O, s:{s:f, s:f, s:f}, s:f}", "outcome",
	        one_outcome_name(outcome), "reason", o->reason, "ignored", o->ignored, "notes",
	        o->notes, "cpu", "compile", o->cpu[ONE_COMPILE], "run", o->cpu[ONE_RUN], "judge",
	        o->cpu[ONE_JUDGE], "wall", wall);
	char *text = out ? json_dumps(out, JSON_INDENT(1)) : NULL;
	int failed = text ? 0 : error_set("outcome.json cannot be made");
	if (!failed)
		failed = folder_path(path, "%s/outcome.json", o->job->work) ||
		         folder_write_file(path, text, strlen(text));
	free(text);
	json_decref(out);
	return failed ? -1 : 0;
}

void one_free_reference(reference *r)
{
	free(r->text);
	if (r->fd >= 0) close(r->fd);
	*r = (reference){.fd = -1};
}

void one_free(one *o)
{
	for (int i = 0; i < o->count; i++) {
		free((char *)(uintptr_t)o->files[i].name);
		free(o->files[i].bytes);
	}
	free((char *)(uintptr_t)o->folder);
	json_decref(o->ignored);
	json_decref(o->notes);
	arena_free(&o->a);
	*o = (one){0};
}
