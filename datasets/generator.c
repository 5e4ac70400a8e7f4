/* What the generators' main functions have in common: see generator.h. */
#include <stdio.h>
#include <string.h>

#include "corpus.h"
#include "error.h"
#include "generator.h"

void generator_options(int argc, char **argv, const cli_program *program, const cli_option *options)
{
	int first = cli_parse(argc, argv, program, options);
	if (first >= 0 && first < argc)
		first = error_set("%s: expected options only; --help lists them", argv[first]);
	if (first < 0) error_exit();
}

int generator_done(void)
{
	if (fflush(stdout) || ferror(stdout)) {
		error_set("standard output: cannot be written");
		error_exit();
	}
	return 0;
}

/* Put the place in front of the message there is. */
static int blame(const char *path, long line)
{
	char what[512];
	snprintf(what, sizeof what, "%s", error_message());
	return error_set("%s:%ld: %s", path, line, what);
}

int generator_read(
        const char *path, int (*line)(void *context, char *label, char *text), void *context)
{
	arena a = {0};
	char *text;
	size_t length;
	int status = corpus_read(&a, path, CORPUS_LIMIT, &text, &length);
	long number = 1;
	for (char *label = text; status == 0 && label < text + length; number++) {
		char *next = label + strcspn(label, "\n") + 1, *tab = strchr(label, '\t');
		next[-1] = '\0';
		if (!tab || tab >= next)
			status = error_set("%s:%ld: expected label, tab, text", path, number);
		else {
			*tab = '\0';
			if (line(context, label, tab + 1)) status = blame(path, number);
		}
		label = next;
	}
	arena_free(&a);
	return status;
}
