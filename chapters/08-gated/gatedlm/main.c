/* gatedlm: language models, tasks and experiments with gated layers beside the plain ones. */
#include "gatedlm.h"

static const cli_command commands[] = {
        {"demo", gatedlm_demo, "plain and gated layers of one size learn a text of known entropy"},
        {"train", gatedlm_train, "learn a text, letter by letter or word by word"},
        {"sample", gatedlm_sample, "write text with a trained model"},
        {"eval", gatedlm_eval, "how well a trained model predicts a text"},
        {"gates", gatedlm_gates, "gates and cells while a trained model reads, as CSV"}, {0}};

static const cli_suite suite = {"gatedlm",
        "Recurrent networks with gates, and the plain ones beside them: language models of "
        "letters\n"
        "or words, and tasks that need a memory.",
        commands, gatedlm_train};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
