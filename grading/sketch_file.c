/* Files of mistakes: one JSON object a line,
 *
 *     {"variant":"no_sum","exercise":"rnn_backward","hint":"…","arrays":[
 *       {"case":"small","array":"dW","changed":true,"sketch":[…4 numbers…]},
 *       {"case":"small","array":"loss","changed":true},
 *       {"case":"long","end":"timed out"}]}
 *
 * "finite":false beside a sketch says that it tells positions of non-finite values. */
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "line.h"
#include "sketch.h"

static const char *text_of(arena *a, const json_t *o, const char *key)
{
	const char *text = json_string_value(json_object_get(o, key));
	return text ? arena_strdup(a, text) : NULL;
}

static trace *trace_of(arena *a, const json_t *o)
{
	trace *t = arena_alloc(a, 1, sizeof *t);
	t->case_name = text_of(a, o, "case");
	t->array = text_of(a, o, "array");
	t->end = text_of(a, o, "end");
	if (!t->case_name || !t->array == !t->end) return NULL;
	const json_t *numbers = json_object_get(o, "sketch");
	t->sketch.finite = !json_is_false(json_object_get(o, "finite"));
	t->has_sketch = numbers != NULL;
	if (!numbers) return t;
	if (json_array_size(numbers) != SKETCH_NUMBERS) return NULL;
	for (size_t k = 0; k < SKETCH_NUMBERS; k++) {
		const json_t *x = json_array_get(numbers, k);
		if (!json_is_number(x)) return NULL;
		t->sketch.number[k] = json_number_value(x);
	}
	return t;
}

static mistake *mistake_of(arena *a, const json_t *o)
{
	mistake *m = arena_alloc(a, 1, sizeof *m);
	trace **last = &m->traces;
	m->variant = text_of(a, o, "variant");
	m->exercise = text_of(a, o, "exercise");
	m->hint = text_of(a, o, "hint");
	const json_t *traces = json_object_get(o, "arrays");
	if (!m->variant || !m->exercise || !m->hint || !json_is_array(traces)) return NULL;
	for (size_t i = 0; i < json_array_size(traces); i++) {
		*last = trace_of(a, json_array_get(traces, i));
		if (!*last) return NULL;
		last = &(*last)->next;
	}
	return m;
}

static int read_mistakes(FILE *f, char *buffer, mistake **last, arena *a, const char *path)
{
	int number = 0;
	long n;
	while ((n = line_read(f, buffer, &number)) != -1) {
		json_error_t error = {.text = "the line is too long"};
		json_t *o = n < 0 ? NULL : json_loadb(buffer, (size_t)n, JSON_REJECT_DUPLICATES, &error);
		if (!o) return error_set("%s:%d: %s", path, number, error.text);
		*last = mistake_of(a, o);
		json_decref(o);
		if (!*last)
			return error_set("%s:%d: expected variant, exercise, hint, and arrays with a case and "
			                 "either array or end",
			        path, number);
		last = &(*last)->next;
	}
	return ferror(f) ? error_set("%s: %s", path, strerror(errno)) : 0;
}

int mistakes_read(mistake **list, arena *a, const char *path)
{
	*list = NULL;
	FILE *f = fopen(path, "rb");
	if (!f) return error_set("%s: %s", path, strerror(errno));
	char *buffer = malloc(RECORD_LINE_MAX);
	if (!buffer) bug("no memory for a line");
	const int failed = read_mistakes(f, buffer, list, a, path);
	free(buffer);
	fclose(f);
	return failed;
}

static json_t *trace_json(const trace *t)
{
	if (!t->array) return json_pack("{s:s, s:s}", "case", t->case_name, "end", t->end);
	json_t *o = json_pack("{s:s, s:s, s:b}", "case", t->case_name, "array", t->array, "changed", 1);
	if (!t->has_sketch) return o;
	json_t *numbers = json_array();
	for (int k = 0; k < SKETCH_NUMBERS; k++)
		json_array_append_new(numbers, json_real(t->sketch.number[k]));
	json_object_set_new(o, "sketch", numbers);
	if (!t->sketch.finite) json_object_set_new(o, "finite", json_false());
	return o;
}

int mistake_write(FILE *out, const mistake *m)
{
	json_t *traces = json_array();
	for (const trace *t = m->traces; t; t = t->next) json_array_append_new(traces, trace_json(t));
	json_t *o = json_pack("{s:s, s:s, s:s, s:o}", "variant", m->variant, "exercise", m->exercise,
	        "hint", m->hint, "arrays", traces);
	if (!o) bug("a mistake that is no JSON");
	const int failed =
	        json_dumpf(o, out, JSON_COMPACT | JSON_REAL_PRECISION(12)) || fputc('\n', out) == EOF;
	json_decref(o);
	return failed ? -1 : 0;
}
