/* translate demo, bottleneck: models that differ in what the decoder is told learn the same sentences. */
#include <limits.h>
#include <math.h>
#include <stdio.h>

#include "rules.h"
#include "stopwatch.h"
#include "translate.h"

static struct {
	long updates, pairs, seed;
	int hidden, embedding, batch, tests, told, names;
	double rate;
} o = {.updates = 2500,
        .pairs = 40000,
        .seed = 1,
        .hidden = 64,
        .embedding = 32,
        .batch = 32,
        .tests = 200,
        .rate = 0.003};

typedef struct {
	model m;
	bitext train, held;
} session;

static void prepare(session *s, bitext_task task, int told)
{
	*s = (session){0};
	bitext all;
	bitext_generate(&s->m.a, task, (uint64_t)o.seed, o.pairs, 0, o.names, &all);
	bitext_divide(&s->m.a, &all, 0.1, &s->train, &s->held);
	model_lexicons(&s->m, &s->train, task == BITEXT_DATES ? LETTER_UNIT : WORD_UNIT, 8000);
	bitext_number(&s->m.a, &s->train, s->m.by, INT_MAX);
	bitext_number(&s->m.a, &s->held, s->m.by, INT_MAX);
	s->m.shape.kind = told;
	s->m.shape.hidden = o.hidden;
	s->m.shape.embedding = o.embedding;
	model_new(&s->m, (uint64_t)o.seed);
}

static lm_end train(session *s, learn_run *run)
{
	const learn_options how = {.updates = o.updates,
	        .batch = o.batch,
	        .rule = gated_rules[0],
	        .rate = o.rate,
	        .fall = 0.5,
	        .clip = 5,
	        .seed = (uint64_t)o.seed,
	        .report_every = o.updates + 1,
	        .save_every = LONG_MAX,
	        .signature = s->m.signature};
	return learn(&s->m.t, &s->train, &how, run);
}

/* --- bottleneck -------------------------------------------------------------------------------------------- */

static void print_clauses(session *s, int clauses)
{
	enum { STEP = 4, LAST = 44 };
	bitext fresh, known;
	bitext_generate(&s->m.a, BITEXT_TONGUE, (uint64_t)o.seed + 1000, 60 * o.tests, clauses, o.names,
	        &known);
	bitext_divide(&s->m.a, &known, 0.1, &(bitext){0},
	        &fresh); // the training pairs' sources are not among them
	bitext_number(&s->m.a, &fresh, s->m.by, INT_MAX);
	for (int n = 1; n <= LAST; n += STEP) {
		const search how = {1, 0, 100};
		const judgement j = model_judge(&s->m, &fresh, o.tests, n, n + STEP - 1, how, NULL);
		if (j.n < 10) continue;
		printf("%s,%d,%d,%d,%ld,%.6f,%.6f\n", translate_kind(s->m.shape.kind), clauses, n,
		        n + STEP - 1, j.n, (double)j.exact / (double)j.n, bleu_score(&j.bleu, BLEU_ORDER));
	}
	fflush(stdout);
}

int translate_bottleneck(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_long("updates", &o.updates, 0, 1e9, "batches that each model learns from"),
	        cli_long("generate", &o.pairs, 100, 1e8, "pairs of one to three clauses"),
	        cli_int("names", &o.names, 0, 100, "per cent of the noun phrases that are names"),
	        cli_int("hidden", &o.hidden, 1, 16384, "units of each layer"),
	        cli_int("embedding", &o.embedding, 1, 16384, "numbers in a word's vector"),
	        cli_int("batch", &o.batch, 1, 4096, "pairs in a batch"),
	        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate of Adam"),
	        cli_int("tests", &o.tests, 10, 1e6, "unseen sentences of each length, at most"),
	        cli_long("seed", &o.seed, 0, 1e15, "for sentences and weights"), cli_end};
	static session s;
	learn_run run;
	translate_options(argc, argv, "translate bottleneck",
	        "Three decoders learn sentences of one to three clauses; how good they are by length "
	        "and\n"
	        "number of clauses, up to five: told,clauses,from,to,sentences,exact,bleu (from … to "
	        "words\n"
	        "of the reference).",
	        options);
	puts("told,clauses,from,to,sentences,exact,bleu");
	for (int told = TOLD_FIRST; told <= ATTENDING; told++) {
		prepare(&s, BITEXT_TONGUE, told);
		const lm_end end = train(&s, &run);
		if (end == LM_ERROR) error_exit();
		if (end == LM_INTERRUPTED) return 130;
		for (int clauses = 0; clauses <= 5; clauses++) print_clauses(&s, clauses);
		fprintf(stderr, "translate: told %s, loss %.4f\n", translate_kind(told), run.loss);
		model_free(&s.m);
	}
	return 0;
}

/* --- demo -------------------------------------------------------------------------------------------------- */

static void print_examples(session *s, int most)
{
	arena a = {0};
	speaker speak;
	speaker_new(&speak, &s->m.t, 4);
	for (long i = 0; i < s->held.n && i < most; i++) {
		const bitext_pair *p = &s->held.pair[i];
		printf("  %s\n    %s\n", p->text[0],
		        model_say(&s->m, &speak, &a, p->text[0], (search){4, 1, 60}, NULL));
	}
	speaker_free(&speak);
	arena_free(&a);
}

int translate_demo(int argc, char **argv)
{
	static const cli_option options[] = {
	        cli_long("updates", &o.updates, 0, 1e9, "batches of 32 dates to learn from"),
	        cli_long("seed", &o.seed, 0, 1e15, "for dates and weights"), cli_end};
	static session s;
	learn_run run;
	o.updates = 300;
	o.pairs = 10000;
	o.hidden = 48;
	o.embedding = 24;
	o.rate = 0.01;
	translate_options(argc, argv, "translate demo",
	        "Learn for some seconds to read dates that people wrote, with attention and without.",
	        options);
	for (int told = TOLD_FIRST; told <= ATTENDING; told += ATTENDING - TOLD_FIRST) {
		const double start = stopwatch_cpu();
		prepare(&s, BITEXT_DATES, told);
		if (train(&s, &run) == LM_ERROR) error_exit();
		const double took = stopwatch_cpu() - start;
		const judgement j = model_judge(&s.m, &s.held, 200, 0, INT_MAX, (search){1, 0, 20}, NULL);
		printf("%-9s %ld updates, %.1f s: loss %.3f, %.1f %% of unseen dates exact\n",
		        translate_kind(told), run.update, took, run.loss,
		        100.0 * (double)j.exact / (double)j.n);
		if (told == ATTENDING) print_examples(&s, 5);
		model_free(&s.m);
	}
	return 0;
}
