/* cooc: who stands beside whom. The first argument is a subcommand; without one it counts generated
 * sentences, whose truth is known, and shows what the counts have found out about their words. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "cooc.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *about;
} commands[] = {
        {"demo", cooc_demo,
                "count generated sentences, and compare with their truth (the default)"},
        {"build", cooc_build, "count who stands beside whom in texts of any size"},
        {"ppmi", cooc_ppmi, "hold the counts of a table against chance"},
        {"show", cooc_show, "a table's shape, words and cells"},
        {"neighbours", cooc_neighbours, "the words most like a word, or like each of many"},
        {"eval", cooc_eval, "compare with people's judgement of word pairs: Spearman's ρ"},
        {"convert", cooc_convert, "a table to GloVe's records, or back"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

int cooc_options(int argc, char **argv, const char *name, const char *arguments, const char *about,
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
	puts("usage: cooc [COMMAND] [OPTION…]\n\nCount which words stand near each other, and find "
	     "words that keep the same company.\n\ncommands:");
	for (int i = 0; i < COMMANDS; i++) printf("  %-11s %s\n", commands[i].name, commands[i].about);
	puts("\n`cooc COMMAND --help` lists the options of a command.");
	return 0;
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("cooc");
	if (argc < 2 || argv[1][0] == '-') {
		if (argc == 2 && !strcmp(argv[1], "--help")) return help();
		return cooc_demo(argc, argv);
	}
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 1, argv + 1);
	error_set("there is no command '%s'; cooc --help lists them", argv[1]);
	error_exit();
}
