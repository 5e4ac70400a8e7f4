/* Errors: see error.h for the two kinds. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "error.h"

static char message[1024];
static const char *program = "unrolled";

int error_set(const char *format, ...)
{
	va_list ap;
	va_start(ap, format);
	vsnprintf(message, sizeof message, format, ap);
	va_end(ap);
	for (char *c = message; *c; c++) // what a file says must not drive the terminal
		if ((unsigned char)*c < ' ' || *c == 127) *c = '?';
	return -1;
}

const char *error_message(void)
{
	return message;
}

void error_program(const char *name)
{
	program = name;
}

void error_exit(void)
{
	fprintf(stderr, "%s: %s\n", program, message);
	exit(EXIT_BAD_INPUT);
}

void bug_at(where at, const char *format, ...)
{
	va_list ap;
	fprintf(stderr, "%s:%d: in %s: ", at.file, at.line, at.func);
	va_start(ap, format);
	vfprintf(stderr, format, ap);
	va_end(ap);
	fputc('\n', stderr);
	abort();
}

void todo_at(where at, const char *number, const char *hint)
{
	fprintf(stderr, "%s:%d: %s %s is not implemented yet: %s\n", at.file, at.line, number, at.func,
	        hint);
	_Exit(EXIT_NOT_IMPLEMENTED); // no clean-up: leaks are not this function's news
}
