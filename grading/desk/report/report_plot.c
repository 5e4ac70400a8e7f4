/* How far is each gradient from what it should be? A row for each, errors on a logarithmic axis.
 *
 *     ◇  from small steps of the student's own forward pass (the gradient check)
 *     ○  from the reference, right        ×  from the reference, wrong
 *
 * Both together say where to look: × far out with ◇ at home is a mistake in the forward pass, both far
 * out one in the backward pass. Drawn directly as SVG, whose colours are the page's. */
#include <math.h>
#include <string.h>

#include "compare.h"
#include "describe.h"
#include "html.h"
#include "report_view.h"

enum { LEFT = 190, WIDE = 430, ROW = 22, TOP = 26, MARGIN = 60, FIRST = -17, LAST = 1, NAMED = 6 };

/* The axis goes from 1e-17 to 10; what is smaller or infinite stands at its ends. */
static double place(double error)
{
	const double x = error > 0 ? log10(error) : FIRST;
	return LEFT + WIDE * (fmin(fmax(x, FIRST), LAST) - FIRST) / (LAST - FIRST);
}

static bool drawn(const view_array *x)
{
	return view_is_gradient(x) && !(isnan(x->error) && isnan(x->gradient));
}

static bool right(const view_array *x)
{
	return !strcmp(x->state, "right");
}

static int count(const view *v, int *wrong)
{
	int n = 0;
	*wrong = 0;
	for (int i = 0; i < v->n; i++)
		for (int k = 0; k < v->exercises[i].n; k++) {
			const view_array *x = &v->exercises[i].arrays[k];
			n += drawn(x);
			*wrong += drawn(x) && !right(x);
		}
	return n;
}

/* What the picture shows, for those who do not see it. */
static const char *label(arena *a, const view *v, int n, int wrong)
{
	const char *text =
	        text_in(a, "errors of %d gradients: %d right, %d wrong", n, n - wrong, wrong);
	int named = 0;
	for (int i = 0; i < v->n; i++)
		for (int k = 0; k < v->exercises[i].n; k++) {
			const view_array *x = &v->exercises[i].arrays[k];
			if (!drawn(x) || right(x) || named > NAMED) continue;
			text = text_in(a, named == NAMED ? "%s, and more" : "%s%s%s of %s", text,
			        named ? ", " : ": ", x->name, v->exercises[i].number);
			named++;
		}
	return text;
}

static void axis(FILE *f, double bottom)
{
	const double limit = place(TOLERANCE_GRADIENT);
	html(f,
	        "<rect class=\"zone\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%.1f\"/>"
	        "<path class=\"limit\" d=\"M%.1f %d V%.1f\"/>\n",
	        LEFT, TOP - 4, limit - LEFT, bottom - TOP + 4, limit, TOP - 4, bottom);
	html(f,
	        "<text class=\"soft\" x=\"%.1f\" y=\"14\" text-anchor=\"middle\">limit of the "
	        "check</text>",
	        limit);
	for (int k = FIRST + 1; k < LAST; k += 4) {
		const double x = place(pow(10, k));
		html(f, "<path class=\"line\" d=\"M%.1f %.1f v5\"/>", x, bottom);
		html(f, "<text class=\"soft\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.0e</text>\n",
		        x, bottom + 18, pow(10, k));
	}
	html(f, "<path class=\"line\" d=\"M%d %.1f H%d\"/>\n", LEFT, bottom, LEFT + WIDE);
	html(f,
	        "<text class=\"soft\" x=\"%d\" y=\"%.1f\" text-anchor=\"middle\">relative "
	        "error</text>\n",
	        LEFT + WIDE / 2, bottom + 34);
}

static void row(FILE *f, const view_exercise *e, const view_array *x, double y)
{
	html(f, "<text x=\"4\" y=\"%.1f\">%s %s</text>", y + 4, e->number, x->name);
	html(f, "<path class=\"line\" d=\"M%d %.1f H%d\"/>", LEFT, y, LEFT + WIDE);
	if (!isnan(x->gradient))
		html(f, "<path class=\"%s\" d=\"M%.1f %.1f l6 6 l-6 6 l-6 -6 z\"/>",
		        x->gradient <= TOLERANCE_GRADIENT ? "good" : "bad", place(x->gradient), y - 6);
	if (!isnan(x->error) && right(x))
		html(f, "<circle class=\"good\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", place(x->error), y);
	else if (!isnan(x->error))
		html(f, "<path class=\"bad\" d=\"M%.1f %.1f l9 9 m-9 0 l9 -9\"/>", place(x->error) - 4.5,
		        y - 4.5);
	html(f, "<text x=\"%d\" y=\"%.1f\">%s</text>\n", LEFT + WIDE + 10, y + 4,
	        right(x) ? "right" : x->state);
}

void report_plot(FILE *f, const view *v)
{
	arena a = {0};
	int wrong, line = 0;
	const int n = count(v, &wrong);
	if (!n) return;
	const double bottom = TOP + n * ROW + 4;
	const char *what = label(&a, v, n, wrong);
	html(f, "<figure><div class=\"wide\" tabindex=\"0\" role=\"group\" aria-label=\"figure of "
	        "errors\">\n");
	html(f, "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 700 %.0f\">\n", what,
	        bottom + MARGIN - 18);
	axis(f, bottom);
	for (int i = 0; i < v->n; i++)
		for (int k = 0; k < v->exercises[i].n; k++)
			if (drawn(&v->exercises[i].arrays[k]))
				row(f, &v->exercises[i], &v->exercises[i].arrays[k],
				        TOP + ROW * line++ + ROW / 2.0);
	html(f, "</svg></div>\n<figcaption>Errors of your gradients. ◇ against small steps of your own "
	        "forward pass: right of the dashed line the check fails. Against the reference: ○ "
	        "right, × "
	        "wrong. Where × is far to the right and ◇ is not, look at the forward "
	        "pass.</figcaption>"
	        "</figure>\n");
	arena_free(&a);
}
