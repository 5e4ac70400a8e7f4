/* The words of reports: points, times, errors, and text that came from a student's process. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "compare.h"
#include "describe.h"
#include "report_view.h"

enum { DIGITS_TOLD = 4 };

const char *view_points(arena *a, double x)
{
	if (fabs(x - round(x)) < 5e-3) return text_in(a, "%.0f", x);
	return text_in(a, fabs(10 * x - round(10 * x)) < 5e-2 ? "%.1f" : "%.2f", x);
}

const char *view_time(arena *a, long seconds)
{
	struct tm t;
	char text[40];
	const time_t s = seconds;
	if (!gmtime_r(&s, &t) || !strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &t)) return "?";
	return arena_strdup(a, text);
}

double view_rounded(double x)
{
	char text[40];
	double rounded;
	if (!isfinite(x)) return x;
	snprintf(text, sizeof text, "%.1e", x);
	return sscanf(text, "%lf", &rounded) == 1 ? rounded : x;
}

/* Where the number that begins at s ends, and how many digits it shows. */
static const char *number_end(const char *s, int *digits)
{
	bool leading = true;
	*digits = 0;
	if (s[0] == '0' && tolower((unsigned char)s[1]) == 'x') {
		*digits = DIGITS_TOLD + 1;
		for (s += 2; isxdigit((unsigned char)*s);) s++;
		return s;
	}
	for (; isdigit((unsigned char)*s) || (*s == '.' && isdigit((unsigned char)s[1])); s++) {
		if (*s == '.') continue;
		leading = leading && *s == '0';
		*digits += !leading;
	}
	const bool sign = *s && strchr("eE", *s) && s[1] && strchr("+-", s[1]);
	if (*s && strchr("eE", *s) && isdigit((unsigned char)s[1 + sign]))
		for (s += 1 + sign; isdigit((unsigned char)*s);) s++;
	return s;
}

const char *view_without_numbers(arena *a, const char *text)
{
	static const char gap[] = "…";
	char *out = arena_alloc(a, 3 * strlen(text) + 1, 1), *to = out;
	for (bool word = false; *text;) {
		int digits;
		const char *end = text + 1;
		if (isdigit((unsigned char)*text) && !word) {
			end = number_end(text, &digits);
			if (digits > DIGITS_TOLD) {
				memcpy(to, gap, sizeof gap - 1);
				to += sizeof gap - 1;
				text = end;
				continue;
			}
		}
		word = isalnum((unsigned char)end[-1]) || end[-1] == '_' || (unsigned char)end[-1] >= 0x80;
		memcpy(to, text, (size_t)(end - text));
		to += end - text;
		text = end;
	}
	*to = 0;
	return out;
}

bool view_is_gradient(const view_array *x)
{
	return x->name[0] == 'd' && x->name[1] != 0;
}

static const char *gradient_text(arena *a, const view_array *x)
{
	if (isnan(x->gradient)) return "";
	if (x->gradient <= TOLERANCE_GRADIENT && x->forward)
		return "; but it is the derivative of your own forward pass, so look there";
	if (x->gradient <= TOLERANCE_GRADIENT) return "; but the gradient check finds it right";
	if (isinf(x->gradient)) return "; the gradient check fails, too";
	return text_in(a, "; the gradient check fails, too (%.2g)", x->gradient);
}

const char *view_array_text(arena *a, const view_array *x)
{
	const char *in = strchr(x->cases, ',') ? "cases" : "case";
	if (!strcmp(x->state, "right")) return "";
	if (!strcmp(x->state, "missing"))
		return text_in(a, "%s is missing (%s %s)", x->name, in, x->cases);
	if (!strcmp(x->state, "shape"))
		return text_in(a, "%s has another shape than expected (%s %s)", x->name, in, x->cases);
	if (!strcmp(x->state, "not written"))
		return text_in(a, "%s was never set (%s %s)", x->name, in, x->cases);
	if (!isfinite(x->error))
		return text_in(a, "%s is wrong (%s %s)%s", x->name, in, x->cases, gradient_text(a, x));
	return text_in(a, "%s is wrong: relative error %.2g (%s %s)%s", x->name, x->error, in, x->cases,
	        gradient_text(a, x));
}

const char *view_state_text(const char *outcome)
{
	static const struct {
		const char *outcome, *text;
	} list[] = {
	        {"graded", "graded"},
	        {"not gradable", "This hand-in could not be graded, and it costs no attempt."},
	        {"grader error",
	                "The grader failed on this hand-in. That is not your fault: it is not a "
	                "zero and no mark, and it will be graded again."},
	        {"nothing", "Nothing was handed in for this chapter."},
	};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (!strcmp(list[i].outcome, outcome)) return list[i].text;
	return outcome;
}

const char *view_title(arena *a, const char *chapter)
{
	char line[200], path[200];
	const char *title = chapter;
	if (snprintf(path, sizeof path, "chapters/%s/README.md", chapter) >= (int)sizeof path)
		return chapter;
	FILE *f = fopen(path, "r");
	while (f && fgets(line, sizeof line, f)) {
		line[strcspn(line, "\n")] = 0;
		if (strncmp(line, "# ", 2) != 0) continue;
		title = arena_strdup(a, line + 2);
		break;
	}
	if (f) fclose(f);
	return title;
}
