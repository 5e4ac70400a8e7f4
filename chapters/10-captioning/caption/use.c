/* caption describe and evaluate: a trained captioner at work. */
#include <stdio.h>

#include "caption.h"

static struct {
	const char *checkpoint;
	int scenes, shapes, beam;
	bool held_out, blind;
	long seed;
} o = {.scenes = 10, .beam = 1, .seed = 2};

/* Both commands have these. */
#define COMMON                                                                                     \
	cli_file("checkpoint", &o.checkpoint, "the model"),                                            \
	        cli_int("scenes", &o.scenes, 1, 1e6, "how many"),                                      \
	        cli_int("shapes", &o.shapes, 0, SCENES_OBJECTS, "in a picture; 0: one to three"),      \
	        cli_int("beam", &o.beam, 1, 64, "sentences of the search; 1: the most probable word"), \
	        cli_long("seed", &o.seed, 0, 1e15, "which scenes")

static const cli_option describe_options[] = {COMMON,
        cli_flag("held-out", &o.held_out, "with a held-out pair of colour and shape"), cli_end};
static const cli_option evaluate_options[] = {COMMON,
        cli_flag("blind", &o.blind, "what it says of empty pictures, judged by the scenes"),
        cli_end};

static void load(caption_model *m, int batch)
{
	if (caption_load(m, o.checkpoint, batch) < 0) error_exit();
}

int caption_describe(int argc, char **argv)
{
	caption_model m;
	arena scratch = {0};
	caption_options(argc, argv, "caption describe",
	        "Describe new scenes: number, true or false, caption.", describe_options);
	load(&m, 1);
	rng r = rng_new((uint64_t)o.seed, 200);
	scene_batch one = scene_batch_new(&m.a, 1);
	for (int i = 0; i < o.scenes && !ferror(stdout); i++) {
		scene_batch_draw(&one, m.c, o.held_out ? SCENES_HELD_OUT : SCENES_SEEN, o.shapes, &r);
		scene_batch_paint(&one, m.c);
		captioner_look(m.c, false);
		const sentence said = caption_say(&scratch, m.c, 0, o.beam);
		printf("%d\t%s\t", i + 1,
		        scene_judge(said.word, said.length, one.s).is_true ? "true" : "false");
		for (int k = 0; k < said.length; k++)
			printf("%s%s", k ? " " : "", scenes_word(said.word[k]));
		putchar('\n');
		arena_reset(&scratch);
	}
	arena_free(&scratch);
	arena_free(&m.a);
	return 0;
}

int caption_evaluate(int argc, char **argv)
{
	caption_model m;
	o.scenes = 1000;
	caption_options(argc, argv, "caption evaluate",
	        "How often captions of new scenes are true, complete (all shapes named), and how near\n"
	        "to five other captions: BLEU-1 to 4, CIDEr.",
	        evaluate_options);
	load(&m, 50);
	caption_heading();
	for (int k = 0; k < 2; k++) {
		const scenes_kind kind = k ? SCENES_HELD_OUT : SCENES_SEEN;
		const caption_marks marks =
		        caption_judge(m.c, kind, o.scenes, o.shapes, o.beam, o.blind, o.seed);
		caption_print(k ? "held out" : "seen", &marks);
	}
	arena_free(&m.a);
	return 0;
}
