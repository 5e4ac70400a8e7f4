/* A hundred training steps of the character model, written down for PyTorch to repeat.
 *
 *     build/f64/tests/oracles/06-rnn/trace > trace.jsonl
 *
 * Inputs are the text as ids, the shape of the model, and its parameters before the first step;
 * outputs are the loss of every step and, where they are few, the parameters after the last. The
 * texts are short enough to be read several times, so the start of a new round (the state is
 * forgotten) and the shorter chunk before it are in the trace too. */
#include <stdlib.h>
#include <string.h>

#include "lm.h"
#include "charlm/model.h"
#include "transcript.h"

enum { UPDATES = 100, FEW = 5000 };

typedef struct {
	const char *name;
	char_shape shape;
	int letters; // of the text
	const optim_rule *rule;
	double rate;
} setting;

static const setting settings[] = {
        {"adagrad_one_layer", {11, 16, 1, 4, 7}, 500, &optim_adagrad, 0.1},
        {"sgd_two_layers", {11, 13, 2, 3, 8}, 400, &optim_sgd, 0.5},
        {"adagrad_as_benched", {30, 128, 1, 32, 50}, 80000, &optim_adagrad, 0.05},
};

/* A text with something to learn: most letters follow from the one before. */
static int *draw_text(arena *a, int V, int letters, rng *r)
{
	int *ids = arena_alloc(a, (size_t)letters, sizeof *ids);
	for (int i = 1; i < letters; i++)
		ids[i] = rng_uniform(r) < 0.7 ? (3 * ids[i - 1] + 1) % V : (int)rng_below(r, (uint32_t)V);
	return ids;
}

static void keep_loss(void *context, long update, double loss)
{
	double *losses = context;
	losses[update - 1] = loss;
}

static void write_parameters(const transcript *t, const char *array, role r, mat w)
{
	double *numbers = malloc((size_t)count(w) * sizeof *numbers);
	if (!numbers) bug("no memory for %ld parameters", count(w));
	for (long i = 0; i < count(w); i++) numbers[i] = (double)w.p[i];
	int n = (int)count(w);
	transcript_numbers(t, array, r, "N", &n, numbers);
	free(numbers);
}

static void write_settings(const transcript *t, const setting *s, const int *ids)
{
	double *numbers = malloc((size_t)s->letters * sizeof *numbers);
	if (!numbers) bug("no memory for %d letters", s->letters);
	for (int i = 0; i < s->letters; i++) numbers[i] = ids[i];
	transcript_numbers(t, "ids", ROLE_INPUT, "N", &s->letters, numbers);
	free(numbers);
	const char_shape *c = &s->shape;
	double shape[] = {c->vocabulary, c->hidden, c->layers, c->batch, c->steps};
	transcript_numbers(t, "shape", ROLE_INPUT, "N", &(int){5}, shape);
	transcript_numbers(t, "rate", ROLE_INPUT, "", NULL, &s->rate);
	transcript_words(t, "optimizer", ROLE_INPUT, 1, (const char *[]){s->rule->name});
}

static lm_end trace(FILE *out, const setting *s)
{
	static lm_run run;
	static double losses[UPDATES];
	arena a = {0};
	rng r = rng_new(1, (uint64_t)s->letters);
	transcript t = {out, "charlm", s->name};
	int *ids = draw_text(&a, s->shape.vocabulary, s->letters, &r);
	lm_text text = {ids, s->letters};
	lm_model m = char_model_new(&a, s->shape, 1);
	lm_options o = {.updates = UPDATES,
	        .rule = s->rule,
	        .rate = s->rate,
	        .report_every = UPDATES,
	        .save_every = UPDATES,
	        .trace = keep_loss,
	        .context = losses};
	write_settings(&t, s, ids);
	write_parameters(&t, "w", ROLE_INPUT, m.w);
	lm_end end = lm_train(&m, text, text, &o, &run);
	transcript_numbers(&t, "loss", ROLE_OUTPUT, "N", &(int){UPDATES}, losses);
	if (count(m.w) <= FEW) write_parameters(&t, "w_end", ROLE_OUTPUT, m.w);
	arena_free(&a);
	return end;
}

int main(void)
{
	error_program("trace");
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		if (trace(stdout, &settings[i]) != LM_DONE) error_exit();
	return 0;
}
