/* charlm: a character language model. The first argument is a subcommand; without one it trains
 * on the generated text, so that the program shows what it can do when it is called by itself. */
#include <stdio.h>
#include <string.h>

#include "blas.h"
#include "charlm.h"

static const struct {
	const char *name;
	charlm_command run;
	const char *about;
} commands[] = {
        {"train", charlm_train, "learn a text, letter by letter (the default)"},
        {"sample", charlm_sample, "write text with a trained model"},
        {"eval", charlm_eval, "how well a trained model predicts a text"},
        {"hello", charlm_hello, "the smallest example: learn the word hello"},
        {"units", charlm_units, "the hidden units while they read, as CSV"},
        {"gradients", charlm_gradients, "how far back the gradient reaches, as CSV"},
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static int help(void)
{
	puts("usage: charlm [COMMAND] [OPTION…]\n\nA character language model: a recurrent network "
	     "that "
	     "reads letters and predicts the next.\n\ncommands:");
	for (int i = 0; i < COMMANDS; i++) printf("  %-10s %s\n", commands[i].name, commands[i].about);
	puts("\n`charlm COMMAND --help` lists the options of a command.");
	return 0;
}

static int command(int argc, char **argv)
{
	if (argc < 2 || argv[1][0] == '-') {
		if (argc == 2 && !strcmp(argv[1], "--help")) return help();
		return charlm_train(argc, argv);
	}
	for (int i = 0; i < COMMANDS; i++)
		if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 1, argv + 1);
	error_set("there is no command '%s'; charlm --help lists them", argv[1]);
	error_exit();
}

int main(int argc, char **argv)
{
	blas_start(argv);
	error_program("charlm");
	int status = command(argc, argv);
	if (fflush(stdout) || ferror(stdout)) { // a full disk, say
		error_set("standard output: cannot be written");
		error_exit();
	}
	return status;
}
