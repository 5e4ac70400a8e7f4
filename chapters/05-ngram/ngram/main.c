/* ngram: models that predict the next word from the few before it. The first argument is a subcommand;
 * without one the program learns a generated text whose entropy is known. */
#include "parts.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

static const cli_command commands[] = {
        {"demo", ngram_demo, "learn a text of known entropy, sample, correct (the default)"},
        {"train", ngram_train, "count a text and write a model as an ARPA file"},
        {"perplexity", ngram_perplexity, "how well a model predicts a text"},
        {"query", ngram_query, "log10 of the probability of each sentence"},
        {"sample", ngram_draw, "sentences drawn from a model"},
        {"typos", ngram_typos, "a text as it might be typed"},
        {"correct", ngram_correct, "what was most likely meant by a text full of typing errors"},
        {"neural", ngram_neural, "train a network to predict the next word"}, {0}};

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

static const cli_suite suite = {
        "ngram", "Models that predict the next word from the few before it.", commands, NULL};

int main(int argc, char **argv)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 1 << 20); // large blocks go back to the system when they are freed
#endif
	return cli_commands(argc, argv, &suite);
}
