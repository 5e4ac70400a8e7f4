/* caption coco: a captioner for pictures that another network has looked at already. What comes in is a
 * vector for each picture; the rest is show and tell. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bleu.h"
#include "caption.h"
#include "coco_read.h"
#include "progress.h"
#include "remedies.h"
#include "rules.h"

static struct {
	const char *captions, *features;
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
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the order"), cli_end};

/* Data, model, and what makes a vector's numbers alike. */
typedef struct {
	coco data;
	captioner *c;
	int *order, learn; // pictures that are learnt come first
	mat mean, scale;   // (1,features)
} learner;

static void standardise(arena *a, learner *l)
{
	const int D = l->data.features;
	l->mean = mat_new(a, 1, D);
	l->scale = mat_new(a, 1, D);
	for (int j = 0; j < D; j++) {
		double sum = 0, squares = 0;
		for (int i = 0; i < l->learn; i++)
			sum += (double)l->data.picture[l->order[i]].feature[j] / l->learn;
		for (int i = 0; i < l->learn; i++) {
			const double d = (double)l->data.picture[l->order[i]].feature[j] - sum;
			squares += d * d / l->learn;
		}
		l->mean.p[j] = (real)sum;
		l->scale.p[j] = squares > 1e-12 ? (real)(1 / sqrt(squares)) : 0;
	}
}

static void show(learner *l, int b, int which)
{
	real *to = row(at(l->c->frame, 0), b);
	const real *from = l->data.picture[which].feature;
	for (int j = 0; j < l->data.features; j++) to[j] = (from[j] - l->mean.p[j]) * l->scale.p[j];
}

static void learn(learner *l)
{
	arena scratch = {0};
	progress bar;
	rng r = rng_new((uint64_t)o.seed, 104);
	mat slot[2] = {mat_new(&scratch, 1, l->c->w.cols), mat_new(&scratch, 1, l->c->w.cols)};
	sentence *caption = arena_alloc(&scratch, (size_t)o.batch, sizeof *caption);
	double loss = 0;
	progress_begin(&bar, "learning", o.updates, "batches");
	for (int i = 1; i <= o.updates; i++) {
		for (int b = 0; b < o.batch; b++) {
			const int which = l->order[rng_below(&r, (uint32_t)l->learn)];
			const coco_picture *p = &l->data.picture[which];
			caption[b] = p->caption[rng_below(&r, (uint32_t)p->captions)];
			show(l, b, which);
		}
		loss = captioner_loss(l->c, caption, true);
		clip_by_norm(l->c->dw, 5);
		optim_adam.step(l->c->w, l->c->dw, slot, o.rate, i);
		progress_at(&bar, i, "loss %.3f", loss);
	}
	progress_end(&bar);
	arena_free(&scratch);
}

/* Describe the pictures that were held out. */
static void test(learner *l)
{
	arena a = {0};
	const int n = l->data.pictures - l->learn;
	caption_answer *said = arena_alloc(&a, (size_t)n, sizeof *said);
	bleu_counts counts = {0};
	for (int i = 0; i < n; i++) {
		const int which = l->order[l->learn + i];
		const coco_picture *p = &l->data.picture[which];
		show(l, 0, which);
		captioner_look(l->c, false);
		said[i] = (caption_answer){caption_say(&a, l->c, 0, o.beam), p->caption, p->captions};
		bleu_count(&counts, said[i].answer, p->caption, p->captions);
		for (int k = 0; i < o.show && k < said[i].answer.length; k++)
			printf("%s%s", k ? " " : "  ", l->data.word[said[i].answer.word[k]]);
		if (i < o.show) putchar('\n');
	}
	printf("%d new pictures: BLEU-1 … 4", n);
	for (int k = 1; k <= BLEU_ORDER; k++) printf(" %.4f", bleu_score(&counts, k));
	printf(", CIDEr %.3f\n", caption_cider(said, n));
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
	const int n = l.data.pictures, held_out = (int)(o.held_out * n);
	if (status == 0 && (held_out < 1 || held_out == n))
		status = error_set("%s: %d pictures are too few to hold some out", o.captions, n);
	if (status < 0) error_exit();
	l.learn = n - held_out;
	l.order = arena_alloc(&a, (size_t)n, sizeof *l.order);
	for (int i = 0; i < n; i++) l.order[i] = i;
	rng r = rng_new((uint64_t)o.seed, 105);
	rng_shuffle(&r, l.order, n);
	standardise(&a, &l);
	l.c = captioner_new(&a, shape(&l.data), (uint64_t)o.seed);
	printf("%d pictures to learn from, %d numbers each; %d words; %d weights\n", l.learn,
	        l.data.features, l.data.words, l.c->w.cols);
	learn(&l);
	test(&l);
	arena_free(&a);
	return 0;
}
