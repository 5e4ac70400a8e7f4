/* gatedlm tag and classify: chapter 06's two tasks with layers of any kind.
 *
 *     tag a word             a target at every step
 *     classify a sentence    one target, after the last word
 *
 * What decides may stand to the left of a word or to its right. The best that is possible from
 * the left and from both sides is known from the grammar and printed beside what was reached. */
#include <math.h>
#include <stdio.h>

#include "gatedlm.h"
#include "progress.h"
#include "remedies.h"
#include "rules.h"
#include "tag_batches.h"

typedef enum { TAG, CLASSIFY } task;

static struct {
	const char *cells;
	int hidden, layers, batch, sentences, updates, rule;
	long seed;
	double rate, clip;
	bool both_ways;
} o = {.cells = "tanh,lstm,gru",
        .hidden = 32,
        .layers = 1,
        .batch = 32,
        .sentences = 8000,
        .updates = 600,
        .seed = 1,
        .rate = 0.01,
        .clip = 5};

static const cli_option options[] = {
        cli_string("cells", &o.cells, "kinds of layers, commas between them, or all"),
        cli_flag("bidirectional", &o.both_ways, "read from both ends"),
        cli_int("hidden", &o.hidden, 1, 4096, "units of a layer in each direction"),
        cli_int("layers", &o.layers, 1, NETWORK_LAYERS, "layers"),
        cli_int("batch", &o.batch, 1, 4096, "sentences side by side"),
        cli_int("sentences", &o.sentences, 100, 1e7, "sentences to learn from"),
        cli_int("updates", &o.updates, 0, 1e9, "batches to learn from"),
        cli_choice("optimizer", &o.rule, "adam|momentum|adagrad|sgd", "how to change the weights"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate"),
        cli_real("clip", &o.clip, 0, HUGE_VAL, "longest gradient; 0: as it comes"),
        cli_long("seed", &o.seed, 0, 1e15, "for the sentences and the weights"), cli_end};

/* A network, and room for a batch. */
typedef struct {
	task task;
	network *n;
	int *ids, *target; // (T·B)
} learner;

/* The words and targets of a batch, time-major; returns its steps. */
static int fetch(const learner *l, const tags_sentence *s)
{
	const int T = s[0].length, B = o.batch;
	for (int t = 0; t < T; t++)
		for (int b = 0; b < B; b++) {
			l->ids[t * B + b] = s[b].word[t];
			l->target[t * B + b] = l->task == TAG ? s[b].tag[t] : t == T - 1 ? s[b].class : -1;
		}
	return T;
}

/* --- how often it is right ------------------------------------------------------------------------- */

static void count_right(const learner *l, const tags_sentence *s, long *right, long *all)
{
	const int T = fetch(l, s);
	network_forward(l->n, (network_input){.ids = l->ids}, T);
	for (int i = 0; i < T * o.batch; i++) {
		if (l->target[i] < 0) continue;
		++*all;
		*right += sample_with_temperature(rows(flat(l->n->y), i, 1), 0, 0) == l->target[i];
	}
}

static double accuracy(const learner *l, const sentences *c)
{
	long right = 0, all = 0;
	for (int i = 0; i < c->batches; i++) count_right(l, c->s + c->start[i], &right, &all);
	return (double)right / (double)all;
}

/* --- learning ---------------------------------------------------------------------------------------- */

static learner learner_new(arena *a, task which, const layer_kind *kind, int words)
{
	const size_t room = (size_t)(TAGS_LONGEST * o.batch);
	const network_shape s = {.kind = kind,
	        .vocabulary = words,
	        .inputs = o.hidden,
	        .hidden = o.hidden,
	        .layers = o.layers,
	        .both_ways = o.both_ways,
	        .outputs = which == TAG ? TAGS_TAGS : TAGS_CLASSES,
	        .batch = o.batch,
	        .steps = TAGS_LONGEST};
	return (learner){which, network_new(a, s, (uint64_t)o.seed), arena_alloc(a, room, sizeof(int)),
	        arena_alloc(a, room, sizeof(int))};
}

static void train(learner *l, const sentences *learn)
{
	arena scratch = {0};
	progress bar;
	network *n = l->n;
	mat slot[OPTIM_SLOTS];
	const optim_rule *rule = gated_rules[o.rule];
	for (int k = 0; rule->slot[k]; k++) slot[k] = mat_new(&scratch, 1, n->w.cols);
	rng r = rng_new((uint64_t)o.seed, 70);
	progress_begin(&bar, n->shape.kind->name, o.updates, "batches");
	for (int i = 1; i <= o.updates; i++) {
		const int pick = learn->start[rng_below(&r, (uint32_t)learn->batches)];
		const int T = fetch(l, learn->s + pick);
		const network_input in = {.ids = l->ids};
		double loss = network_softmax_loss(n, in, l->target, T, true);
		if (o.clip > 0) clip_by_norm(n->dw, o.clip);
		rule->step(n->w, n->dw, slot, o.rate, i);
		progress_at(&bar, i, "loss %.3f", loss);
	}
	progress_end(&bar);
	arena_free(&scratch);
}

static int run(task which)
{
	enum { TEST = 4000, TEST_SEED = 1000 };
	arena a = {0};
	const layer_kind *kinds[16];
	int n = kinds_named(all_kinds, o.cells, kinds);
	if (n < 0) error_exit();
	tags grammar = tags_new(&a);
	sentences learn = sentences_draw(&a, &grammar, (uint64_t)o.seed, o.sentences, o.batch);
	sentences test = sentences_draw(&a, &grammar, TEST_SEED, TEST, o.batch);
	if (!learn.batches || !test.batches) {
		error_set("--batch %d: fewer sentences than that have the same length", o.batch);
		error_exit();
	}
	const tags_best best = tags_bayes(&grammar, TEST_SEED, TEST);
	const double ceiling =
	        which == CLASSIFY ? best.class : best.accuracy[o.both_ways ? TAGS_BOTH : TAGS_LEFT];
	const double baseline = which == CLASSIFY ? tags_class_majority(&grammar) : best.majority;
	printf("%s, read from %s\n%-14s  %9s  %8s  %13s\n",
	        which == TAG ? "parts of speech" : "kinds of sentences",
	        o.both_ways ? "both ends" : "the left", "cell", "majority", "network", "best possible");
	for (int i = 0; i < n; i++) {
		arena own = {0};
		learner l = learner_new(&own, which, kinds[i], grammar.words);
		train(&l, &learn);
		printf("%-14s  %9.4f  %8.4f  %13.4f\n", kinds[i]->name, baseline, accuracy(&l, &test),
		        ceiling);
		fflush(stdout);
		arena_free(&own);
	}
	arena_free(&a);
	return 0;
}

int gatedlm_tag(int argc, char **argv)
{
	gatedlm_options(argc, argv, "gatedlm tag",
	        "Say the part of speech of every word, in sentences of a known grammar.", options);
	return run(TAG);
}

int gatedlm_classify(int argc, char **argv)
{
	gatedlm_options(argc, argv, "gatedlm classify",
	        "Tell statements, questions and commands apart, in sentences of a known grammar.",
	        options);
	return run(CLASSIFY);
}
