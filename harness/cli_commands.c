/* The first argument names a command; see cli.h. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "cli.h"
#include "error.h"

static int help(const cli_suite *s)
{
	int width = 0;
	for (const cli_command *c = s->commands; c->name; c++)
		if ((int)strlen(c->name) > width) width = (int)strlen(c->name);
	printf("usage: %s [COMMAND] [OPTION…]\n\n%s\n\ncommands:\n", s->name, s->about);
	for (const cli_command *c = s->commands; c->name; c++)
		printf("  %-*s  %s\n", width, c->name, c->about);
	printf("\n`%s COMMAND --help` lists the options of a command.\n", s->name);
	return 0;
}

static int run(int argc, char **argv, const cli_suite *s)
{
	if (argc < 2) return s->commands->run(argc, argv);
	if (argc == 2 && !strcmp(argv[1], "--help")) return help(s);
	if (argv[1][0] == '-')
		return (s->with_options ? s->with_options : s->commands->run)(argc, argv);
	for (const cli_command *c = s->commands; c->name; c++)
		if (!strcmp(argv[1], c->name)) return c->run(argc - 1, argv + 1);
	error_set("there is no command '%s'; %s --help lists them", argv[1], s->name);
	error_exit();
}

int cli_commands(int argc, char **argv, const cli_suite *s)
{
	blas_start(argv);
	error_program(s->name);
	int status = run(argc, argv, s);
	if (fflush(stdout) || ferror(stdout)) { // a full disk, say
		error_set("standard output: cannot be written");
		error_exit();
	}
	return status;
}
