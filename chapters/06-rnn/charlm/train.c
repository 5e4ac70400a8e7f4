/* charlm train: learn a text, with samples on the way, a learning curve and checkpoints. */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "charlm.h"
#include "markov.h"
#include "output.h"

enum { SGD, ADAGRAD };
static const optim_rule *const rules[] = {&optim_sgd, &optim_adagrad};

static struct {
	const char *text, *checkpoint, *curve, *trace;
	int hidden, layers, batch, steps, optimizer, sample;
	long updates, seed, save_every;
	double rate, temperature, held_out;
	bool resume;
} o = {.hidden = 128,
        .layers = 1,
        .batch = 32,
        .steps = 50,
        .optimizer = ADAGRAD,
        .sample = 200,
        .updates = 3000,
        .seed = 1,
        .save_every = 200,
        .rate = 0.05,
        .temperature = 1,
        .held_out = 0.05};

static const cli_option options[] = {
        cli_file("text", &o.text, "UTF-8 text file, - for standard input (default: generated)"),
        cli_int("hidden", &o.hidden, 1, 65536, "units in each layer"),
        cli_int("layers", &o.layers, 1, CHAR_MODEL_LAYERS, "layers"),
        cli_int("batch", &o.batch, 1, 65536, "streams read side by side"),
        cli_int("steps", &o.steps, 1, 65536, "letters in a chunk: how far gradients reach back"),
        cli_long("updates", &o.updates, 0, 1e15,
                "chunks to learn from, those before --resume included"),
        cli_choice("optimizer", &o.optimizer, "sgd|adagrad", "how to change the weights"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate"),
        cli_real_above(
                "held-out", &o.held_out, 0, 0.5, "last part of the text, kept for the curve"),
        cli_file("checkpoint", &o.checkpoint, "save the model here"),
        cli_long("save-every", &o.save_every, 1, 1e15, "updates between saves"),
        cli_flag("resume", &o.resume, "go on from the checkpoint, if it is there"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the samples"),
        cli_int("sample", &o.sample, 0, 100000, "letters in each sample; 0 for none"),
        cli_real("temperature", &o.temperature, 0, 100, "of the samples"),
        cli_file("curve", &o.curve, "write the learning curve here, as CSV"),
        cli_file("trace", &o.trace, "write initial weights and every loss here, as JSON Lines"),
        cli_end};

/* What the driver's callbacks need. */
typedef struct {
	charlm c;
	lm_text train, valid;
	double entropy; // bits per letter of the source; 0 when unknown
	output curve, traced;
	FILE *trace;
	bool learnt; // something, and not all of it before --resume
} session;

static void print_sample(const session *s, const lm_point *p)
{
	const char *when = p->update == 0          ? "at first"
	                   : p->update < o.updates ? "train more"
	                                           : "after training";
	arena scratch = {0};
	int *ids = arena_alloc(&scratch, (size_t)o.sample + 1, sizeof *ids);
	rng r = rng_new((uint64_t)o.seed, 7);
	lm_sample(&s->c.m, &r, o.temperature, (lm_text){s->valid.ids, 1}, o.sample, ids);
	printf("--- %s: update %ld, %.3f bits per letter\n", when, p->update, p->valid / log(2));
	charlm_print(&s->c, ids, o.sample);
	puts("\n");
	fflush(stdout);
	arena_free(&scratch);
}

/* The decks' three moments: before the first update, after a tenth of them, at the end. */
static void report(void *context, const lm_point *p)
{
	((session *)context)->learnt = true;
	bool moment = p->update == 0 || p->update == o.updates || p->update == o.updates / 10;
	if (o.sample && moment) print_sample(context, p);
}

static void trace(void *context, long update, double loss)
{
	session *s = context;
	fprintf(s->trace, "{\"update\":%ld,\"loss\":%.17g}\n", update, loss);
}

static void trace_weights(const session *s)
{
	fprintf(s->trace, "{\"hidden\":%d,\"layers\":%d,\"vocabulary\":%d,\"weights\":[", o.hidden,
	        o.layers, s->c.shape.vocabulary);
	for (int i = 0; i < s->c.m.w.cols; i++)
		fprintf(s->trace, i ? ",%.17g" : "%.17g", (double)s->c.m.w.p[i]);
	fputs("]}\n", s->trace);
}

static void write_curve(const session *s, const lm_run *run)
{
	FILE *f = s->curve.f;
	fputs("letters,train_bits,valid_bits,entropy_bits\n", f);
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
		fprintf(stderr, "charlm: %s will be replaced; --resume would go on from it\n",
		        o.checkpoint);
	if (o.curve && output_open(&s->curve, o.curve) < 0) return -1;
	if (o.trace && output_open(&s->traced, o.trace) < 0) {
		if (o.curve) output_abandon(&s->curve);
		return -1;
	}
	s->trace = o.trace ? s->traced.f : NULL;
	if (s->trace) trace_weights(s);
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

static int prepare(session *s)
{
	char *text;
	size_t length;
	const char *name;
	lm_text all;
	if (charlm_text(&s->c.a, o.text, &text, &length, &name) < 0) return -1;
	s->c.alphabet = letters_of(&s->c.a, text, length);
	if (letters_to_ids(&s->c.a, &s->c.alphabet, name, text, length, &all) < 0) return -1;
	long held_out = (long)((double)all.length * o.held_out);
	if (held_out <= o.batch || all.length - held_out <= o.batch)
		return error_set(
		        "%s: %ld letters are too few: --batch %d with --held-out %g needs at least %.0f",
		        name, all.length, o.batch, o.held_out, ceil((o.batch + 1) / o.held_out));
	s->train = (lm_text){all.ids, all.length - held_out};
	s->valid = (lm_text){all.ids + s->train.length, held_out};
	if (!o.text) {
		markov source = markov_new(&s->c.a);
		s->entropy = markov_entropy(&source);
	}
	s->c.shape = (char_shape){s->c.alphabet.count, o.hidden, o.layers, o.batch, o.steps};
	s->c.m = char_model_new(&s->c.a, s->c.shape, (uint64_t)o.seed);
	printf("%s: %ld letters, %d different; %s, %d weights\n\n", name, all.length,
	        s->c.alphabet.count, s->c.m.signature, s->c.m.w.cols);
	return 0;
}

static void summary(const session *s, const lm_run *run)
{
	const lm_point *p = &run->curve[run->points - 1];
	printf("%ld updates, %.4f bits per letter on held-out text", p->update, p->valid / log(2));
	if (s->entropy > 0)
		printf("; the source's entropy is %.4f (%+.1f %%)", s->entropy,
		        100 * (p->valid / log(2) / s->entropy - 1));
	puts("");
	if (o.checkpoint) printf("the model is in %s\n", o.checkpoint);
	if (o.curve) printf("the learning curve is in %s\n", o.curve);
}

static lm_end train(session *s, lm_run *run)
{
	const checkpoint_field extra[] = {{"shape", &s->c.shape, sizeof s->c.shape},
	        {"letters", s->c.alphabet.code, (size_t)s->c.alphabet.count * sizeof(int)}, {0}};
	long tenth = o.updates / 10;
	const lm_options lm = {.updates = o.updates,
	        .rule = rules[o.optimizer],
	        .rate = o.rate,
	        .report_every = tenth ? (tenth > 100 ? tenth / (tenth / 50) : tenth) : 1,
	        .checkpoint = o.checkpoint,
	        .save_every = o.save_every,
	        .resume = o.resume,
	        .extra = extra,
	        .report = report,
	        .trace = s->trace ? trace : NULL,
	        .context = s};
	return lm_train(&s->c.m, s->train, s->valid, &lm, run);
}

int charlm_train(int argc, char **argv)
{
	static session s;
	static lm_run run;
	charlm_options(argc, argv, "charlm train", "Learn a text, letter by letter.", options);
	if (o.resume && !o.checkpoint) {
		error_set("--resume needs --checkpoint FILE, the file to go on from");
		error_exit();
	}
	if (prepare(&s) < 0 || open_outputs(&s) < 0) error_exit();
	lm_end end = train(&s, &run);
	if (close_outputs(&s, &run, end) < 0) error_exit();
	if (end == LM_DONE && !s.learnt)
		printf("nothing left to learn: --updates %ld is reached; more of them go on\n", o.updates);
	summary(&s, &run);
	arena_free(&s.c.a);
	if (end == LM_INTERRUPTED)
		fprintf(stderr, "charlm: interrupted after %ld updates%s\n", run.update,
		        o.checkpoint ? "; --resume goes on from there" : "");
	return end == LM_INTERRUPTED ? 130 : 0;
}
