/* word2vec: vectors of words from a text, and questions to them. The first argument is a subcommand.
 * An option comes first where the original program's command line is used: then it is `train`; without
 * any argument generated sentences are learnt, whose truth is known. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "word2vec.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *about;
} commands[] = {
        {"demo", word2vec_demo,
                "learn generated sentences, and compare with their truth (the default)"},
        {"train", word2vec_train, "learn a text of any size (when an option comes first)"},
        {"nearest", word2vec_nearest, "the words most like a word"},
        {"analogy", word2vec_analogy, "a is to b as c is to …? One question, or a file of them"},
        {"pairs", word2vec_pairs, "compare with people's judgement of word pairs: Spearman's ρ"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

int word2vec_options(int argc, char **argv, const char *name, const char *arguments,
        const char *about, const cli_option *options)
{
	const cli_program program = {name, arguments, about, "1"};
	int first = cli_parse_one_dash(argc, argv, &program, options);
	if (first >= 0 && first < argc && !arguments)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
	return first;
}

static int help(void)
{
	puts("usage: word2vec [COMMAND] [OPTION…]\n\nWord vectors by skip-gram and CBOW, with softmax, "
	     "hierarchical softmax or negative sampling.\n\ncommands:");
	for (int i = 0; i < COMMANDS; i++) printf("  %-8s %s\n", commands[i].name, commands[i].about);
	puts("\n`word2vec COMMAND --help` lists the options of a command.");
	return 0;
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("word2vec");
	if (argc < 2) return word2vec_demo(argc, argv);
	if (argc == 2 && !strcmp(argv[1], "--help")) return help();
	if (argv[1][0] == '-') return word2vec_train(argc, argv);
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 1, argv + 1);
	error_set("there is no command '%s'; word2vec --help lists them", argv[1]);
	error_exit();
}
