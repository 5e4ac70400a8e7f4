/* The page of a student: the mark, every exercise, what to look at, gradients, all hand-ins. */
#include <math.h>
#include <string.h>

#include "compare.h"
#include "html.h"
#include "report_view.h"

/* "not implemented" → "not-implemented", for the style. */
static const char *class_of(arena *a, const char *text)
{
	char *name = arena_strdup(a, text);
	for (char *c = name; *c; c++)
		if (*c == ' ') *c = '-';
	return name;
}

static const char *sign_of(const char *how)
{
	static const char *const signs[][2] = {{"passed", "✓"}, {"wrong", "✗"},
	        {"not implemented", "○"}, {"crashed", "!"}, {"timed out", "…"}};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (!strcmp(signs[i][0], how)) return signs[i][1];
	return "?";
}

static void mark(FILE *f, view *v)
{
	html(f, "<section id=\"mark\"><h2>Mark</h2>\n");
	if (v->has_mark)
		html(f, "<p class=\"mark\"><b>%s of %s</b></p>\n", view_points(&v->a, v->mark),
		        view_points(&v->a, v->mark_max));
	else
		html(f, "<p class=\"mark\"><b>no mark</b></p>\n");
	if (strcmp(v->outcome, "graded") != 0) html(f, "<p>%s</p>\n", view_state_text(v->outcome));
	if (v->nwhy) html(f, "<ul>\n");
	for (int i = 0; i < v->nwhy; i++) html(f, "<li>%s</li>\n", v->why[i]);
	if (v->nwhy) html(f, "</ul>\n");
	if (v->reason) html(f, "<p><b>Why:</b> %s</p>\n", v->reason);
	if (v->log) {
		html(f, "<p>What the compiler said:</p><pre tabindex=\"0\">");
		html_lines(f, v->log);
		html(f, "</pre>\n");
	}
	html(f, "</section>\n");
}

static void exercises(FILE *f, view *v)
{
	static const char *const heads[] = {"exercise", "state", "#points", NULL};
	html(f, "<section id=\"exercises\"><h2>Exercises</h2>\n");
	html_table(f, "state and points of every exercise", heads);
	for (int i = 0; i < v->n; i++) {
		const view_exercise *e = &v->exercises[i];
		html(f,
		        "<tr><th scope=\"row\">%s <code>%s</code></th><td class=\"%s\"><span "
		        "aria-hidden=\"true\">%s</span> %s</td><td class=\"n\">%s of %s</td></tr>\n",
		        e->number, e->name, class_of(&v->a, e->state), sign_of(e->state), e->state,
		        view_points(&v->a, e->points), view_points(&v->a, e->max));
	}
	html(f,
	        "<tr><th scope=\"row\">together</th><td></td><td class=\"n\"><b>%s of "
	        "%s</b></td></tr>\n",
	        view_points(&v->a, v->points), view_points(&v->a, v->max));
	html_table_end(f);
	html(f, "</section>\n");
}

static bool says_something(const view_exercise *e)
{
	return e->leak || e->hint ||
	       (strcmp(e->state, "passed") && strcmp(e->state, "not implemented"));
}

static void remarks_on(FILE *f, view *v, const view_exercise *e)
{
	html(f, "<h3>%s <code>%s</code>: %s</h3>\n<ul>\n<li>%s of %s points</li>\n", e->number, e->name,
	        e->state, view_points(&v->a, e->points), view_points(&v->a, e->max));
	if (e->message) html(f, "<li>%s</li>\n", e->message);
	for (int k = 0; k < e->n; k++) {
		const char *text = view_array_text(&v->a, &e->arrays[k]);
		if (*text && !strcmp(e->state, "wrong")) html(f, "<li>%s</li>\n", text);
	}
	if (e->leak) html(f, "<li>Leak: %s</li>\n", e->leak);
	html(f, "</ul>\n");
	if (e->hint) html(f, "<div class=\"hint\"><p><b>Hint:</b> %s</p></div>\n", e->hint);
}

static void remarks(FILE *f, view *v)
{
	bool any = false;
	for (int i = 0; i < v->n; i++) {
		if (!says_something(&v->exercises[i])) continue;
		if (!any) html(f, "<section id=\"look\"><h2>What to look at</h2>\n");
		any = true;
		remarks_on(f, v, &v->exercises[i]);
	}
	if (any) html(f, "</section>\n");
}

static void error_cell(FILE *f, double error)
{
	if (isnan(error))
		html(f, "<td class=\"n\">not compared</td>");
	else if (isinf(error))
		html(f, "<td class=\"n\">beyond measure</td>");
	else
		html(f, "<td class=\"n\">%.2g</td>", error);
}

/* The picture's numbers, for those who want or need them. */
static void gradients(FILE *f, const view *v)
{
	static const char *const heads[] = {
	        "exercise", "gradient", "state", "#from the reference", "#from small steps", NULL};
	bool any = false;
	for (int i = 0; i < v->n; i++)
		for (int k = 0; k < v->exercises[i].n; k++) {
			const view_array *x = &v->exercises[i].arrays[k];
			if (!view_is_gradient(x)) continue;
			if (!any) {
				html(f, "<section id=\"gradients\"><h2>Your gradients</h2>\n");
				report_plot(f, v);
				html(f, "<details><summary>The same in numbers</summary>\n");
				html_table(f, "relative errors of gradients, the worst of all cases", heads);
			}
			any = true;
			html(f, "<tr><th scope=\"row\">%s</th><td><code>%s</code></td><td>%s</td>",
			        v->exercises[i].number, x->name, x->state);
			error_cell(f, x->error);
			error_cell(f, x->gradient);
			html(f, "</tr>\n");
		}
	if (!any) return;
	html_table_end(f);
	html(f, "</details></section>\n");
}

static void attempts(FILE *f, view *v)
{
	static const char *const heads[] = {
	        "#number", "received", "outcome", "#points", "remarks", NULL};
	if (!v->nattempts) return;
	html(f, "<section id=\"attempts\"><h2>Your hand-ins</h2>\n");
	html_table(f, "all hand-ins of this chapter", heads);
	for (int i = 0; i < v->nattempts; i++) {
		const view_attempt *t = &v->attempts[i];
		html(f, "<tr><td class=\"n\">%d</td><td>%s</td><td>%s</td><td class=\"n\">", t->attempt,
		        view_time(&v->a, t->received), t->outcome ? t->outcome : "waits");
		if (!isnan(t->points))
			html(f, "%s of %s", view_points(&v->a, t->points), view_points(&v->a, t->max));
		html(f, "</td><td>");
		if (t->student) html(f, "handed in by <bdi>%s</bdi>; ", t->student);
		html(f, "%s</td></tr>\n", t->submission == v->submission ? "described here" : "");
	}
	html_table_end(f);
	html(f, "</section>\n");
}

static void notes(FILE *f, const view *v)
{
	if (!v->nnotes) return;
	html(f, "<section id=\"notes\"><h2>Notes of the grader</h2>\n<ul>\n");
	for (int i = 0; i < v->nnotes; i++) html(f, "<li>%s</li>\n", v->notes[i]);
	html(f, "</ul></section>\n");
}

void report_student(FILE *f, view *v)
{
	char sub[1000];
	snprintf(sub, sizeof sub, "%s%sFeedback for %s%s%s%s, chapter %s", v->course,
	        *v->course ? ". " : "", v->name, *v->name ? " (" : "", v->student, *v->name ? ")" : "",
	        v->chapter);
	html_begin(f, v->title, sub);
	mark(f, v);
	if (v->n) exercises(f, v);
	remarks(f, v);
	gradients(f, v);
	attempts(f, v);
	notes(f, v);
	html_end(f);
}
