/* gatedlm train: learn a text, with samples on the way, a learning curve and checkpoints. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "gatedlm.h"
#include "markov.h"
#include "output.h"
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

/* What the driver's callbacks need. */
typedef struct {
	gatedlm g;
	lm_text train, valid;
	double entropy; // bits per letter of the source; 0 when unknown
	output curve, traced;
	bool learnt; // something, and not all of it before --resume
} session;

static const char *unit(void)
{
	return o.words ? "word" : "letter";
}

/* --- on the way -------------------------------------------------------------------------------------- */

static void print_sample(const session *s, const lm_point *p)
{
	const char *when = p->update == 0          ? "at first"
	                   : p->update < o.updates ? "train more"
	                                           : "after training";
	arena scratch = {0};
	int *ids = arena_alloc(&scratch, (size_t)o.sample + 1, sizeof *ids);
	rng r = rng_new((uint64_t)o.seed, 9);
	lm_sample(&s->g.m, &r, o.temperature, (lm_text){s->valid.ids, 1}, o.sample, ids);
	printf("--- %s: update %ld, ", when, p->update);
	if (o.words)
		printf("perplexity %.1f\n", exp(p->valid));
	else
		printf("%.3f bits per letter\n", p->valid / log(2));
	symbols_print(&s->g.known, ids, o.sample);
	puts("\n");
	fflush(stdout);
	arena_free(&scratch);
}

/* Three moments: before the first update, after a tenth of them, at the end. */
static void report(void *context, const lm_point *p)
{
	((session *)context)->learnt = true;
	bool moment = p->update == 0 || p->update == o.updates || p->update == o.updates / 10;
	if (o.sample && moment) print_sample(context, p);
}

static void print_array(FILE *f, const char *name, mat m)
{
	fprintf(f, "\"%s\":[", name);
	for (int i = 0; i < m.cols; i++) fprintf(f, i ? ",%.17g" : "%.17g", (double)m.p[i]);
	fputc(']', f);
}

static void trace(void *context, long update, double loss)
{
	session *s = context;
	fprintf(s->traced.f, "{\"update\":%ld,\"loss\":%.17g", update, loss);
	if (update == 1) {
		fputc(',', s->traced.f);
		print_array(s->traced.f, "gradient", s->g.m.dw);
	}
	fputs("}\n", s->traced.f);
}

static void trace_weights(const session *s)
{
	const gatedlm_shape *g = &s->g.shape;
	fprintf(s->traced.f,
	        "{\"cell\":\"%s\",\"vocabulary\":%d,\"embedding\":%d,\"hidden\":%d,\"layers\":%d,",
	        o.cell, g->symbols, g->embedding, g->hidden, g->layers);
	print_array(s->traced.f, "weights", s->g.m.w);
	fputs("}\n", s->traced.f);
}

/* --- files ----------------------------------------------------------------------------------------- */

static void write_curve(const session *s, const lm_run *run)
{
	FILE *f = s->curve.f;
	fprintf(f, "%ss,train_bits,valid_bits,entropy_bits\n", unit());
	for (int i = 0; i < run->points; i++) {
		const lm_point *p = &run->curve[i];
		fprintf(f, "%ld,%.6f,%.6f,", p->update * o.batch * o.steps, p->train / log(2),
		        p->valid / log(2));
		if (s->entropy > 0) fprintf(f, "%.6f", s->entropy);
		fputc('\n', f);
	}
}

/* Before training, so that a path that cannot be written costs no hour of it. */
static int open_outputs(session *s)
{
	output model;
	if (o.checkpoint && output_open(&model, o.checkpoint) < 0) return -1;
	if (o.checkpoint) output_abandon(&model);
	if (o.checkpoint && !o.resume && !access(o.checkpoint, F_OK))
		fprintf(stderr, "gatedlm: %s will be replaced; --resume would go on from it\n",
		        o.checkpoint);
	if (o.curve && output_open(&s->curve, o.curve) < 0) return -1;
	if (o.trace && output_open(&s->traced, o.trace) < 0) {
		if (o.curve) output_abandon(&s->curve);
		return -1;
	}
	if (o.trace) trace_weights(s);
	return 0;
}

static int close_outputs(session *s, const lm_run *run, lm_end end)
{
	if (end == LM_ERROR) {
		if (o.curve) output_abandon(&s->curve);
		if (o.trace) output_abandon(&s->traced);
		return -1;
	}
	if (o.curve) write_curve(s, run);
	int status = o.curve ? output_commit(&s->curve) : 0;
	return o.trace && output_commit(&s->traced) < 0 ? -1 : status;
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

static void summary(const session *s, const lm_run *run)
{
	const lm_point *p = &run->curve[run->points - 1];
	printf("%ld updates, %.4f bits per %s on held-out text", p->update, p->valid / log(2), unit());
	if (o.words) printf(", perplexity %.2f", exp(p->valid));
	if (s->entropy > 0)
		printf("; the source's entropy is %.4f (%+.1f %%)", s->entropy,
		        100 * (p->valid / log(2) / s->entropy - 1));
	puts("");
	if (o.checkpoint) printf("the model is in %s\n", o.checkpoint);
	if (o.curve) printf("the learning curve is in %s\n", o.curve);
}

static lm_end train(session *s, lm_run *run)
{
	const void *block;
	size_t bytes;
	symbols_pack(&s->g.a, &s->g.known, &block, &bytes);
	const checkpoint_field extra[] = {
	        {"gatedlm", &s->g.shape, sizeof s->g.shape}, {"symbols", (void *)block, bytes}, {0}};
	long tenth = o.updates / 10;
	const lm_options lm = {.updates = o.updates,
	        .rule = gated_rules[o.rule],
	        .rate = o.rate,
	        .clip = clip_by_norm,
	        .clip_limit = o.clip,
	        .report_every = tenth ? (tenth > 100 ? tenth / (tenth / 50) : tenth) : 1,
	        .checkpoint = o.checkpoint,
	        .save_every = o.save_every,
	        .resume = o.resume,
	        .extra = extra,
	        .report = report,
	        .trace = o.trace ? trace : NULL,
	        .context = s};
	return lm_train(&s->g.m, s->train, s->valid, &lm, run);
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
	static lm_run run;
	gatedlm_options(argc, argv, "gatedlm train", "Learn a text, letter by letter or word by word.",
	        options);
	check_options();
	if (prepare(&s, gatedlm_kind(o.cell)) < 0 || open_outputs(&s) < 0) error_exit();
	lm_end end = train(&s, &run);
	shared_batch_end(&s.g.m);
	if (close_outputs(&s, &run, end) < 0) error_exit();
	if (end == LM_DONE && !s.learnt)
		printf("nothing left to learn: --updates %ld is reached; more of them go on\n", o.updates);
	summary(&s, &run);
	arena_free(&s.g.a);
	if (end == LM_INTERRUPTED)
		fprintf(stderr, "gatedlm: interrupted after %ld updates%s\n", run.update,
		        o.checkpoint ? "; --resume goes on" : "");
	return end == LM_INTERRUPTED ? 130 : 0;
}
