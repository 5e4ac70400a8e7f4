/* cooc: who stands beside whom. The first argument is a subcommand; without one it counts generated
 * sentences, whose truth is known, and shows what the counts have found out about their words. */
#include "cooc.h"

static const cli_command commands[] = {
        {"demo", cooc_demo,
                "count generated sentences, and compare with their truth (the default)"},
        {"build", cooc_build, "count who stands beside whom in texts of any size"},
        {"ppmi", cooc_ppmi, "hold the counts of a table against chance"},
        {"show", cooc_show, "a table's shape, words and cells"},
        {"neighbours", cooc_neighbours, "the words most like a word, or like each of many"},
        {"eval", cooc_eval, "compare with people's judgement of word pairs: Spearman's ρ"},
        {"convert", cooc_convert, "a table to GloVe's records, or back"}, {0}};

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

static const cli_suite suite = {"cooc",
        "Count which words stand near each other, and find words that keep the same company.",
        commands, NULL};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
