/* How exports write: JSON, CSV, and the words about an exercise. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clean.h"
#include "describe.h"
#include "error.h"
#include "export.h"

enum { TEXT_MOST = 4000, DIGITS = 12 };

/* --- an exercise --- */

const char *export_exercise_name(arena *a, const view_exercise *e)
{
	return clean_line(a, text_in(a, "%s %s", e->number, e->name), 200);
}

const char *export_exercise_text(arena *a, const view_exercise *e)
{
	const char *text = text_in(
	        a, "%s: %s of %s points", e->state, view_points(a, e->points), view_points(a, e->max));
	if (e->message) text = text_in(a, "%s\n%s", text, e->message);
	for (int i = 0; i < e->n; i++)
		if (strcmp(e->arrays[i].state, "right") != 0)
			text = text_in(a, "%s\n%s", text, view_array_text(a, &e->arrays[i]));
	if (e->hint) text = text_in(a, "%s\nHint: %s", text, e->hint);
	if (e->leak) text = text_in(a, "%s\nMemory is never freed: %s", text, e->leak);
	return clean_lines(a, text, TEXT_MOST);
}

bool export_passed(const view_exercise *e)
{
	return !strcmp(e->state, "passed") && e->points >= e->max - 1e-9;
}

double export_share(const export_student *s, const view_exercise *e)
{
	return s->v.has_mark && s->raw > 0 ? e->points * s->v.mark / s->raw : 0;
}

/* --- JSON --- */

json_t *export_string(const char *text)
{
	arena a = {0};
	json_t *s = json_string(clean_lines(&a, text, 0));
	arena_free(&a);
	if (!s) bug("cleaned text that is no UTF-8");
	return s;
}

int export_json(FILE *f, json_t *o, bool one_line)
{
	const size_t flags = JSON_ENSURE_ASCII | JSON_REAL_PRECISION(DIGITS) |
	                     (one_line ? JSON_COMPACT : JSON_INDENT(1));
	if (!o) bug("an export that is no JSON");
	const bool good = !json_dumpf(o, f, flags) && fputc('\n', f) != EOF;
	json_decref(o);
	return good ? 0 : error_set("the export cannot be written: %s", strerror(errno));
}

/* --- markup --- */

static const char *replaced(arena *a, const char *text, const char *const *with)
{
	static const char signs[] = "<>&\"'";
	char *out = arena_alloc(a, 6 * strlen(text) + 1, 1), *to = out;
	for (const char *found; *text; text++) {
		found = strchr(signs, *text);
		if (found && with[found - signs])
			to = stpcpy(to, with[found - signs]);
		else
			*to++ = *text;
	}
	return out;
}

const char *export_escaped(arena *a, const char *text)
{
	static const char *const with[] = {"&lt;", "&gt;", "&amp;", "&quot;", "&#39;"};
	return replaced(a, text, with);
}

const char *export_no_markup(arena *a, const char *text)
{
	static const char *const with[] = {"‹", "›", "＆", NULL, NULL};
	return replaced(a, text, with);
}

/* --- CSV --- */

/* Spreadsheets calculate what begins with one of these, also in the wide forms of Asian keyboards. */
static bool begins_formula(const char *s)
{
	static const char *const starts[] = {
	        "=", "+", "-", "@", "|", "%", "\t", "\r", "＝", "＋", "－", "＠"};
	s += strspn(s, " \"'");
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (!strncmp(s, starts[i], strlen(starts[i]))) return true;
	return false;
}

void export_cell(FILE *f, bool first, const char *text)
{
	const bool quoted = strpbrk(text, ",;\"\t\n") || *text == ' ' || begins_formula(text) ||
	                    (*text && text[strlen(text) - 1] == ' ');
	if (!first) fputc(',', f);
	if (quoted) fputc('"', f);
	for (const char *s = text; *s; s++) {
		// where a cell begins, or a program that separates by something else would let one begin
		if ((s == text || strchr(",;|\t\n", s[-1])) && begins_formula(s)) fputc('\'', f);
		if (*s == '"') fputc('"', f);
		fputc(*s, f);
	}
	if (quoted) fputc('"', f);
}

void export_number(FILE *f, bool first, double x)
{
	fprintf(f, "%s%.*g", first ? "" : ",", DIGITS, x);
}

void export_points(FILE *f, bool first, const export_mark *m)
{
	if (m->given)
		export_number(f, first, m->points);
	else
		export_cell(f, first, "");
}
