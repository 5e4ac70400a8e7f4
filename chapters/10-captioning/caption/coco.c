/* caption coco: a captioner for pictures that another network has looked at already. What comes in is a
 * vector for each picture; the rest is show and tell. `caption say` describes with what was learnt. */
#include <math.h>
#include <stdio.h>

#include "caption.h"
#include "coco_model.h"
#include "interrupt.h"
#include "progress.h"
#include "remedies.h"
#include "rules.h"

static struct {
	const char *captions, *features, *checkpoint;
	bool resume;
	int tell, hidden, embedding, batch, updates, min_count, longest, beam, show;
	long seed;
	double rate, held_out;
} o = {.hidden = 128,
        .embedding = 64,
        .batch = 32,
        .updates = 2000,
        .min_count = 5,
        .longest = 30,
        .beam = 1,
        .show = 5,
        .seed = 1,
        .rate = 0.002,
        .held_out = 0.2};

static const cli_option options[] = {
        cli_file("captions", &o.captions, "JSON as COCO's: annotations with image_id and caption"),
        cli_file("features", &o.features, "a line a picture: image_id and its vector"),
        cli_choice("tell", &o.tell, "start|steps", "first state, or seen at every step"),
        cli_int("hidden", &o.hidden, 1, 4096, "units of the layer that speaks"),
        cli_int("embedding", &o.embedding, 1, 4096, "numbers of a word"),
        cli_int("batch", &o.batch, 1, 4096, "pictures side by side"),
        cli_int("updates", &o.updates, 0, 1e9, "batches to learn from"),
        cli_int("min-count", &o.min_count, 1, 1e9, "rarer words are <unk>"),
        cli_int("longest", &o.longest, 1, 200, "longer captions are cut"),
        cli_int("beam", &o.beam, 1, 64, "sentences of the search; 1: the most probable word"),
        cli_int("show", &o.show, 0, 1e6, "captions of new pictures to print"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate of Adam"),
        cli_real_above("held-out", &o.held_out, 0, 0.9, "share of the pictures to be tested on"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the order"),
        cli_file("checkpoint", &o.checkpoint, "where to keep the model"),
        cli_flag("resume", &o.resume, "go on from the checkpoint"), cli_end};

/* Data and model. */
typedef struct {
	coco data;
	coco_model m;
	int *order, learn; // pictures that are learnt come first
} learner;

/* So that each number of a vector has mean 0 and variance 1. */
static void standardise(learner *l)
{
	for (int j = 0; j < l->data.features; j++) {
		double sum = 0, squares = 0;
		for (int i = 0; i < l->learn; i++)
			sum += (double)l->data.picture[l->order[i]].feature[j] / l->learn;
		for (int i = 0; i < l->learn; i++) {
			const double d = (double)l->data.picture[l->order[i]].feature[j] - sum;
			squares += d * d / l->learn;
		}
		l->m.mean.p[j] = (real)sum;
		l->m.scale.p[j] = squares > 1e-12 ? (real)(1 / sqrt(squares)) : 0;
	}
}

static double update(learner *l, sentence *caption)
{
	coco_model *m = &l->m;
	for (int b = 0; b < o.batch; b++) {
		const coco_picture *p = &l->data.picture[l->order[rng_below(&m->r, (uint32_t)l->learn)]];
		caption[b] = p->caption[rng_below(&m->r, (uint32_t)p->captions)];
		coco_model_see(m, b, p->feature);
	}
	const double loss = captioner_loss(m->c, caption, true);
	clip_by_norm(m->c->dw, 5);
	m->done++;
	optim_adam.step(m->c->w, m->c->dw, m->slot, o.rate, m->done);
	return loss;
}

static void keep(learner *l)
{
	if (o.checkpoint && coco_model_save(o.checkpoint, &l->m) < 0) error_exit();
}

static void learn(learner *l)
{
	arena scratch = {0};
	progress bar;
	sentence *caption = arena_alloc(&scratch, (size_t)o.batch, sizeof *caption);
	progress_begin(&bar, "learning", o.updates, "batches");
	progress_resume(&bar, l->m.done);
	interrupt_catch();
	while (l->m.done < o.updates && !interrupt_seen()) {
		const double loss = update(l, caption);
		progress_at(&bar, l->m.done, "loss %.3f", loss);
		if (l->m.done % 1000 == 0) keep(l);
	}
	interrupt_release();
	keep(l);
	progress_end(&bar);
	arena_free(&scratch);
}

/* Describe the pictures that were held out. */
static void test(learner *l)
{
	arena a = {0};
	const int n = l->data.pictures - l->learn;
	caption_answer *said = arena_alloc(&a, (size_t)n, sizeof *said);
	for (int i = 0; i < n; i++) {
		const coco_picture *p = &l->data.picture[l->order[l->learn + i]];
		const sentence s = coco_model_say(&a, &l->m, p->feature, o.beam);
		said[i] = (caption_answer){s, p->caption, p->captions};
		for (int k = 0; i < o.show && k < s.length; k++)
			printf("%s%s", k ? " " : "  ", l->data.word[s.word[k]]);
		if (i < o.show) putchar('\n');
	}
	coco_print_marks("new pictures", said, n);
	arena_free(&a);
}

static captioner_shape shape(const coco *d)
{
	return (captioner_shape){.features = d->features,
	        .frames = 1,
	        .tell = o.tell,
	        .vocabulary = d->words,
	        .start = COCO_START,
	        .end = COCO_END,
	        .embedding = o.embedding,
	        .hidden = o.hidden,
	        .batch = o.batch,
	        .steps = d->longest + 1};
}

/* Which pictures are learnt, and a model; or an error. */
static int prepare(arena *a, learner *l)
{
	const int n = l->data.pictures, held_out = (int)(o.held_out * n);
	if (held_out < 1 || held_out == n)
		return error_set("%s: %d pictures are too few to hold some out", o.captions, n);
	if (o.resume && !o.checkpoint) return error_set("--resume: from which --checkpoint FILE?");
	l->learn = n - held_out;
	l->order = arena_alloc(a, (size_t)n, sizeof *l->order);
	for (int i = 0; i < n; i++) l->order[i] = i;
	rng r = rng_new((uint64_t)o.seed, 105);
	rng_shuffle(&r, l->order, n);
	l->m = coco_model_new(a, shape(&l->data), l->data.word, (uint64_t)o.seed);
	standardise(l);
	if (o.resume) return coco_model_resume(o.checkpoint, &l->m);
	return o.checkpoint ? coco_model_save(o.checkpoint, &l->m) : 0; // before the work
}

int caption_coco(int argc, char **argv)
{
	arena a = {0};
	learner l = {0};
	caption_options(argc, argv, "caption coco",
	        "Learn captions of pictures from vectors that another network has made of them.",
	        options);
	int status = o.captions && o.features
	                     ? coco_read(&l.data, &a, o.captions, o.features, o.min_count, o.longest)
	                     : error_set("of what? --captions FILE and --features FILE name them");
	if (status == 0) status = prepare(&a, &l);
	if (status < 0) error_exit();
	printf("%d pictures to learn from, %d numbers each; %d words; %d weights\n", l.learn,
	        l.data.features, l.data.words, l.m.c->w.cols);
	learn(&l);
	if (l.m.done < o.updates) return caption_interrupted(l.m.done, o.checkpoint);
	test(&l);
	arena_free(&a);
	return 0;
}
