/* charlm: a character language model. The first argument is a subcommand; without one it trains
 * on the generated text, so that the program shows what it can do when it is called by itself. */
#include "charlm.h"

static const cli_command commands[] = {
        {"train", charlm_train, "learn a text, letter by letter (the default)"},
        {"sample", charlm_sample, "write text with a trained model"},
        {"eval", charlm_eval, "how well a trained model predicts a text"},
        {"hello", charlm_hello, "the smallest example: learn the word hello"},
        {"units", charlm_units, "the hidden units while they read, as CSV"},
        {"gradients", charlm_gradients, "how far back the gradient reaches, as CSV"}, {0}};

static const cli_suite suite = {"charlm",
        "A character language model: a recurrent network that reads letters and predicts the next.",
        commands, NULL};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
