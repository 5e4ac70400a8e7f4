/* gatedlm train: learn a text, with samples on the way, a learning curve and checkpoints. */
#include <math.h>
#include <stdio.h>

#include "gatedlm.h"
#include "lm_session.h"
#include "markov.h"
#include "remedies.h"
#include "rules.h"

static struct {
	const char *text, *valid, *vocabulary, *cell, *checkpoint, *curve, *trace;
	int hidden, embedding, layers, batch, steps, threads, rule, sample, min_count;
	long weights, updates, seed, save_every;
	double rate, clip, temperature, held_out;
	bool words, resume;
} o = {.cell = "lstm",
        .hidden = 128,
        .layers = 1,
        .batch = 32,
        .steps = 50,
        .threads = 1,
        .sample = 200,
        .min_count = 1,
        .updates = 1000,
        .seed = 1,
        .save_every = 200,
        .rate = 0.002,
        .clip = 5,
        .temperature = 1,
        .held_out = 0.05};

static const cli_option options[] = {
        cli_file("text", &o.text, "UTF-8 text file, - for standard input (default: generated)"),
        cli_file("valid", &o.valid, "text for the curve (default: the last part of the text)"),
        cli_real_above(
                "held-out", &o.held_out, 0, 0.5, "that part; not learnt, kept for the curve"),
        cli_flag("words", &o.words, "read words and line ends, not letters"),
        cli_int("min-count", &o.min_count, 1, 1e9, "words that come less often are <unk>"),
        cli_file("vocab", &o.vocabulary, "know these words, the first of each line, and no others"),
        cli_string("cell", &o.cell,
                "tanh, irnn, nprnn, lstm, lstm-forget0, lstm-peephole, lstm-coupled, gru or "
                "phased-lstm"),
        cli_int("hidden", &o.hidden, 1, 16384, "units in each layer"),
        cli_long("parameters", &o.weights, 0, 1e9,
                "units for at most so many weights; 0: --hidden says"),
        cli_int("embedding", &o.embedding, 0, 16384, "numbers of a symbol; 0: as many as units"),
        cli_int("layers", &o.layers, 1, NETWORK_LAYERS, "layers"),
        cli_int("batch", &o.batch, 1, 65536, "places in the text that are read side by side"),
        cli_int("steps", &o.steps, 1, 65536, "symbols in a chunk: how far back gradients reach"),
        cli_long("updates", &o.updates, 0, 1e15,
                "chunks to learn from, those before --resume included"),
        cli_choice("optimizer", &o.rule, "adam|momentum|adagrad|sgd", "how to change the weights"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate"),
        cli_real("clip", &o.clip, 0, HUGE_VAL, "longest gradient; 0: as it comes"),
        cli_int("threads", &o.threads, 1, 64, "to share the batch out among"),
        cli_file("checkpoint", &o.checkpoint, "save the model here"),
        cli_long("save-every", &o.save_every, 1, 1e15, "updates between saves"),
        cli_flag("resume", &o.resume, "go on from the checkpoint, if it is there"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the samples"),
        cli_int("sample", &o.sample, 0, 100000, "symbols in each sample; 0 for none"),
        cli_real("temperature", &o.temperature, 0, 100, "of the samples"),
        cli_file("curve", &o.curve, "write the learning curve here, as CSV"),
        cli_file("trace", &o.trace,
                "write initial weights, first gradient and every loss here, as JSON Lines"),
        cli_end};

/* A model and its texts. */
typedef struct {
	gatedlm g;
	lm_text train, valid;
	double entropy; // bits per letter of the source; 0 when unknown
} session;

static const char *unit(void)
{
	return o.words ? "word" : "letter";
}

static void print_symbols(const void *context, const int *ids, int n)
{
	symbols_print(&((const session *)context)->g.known, ids, n);
}

static void describe(const void *context, FILE *f)
{
	const gatedlm_shape *g = &((const session *)context)->g.shape;
	fprintf(f, "\"cell\":\"%s\",\"vocabulary\":%d,\"embedding\":%d,\"hidden\":%d,\"layers\":%d,",
	        o.cell, g->symbols, g->embedding, g->hidden, g->layers);
}

/* --- texts and model ------------------------------------------------------------------------------- */

static int read_texts(session *s)
{
	const symbols_source from = {.unit = o.words ? WORDS : LETTERS,
	        .text = o.text,
	        .valid = o.valid,
	        .held_out = o.held_out,
	        .vocabulary = o.vocabulary,
	        .min_count = o.min_count};
	const char *name = o.text ? o.text : "generated text";
	if (symbols_texts(&s->g.a, &from, &s->g.known, &s->train, &s->valid) < 0) return -1;
	if (s->train.length <= o.batch || s->valid.length <= o.batch)
		return error_set("%s: %ld %ss to learn and %ld held out are too few for --batch %d", name,
		        s->train.length, unit(), s->valid.length, o.batch);
	if (!o.text && !o.words) {
		markov source = markov_new(&s->g.a);
		s->entropy = markov_entropy(&source);
	}
	return 0;
}

static int shape_model(session *s, const layer_kind *kind)
{
	gatedlm_shape *g = &s->g.shape;
	*g = (gatedlm_shape){.unit = o.words ? WORDS : LETTERS,
	        .symbols = symbols_count(&s->g.known),
	        .hidden = o.hidden,
	        .layers = o.layers,
	        .embedding = o.embedding,
	        .threads = o.threads};
	while (all_kinds[g->kind] != kind) g->kind++;
	if (o.weights) {
		g->hidden = gatedlm_units(gatedlm_network(g, o.batch, o.steps), !o.embedding, o.weights);
		if (!g->hidden)
			return error_set("--parameters %ld: even a layer with one unit needs more", o.weights);
	}
	if (!g->embedding) g->embedding = g->hidden;
	const network_shape n = gatedlm_network(g, o.batch, o.steps);
	if (network_parameters(&n) > 1000000000)
		return error_set("--hidden %d: %ld weights are more than 1000000000", g->hidden,
		        network_parameters(&n));
	return 0;
}

static int prepare(session *s, const layer_kind *kind)
{
	if (read_texts(s) < 0 || shape_model(s, kind) < 0) return -1;
	const gatedlm_shape *g = &s->g.shape;
	if (shared_batch_model(&s->g.a, gatedlm_network(g, o.batch, o.steps), (uint64_t)o.seed,
	            o.threads, &s->g.m) < 0)
		return -1;
	s->g.m.unit = o.words ? "words" : NULL;
	printf("%s: %ld %ss to learn, %ld held out, %d different; %s, %d weights\n\n",
	        o.text ? o.text : "generated text", s->train.length, unit(), s->valid.length,
	        g->symbols, s->g.m.signature, s->g.m.w.cols);
	return 0;
}

/* --- the command ------------------------------------------------------------------------------------- */

static int train(session *s)
{
	const void *block;
	size_t bytes;
	symbols_pack(&s->g.a, &s->g.known, &block, &bytes);
	const checkpoint_field extra[] = {
	        {"gatedlm", &s->g.shape, sizeof s->g.shape}, {"symbols", (void *)block, bytes}, {0}};
	const lm_session around = {.program = "gatedlm",
	        .unit = unit(),
	        .perplexity = o.words,
	        .entropy = s->entropy,
	        .curve = o.curve,
	        .trace = o.trace,
	        .sample = o.sample,
	        .temperature = o.temperature,
	        .samples = rng_new((uint64_t)o.seed, 9),
	        .print = print_symbols,
	        .describe = describe,
	        .context = s};
	const lm_options lm = {.updates = o.updates,
	        .rule = gated_rules[o.rule],
	        .rate = o.rate,
	        .clip = clip_by_norm,
	        .clip_limit = o.clip,
	        .checkpoint = o.checkpoint,
	        .save_every = o.save_every,
	        .resume = o.resume,
	        .extra = extra};
	return lm_session_run(&around, &s->g.m, s->train, s->valid, lm);
}

static void check_options(void)
{
	if (o.resume && !o.checkpoint)
		error_set("--resume needs --checkpoint FILE, the file to go on from");
	else if (o.threads > o.batch)
		error_set("--threads %d: more than there are sequences, --batch %d", o.threads, o.batch);
	else if (o.vocabulary && !o.words)
		error_set("--vocab is a list of words: it goes with --words");
	else
		return;
	error_exit();
}

int gatedlm_train(int argc, char **argv)
{
	static session s;
	gatedlm_options(argc, argv, "gatedlm train", "Learn a text, letter by letter or word by word.",
	        options);
	check_options();
	if (prepare(&s, gatedlm_kind(o.cell)) < 0) error_exit();
	const int status = train(&s);
	shared_batch_end(&s.g.m);
	if (status < 0) error_exit();
	arena_free(&s.g.a);
	return status;
}
