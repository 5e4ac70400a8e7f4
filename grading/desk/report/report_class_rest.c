/* The page of a class, continued: the picture, hand-ins that resemble each other, times. */
#include <string.h>

#include "describe.h"
#include "html.h"
#include "report_class.h"
#include "report_view.h"

enum { PAIRS_TOLD = 50, PLACES_TOLD = 4, HIGH = 160, TOP = 20, WIDE = 62, LEFT = 20 };

void report_bars(FILE *f, const class_view *c)
{
	arena a = {0};
	int most = 1;
	for (int i = 0; i < CLASS_BINS; i++) most = c->bins[i] > most ? c->bins[i] : most;
	const char *words = "";
	for (int i = 0; i < CLASS_BINS; i++)
		words = text_in(&a, "%s%s%d to %d percent: %d", words, i ? ", " : "", 100 * i / CLASS_BINS,
		        100 * (i + 1) / CLASS_BINS, c->bins[i]);
	html(f,
	        "<figure><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"figure of "
	        "marks\">\n"
	        "<svg role=\"img\" aria-label=\"students by mark: %s\" viewBox=\"0 0 660 %d\">\n",
	        words, TOP + HIGH + 44);
	for (int i = 0; i < CLASS_BINS; i++) {
		const double high = (double)HIGH * c->bins[i] / most;
		const int x = LEFT + i * WIDE;
		html(f, "<rect class=\"bar\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>", x + 3,
		        TOP + HIGH - high, WIDE - 6, high);
		html(f, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"middle\">%d</text>", x + WIDE / 2,
		        TOP + HIGH - high - 5, c->bins[i]);
		html(f, "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%d–%d</text>\n",
		        x + WIDE / 2, TOP + HIGH + 17, 100 * i / CLASS_BINS, 100 * (i + 1) / CLASS_BINS);
	}
	html(f, "<path class=\"line\" d=\"M%d %d H%d\"/>", LEFT, TOP + HIGH, LEFT + CLASS_BINS * WIDE);
	html(f,
	        "<text class=\"soft\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">percent of the points"
	        "</text>\n</svg></div>\n<figcaption>How many students have which "
	        "mark.</figcaption></figure>\n",
	        LEFT + CLASS_BINS * WIDE / 2, TOP + HIGH + 36);
	arena_free(&a);
}

static void who(FILE *f, const similar_handin *h)
{
	const char *slash = h->book ? strrchr(h->book, '/') : NULL;
	html(f, "<bdi>%s</bdi>", h->student);
	if (h->book) html(f, " (%s)", slash ? slash + 1 : h->book);
}

static void pair(FILE *f, const similar_pair *p)
{
	html(f, "<tr><th scope=\"row\">");
	who(f, p->a);
	html(f, "</th><th scope=\"row\">");
	who(f, p->b);
	html(f, "</th><td class=\"n\">%.0f %%</td><td class=\"n\">%.0f %%</td><td>", p->percent,
	        p->rare);
	for (int k = 0; k < p->places && k < PLACES_TOLD; k++) {
		const similar_place *x = &p->place[k];
		html(f, k ? "<br><code>%s:%d–%d</code>" : "<code>%s:%d–%d</code>", x->file, x->first,
		        x->last);
		html(f, " and <code>%s:%d–%d</code>", x->other_file, x->other_first, x->other_last);
	}
	if (p->places > PLACES_TOLD) html(f, "<br>and %d more", p->places - PLACES_TOLD);
	html(f, "</td></tr>\n");
}

static void alike(FILE *f, const class_view *c)
{
	static const char *const heads[] = {
	        "one hand-in", "the other", "#in common", "#rare", "passages", NULL};
	const similar *s = c->alike;
	html(f, "<section id=\"alike\"><h2>Hand-ins that resemble each other</h2>\n");
	if (!s) html(f, "<p>Not looked for: %s.</p>\n", c->no_alike ? c->no_alike : "nobody asked");
	if (s)
		html(f,
		        "<p>%d hand-ins were compared with each other and with %d more: those of earlier "
		        "years, and the course's solution.</p>\n",
		        s->n - s->nold, s->nold);
	if (s && !s->npairs) html(f, "<p>No two resemble each other.</p>\n");
	if (s && s->npairs) {
		html(f, "<p>What the skeleton has, comments, names and numbers do not count. “Rare” is the "
		        "part that almost nobody else has. A short exercise has few solutions: look at the "
		        "passages before you think of copying.</p>\n");
		html_table(f, "pairs, first those that have most in common, and rare things", heads);
		for (int i = 0; i < s->npairs && i < PAIRS_TOLD; i++) pair(f, &s->pairs[i]);
		html_table_end(f);
		if (s->npairs + s->more > PAIRS_TOLD)
			html(f, "<p>And %ld pairs more: <code>grade similar</code> tells them.</p>\n",
			        s->npairs + s->more - PAIRS_TOLD);
	}
	html(f, "</section>\n");
}

static void times(FILE *f, const class_view *c)
{
	static const char *const heads[] = {
	        "seconds of a hand-in", "#median", "#nine in ten below", "#longest", "#together", NULL};
	html(f, "<section id=\"times\"><h2>Times</h2>\n");
	if (!c->ntimed) html(f, "<p>Nothing was timed.</p>\n");
	if (c->ntimed) html_table(f, "what grading cost", heads);
	for (int i = 0; i < 4 && c->ntimed; i++) {
		const class_time *t = &c->times[i];
		html(f,
		        "<tr><th scope=\"row\">%s</th><td class=\"n\">%.2f</td><td class=\"n\">%.2f</td>"
		        "<td class=\"n\">%.2f</td><td class=\"n\">%.1f</td></tr>\n",
		        t->what, t->median, t->ninety, t->most, t->sum);
	}
	if (c->ntimed) html_table_end(f);
	html(f, "</section>\n");
}

void report_class_rest(FILE *f, class_view *c)
{
	alike(f, c);
	times(f, c);
}
