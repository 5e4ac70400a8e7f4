/* translate train: learn pairs, with answers judged on the way, a learning curve and checkpoints. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "output.h"
#include "rules.h"
#include "translate.h"

static struct {
	pairs_source from;
	const char *checkpoint, *curve, *trace;
	int told, hidden, embedding, batch, longest, vocabulary, rule, judged, cut;
	long updates, seed, save_every;
	double rate, fall, clip, held_out;
	bool resume, letters;
} o = {.from = {.pairs = 20000, .seed = 1},
        .told = ATTENDING,
        .hidden = 128,
        .embedding = 64,
        .batch = 32,
        .longest = 60,
        .vocabulary = 8000,
        .judged = 200,
        .updates = 3000,
        .seed = 1,
        .save_every = 500,
        .rate = 0.003,
        .fall = 0.5,
        .clip = 5,
        .held_out = 0.1};

static const cli_option options[] = {PAIRS_OPTIONS(o.from),
        cli_flag("letters", &o.letters, "letters are the words (dates: always)"),
        cli_choice("cut", &o.cut, "text|blanks",
                "words of a file; text: punctuation is apart from them"),
        cli_real_above("held-out", &o.held_out, 0, 0.5, "share of the sources that is not learnt"),
        cli_int("vocabulary", &o.vocabulary, 4, 1e7, "words of each side; rarer ones are unknown"),
        cli_int("longest", &o.longest, 1, 1000, "words of a sentence; longer ones are left out"),
        cli_choice("told", &o.told, "first|always|attention",
                "how the decoder knows the source: by its first state, at every step, by looking"),
        cli_int("hidden", &o.hidden, 1, 16384, "units of each layer"),
        cli_int("embedding", &o.embedding, 1, 16384, "numbers in a word's vector"),
        cli_int("batch", &o.batch, 1, 4096, "pairs in a batch, of like length"),
        cli_long("updates", &o.updates, 0, 1e12, "batches to learn from"),
        cli_choice("optimizer", &o.rule, "adam|momentum|adagrad|sgd", "how weights are changed"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate"),
        cli_real("fall", &o.fall, 0, 1, "last share of the updates, in which the rate falls to 0"),
        cli_real("clip", &o.clip, 0, HUGE_VAL, "longest gradient; 0: any"),
        cli_file("checkpoint", &o.checkpoint, "save the model here"),
        cli_long("save-every", &o.save_every, 1, 1e15, "updates between saves"),
        cli_flag("resume", &o.resume, "go on from the checkpoint, if it is there"),
        cli_long("seed", &o.seed, 0, 1e15, "for the weights and the order of batches"),
        cli_int("judge", &o.judged, 0, 1e9, "held-out sentences to translate for the curve"),
        cli_file("curve", &o.curve, "write the learning curve here, as CSV"),
        cli_file("trace", &o.trace,
                "write the initial weights, every batch and its loss here, as JSON Lines"),
        cli_end};

typedef struct {
	model m;
	bitext train, held;
	long out; // pairs that are neither
	output curve, traced;
	bool learnt;  // something, and not all of it before --resume
	bool tracing; // the weights are written
} session;

static int in_per_cent(long part, long all)
{
	return all ? (int)(100.0 * (double)part / (double)all + 0.5) : 0;
}

static void report(void *context, const learn_run *run)
{
	session *s = context;
	const search how = {1, 0, 2 * o.longest};
	judgement j = model_judge(&s->m, &s->held, o.judged, 0, INT_MAX, how, NULL);
	const double bleu = bleu_score(&j.bleu, BLEU_ORDER);
	s->learnt = true;
	if (run->update)
		printf("%7ld updates, loss %.4f; held out: %3d %% exact, BLEU %.3f\n", run->update,
		        run->loss, in_per_cent(j.exact, j.n), bleu);
	fflush(stdout);
	if (o.curve && run->update)
		fprintf(s->curve.f, "%ld,%ld,%.6f,%.6f,%.6f\n", run->update, run->targets, run->loss,
		        j.n ? (double)j.exact / (double)j.n : 0, bleu);
}

static void trace(void *context, const batch *b, long update, double loss)
{
	session *s = context;
	if (!s->tracing) trace_weights(s->traced.f, &s->m.t);
	s->tracing = true;
	trace_update(s->traced.f, b, update, loss);
}

/* --- files ------------------------------------------------------------------------------------------- */

/* Before training, so that a path that cannot be written costs no hour of it. */
static int open_outputs(session *s)
{
	output file;
	if (o.checkpoint && output_open(&file, o.checkpoint) < 0) return -1;
	if (o.checkpoint) output_abandon(&file);
	if (o.checkpoint && !o.resume && !access(o.checkpoint, F_OK))
		fprintf(stderr, "translate: %s will be replaced; --resume would go on from it\n",
		        o.checkpoint);
	if (o.curve && output_open(&s->curve, o.curve) < 0) return -1;
	if (o.trace && output_open(&s->traced, o.trace) < 0) {
		if (o.curve) output_abandon(&s->curve);
		return -1;
	}
	if (o.curve) fputs("updates,words,loss,exact,bleu\n", s->curve.f);
	return 0;
}

static int close_outputs(session *s, lm_end end)
{
	if (end == LM_ERROR) {
		if (o.curve) output_abandon(&s->curve);
		if (o.trace) output_abandon(&s->traced);
		return -1;
	}
	const int status = o.curve ? output_commit(&s->curve) : 0;
	return o.trace && output_commit(&s->traced) < 0 ? -1 : status;
}

static lexicon_unit unit_of_words(void)
{
	if (o.letters || (!o.from.path && o.from.task == BITEXT_DATES)) return LETTER_UNIT;
	return o.from.path && !o.cut ? TEXT_UNIT : WORD_UNIT;
}

static int read_pairs(session *s)
{
	bitext all;
	arena *a = &s->m.a;
	if (translate_pairs(a, &o.from, &all) < 0) return -1;
	bitext_divide(a, &all, o.held_out, &s->train, &s->held);
	model_lexicons(&s->m, &s->train, unit_of_words(), o.vocabulary);
	const long out = bitext_number(a, &s->train, s->m.by, o.longest) +
	                 bitext_number(a, &s->held, s->m.by, o.longest);
	if (s->train.n < 1 || s->held.n < 1)
		return error_set("%s: %ld pairs to learn and %ld held out are too few (%ld are empty or "
		                 "have more than %d words)",
		        o.from.path ? o.from.path : "generated pairs", s->train.n, s->held.n, out,
		        o.longest);
	s->out = out;
	return 0;
}

static int prepare(session *s)
{
	if (read_pairs(s) < 0) return -1;
	translator_shape *shape = &s->m.shape;
	shape->kind = o.told;
	shape->hidden = o.hidden;
	shape->embedding = o.embedding;
	if (translator_parameters(shape) > 1000000000)
		return error_set("--hidden %d: %ld weights are more than 1000000000", o.hidden,
		        translator_parameters(shape));
	model_new(&s->m, (uint64_t)o.seed);
	printf("%s: %ld pairs to learn, %ld held out", o.from.path ? o.from.path : "generated pairs",
	        s->train.n, s->held.n);
	if (s->out) printf(", %ld left out", s->out);
	printf("; %s, %d weights\n", s->m.signature, s->m.t.w.cols);
	return 0;
}

static lm_end train(session *s, learn_run *run)
{
	const long tenth = o.updates / 10;
	const learn_options how = {.updates = o.updates,
	        .batch = o.batch,
	        .rule = gated_rules[o.rule],
	        .rate = o.rate,
	        .fall = o.fall,
	        .clip = o.clip,
	        .seed = (uint64_t)o.seed,
	        .report_every = tenth ? tenth : 1,
	        .save_every = o.save_every,
	        .checkpoint = o.checkpoint,
	        .signature = s->m.signature,
	        .resume = o.resume,
	        .extra = model_fields(&s->m),
	        .report = report,
	        .trace = o.trace ? trace : NULL,
	        .context = s};
	return learn(&s->m.t, &s->train, &how, run);
}

int translate_train(int argc, char **argv)
{
	static session s;
	learn_run run;
	translate_options(argc, argv, "translate train",
	        "Learn to translate from sentence pairs: a GRU reads from both sides, another speaks.",
	        options);
	if (o.resume && !o.checkpoint) {
		error_set("--resume needs --checkpoint FILE, the file to go on from");
		error_exit();
	}
	if (prepare(&s) < 0 || open_outputs(&s) < 0) error_exit();
	const lm_end end = train(&s, &run);
	if (close_outputs(&s, end) < 0) error_exit();
	if (end == LM_DONE && !s.learnt)
		printf("nothing left to learn: --updates %ld is reached; more of them go on\n", o.updates);
	if (o.checkpoint) printf("the model is in %s\n", o.checkpoint);
	if (o.curve) printf("the learning curve is in %s\n", o.curve);
	model_free(&s.m);
	if (end == LM_INTERRUPTED)
		fprintf(stderr, "translate: interrupted after %ld updates%s\n", run.update,
		        o.checkpoint ? "; --resume goes on" : "");
	return end == LM_INTERRUPTED ? 130 : 0;
}
