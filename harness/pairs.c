/* Lists of word pairs. A line is cut into columns in place; the first line decides by what, and, if
 * it is a heading, where the number stands. */
#include <ctype.h>
#include <limits.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "corpus.h"
#include "error.h"
#include "pairs.h"

enum { WORDS = 2, THIRD = 2, COLUMNS = 64 }; // further columns are not looked at

/* The name of the column with the number, in the lists that have several columns of numbers. */
static const char *const score_names[] = {"SimLex999", "score", "Human (mean)"};

/* Cut a line at the separator; blank, in place of a separator, means runs of blanks and tabs. What
 * stands around a column is taken away. Returns how many columns there are. */
static int cut(char *line, char separator, char *column[COLUMNS])
{
	int n = 0;
	for (char *s = line; n < COLUMNS && s; n++) {
		char ends[] = {separator, separator == ' ' ? '\t' : 0, 0};
		while (isspace((unsigned char)*s) && *s != separator) s++;
		if (separator == ' ') s += strspn(s, ends);
		char *end = s + strcspn(s, ends);
		column[n] = s;
		s = *end ? end + 1 : NULL;
		*end = 0;
		while (end > column[n] && isspace((unsigned char)end[-1])) *--end = 0;
		if (separator == ' ' && !*column[n]) break; // blanks at the end of the line
	}
	return n;
}

/* What stands twice in a line divides it into three columns at least. */
static char separator_of(const char *line)
{
	for (const char *s = "\t;,"; *s; s++) {
		const char *found = strchr(line, *s);
		if (found && strchr(found + 1, *s)) return *s;
	}
	return ' ';
}

/* The whole string as a finite number. */
static bool number(const char *s, double *x)
{
	char *end;
	*x = strtod(s, &end);
	return end != s && !*end && isfinite(*x);
}

/* The column of the number in a list with this heading. */
static int score_column(char *const *column, int n)
{
	for (size_t k = 0; k < sizeof score_names / sizeof *score_names; k++)
		for (int i = WORDS; i < n; i++)
			if (!strcasecmp(column[i], score_names[k])) return i;
	return THIRD;
}

static int take(word_pair *p, char *const *column, int n, int score, const char *path, long line)
{
	if (n <= score || !*column[0] || !*column[1])
		return error_set(
		        "%s:%ld: expected two words and a number in column %d", path, line, score + 1);
	*p = (word_pair){.first = column[0], .second = column[1], .line = line};
	if (!number(column[score], &p->score))
		return error_set(
		        "%s:%ld: '%.40s' in column %d is no number", path, line, column[score], score + 1);
	return 0;
}

int pairs_read(word_pair **pairs, int *n, arena *a, const char *path)
{
	const char *name = !strcmp(path, "-") ? "standard input" : path;
	char *text, *column[COLUMNS], separator = 0;
	size_t length, lines = 1;
	int score = THIRD, count = 0;
	if (corpus_read(a, path, CORPUS_LIMIT, &text, &length)) return -1;
	for (size_t i = 0; i < length; i++) lines += text[i] == '\n';
	if (lines > INT_MAX) return error_set("%s: has more than %d lines", name, INT_MAX);
	*pairs = arena_alloc(a, lines, sizeof **pairs);
	for (corpus_lines l = corpus_lines_of(text, length); corpus_next_line(&l);) {
		char *line = text + (l.line - text);
		double x;
		line[l.length] = 0;
		if (*line == '#' || !line[strspn(line, " \t\r\v\f")]) continue;
		bool first = !separator;
		if (first) separator = separator_of(line);
		int columns = cut(line, separator, column);
		if (first && columns > THIRD && !number(column[THIRD], &x))
			score = score_column(column, columns);
		else if (take(*pairs + count++, column, columns, score, name, l.number))
			return -1;
	}
	*n = count;
	return count ? 0 : error_set("%s: has no pair of words", name);
}
