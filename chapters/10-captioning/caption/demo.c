/* caption demo: learn pictures of one shape for some seconds, then describe new ones. */
#include <stdio.h>

#include "caption.h"
#include "stopwatch.h"

static struct {
	int updates;
	long seed;
} o = {.updates = 1000, .seed = 1};

static const cli_option options[] = {
        cli_int("updates", &o.updates, 1, 1e9, "batches to learn from"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the scenes"), cli_end};

static void describe(captioner *c, scenes_kind kind, const char *what)
{
	arena a = {0};
	scene_batch scenes = scene_batch_new(&a, c->shape.batch);
	rng r = rng_new((uint64_t)o.seed, 200 + kind);
	scene_batch_draw(&scenes, c, kind, 1, &r);
	scene_batch_paint(&scenes, c);
	captioner_look(c, false);
	printf("%s\n", what);
	for (int b = 0; b < 5; b++) {
		const sentence said = caption_say(&a, c, b, 1);
		printf("  %-5s ",
		        scene_judge(said.word, said.length, &scenes.s[b]).is_true ? "true" : "FALSE");
		for (int k = 0; k < said.length; k++) printf(" %s", scenes_word(said.word[k]));
		const scene_object *p = &scenes.s[b].object[0];
		printf("   (it is: %s %s)\n", scenes_word(scenes_word_id("red", 3) + p->colour),
		        scenes_word(scenes_word_id("circle", 6) + p->shape));
	}
	arena_free(&a);
}

int caption_demo(int argc, char **argv)
{
	arena a = {0};
	caption_options(argc, argv, "caption demo",
	        "Learn to caption pictures of one shape, then describe new ones.", options);
	const captioner_shape shape = {.picture = {3, SCENES_SIDE, {8, 16, 32}, 0},
	        .frames = 1,
	        .tell = TELL_ATTEND,
	        .film = FILM_APART,
	        .vocabulary = scenes_words(),
	        .start = SCENES_START,
	        .end = SCENES_END,
	        .embedding = 32,
	        .hidden = 64,
	        .batch = 32,
	        .steps = SCENES_LONGEST + 1};
	caption_lesson l = {.c = captioner_new(&a, shape, (uint64_t)o.seed),
	        .updates = o.updates,
	        .shapes = 1,
	        .rate = 0.01,
	        .clip = 5,
	        .seed = o.seed};
	caption_lesson_begin(&a, &l);
	caption_lesson_run(&l);
	printf("%d weights, %d pictures, loss %.3f nats a word, %.1f s\n", l.c->w.cols,
	        o.updates * shape.batch, l.loss, stopwatch_cpu());
	describe(l.c, SCENES_SEEN, "new pictures:");
	describe(l.c, SCENES_HELD_OUT, "pairs of colour and shape that were never seen:");
	arena_free(&a);
	return 0;
}
