/* gatedlm sample, eval, gates: what a trained model can be asked. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "gatedlm.h"
#include "plot.h"

static struct {
	const char *checkpoint, *text, *prime;
	long seed;
	int length, steps, layer;
	double temperature;
} o = {.prime = "\n", .seed = 1, .length = 500, .steps = 50, .temperature = 1};

#define THE_MODEL cli_file("checkpoint", &o.checkpoint, "the trained model")
#define THE_TEXT                                                                                   \
	cli_file("text", &o.text, "UTF-8 text file, - for standard input (default: generated)")

static void load(gatedlm *g, int nsteps)
{
	if (gatedlm_load(g, o.checkpoint, nsteps) < 0) error_exit();
}

static lm_text read_text(gatedlm *g)
{
	lm_text text;
	if (symbols_read(&g->a, &g->known, o.text, &text) < 0) error_exit();
	return text;
}

static int done(gatedlm *g)
{
	shared_batch_end(&g->m);
	arena_free(&g->a);
	return 0;
}

int gatedlm_sample(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL,
	        cli_int("length", &o.length, 1, 1e9, "symbols to write"),
	        cli_real("temperature", &o.temperature, 0, 100, "below 1 bolder, above 1 wilder"),
	        cli_string("prime", &o.prime, "text to go on from (default: a line break)"),
	        cli_long("seed", &o.seed, 0, 1e15, "for the choices"), cli_end};
	gatedlm g;
	lm_text prime;
	gatedlm_options(argc, argv, "gatedlm sample", "Write text with a trained model.", options);
	load(&g, 1);
	if (symbols_of_string(&g.a, &g.known, o.prime, &prime) < 0) error_exit();
	int *ids = arena_alloc(&g.a, (size_t)o.length, sizeof *ids);
	rng r = rng_new((uint64_t)o.seed, 9);
	lm_sample(&g.m, &r, o.temperature, prime, o.length, ids);
	symbols_print(&g.known, ids, o.length);
	putchar('\n');
	return done(&g);
}

/* Words are predicted from the first one on, as if a line had ended before it; letters from the second. */
static lm_text from_a_line_end(gatedlm *g, lm_text text)
{
	int *ids = arena_alloc(&g->a, (size_t)text.length + 1, sizeof *ids);
	ids[0] = SYMBOLS_LINE_END;
	memcpy(ids + 1, text.ids, (size_t)text.length * sizeof *ids);
	return (lm_text){ids, text.length + 1};
}

int gatedlm_eval(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL, THE_TEXT, cli_end};
	gatedlm g;
	double nats;
	gatedlm_options(argc, argv, "gatedlm eval",
	        "How well a trained model predicts a text, read once from beginning to end: bits per\n"
	        "letter, or perplexity per word. Line ends count, and so does <unk>.",
	        options);
	load(&g, 500);
	lm_text text = read_text(&g);
	const bool words = g.known.unit == WORDS;
	if (words) text = from_a_line_end(&g, text);
	if (lm_loss(&g.m, text, &nats) < 0) error_exit();
	printf("%ld %s: %.4f nats = %.4f bits each, perplexity %.3f", text.length - 1,
	        words ? "words and line ends" : "letters", nats, nats / log(2), exp(nats));
	if (words) {
		long unknown = 0;
		for (long i = 0; i < text.length; i++) unknown += text.ids[i] == SYMBOLS_UNKNOWN;
		printf(" (%ld of them <unk>)", unknown);
	}
	putchar('\n');
	return done(&g);
}

/* --- gates --------------------------------------------------------------------------------------- */

/* What the columns of a are when a kind has read them, in order. */
static const char *const *gate_names(const layer_kind *kind)
{
	static const char *const four[] = {"i", "f", "o", "g", NULL}, *const three[] = {
	                                                                      "f", "o", "g", NULL};
	static const char *const gru[] = {"r", "z", "n", NULL}, *const none[] = {NULL};
	if (kind->gates == 1) return none;
	if (kind->gates == 4) return four;
	return kind->cell ? three : gru;
}

static void print_units(int t, const char *symbol, const char *what, const real *x, int H)
{
	for (int k = 0; k < H; k++) {
		printf("%d,", t);
		plot_csv_word(stdout, symbol);
		printf(",%s,%d,%.5f\n", what, k, (double)x[k]);
	}
}

static void print_gates(const gatedlm *g, lm_text text)
{
	const layer *l = &shared_batch_network(&g->m)->level[o.layer - 1].way[0];
	const int H = g->shape.hidden;
	const char *const *name = gate_names(l->kind);
	puts("step,symbol,what,unit,value");
	for (int t = 0; t < o.steps; t++) {
		char symbol[64];
		symbols_spell(&g->known, text.ids[t], symbol);
		for (int i = 0; name[i]; i++)
			print_units(t, symbol, name[i], row(at(l->a, t), 0) + i * H, H);
		if (l->kind->cell) print_units(t, symbol, "c", row(at(l->c, t + 1), 0), H);
		print_units(t, symbol, "h", row(at(l->h, t + 1), 0), H);
	}
}

int gatedlm_gates(int argc, char **argv)
{
	static const cli_option options[] = {THE_MODEL, THE_TEXT,
	        cli_int("length", &o.steps, 1, 1e6, "symbols to read"),
	        cli_int("layer", &o.layer, 0, NETWORK_LAYERS, "from below, 1 is the first; 0: the top"),
	        cli_end};
	gatedlm g;
	gatedlm_options(argc, argv, "gatedlm gates",
	        "The gates, cells and states of a layer while it reads: step,symbol,what,unit,value\n"
	        "(what: i f o g of an LSTM, r z n of a GRU; c the cell, h the state).",
	        options);
	load(&g, o.steps);
	lm_text text = read_text(&g);
	if (!o.layer) o.layer = g.shape.layers;
	if (o.layer > g.shape.layers)
		error_set("--layer %d: the model has %d", o.layer, g.shape.layers);
	else if (text.length <= o.steps)
		error_set("the text has %ld symbols; %d to read need one more", text.length, o.steps);
	else {
		g.m.loss(g.m.self, text.ids, text.ids + 1, o.steps);
		print_gates(&g, text);
		return done(&g);
	}
	error_exit();
}
