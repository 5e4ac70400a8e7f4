/* gatedlm demo: kinds of layers with equally many weights learn the same text for a moment. The text is
 * generated and its entropy known, so each can be held against the best possible. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "gatedlm.h"
#include "markov.h"
#include "remedies.h"
#include "rules.h"

static struct {
	const char *cells;
	long weights, updates, seed;
	double rate;
} o = {.cells = "tanh,irnn,lstm,gru", .weights = 20000, .updates = 250, .seed = 1, .rate = 0.005};

static const cli_option options[] = {
        cli_string("cells", &o.cells, "kinds of layers, commas between them, or all"),
        cli_long("parameters", &o.weights, 100, 1e9, "weights of each network, at most"),
        cli_long("updates", &o.updates, 0, 1e9, "chunks of 32 times 50 letters to learn from"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate of Adam"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights"), cli_end};

enum { BATCH = 32, STEPS = 50 };

typedef struct {
	symbols known;
	lm_text train, valid;
	double entropy;
} material;

static double seconds(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static network_shape shape_of(const layer_kind *kind, const material *text)
{
	network_shape s = {.kind = kind,
	        .vocabulary = symbols_count(&text->known),
	        .layers = 1,
	        .outputs = symbols_count(&text->known),
	        .batch = BATCH,
	        .steps = STEPS,
	        .carry = true};
	s.hidden = s.inputs = gatedlm_units(s, true, o.weights);
	if (s.hidden) return s;
	error_set("--parameters %ld: even a layer with one unit needs more", o.weights);
	error_exit();
}

/* Train one kind, print its line; in the end let it write. */
static void learn(const layer_kind *kind, const material *text, bool write)
{
	static lm_run run;
	arena a = {0};
	lm_model m;
	const network_shape s = shape_of(kind, text);
	const lm_options lm = {.updates = o.updates,
	        .rule = &optim_adam,
	        .rate = o.rate,
	        .clip = clip_by_norm,
	        .clip_limit = 5,
	        .report_every = o.updates ? o.updates : 1,
	        .save_every = 1};
	if (shared_batch_model(&a, s, (uint64_t)o.seed, 1, &m) < 0) error_exit();
	const double begin = seconds();
	lm_end end = lm_train(&m, text->train, text->valid, &lm, &run);
	if (end == LM_ERROR) error_exit();
	const double bits = run.curve[run.points - 1].valid / log(2);
	printf("%-14s %5d  %7d  %8.4f  %+7.1f %%  %6.1f\n", kind->name, s.hidden, m.w.cols, bits,
	        100 * (bits / text->entropy - 1), seconds() - begin);
	fflush(stdout);
	if (write && end == LM_DONE) {
		int ids[200];
		rng r = rng_new((uint64_t)o.seed, 9);
		lm_sample(&m, &r, 1, (lm_text){text->valid.ids, 1}, 200, ids);
		printf("\n%s writes:\n", kind->name);
		symbols_print(&text->known, ids, 200);
		puts("\n");
	}
	shared_batch_end(&m);
	arena_free(&a);
	if (end == LM_INTERRUPTED) exit(130);
}

int gatedlm_demo(int argc, char **argv)
{
	arena a = {0};
	material text;
	const layer_kind *kinds[16];
	gatedlm_options(argc, argv, "gatedlm demo",
	        "Kinds of layers with equally many weights learn generated text of known entropy.",
	        options);
	int n = kinds_named(all_kinds, o.cells, kinds);
	const symbols_source from = {.unit = LETTERS, .held_out = 0.05};
	if (n < 0 || symbols_texts(&a, &from, &text.known, &text.train, &text.valid) < 0) error_exit();
	markov source = markov_new(&a);
	text.entropy = markov_entropy(&source);
	printf("generated text, %ld letters, entropy %.4f bits per letter; %ld updates of %d "
	       "letters\n\n",
	        text.train.length, text.entropy, o.updates, BATCH * STEPS);
	printf("%-14s %5s  %7s  %8s  %9s  %6s\n", "cell", "units", "weights", "held out", "above it",
	        "time s");
	for (int i = 0; i < n; i++) learn(kinds[i], &text, i == n - 1);
	puts("`gatedlm train --cell lstm --text FILE` learns a text of yours; `gatedlm --help` lists "
	     "more.");
	arena_free(&a);
	return 0;
}
