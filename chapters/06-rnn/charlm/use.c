/* charlm sample, eval, units, gradients: what a trained model can be asked. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "charlm.h"
#include "corpus.h"
#include "plot.h"

static struct {
	const char *checkpoint, *text, *prime;
	long seed;
	int length, steps;
	double temperature;
} o = {.prime = "\n", .seed = 1, .length = 500, .steps = 50, .temperature = 1};

#define THE_MODEL cli_file("checkpoint", &o.checkpoint, "the trained model")

static void load(charlm *c, int batch, int nsteps)
{
	if (charlm_load(c, o.checkpoint, batch, nsteps) < 0) error_exit();
}

static lm_text ids_of(charlm *c, const char *name, const char *text, size_t length)
{
	lm_text ids;
	if (letters_to_ids(&c->a, &c->alphabet, name, text, length, &ids) < 0) error_exit();
	return ids;
}

static lm_text read_text(charlm *c)
{
	char *text;
	size_t length;
	const char *name;
	if (charlm_text(&c->a, o.text, &text, &length, &name) < 0) error_exit();
	return ids_of(c, name, text, length);
}

int charlm_sample(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL,
	        cli_int("length", &o.length, 1, 1e9, "letters to write"),
	        cli_real("temperature", &o.temperature, 0, 100, "below 1 bolder, above 1 wilder"),
	        cli_string("prime", &o.prime, "text to go on from (default: a line break)"),
	        cli_long("seed", &o.seed, 0, 1e15, "for the choices"), cli_end};
	charlm c;
	charlm_options(argc, argv, "charlm sample", "Write text with a trained model.", options);
	load(&c, 1, 1);
	lm_text prime = ids_of(&c, "--prime", o.prime, strlen(o.prime));
	int *ids = arena_alloc(&c.a, (size_t)o.length, sizeof *ids);
	rng r = rng_new((uint64_t)o.seed, 7);
	lm_sample(&c.m, &r, o.temperature, prime, o.length, ids);
	charlm_print(&c, ids, o.length);
	putchar('\n');
	arena_free(&c.a);
	return 0;
}

int charlm_eval(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL,
	        cli_file("text", &o.text, "UTF-8 text file, - for standard input (default: generated)"),
	        cli_end};
	charlm c;
	double nats;
	charlm_options(argc, argv, "charlm eval", "How well a trained model predicts a text.", options);
	load(&c, 1, 1000);
	lm_text text = read_text(&c);
	if (lm_loss(&c.m, text, &nats) < 0) error_exit();
	printf("%ld letters: %.4f nats = %.4f bits per letter, perplexity %.3f\n", text.length, nats,
	        nats / log(2), exp(nats));
	arena_free(&c.a);
	return 0;
}

int charlm_units(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL,
	        cli_file("text", &o.text, "UTF-8 text file to read from (default: generated)"),
	        cli_int("length", &o.steps, 1, 1e6, "letters to read"), cli_end};
	charlm c;
	charlm_options(argc, argv, "charlm units",
	        "The hidden units of the top layer while they read: step,letter,unit,value.", options);
	load(&c, 1, o.steps);
	lm_text text = read_text(&c);
	if (text.length <= o.steps) {
		error_set("the text has %ld letters; %d to read need one more", text.length, o.steps);
		error_exit();
	}
	c.m.loss(c.m.self, text.ids, text.ids + 1, o.steps);
	seq h = char_model_states(&c.m, c.shape.layers - 1);
	puts("step,letter,unit,value");
	for (int t = 0; t < o.steps; t++)
		for (int k = 0; k < h.D; k++) {
			char spelt[5];
			letters_spell(&c.alphabet, text.ids[t], spelt);
			printf("%d,", t);
			plot_csv_word(stdout, spelt);
			printf(",%d,%.5f\n", k, (double)row(at(h, t + 1), 0)[k]);
		}
	arena_free(&c.a);
	return 0;
}

/* Only the last step of each stream has a target, so what reaches step t has come lag steps. */
int charlm_gradients(int argc, char **argv)
{
	enum { STREAMS = 64 };
	static const cli_option options[] = {THE_MODEL,
	        cli_file("text", &o.text, "UTF-8 text file to read from (default: generated)"),
	        cli_int("steps", &o.steps, 1, 1e6, "how far back to look"), cli_end};
	charlm c;
	charlm_options(argc, argv, "charlm gradients",
	        "Size of the gradient of one letter's loss at the states before it: lag,norm\n"
	        "(layer 0; norm of the gradient of the pre-activation, mean of 64 places in the text).",
	        options);
	load(&c, STREAMS, o.steps);
	lm_text text = read_text(&c);
	long apart = (text.length - o.steps - 1) / STREAMS;
	if (apart < 1) {
		error_set("the text has %ld letters; %d places of %d need more", text.length, STREAMS,
		        o.steps);
		error_exit();
	}
	int n = STREAMS * o.steps, *x = arena_alloc(&c.a, (size_t)n, sizeof *x);
	int *target = arena_alloc(&c.a, (size_t)n, sizeof *target);
	for (int t = 0; t < o.steps; t++)
		for (int b = 0; b < STREAMS; b++) {
			x[t * STREAMS + b] = text.ids[b * apart + t];
			target[t * STREAMS + b] = t == o.steps - 1 ? text.ids[b * apart + t + 1] : -1;
		}
	c.m.loss_and_gradient(c.m.self, x, target, o.steps);
	seq da = char_model_state_gradients(&c.m, 0);
	puts("lag,norm");
	for (int t = o.steps; t > 0; t--) {
		double sum = 0;
		for (int b = 0; b < STREAMS; b++) {
			mat d = rows(at(da, t), b, 1);
			sum += STREAMS * sqrt(dot(d, d)); // the loss is a mean over streams
		}
		printf("%d,%.6g\n", o.steps - t, sum / STREAMS);
	}
	arena_free(&c.a);
	return 0;
}
