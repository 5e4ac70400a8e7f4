/* bow: bags of words. The first argument is a subcommand; without one it trains a classifier on
 * generated documents, so that the program shows what it can do when it is called by itself. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "bow.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *about;
} commands[] = {
        {"train", bow_train, "learn to tell documents apart (the default)"},
        {"eval", bow_eval, "judge a trained classifier, in order and with words shuffled"},
        {"vocab", bow_vocab, "the words of a collection by frequency"},
        {"counts", bow_counts, "a text cut into words, numbered and counted"},
        {"nearest", bow_nearest, "the documents most like a text, by tf-idf"},
        {"limit", bow_limit, "what no bag can tell: not good but bad, not bad but good"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

int bow_options(int argc, char **argv, const char *name, const char *arguments, const char *about,
        const cli_option *options)
{
	const cli_program program = {name, arguments, about, "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc && !arguments)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
	return first;
}

static int help(void)
{
	puts("usage: bow [COMMAND] [OPTION…]\n\nBags of words: count the words of documents, compare "
	     "documents, tell their kinds apart.\n\ncommands:");
	for (int i = 0; i < COMMANDS; i++) printf("  %-10s %s\n", commands[i].name, commands[i].about);
	puts("\n`bow COMMAND --help` lists the options of a command.");
	return 0;
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("bow");
	if (argc < 2 || argv[1][0] == '-') {
		if (argc == 2 && !strcmp(argv[1], "--help")) return help();
		return bow_train(argc, argv);
	}
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 1, argv + 1);
	error_set("there is no command '%s'; bow --help lists them", argv[1]);
	error_exit();
}
