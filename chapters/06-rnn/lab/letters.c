/* See letters.h. */
#include <stdlib.h>
#include <string.h>

#include "letters.h"
#include "text.h"

enum { CODE_POINTS = 0x110000 };

letters letters_of(arena *a, const char *text, size_t length)
{
	arena scratch = {0};
	char *seen = arena_alloc(&scratch, CODE_POINTS, 1);
	letters l = {0};
	for (size_t i = 0; i < length;) {
		int code;
		i += (size_t)text_decode(text + i, length - i, &code);
		l.count += !seen[code];
		seen[code] = 1;
	}
	l.code = arena_alloc(a, (size_t)l.count, sizeof *l.code);
	for (int code = 0, id = 0; code < CODE_POINTS; code++)
		if (seen[code]) l.code[id++] = code;
	arena_free(&scratch);
	return l;
}

static int compare(const void *a, const void *b)
{
	int x = *(const int *)a, y = *(const int *)b;
	return (x > y) - (x < y);
}

int letters_to_ids(
        arena *a, const letters *l, const char *name, const char *text, size_t length, lm_text *ids)
{
	int *id = arena_alloc(a, length, sizeof *id), line = 1;
	*ids = (lm_text){id, 0};
	for (size_t i = 0; i < length;) {
		int code;
		i += (size_t)text_decode(text + i, length - i, &code);
		const int *found = bsearch(&code, l->code, (size_t)l->count, sizeof *l->code, compare);
		if (!found) {
			char spelt[5];
			text_encode(code, spelt);
			return error_set(
			        "%s:%d: the letter '%s' (U+%04X) is not among the %d that the model knows",
			        name, line, spelt, (unsigned)code, l->count);
		}
		id[ids->length++] = (int)(found - l->code);
		line += code == '\n';
	}
	return 0;
}

void letters_spell(const letters *l, int id, char out[5])
{
	text_encode(l->code[id], out);
}
