/* The report that a student reads: a line per exercise, below it what is wrong, one hint, a sum. */
#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "describe.h"
#include "report.h"

enum { WIDTH = 79, INDENT = 5, NAMES_SHOWN = 6 };

typedef struct {
	FILE *out;
	terminal t;
	arena a;
} page;

terminal terminal_of_stdout(void)
{
	setlocale(LC_CTYPE, ""); // only letters: numbers keep their decimal point
	const char *no_color = getenv("NO_COLOR");
	return (terminal){.utf8 = !strcmp(nl_langinfo(CODESET), "UTF-8"),
	        .colour = isatty(STDOUT_FILENO) && !(no_color && *no_color)};
}

/* Decode one character of valid UTF-8 (JSON and our own sources are). */
static unsigned decode(const unsigned char *s, int *length)
{
	*length = s[0] < 0x80 ? 1 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
	unsigned c = *length == 1 ? s[0] : s[0] & (0xFFu >> (*length + 1));
	for (int i = 1; i < *length; i++) {
		if ((s[i] & 0xC0) != 0x80) { // not UTF-8 after all
			*length = 1;
			return 0xFFFD;
		}
		c = c << 6 | (s[i] & 0x3Fu);
	}
	return c;
}

/* Control characters move the cursor, and the bidirectional ones turn text around. */
static bool harmless(unsigned c)
{
	return c >= ' ' && !(c >= 0x7F && c < 0xA0) && !(c >= 0x200B && c <= 0x200F) &&
	       !(c >= 0x2028 && c <= 0x202E) && !(c >= 0x2060 && c <= 0x206F) && c != 0xFEFF;
}

static const char *ascii_for(unsigned c)
{
	static const struct {
		unsigned c;
		const char *text;
	} list[] = {{0x2212, "-"}, {0xB7, "*"}, {0xD7, "x"}, {0x2013, "-"}, {0x2014, "-"},
	        {0x2018, "'"}, {0x2019, "'"}, {0x201C, "\""}, {0x201D, "\""}, {0x2026, "..."},
	        {0x2032, "'"}, {0x2211, "sum"}, {0x1D40, "'"}, {0x2202, "d"}};
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (list[i].c == c) return list[i].text;
	return NULL;
}

/* Print at most `bytes` bytes of text, escaped; returns the columns taken. */
static int put(page *p, const char *text, size_t bytes)
{
	int columns = 0;
	const unsigned char *s = (const unsigned char *)text, *end = s + bytes;
	while (s < end && *s) {
		int n;
		const unsigned c = decode(s, &n);
		const char *plain = ascii_for(c);
		if (c < 0x7F && c >= ' ')
			columns += fprintf(p->out, "%c", (int)c);
		else if (harmless(c) && p->t.utf8) {
			fwrite(s, 1, (size_t)n, p->out);
			columns++;
		} else if (harmless(c) && plain)
			columns += fprintf(p->out, "%s", plain);
		else
			columns += fprintf(p->out, c > 0xFF ? "\\u%04x" : "\\x%02x", c);
		s += n;
	}
	return columns;
}

static int width_of(const char *text, size_t bytes)
{
	int n = 0;
	for (size_t i = 0; i < bytes; i++) n += (text[i] & 0xC0) != 0x80;
	return n;
}

/* A paragraph, broken at spaces, indented; later lines two columns more. */
static void say(page *p, int indent, const char *text)
{
	int column = fprintf(p->out, "%*s", indent, "");
	for (bool first = true; *text;) {
		const size_t n = strcspn(text, " \n");
		if (!first && column + 1 + width_of(text, n) > WIDTH)
			column = fprintf(p->out, "\n%*s", indent + 2, "") - 1;
		else if (!first)
			column += fprintf(p->out, " ");
		column += put(p, text, n);
		first = false;
		text += n;
		text += strspn(text, " \n");
	}
	fputc('\n', p->out);
}

static const char *colour_of(state s)
{
	switch (s) {
	case STATE_PASSED: return "\033[32m";
	case STATE_NOT_IMPLEMENTED: return "\033[36m";
	case STATE_WRONG: return "\033[31m";
	default: return "\033[35m";
	}
}

static const char *symbol_of(state s, bool utf8)
{
	static const char *const symbols[][2] = {
	        {"✓", "+"}, {"✗", "x"}, {"⏱", "T"}, {"!", "!"}, {"○", "o"}, {"?", "?"}, {"?", "?"}};
	return symbols[s][!utf8];
}

/* 3, 2.5, 6.67 */
static const char *points_text(arena *a, double x)
{
	if (fabs(x - round(x)) < 5e-3) return text_in(a, "%.0f", x);
	return text_in(a, fabs(10 * x - round(10 * x)) < 5e-2 ? "%.1f" : "%.2f", x);
}

static void say_head(page *p, const exercise_result *e, int width)
{
	const bool colour = p->t.colour;
	fprintf(p->out, "%-4s ", e->exercise->number);
	fprintf(p->out, "%-*s  ", width, e->exercise->name);
	fprintf(p->out, "%s%s %-15s%s ", colour ? colour_of(e->state) : "",
	        symbol_of(e->state, p->t.utf8), state_name(e->state), colour ? "\033[0m" : "");
	fprintf(p->out, "%6s of %s\n", points_text(&p->a, e->points), points_text(&p->a, e->max));
}

static bool wrong_here(const case_result *c, const answer *a)
{
	return !c->skipped && c->state == STATE_WRONG && a->judged && !a->right;
}

/* ", also in case long": the later cases where the same array is wrong. */
static const char *other_cases(page *p, const case_result *after, const char *name)
{
	const char *text = "";
	int n = 0;
	for (const case_result *c = after->next; c; c = c->next)
		for (const answer *a = c->answers; a; a = a->next)
			if (wrong_here(c, a) && !strcmp(a->expected->name, name) && ++n <= NAMES_SHOWN)
				text = text_in(
				        &p->a, "%s%s %s", text, n == 1 ? "; also in case" : ",", c->expected->name);
	return n > NAMES_SHOWN ? text_in(&p->a, "%s and %d more", text, n - NAMES_SHOWN) : text;
}

static bool said_before(const exercise_result *e, const case_result *c, const answer *a)
{
	for (const case_result *d = e->cases; d != c; d = d->next)
		for (const answer *b = d->answers; b; b = b->next)
			if (wrong_here(d, b) && !strcmp(b->expected->name, a->expected->name)) return true;
	return false;
}

/* The first case with a numeric gradient for that array, if it is wrong there. */
static void say_gradient(page *p, const exercise_result *e, const char *name)
{
	for (const case_result *c = e->cases; c; c = c->next)
		for (const answer *a = c->answers; a; a = a->next) {
			if (!wrong_here(c, a) || strcmp(a->expected->name, name) != 0) continue;
			const char *text = describe_gradient(&p->a, a);
			if (!text) continue;
			say(p, INDENT + 2, text_in(&p->a, "%s (case %s)", text, c->expected->name));
			return;
		}
}

static void say_answers(page *p, const exercise_result *e)
{
	int said = 0, unsaid = 0;
	for (const case_result *c = e->cases; c; c = c->next) {
		for (const answer *a = c->answers; a; a = a->next) {
			if (!wrong_here(c, a) || said_before(e, c, a)) continue;
			if (said++ >= NAMES_SHOWN) {
				unsaid++;
				continue;
			}
			say(p, INDENT,
			        text_in(&p->a, "%s (case %s%s)", describe_answer(&p->a, a), c->expected->name,
			                other_cases(p, c, a->expected->name)));
			say_gradient(p, e, a->expected->name);
		}
	}
	if (unsaid) say(p, INDENT, text_in(&p->a, "and %d more arrays", unsaid));
}

static void say_right(page *p, const exercise_result *e)
{
	const char *text = "";
	for (const case_result *c = e->cases; c; c = c->next)
		for (const answer *a = c->answers; a; a = a->next) {
			bool right = true, first = true, past = false;
			for (const case_result *d = e->cases; d; d = d->next)
				for (const answer *b = d->answers; b; b = b->next) {
					past = past || b == a;
					if (d->skipped || strcmp(b->expected->name, a->expected->name) != 0) continue;
					first = first && (past || b == a);
					right = right && b->right;
				}
			if (right && first && !c->skipped)
				text = text_in(&p->a, "%s%s%s", text, *text ? ", " : "", a->expected->name);
		}
	if (*text) say(p, INDENT, text_in(&p->a, "right: %s", text));
}

/* What was said of the exercise before is not said again: one slip of the pen that keeps a chapter
 * from compiling is one line, not twenty. */
static void say_exercise(page *p, const exercise_result *e, const char *said, int width)
{
	say_head(p, e, width);
	if (e->message && !(said && !strcmp(said, e->message))) say(p, INDENT, e->message);
	if (e->state == STATE_WRONG) {
		say_answers(p, e);
		for (const case_result *c = e->cases; c; c = c->next)
			if (c->changed_input && !c->skipped) {
				say(p, INDENT,
				        text_in(&p->a, "its input %s was changed by the call (case %s)",
				                c->changed_input, c->expected->name));
				break;
			}
		say_right(p, e);
	}
	if (e->leak) say(p, INDENT, text_in(&p->a, "leak: %s (costs no points)", e->leak));
	if (e->skipped && e->state != STATE_NOT_GRADABLE && e->state != STATE_NOT_IMPLEMENTED)
		say(p, INDENT,
		        text_in(&p->a, "%d case%s not counted until %s is passed", e->skipped,
		                e->skipped == 1 ? "" : "s", e->waits_for));
}

void report_terminal(FILE *out, const result *r, terminal t)
{
	page p = {.out = out, .t = t};
	int width = 20;
	for (const exercise_result *e = r->exercises; e; e = e->next)
		if ((int)strlen(e->exercise->name) > width) width = (int)strlen(e->exercise->name);
	fprintf(out, "%s\n\n", r->chapter);
	const char *said = NULL;
	for (const exercise_result *e = r->exercises; e; said = e->message, e = e->next)
		say_exercise(&p, e, said, width);
	if (r->hint.exercise) {
		fputc('\n', out);
		say(&p, 0,
		        text_in(&p.a, "Hint for %s %s: %s", r->hint.exercise->exercise->number,
		                r->hint.exercise->exercise->name, r->hint.text));
	}
	fprintf(out, "\nPoints: %s of %s.\n", points_text(&p.a, r->points), points_text(&p.a, r->max));
	if (r->grader_error)
		say(&p, 0, "The grading itself went wrong: this is no mark. Run it again, or report it.");
	arena_free(&p.a);
}
