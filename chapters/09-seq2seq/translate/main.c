/* translate: one sequence into another, with attention and without. */
#include "translate.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

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
        "One sequence into another: an encoder reads a sentence from both sides, a decoder says "
        "it\n"
        "in another language, and looks back at every step or does not.",
        commands, translate_train};

/* What a function takes for a moment and gives back is needed again at the next step: the C library shall
 * not hand it to the system in between. */
static void keep_memory(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, 1 << 28);
	mallopt(M_TRIM_THRESHOLD, 1 << 28);
#endif
}

int main(int argc, char **argv)
{
	keep_memory();
	return cli_commands(argc, argv, &suite);
}
