/* caption: pictures and films of shapes, put into words by a network that learns from pixels. */
#include "caption.h"

static const cli_command commands[] = {
        {"demo", caption_demo, "learn for some seconds, then describe new scenes (the default)"},
        {"train", caption_train, "learn to caption pictures or films"},
        {"describe", caption_describe, "captions of new scenes, and whether they are true"},
        {"evaluate", caption_evaluate, "how often captions are true; BLEU and CIDEr"},
        {"sheet", caption_sheet, "pictures with their captions as SVG"},
        {"attention", caption_attention, "where it looks before each word, as SVG"},
        {"coco", caption_coco, "learn from vectors of pictures and captions in COCO's format"},
        {"say", caption_say_vectors, "describe such vectors with what coco has learnt"},
        {"export", caption_export, "write scenes as such vectors and captions"},
        {"glimpses", caption_glimpses, "read a digit through small squares"},
        {"digits", caption_digits, "read a digit with a small convolutional net"}, {0}};

static const cli_suite suite = {"caption",
        "Captions for generated pictures and films, learnt from pixels, and judged: a caption is\n"
        "true of its scene or it is not.",
        commands, caption_train};

int main(int argc, char **argv)
{
	return cli_commands(argc, argv, &suite);
}
