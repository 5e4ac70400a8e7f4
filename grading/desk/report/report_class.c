/* The page of a class: distribution, exercises, mistakes, who needs help; the rest is in
 * report_class_rest.c. */
#include <math.h>
#include <string.h>

#include "html.h"
#include "report_class.h"
#include "report_view.h"

static void summary(FILE *f, class_view *c)
{
	html(f, "<section id=\"summary\"><h2>Summary</h2>\n<ul>\n");
	html(f, "<li>%d students; %d handed in, %d of these hand-ins could be graded", c->n,
	        c->handed_in, c->outcomes[0]);
	html(f, ", %d not gradable</li>\n", c->outcomes[1]);
	if (c->outcomes[2])
		html(f,
		        "<li class=\"grader-error\">%d grader errors: these students have no mark yet. Run "
		        "<code>grade run</code> again.</li>\n",
		        c->outcomes[2]);
	if (c->nmarks)
		html(f, "<li>%d marks: median %.0f %%, mean %.0f %% of the points</li>\n", c->nmarks,
		        c->median, c->mean);
	html(f, "</ul></section>\n");
}

static void distribution(FILE *f, class_view *c)
{
	static const char *const heads[] = {"percent of the points", "#students", NULL};
	html(f, "<section id=\"distribution\"><h2>Distribution of marks</h2>\n");
	if (!c->nmarks) {
		html(f, "<p>There are no marks.</p></section>\n");
		return;
	}
	report_bars(f, c);
	html(f, "<details><summary>The same in numbers</summary>\n");
	html_table(f, "how many students have which mark", heads);
	for (int i = 0; i < CLASS_BINS; i++)
		html(f, "<tr><th scope=\"row\">%d to %d</th><td class=\"n\">%d</td></tr>\n",
		        100 * i / CLASS_BINS, 100 * (i + 1) / CLASS_BINS, c->bins[i]);
	html_table_end(f);
	html(f, "</details></section>\n");
}

static void item(FILE *f, const class_item *x)
{
	html(f,
	        "<tr><th scope=\"row\">%s <code>%s</code></th><td class=\"n\">%d of %d</td>"
	        "<td class=\"n\">%.0f %% <span class=\"share\" aria-hidden=\"true\"><i "
	        "style=\"width:%.0f%%\"></i></span></td>",
	        x->number, x->name, x->states[0], x->n, 100 * x->share, 100 * x->share);
	for (int k = 1; k < CLASS_STATES; k++)
		if (x->states[k])
			html(f, "<td class=\"n\">%d</td>", x->states[k]);
		else
			html(f, "<td></td>");
	if (isnan(x->discerns))
		html(f, "<td class=\"n\"></td></tr>\n");
	else
		html(f, "<td class=\"n\">%.2f</td></tr>\n", x->discerns);
}

static void items(FILE *f, const class_view *c)
{
	static const char *const heads[] = {"exercise", "#got it", "#points", "#wrong", "#crashed",
	        "#timed out", "#not implemented", "#not gradable", "#discerns", NULL};
	html(f, "<section id=\"exercises\"><h2>Exercises</h2>\n");
	html_table(f, "how many students got each exercise, and how the others failed", heads);
	for (int i = 0; i < c->nitems; i++) item(f, &c->items[i]);
	html_table_end(f);
	html(f, "<p>“Points” is the mean share of the exercise's points. “Discerns” is the correlation "
	        "of "
	        "that share with the rest of the points: near 0 the exercise says nothing about who "
	        "understands the chapter, below 0 look for a fault in it.</p></section>\n");
}

static void mistakes(FILE *f, const class_view *c)
{
	static const char *const heads[] = {"#students", "exercise", "mistake", "hint", "who", NULL};
	html(f, "<section id=\"mistakes\"><h2>Mistakes by name</h2>\n");
	if (!c->nmistakes) html(f, "<p>No mistake was recognised.</p>\n");
	if (c->nmistakes) html_table(f, "mistakes that the grader has a name for", heads);
	for (int i = 0; i < c->nmistakes; i++) {
		const class_mistake *x = &c->mistakes[i];
		html(f,
		        "<tr><td class=\"n\">%d</td><td>%s</td><th scope=\"row\"><code>%s</code></th>"
		        "<td class=\"text\">%s</td><td>%s</td></tr>\n",
		        x->n, x->number, x->name, x->hint, x->students);
	}
	if (c->nmistakes) html_table_end(f);
	html(f, "</section>\n");
}

static void link_to(FILE *f, const class_student *s)
{
	html(f, "<th scope=\"row\"><a href=\"students/%s.html\"><bdi>%s</bdi></a></th>", s->page,
	        s->id);
}

static void help(FILE *f, const class_view *c)
{
	static const char *const heads[] = {"student", "name", "why", NULL};
	int any = 0;
	for (int i = 0; i < c->n; i++) any += c->students[i].nhelp > 0;
	html(f, "<section id=\"help\"><h2>Who needs help</h2>\n");
	if (!any) html(f, "<p>Nobody, as far as can be seen from here.</p>\n");
	if (any) html_table(f, "less than half of the points, nothing to grade, or stuck", heads);
	for (int i = 0; i < c->n; i++) {
		const class_student *s = &c->students[i];
		if (!s->nhelp) continue;
		html(f, "<tr>");
		link_to(f, s);
		html(f, "<td><bdi>%s</bdi></td><td class=\"text\">", s->name);
		for (int k = 0; k < s->nhelp; k++) html(f, k ? "; %s" : "%s", s->help[k]);
		html(f, "</td></tr>\n");
	}
	if (any) html_table_end(f);
	html(f, "</section>\n");
}

static void students(FILE *f, class_view *c)
{
	static const char *const heads[] = {
	        "student", "name", "#mark", "outcome", "#hand-ins", "#late days", "received", NULL};
	html(f, "<section id=\"students\"><h2>All students</h2>\n");
	html_table(f, "marks, with a link to what each student is told", heads);
	for (int i = 0; i < c->n; i++) {
		const class_student *s = &c->students[i];
		html(f, "<tr>");
		link_to(f, s);
		html(f, "<td><bdi>%s</bdi></td>", s->name);
		if (s->has_mark)
			html(f, "<td class=\"n\">%s of %s</td>", view_points(&c->a, s->points),
			        view_points(&c->a, s->max));
		else
			html(f, "<td class=\"n\">none</td>");
		html(f, "<td>%s</td><td class=\"n\">%d</td><td class=\"n\">%g</td><td>%s</td></tr>\n",
		        s->outcome, s->attempts, s->late,
		        s->submission ? view_time(&c->a, s->received) : "");
	}
	html_table_end(f);
	html(f, "</section>\n");
}

void report_class(FILE *f, class_view *c)
{
	static const char *const parts[][2] = {{"distribution", "Distribution"},
	        {"exercises", "Exercises"}, {"mistakes", "Mistakes"}, {"help", "Who needs help"},
	        {"alike", "Similar hand-ins"}, {"times", "Times"}, {"students", "All students"}};
	char sub[400];
	snprintf(sub, sizeof sub, "%s%sThe class, chapter %s", c->course, *c->course ? ". " : "",
	        c->chapter);
	html_begin(f, c->title, sub);
	html(f, "<nav aria-label=\"On this page\">");
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		html(f, "<a href=\"#%s\">%s</a> ", parts[i][0], parts[i][1]);
	html(f, "</nav>\n");
	summary(f, c);
	distribution(f, c);
	items(f, c);
	mistakes(f, c);
	help(f, c);
	report_class_rest(f, c);
	students(f, c);
	html_end(f);
}
