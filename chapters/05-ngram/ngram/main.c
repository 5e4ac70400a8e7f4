/* ngram: models that predict the next word from the few before it. The first argument is a subcommand;
 * without one the program learns a generated text whose entropy is known. */
#include <stdio.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "blas.h"
#include "parts.h"

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
	const char *about;
} commands[] = {
        {"demo", ngram_demo, "learn a text of known entropy, sample, correct (the default)"},
        {"train", ngram_train, "count a text and write a model as an ARPA file"},
        {"perplexity", ngram_perplexity, "how well a model predicts a text"},
        {"query", ngram_query, "log10 of the probability of each sentence"},
        {"sample", ngram_draw, "sentences drawn from a model"},
        {"typos", ngram_typos, "a text as it might be typed"},
        {"correct", ngram_correct, "what was most likely meant by a text full of typing errors"},
        {"neural", ngram_neural, "train a network to predict the next word"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

int ngram_options(int argc, char **argv, const char *name, const char *arguments, const char *about,
        const cli_option *options)
{
	const cli_program program = {name, arguments, about, "1"};
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc && !arguments)
		first = error_set("'%s' is not an option; %s --help lists them", argv[first], name);
	if (first < 0) error_exit();
	return first;
}

void ngram_need(int argc, int first, int n, const char *what)
{
	if (argc - first == n) return;
	error_set("expected %s, found %d argument%s", what, argc - first, argc - first == 1 ? "" : "s");
	error_exit();
}

int ngram_writable(const char *path)
{
	output probe;
	if (output_open(&probe, path) < 0) return -1;
	output_abandon(&probe);
	return 0;
}

static int help(void)
{
	puts("usage: ngram [COMMAND] [OPTION…]\n\nModels that predict the next word from the few "
	     "before "
	     "it.\n\ncommands:");
	for (int i = 0; i < COMMANDS; i++) printf("  %-11s %s\n", commands[i].name, commands[i].about);
	puts("\n`ngram COMMAND --help` lists the options of a command.");
	return 0;
}

static int command(int argc, char **argv)
{
	if (argc < 2 || argv[1][0] == '-') {
		if (argc == 2 && !strcmp(argv[1], "--help")) return help();
		return ngram_demo(argc, argv);
	}
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 1, argv + 1);
	error_set("there is no command '%s'; ngram --help lists them", argv[1]);
	error_exit();
}

int main(int argc, char **argv)
{
	blas_start(argv);
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 1 << 20); // large blocks go back to the system when they are freed
#endif
	error_program("ngram");
	int status = command(argc, argv);
	if (fflush(stdout) || ferror(stdout)) { // a full disk, say
		error_set("standard output: cannot be written");
		error_exit();
	}
	return status;
}
