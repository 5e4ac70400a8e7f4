/* svd: few numbers for each word, and maps of words. The first argument is a subcommand; without
 * one it goes from sentences to neighbours on a small world of its own. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "program.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *about;
} commands[] = {
        {"demo", svd_demo, "sentences to neighbours, on generated text (the default)"},
        {"decompose", svd_decompose, "word vectors from a sparse table of cooc"},
        {"fold-in", svd_fold_in, "vectors for new rows, in the space of an old decomposition"},
        {"scree", svd_scree, "singular values, as CSV"},
        {"map", svd_map, "places in the plane for word vectors, with labels, as CSV"},
        {"time", svd_time, "how the time grows with the size, as CSV"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

int svd_options(
        int argc, char **argv, const cli_program *p, int least, int most, const cli_option *options)
{
	int first = cli_parse(argc, argv, p, options);
	if (first >= 0 && argc - first < least)
		first = error_set("%s: expected %s; --help says more", p->name, p->arguments);
	else if (first >= 0 && argc - first > most)
		first = error_set(
		        "'%s' is not expected; %s --help lists the options", argv[first + most], p->name);
	if (first < 0) error_exit();
	return first;
}

static int help(void)
{
	puts("usage: svd [COMMAND] [OPTION…]\n\nSingular value decomposition of sparse tables of "
	     "words, and maps of words.\n\ncommands:");
	for (int i = 0; i < COMMANDS; i++) printf("  %-10s %s\n", commands[i].name, commands[i].about);
	puts("\n`svd COMMAND --help` lists the options of a command.");
	return 0;
}

static int command(int argc, char **argv)
{
	if (argc < 2 || argv[1][0] == '-') {
		if (argc == 2 && !strcmp(argv[1], "--help")) return help();
		return svd_demo(argc, argv);
	}
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 1, argv + 1);
	error_set("there is no command '%s'; svd --help lists them", argv[1]);
	error_exit();
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("svd");
	int status = command(argc, argv);
	if (fflush(stdout) || ferror(stdout)) { // a full disk, say
		error_set("standard output: cannot be written");
		error_exit();
	}
	return status;
}
