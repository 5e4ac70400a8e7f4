/* Options from a table. Numbers are taken strictly: all of the text, no overflow, no NaN. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"
#include "error.h"

enum { HELP_WIDTH = 79, NAME_LIMIT = 64 };

static const char *const value_names[] = {"N", "N", "X", "TEXT", "", ""};

static bool bounded(const cli_option *o)
{
	return o->min != o->max;
}

/* "a whole number of at least 1", "a number above 0 and at most 1", … */
static void expected(char *text, size_t room, const cli_option *o)
{
	int n = snprintf(text, room, "a %snumber", o->kind == CLI_REAL ? "" : "whole ");
	if (!bounded(o) || n < 0) return;
	if (!isinf(o->min))
		n += snprintf(text + n, room - (size_t)n, " %s %.15g", o->above ? "above" : "of at least",
		        o->min);
	if (!isinf(o->max))
		snprintf(text + n, room - (size_t)n, " %s at most %.15g", !isinf(o->min) ? "and" : "of",
		        o->max);
}

static int bad_number(const cli_option *o, const char *value)
{
	char text[120];
	expected(text, sizeof text, o);
	return error_set("--%s %s: expected %s", o->name, value, text);
}

static bool in_range(const cli_option *o, double x)
{
	return !bounded(o) || ((o->above ? x > o->min : x >= o->min) && x <= o->max);
}

static int set_whole(const cli_option *o, const char *value)
{
	const char *digits = value + (*value == '-' || *value == '+');
	char *end;
	errno = 0;
	long n = strtol(value, &end, 10);
	if (!isdigit((unsigned char)*digits) || *end || errno) return bad_number(o, value);
	if (o->kind == CLI_INT && (n < INT_MIN || n > INT_MAX)) return bad_number(o, value);
	if (!in_range(o, (double)n)) return bad_number(o, value);
	if (o->kind == CLI_INT)
		*(int *)o->value = (int)n;
	else
		*(long *)o->value = n;
	return 0;
}

static int set_real(const cli_option *o, const char *value)
{
	char *end;
	double x = strtod(value, &end);
	bool plain = strspn(value, "0123456789+-.eE") == strlen(value); // no hex, nan, inf, spaces
	if (!plain || end == value || *end || !isfinite(x) || !in_range(o, x))
		return bad_number(o, value);
	*(double *)o->value = x;
	return 0;
}

static int set_choice(const cli_option *o, const char *value)
{
	size_t n = strlen(value);
	int index = 0;
	for (const char *word = o->choices;; index++) {
		size_t length = strcspn(word, "|");
		if (n == length && !memcmp(word, value, n)) {
			*(int *)o->value = index;
			return 0;
		}
		if (!word[length])
			return error_set("--%s %s: expected one of %s", o->name, value, o->choices);
		word += length + 1;
	}
}

static int set_value(const cli_option *o, const char *value)
{
	switch (o->kind) {
	case CLI_INT:
	case CLI_LONG: return set_whole(o, value);
	case CLI_REAL: return set_real(o, value);
	case CLI_CHOICE: return set_choice(o, value);
	default: break;
	}
	if (!*value) return error_set("--%s: expected a text that is not empty", o->name);
	*(const char **)o->value = value;
	return 0;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Letters to add, drop, or change to make b of a (Levenshtein). */
static int distance(const char *a, const char *b)
{
	int row[NAME_LIMIT + 1], n = (int)strlen(b);
	if (n > NAME_LIMIT) return INT_MAX;
	for (int j = 0; j <= n; j++) row[j] = j;
	for (int i = 1; a[i - 1]; i++) {
		int diagonal = row[0];
		row[0] = i;
		for (int j = 1; j <= n; j++) {
			int changed = diagonal + (a[i - 1] != b[j - 1]);
			diagonal = row[j];
			row[j] = least(changed, 1 + least(row[j], row[j - 1]));
		}
	}
	return row[n];
}

/* The name that was probably meant, or NULL: near enough, or begun by what was typed. */
static const char *closest(const char *typed, const cli_option *options)
{
	const char *best = NULL;
	int nearest = INT_MAX;
	for (const cli_option *o = options; o->name; o++) {
		bool begun = *typed && !strncmp(typed, o->name, strlen(typed));
		int d = begun ? 0 : distance(typed, o->name);
		if (d < nearest && (begun || d <= 1 + (int)strlen(o->name) / 4)) {
			nearest = d;
			best = o->name;
		}
	}
	return best;
}

static int unknown(const char *argument, const cli_option *options)
{
	char typed[NAME_LIMIT];
	snprintf(typed, sizeof typed, "%s", argument + strspn(argument, "-"));
	typed[strcspn(typed, "=")] = 0;
	const char *best = closest(typed, options);
	int n = (int)strcspn(argument, "=");
	if (best) return error_set("unknown option %.*s; did you mean --%s?", n, argument, best);
	return error_set("unknown option %.*s; --help lists the options", n, argument);
}

static const cli_option *find(const char *name, size_t n, const cli_option *options)
{
	for (const cli_option *o = options; o->name; o++)
		if (strlen(o->name) == n && !memcmp(o->name, name, n)) return o;
	return NULL;
}

static void print_default(const cli_option *o)
{
	const char *word = o->choices, *text;
	switch (o->kind) {
	case CLI_INT: printf(" [%d]", *(const int *)o->value); break;
	case CLI_LONG: printf(" [%ld]", *(const long *)o->value); break;
	case CLI_REAL: printf(" [%g]", *(const double *)o->value); break;
	case CLI_STRING:
		text = *(const char *const *)o->value;
		if (text && !text[strcspn(text, "\n\t")]) printf(" [%s]", text);
		break;
	case CLI_CHOICE:
		for (int i = *(const int *)o->value; i > 0; i--) word += strcspn(word, "|") + 1;
		printf(" [%.*s]", (int)strcspn(word, "|"), word);
		break;
	case CLI_FLAG: break;
	}
}

static int left_width(const cli_option *o)
{
	const char *value = o->choices ? o->choices : value_names[o->kind];
	return (int)(strlen(o->name) + (*value != 0) + strlen(value));
}

/* Words of the help text, broken where the line would pass HELP_WIDTH. */
static void print_wrapped(const char *text, int indent)
{
	int at = indent;
	for (bool first = true; *text; first = false) {
		int n = (int)strcspn(text, " ");
		if (!first && at + 1 + n > HELP_WIDTH) {
			printf("\n%*s", indent, "");
			at = indent;
		} else if (!first)
			at += printf(" ");
		at += printf("%.*s", n, text);
		text += n;
		text += strspn(text, " ");
	}
}

static _Noreturn void print_help(const cli_program *program, const cli_option *options)
{
	int width = (int)strlen("version");
	for (const cli_option *o = options; o->name; o++)
		if (left_width(o) > width) width = left_width(o);
	printf("usage: %s [options]%s%s\n%s\n\noptions, with their defaults:\n", program->name,
	        program->arguments ? " " : "", program->arguments ? program->arguments : "",
	        program->about);
	for (const cli_option *o = options; o->name; o++) {
		const char *value = o->choices ? o->choices : value_names[o->kind];
		printf("  --%s%s%s%*s  ", o->name, *value ? " " : "", value, width - left_width(o), "");
		print_wrapped(o->help, width + 6);
		print_default(o);
		putchar('\n');
	}
	printf("  --%-*s  print this and stop\n", width, "help");
	printf("  --%-*s  print the version and stop\n", width, "version");
	exit(0);
}

/* One option and the argument after it, if any; how many of the two it took, or -1. */
static int take_option(const char *argument, const char *next, const cli_program *program,
        const cli_option *options, bool one_dash)
{
	const int dashes = argument[1] == '-' ? 2 : 1;
	const char *name = argument + dashes, *equals = strchr(name, '=');
	if (!strcmp(name, "help") && (dashes == 2 || one_dash)) print_help(program, options);
	if (!strcmp(argument, "-h")) print_help(program, options);
	if (!strcmp(name, "version") && (dashes == 2 || one_dash)) {
		printf("%s %s\n", program->name, program->version);
		exit(0);
	}
	size_t n = equals ? (size_t)(equals - name) : strlen(name);
	const cli_option *o = dashes == 2 || one_dash ? find(name, n, options) : NULL;
	if (!o) return unknown(argument, options);
	if (o->kind == CLI_FLAG) {
		if (equals) return error_set("--%s takes no value", o->name);
		*(bool *)o->value = true;
		return 1;
	}
	const char *value = equals ? equals + 1 : next;
	if (!value) return error_set("--%s: expected a value after it", o->name);
	bool dash = one_dash && value[0] == '-' && find(value + 1, strlen(value + 1), options);
	if (!equals && (dash || !strncmp(value, "--", 2)))
		return error_set("--%s: expected a value after it, found the option %s", o->name, value);
	return set_value(o, value) ? -1 : 2 - (equals != NULL);
}

static int parse(
        int argc, char **argv, const cli_program *program, const cli_option *options, bool one_dash)
{
	error_program(program->name);
	int first = argc; // arguments that are no options gather at the end, from here on
	bool ended = false;
	for (int i = 1; i < first;) {
		bool option = !ended && argv[i][0] == '-' && argv[i][1];
		int taken = 1;
		if (option && !strcmp(argv[i], "--"))
			ended = true;
		else if (option)
			taken = take_option(
			        argv[i], i + 1 < first ? argv[i + 1] : NULL, program, options, one_dash);
		else {
			char *argument = argv[i];
			memmove(argv + i, argv + i + 1, (size_t)(argc - i - 1) * sizeof *argv);
			argv[argc - 1] = argument;
			first--;
			continue;
		}
		if (taken < 0) return -1;
		i += taken;
	}
	return first;
}

int cli_parse(int argc, char **argv, const cli_program *program, const cli_option *options)
{
	return parse(argc, argv, program, options, false);
}

int cli_parse_one_dash(int argc, char **argv, const cli_program *program, const cli_option *options)
{
	return parse(argc, argv, program, options, true);
}
