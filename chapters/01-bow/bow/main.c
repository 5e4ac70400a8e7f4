/* bow: bags of words. The first argument is a subcommand; without one it trains a classifier on
 * generated documents, so that the program shows what it can do when it is called by itself. */
#include "bow.h"

static const cli_command commands[] = {
        {"train", bow_train, "learn to tell documents apart (the default)"},
        {"eval", bow_eval, "judge a trained classifier, in order and with words shuffled"},
        {"vocab", bow_vocab, "the words of a collection by frequency"},
        {"counts", bow_counts, "a text cut into words, numbered and counted"},
        {"nearest", bow_nearest, "the documents most like a text, by tf-idf"},
        {"limit", bow_limit, "what no bag can tell: not good but bad, not bad but good"}, {0}};

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

static const cli_suite suite = {"bow",
        "Bags of words: count the words of documents, compare documents, tell their kinds apart.",
        commands, NULL};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
