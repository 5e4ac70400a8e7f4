/* charlm train: learn a text, with samples on the way, a learning curve and checkpoints. */
#include <math.h>
#include <stdio.h>

#include "charlm.h"
#include "lm_session.h"
#include "markov.h"

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
        cli_file("trace", &o.trace,
                "write initial weights, first gradient and every loss here, as JSON Lines"),
        cli_end};

/* A model and its texts. */
typedef struct {
	charlm c;
	lm_text train, valid;
	double entropy; // bits per letter of the source; 0 when unknown
} session;

static void print_letters(const void *context, const int *ids, int n)
{
	charlm_print(&((const session *)context)->c, ids, n);
}

static void describe(const void *context, FILE *f)
{
	const session *s = context;
	fprintf(f, "\"hidden\":%d,\"layers\":%d,\"vocabulary\":%d,", o.hidden, o.layers,
	        s->c.shape.vocabulary);
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

static int train(session *s)
{
	const checkpoint_field extra[] = {{"shape", &s->c.shape, sizeof s->c.shape},
	        {"letters", s->c.alphabet.code, (size_t)s->c.alphabet.count * sizeof(int)}, {0}};
	const lm_session around = {.program = "charlm",
	        .unit = "letter",
	        .entropy = s->entropy,
	        .curve = o.curve,
	        .trace = o.trace,
	        .sample = o.sample,
	        .temperature = o.temperature,
	        .samples = rng_new((uint64_t)o.seed, 7),
	        .print = print_letters,
	        .describe = describe,
	        .context = s};
	const lm_options lm = {.updates = o.updates,
	        .rule = rules[o.optimizer],
	        .rate = o.rate,
	        .checkpoint = o.checkpoint,
	        .save_every = o.save_every,
	        .resume = o.resume,
	        .extra = extra};
	return lm_session_run(&around, &s->c.m, s->train, s->valid, lm);
}

int charlm_train(int argc, char **argv)
{
	static session s;
	charlm_options(argc, argv, "charlm train", "Learn a text, letter by letter.", options);
	if (o.resume && !o.checkpoint) {
		error_set("--resume needs --checkpoint FILE, the file to go on from");
		error_exit();
	}
	if (prepare(&s) < 0) error_exit();
	const int status = train(&s);
	if (status < 0) error_exit();
	arena_free(&s.c.a);
	return status;
}
