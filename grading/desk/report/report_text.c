/* A student's report as plain text: for a terminal, a mail, a learning platform's comment box. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "clean.h"
#include "describe.h"
#include "report_view.h"

enum { WIDTH = 79, INDENT = 2, DEEPER = 6 };

static int columns(const char *text, size_t bytes)
{
	int n = 0;
	for (size_t i = 0; i < bytes; i++) n += (text[i] & 0xC0) != 0x80;
	return n;
}

/* A paragraph, broken at spaces; its first line begins with `head`. */
static void say(FILE *f, view *v, int indent, const char *head, const char *words)
{
	const char *text = clean_line(&v->a, words, 0);
	int column = fprintf(f, "%*s%s", indent, "", head);
	for (bool first = true; *text; first = false) {
		const size_t n = strcspn(text, " ");
		if (!first && column + 1 + columns(text, n) > WIDTH)
			column = fprintf(f, "\n%*s", indent + INDENT, "") - 1;
		else if (!first)
			column += fprintf(f, " ");
		fwrite(text, 1, n, f);
		column += columns(text, n);
		text += n;
		text += strspn(text, " ");
	}
	fputc('\n', f);
}

static void head(FILE *f, view *v)
{
	say(f, v, 0, "", v->title);
	if (*v->course) say(f, v, 0, "", v->course);
	say(f, v, 0, "Feedback for ",
	        *v->name ? text_in(&v->a, "%s (%s)", v->name, v->student) : v->student);
	if (v->has_mark)
		fprintf(f, "\nMark: %s of %s\n", view_points(&v->a, v->mark),
		        view_points(&v->a, v->mark_max));
	else
		fprintf(f, "\nMark: none\n");
	for (int i = 0; i < v->nwhy; i++) say(f, v, INDENT, "", v->why[i]);
	if (strcmp(v->outcome, "graded") != 0) say(f, v, 0, "", view_state_text(v->outcome));
	if (v->reason) say(f, v, 0, "Why: ", v->reason);
	if (!v->log) return;
	fprintf(f, "\nWhat the compiler said:\n");
	for (const char *line = v->log; *line;) {
		const size_t n = strcspn(line, "\n");
		fprintf(f, "  %s\n", clean_line(&v->a, text_in(&v->a, "%.*s", (int)n, line), 0));
		line += n + (line[n] == '\n');
	}
}

static void exercise(FILE *f, view *v, const view_exercise *e)
{
	fprintf(f, "%-5s %-28s %-15s %6s of %s\n", e->number, clean_line(&v->a, e->name, 0), e->state,
	        view_points(&v->a, e->points), view_points(&v->a, e->max));
	if (e->message) say(f, v, DEEPER, "", e->message);
	for (int k = 0; k < e->n && !strcmp(e->state, "wrong"); k++) {
		const char *text = view_array_text(&v->a, &e->arrays[k]);
		if (*text) say(f, v, DEEPER, "", text);
	}
	if (e->leak) say(f, v, DEEPER, "Leak: ", e->leak);
	if (e->hint) say(f, v, DEEPER, "Hint: ", e->hint);
}

static void attempts(FILE *f, view *v)
{
	if (v->nattempts) fprintf(f, "\nYour hand-ins\n");
	for (int i = 0; i < v->nattempts; i++) {
		const view_attempt *t = &v->attempts[i];
		const char *points = isnan(t->points)
		                             ? ""
		                             : text_in(&v->a, ", %s of %s", view_points(&v->a, t->points),
		                                       view_points(&v->a, t->max));
		say(f, v, INDENT, text_in(&v->a, "%d  ", t->attempt),
		        text_in(&v->a, "%s: %s%s%s%s%s", view_time(&v->a, t->received),
		                t->outcome ? t->outcome : "waits", points,
		                t->student ? ", handed in by " : "", t->student ? t->student : "",
		                t->submission == v->submission ? ", described here" : ""));
	}
}

void report_text(FILE *f, view *v)
{
	head(f, v);
	if (v->n)
		fprintf(f, "\nExercises: %s of %s points\n", view_points(&v->a, v->points),
		        view_points(&v->a, v->max));
	for (int i = 0; i < v->n; i++) exercise(f, v, &v->exercises[i]);
	attempts(f, v);
	if (v->nnotes) fprintf(f, "\nNotes of the grader\n");
	for (int i = 0; i < v->nnotes; i++) say(f, v, INDENT, "- ", v->notes[i]);
}
