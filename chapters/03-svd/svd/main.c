/* svd: few numbers for each word, and maps of words. The first argument is a subcommand; without
 * one it goes from sentences to neighbours on a small world of its own. */
#include "program.h"

static const cli_command commands[] = {
        {"demo", svd_demo, "sentences to neighbours, on generated text (the default)"},
        {"decompose", svd_decompose, "word vectors from a sparse table of cooc"},
        {"fold-in", svd_fold_in, "vectors for new rows, in the space of an old decomposition"},
        {"scree", svd_scree, "singular values, as CSV"},
        {"map", svd_map, "places in the plane for word vectors, with labels, as CSV"},
        {"time", svd_time, "how the time grows with the size, as CSV"}, {0}};

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

static const cli_suite suite = {"svd",
        "Singular value decomposition of sparse tables of words, and maps of words.", commands,
        NULL};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
