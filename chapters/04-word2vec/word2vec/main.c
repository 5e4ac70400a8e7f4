/* word2vec: vectors of words from a text, and questions to them. The first argument is a subcommand.
 * An option comes first where the original program's command line is used: then it is `train`; without
 * any argument generated sentences are learnt, whose truth is known. */
#include "word2vec.h"

static const cli_command commands[] = {
        {"demo", word2vec_demo,
                "learn generated sentences, and compare with their truth (the default)"},
        {"train", word2vec_train, "learn a text of any size (when an option comes first)"},
        {"nearest", word2vec_nearest, "the words most like a word"},
        {"analogy", word2vec_analogy, "a is to b as c is to …? One question, or a file of them"},
        {"pairs", word2vec_pairs, "compare with people's judgement of word pairs: Spearman's ρ"},
        {0}};

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

static const cli_suite suite = {"word2vec",
        "Word vectors by skip-gram and CBOW, with softmax, hierarchical softmax or negative "
        "sampling.",
        commands, word2vec_train};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
