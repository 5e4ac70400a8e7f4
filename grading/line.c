/* One line: bytes → JSON → a line of a known kind with fields of the right type.
 *
 * The JSON reader is told to refuse an object with the same key twice (which of the two would
 * count?), and refuses by itself: numbers beyond double, NaN and Infinity as bare words, NUL, bytes
 * that are not UTF-8, anything after the object, nesting deeper than 2048. No honest line nests
 * deeper than an array in an object. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "line.h"

static const char *const role_names[] = {"input", "output", "numeric", "after"};
static const char *const end_names[] = {"", "exit", "signal", "timeout"};
static char reason[200];

static const char *text_of(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key)); // NULL when absent or no string
}

/* Position of text in a list of names, or -1. */
static int choice(const char *text, const char *const *names, int first, int n)
{
	for (int i = first; text && i < n; i++)
		if (!strcmp(text, names[i])) return i;
	return -1;
}

static const char *parse_shape(array *head, const json_t *shape)
{
	head->rank = (int)strlen(head->axes);
	if (head->rank > TRANSCRIPT_RANK) return "\"axes\" has more than 4 letters";
	if (!json_is_array(shape) || json_array_size(shape) != (size_t)head->rank)
		return "\"shape\" and \"axes\" differ in length";
	head->count = 1;
	for (int i = 0; i < head->rank; i++) {
		const double size = json_number_value(json_array_get(shape, (size_t)i));
		if (!(size >= 0 && size <= 1e7 && size == floor(size)))
			return "\"shape\" has a size that is not a whole number from 0 to 10000000";
		head->shape[i] = (int)size;
		head->count *= (long)size;
		if (head->count > 10000000) return "\"shape\" is larger than 10000000 elements";
	}
	return NULL;
}

static bool is_number(const json_t *x)
{
	static const char *const names[] = {"nan", "inf", "-inf"};
	return json_is_number(x) || choice(json_string_value(x), names, 0, 3) >= 0;
}

static const char *parse_data(line *l)
{
	l->data = json_object_get(l->json, "data");
	if (!json_is_array(l->data)) return "\"data\" is not an array";
	if (json_array_size(l->data) != (size_t)l->head.count)
		return "\"data\" has not as many elements as \"shape\" says";
	bool numbers = true, words = true;
	size_t i;
	json_t *x;
	json_array_foreach(l->data, i, x)
	{
		numbers = numbers && is_number(x);
		words = words && json_is_string(x);
	}
	if (!numbers && !words) return "\"data\" is neither all numbers nor all words";
	l->numbers = numbers; // both: an empty array, or words such as "inf"
	l->words = words;
	return NULL;
}

static const char *parse_array(line *l)
{
	l->kind = LINE_ARRAY;
	const int r = choice(text_of(l->json, "role"), role_names, 0, 4);
	if (r < 0) return "\"role\" is not one of input, output, numeric, after";
	l->head.role = (role)r;
	l->head.axes = text_of(l->json, "axes");
	if (!l->head.axes) return "\"axes\" is missing";
	const char *wrong = parse_shape(&l->head, json_object_get(l->json, "shape"));
	return wrong ? wrong : parse_data(l);
}

static const char *parse_end(line *l)
{
	l->kind = LINE_END;
	const int e = choice(text_of(l->json, "end"), end_names, 1, 4);
	if (e < 0) return "\"end\" is not one of exit, signal, timeout";
	l->end = (end_kind)e;
	const json_t *status = json_object_get(l->json, "status");
	if (l->end != END_TIMEOUT && !json_is_number(status)) return "\"status\" is missing";
	const double number = json_number_value(status);
	if (!(number >= 0 && number <= 255)) return "\"status\" is not from 0 to 255";
	l->status = (int)number;
	l->log = text_of(l->json, "stderr");
	if (!l->log) l->log = "";
	l->flag = text_of(l->json, "flag");
	return NULL;
}

static const char *parse_exercise(line *l)
{
	l->kind = LINE_EXERCISE;
	l->number = text_of(l->json, "number");
	const double points = json_number_value(json_object_get(l->json, "points"));
	if (!l->number) return "\"number\" is missing";
	if (!(points >= 0 && points <= 1e6)) return "\"points\" is not from 0 to 1000000";
	l->points = (int)points;
	return NULL;
}

static const char *parse_object(line *l)
{
	l->chapter = text_of(l->json, "chapter");
	if (l->chapter) {
		l->kind = LINE_CHAPTER;
		return NULL;
	}
	l->exercise = text_of(l->json, "exercise");
	if (!l->exercise) return "\"exercise\" is missing";
	if (json_object_get(l->json, "number")) return parse_exercise(l);
	l->name = text_of(l->json, "case");
	if (!l->name) return "\"case\" is missing";
	l->head.name = text_of(l->json, "array");
	if (l->head.name) return parse_array(l);
	if (json_object_get(l->json, "end")) return parse_end(l);
	l->kind = LINE_CASE;
	l->needs = text_of(l->json, "needs");
	return json_object_size(l->json) == 2 + (l->needs != NULL) ? NULL : "unknown kind of line";
}

const char *line_parse(line *l, const char *text, size_t length)
{
	json_error_t error;
	*l = (line){0};
	l->json = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL, &error);
	if (!l->json) {
		snprintf(reason, sizeof reason, "column %d: %s", error.column, error.text);
		return reason;
	}
	return json_is_object(l->json) ? parse_object(l) : "not a JSON object";
}

static double number_of(const json_t *x)
{
	const char *name = json_string_value(x);
	if (!name) return json_number_value(x);
	return (double)(name[0] == 'n' ? NAN : name[0] == '-' ? -INFINITY : INFINITY);
}

void line_copy_data(const line *l, bool as_words, array *to, arena *a)
{
	const size_t n = (size_t)l->head.count;
	double *numbers = NULL;
	const char **words = NULL;
	if (as_words)
		words = arena_alloc(a, n + 1, sizeof *words);
	else
		numbers = arena_alloc(a, n + 1, sizeof *numbers);
	for (size_t i = 0; i < n; i++) {
		const json_t *x = json_array_get(l->data, i);
		if (words)
			words[i] = arena_strdup(a, json_string_value(x));
		else
			numbers[i] = number_of(x);
	}
	to->numbers = numbers;
	to->words = words;
}

void line_free(line *l)
{
	json_decref(l->json);
	l->json = NULL;
}

long line_read(FILE *f, char *buffer, int *number)
{
	long n = 0;
	int c;
	while ((c = getc(f)) != EOF) {
		if (c == '\n') {
			++*number;
			if (n > 0) break;
		} else {
			if (n < RECORD_LINE_MAX) buffer[n] = (char)c;
			n++;
		}
	}
	if (n == 0) return -1;
	if (c == EOF) ++*number;
	return n > RECORD_LINE_MAX ? -2 : n;
}
