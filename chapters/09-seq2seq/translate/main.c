/* translate: one sequence into another, with attention and without. */
#include "translate.h"

static const cli_command commands[] = {
        {"demo", translate_demo, "read dates that people wrote, learnt in a moment (the default)"},
        {"train", translate_train, "learn to translate from sentence pairs"},
        {"text", translate_text, "translate a text with a trained model"},
        {"evaluate", translate_evaluate, "BLEU and exact answers of a trained model"},
        {"attention", translate_attention, "where a model looks at each step, as CSV"},
        {"bottleneck", translate_bottleneck,
                "sentences by length, with attention and without, as CSV"},
        {"bleu", translate_bleu, "BLEU of answers in a file"}, {0}};

static const cli_suite suite = {"translate",
        "One sequence into another: an encoder reads a sentence from both sides, a decoder says it\n"
        "in another language, and looks back at every step or does not.",
        commands, translate_train};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
