/* gatedlm: language models, tasks and experiments with gated layers beside the plain ones. */
#include "experiments.h"
#include "gatedlm.h"
#include "rules.h"

static const laboratory lab = {"gatedlm", all_kinds, gated_rules};

static int lags(int argc, char **argv)
{
	return lab_lags(&lab, argc, argv);
}

static int adding(int argc, char **argv)
{
	return lab_adding(&lab, argc, argv);
}

static int copying(int argc, char **argv)
{
	return lab_copying(&lab, argc, argv);
}

static int agrees(int argc, char **argv)
{
	return lab_agreement(&lab, argc, argv);
}

static const cli_command commands[] = {
        {"demo", gatedlm_demo, "plain and gated layers of one size learn a text (the default)"},
        {"train", gatedlm_train, "learn a text, letter by letter or word by word"},
        {"sample", gatedlm_sample, "write text with a trained model"},
        {"eval", gatedlm_eval, "how well a trained model predicts a text"},
        {"gates", gatedlm_gates, "gates and cells while a trained model reads, as CSV"},
        {"lags", lags, "the size of a gradient against how far back it looks, as CSV"},
        {"adding", adding, "the adding problem: the sum of two marked values"},
        {"copying", copying, "symbols to be said again after a long nothing"},
        {"agreement", agrees, "the writer of the books … is, or are?"},
        {"tag", gatedlm_tag, "the part of speech of every word of a sentence"},
        {"classify", gatedlm_classify, "statements, questions and commands"}, {0}};

static const cli_suite suite = {"gatedlm",
        "Recurrent networks with gates, and the plain ones beside them: language models of "
        "letters\n"
        "or words, and tasks that need a memory.",
        commands, gatedlm_train};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
