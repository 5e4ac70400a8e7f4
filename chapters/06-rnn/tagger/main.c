/* tagger: the same layer at two other tasks, on sentences of a grammar whose truth is known.
 *
 *     tag a word:           x_t = E[word_t]   y_t = h_t W + b      a target at every step
 *     classify a sentence:  x_t = E[word_t]   y   = h_T W + b      one target at the end
 *
 * Many words have two parts of speech and what decides may stand to the left or to the right, so a
 * tagger that reads from the left has a ceiling that one reading both ways does not have. Both
 * ceilings are computed from the grammar and printed beside what was reached. Sentences of one
 * length are batched together, so nothing is padded. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "blas.h"
#include "cli.h"
#include "optim.h"
#include "progress.h"
#include "rnn.h"
#include "tag_batches.h"

static struct {
	int hidden, batch, sentences, updates;
	long seed;
	double rate;
} o = {.hidden = 32, .batch = 32, .sentences = 8000, .updates = 1500, .seed = 1, .rate = 0.1};

static const cli_option options[] = {cli_int("hidden", &o.hidden, 1, 4096, "units a direction"),
        cli_int("batch", &o.batch, 1, 4096, "sentences side by side"),
        cli_int("sentences", &o.sentences, 100, 1e7, "sentences to learn from"),
        cli_int("updates", &o.updates, 0, 1e9, "batches to learn from, for each task"),
        cli_real_above("rate", &o.rate, 0, HUGE_VAL, "learning rate (AdaGrad)"),
        cli_long("seed", &o.seed, 0, 1e15, "for the sentences and the weights"), cli_end};

/** Tagging from the left, tagging from both sides, classifying. */
typedef enum { TAG_FORWARD, TAG_BOTH, CLASSIFY, TASKS } task;

/** A model for one task: parameters, gradients, and memory for one batch. */
typedef struct {
	task task;
	mat w, dw, squares; // flat
	mat E, dE;          // (V,H) embeddings
	rnn layer[2], dlayer[2];
	affine out, dout;
} model;

static mat take(real **p, int nrows, int ncols)
{
	mat m = mat_of(*p, nrows, ncols);
	*p += count(m);
	return m;
}

static int sides(const model *m)
{
	return m->task == TAG_BOTH ? 2 : 1;
}

static int classes(const model *m)
{
	return m->task == CLASSIFY ? TAGS_CLASSES : TAGS_TAGS;
}

static void carve(const model *m, real *p, int V, mat *E, rnn layer[2], affine *out)
{
	const int H = o.hidden;
	*E = take(&p, V, H);
	for (int s = 0; s < sides(m); s++)
		layer[s] = (rnn){take(&p, H, H), take(&p, H, H), take(&p, 1, H)};
	*out = (affine){take(&p, sides(m) * H, classes(m)), take(&p, 1, classes(m))};
}

static model model_new(arena *a, task which, int V)
{
	model m = {.task = which};
	const int H = o.hidden;
	int n = V * H + sides(&m) * (2 * H * H + H) + (sides(&m) * H + 1) * classes(&m);
	m.w = mat_new(a, 1, n);
	m.dw = mat_new(a, 1, n);
	m.squares = mat_new(a, 1, n);
	carve(&m, m.w.p, V, &m.E, m.layer, &m.out);
	carve(&m, m.dw.p, V, &m.dE, m.dlayer, &m.dout);
	rng r = rng_new((uint64_t)o.seed, 60 + which);
	rng_fill_uniform(&r, m.w, -1 / sqrt(o.hidden), 1 / sqrt(o.hidden));
	return m;
}

/* The targets of a batch, time-major for tags; returns how many. */
static int targets(const model *m, const tags_sentence *s, int B, int *target)
{
	const int T = s[0].length;
	for (int b = 0; b < B; b++) {
		if (m->task == CLASSIFY)
			target[b] = s[b].class;
		else
			for (int t = 0; t < T; t++) target[t * B + b] = s[b].tag[t];
	}
	return m->task == CLASSIFY ? B : T * B;
}

/* What stands between words and logits, for the way back. */
typedef struct {
	seq x, h, y; // y: (T,B,tags) or (1,B,classes)
	int length[4096];
} wires;

static void forward(arena *a, const model *m, const tags_sentence *s, int B, wires *v)
{
	const int T = s[0].length, H = o.hidden;
	v->x = seq_new(a, T, B, H);
	for (int t = 0; t < T; t++)
		for (int b = 0; b < B; b++) copy(rows(at(v->x, t), b, 1), rows(m->E, s[b].word[t], 1));
	if (m->task == TAG_BOTH) {
		v->h = seq_new(a, T, B, 2 * H);
		birnn_forward(v->h, v->x, m->layer, a);
	} else {
		v->h = seq_new(a, T + 1, B, H);
		rnn_forward(v->h, v->x, m->layer[0]);
	}
	v->y = seq_new(a, m->task == CLASSIFY ? 1 : T, B, m->out.W.cols);
	if (m->task == CLASSIFY) {
		seq last = seq_new(a, 1, B, H);
		for (int b = 0; b < B; b++) v->length[b] = T;
		many_to_one_forward(at(last, 0), v->h, v->length);
		temporal_affine_forward(v->y, last, m->out);
	} else
		temporal_affine_forward(v->y, m->task == TAG_BOTH ? v->h : steps(v->h, 1, T), m->out);
}

/* v->y already holds its own gradient. */
static void backward(arena *a, const model *m, const tags_sentence *s, int B, const wires *v)
{
	const int T = s[0].length, H = o.hidden;
	seq dh = seq_new(a, v->h.T, B, v->h.D), dx = seq_new(a, T, B, H);
	if (m->task == TAG_BOTH) {
		temporal_affine_backward(m->dout, dh, v->y, v->h, m->out);
		birnn_backward(m->dlayer, dx, dh, v->x, v->h, m->layer, a);
	} else {
		if (m->task == CLASSIFY) {
			seq last = seq_new(a, 1, B, H), dlast = seq_new(a, 1, B, H);
			many_to_one_forward(at(last, 0), v->h, v->length);
			temporal_affine_backward(m->dout, dlast, v->y, last, m->out);
			many_to_one_backward(dh, at(dlast, 0), v->length);
		} else
			temporal_affine_backward(m->dout, steps(dh, 1, T), v->y, steps(v->h, 1, T), m->out);
		rnn_backward(m->dlayer[0], dx, dh, v->x, v->h, m->layer[0]);
	}
	for (int t = 0; t < T; t++)
		for (int b = 0; b < B; b++) add(rows(m->dE, s[b].word[t], 1), rows(at(dx, t), b, 1));
}

/* Loss of a batch, and how many targets the largest logit hits. */
static double step(
        arena *a, model *m, const tags_sentence *s, int B, bool learn, int *right, int *all)
{
	wires *v = arena_alloc(a, 1, sizeof *v);
	int target[TAGS_LONGEST * 4096];
	forward(a, m, s, B, v);
	*all = targets(m, s, B, target);
	*right = 0;
	for (int i = 0; i < *all; i++)
		*right += sample_with_temperature(rows(flat(v->y), i, 1), 0, 0) == target[i];
	double loss = temporal_softmax_loss(v->y, target);
	if (learn) {
		fill(m->dw, 0);
		backward(a, m, s, B, v);
		adagrad_step(m->w, m->dw, m->squares, o.rate);
	}
	arena_reset(a);
	return loss;
}

static double accuracy(arena *a, model *m, const sentences *c)
{
	long right = 0, all = 0;
	for (int i = 0; i < c->batches; i++) {
		int hits, n;
		step(a, m, c->s + c->start[i], o.batch, false, &hits, &n);
		right += hits;
		all += n;
	}
	return all ? (double)right / (double)all : 0;
}

static double train(model *m, const sentences *learn, const sentences *test, const char *what)
{
	arena scratch = {0};
	progress bar;
	rng r = rng_new((uint64_t)o.seed, 70 + m->task);
	progress_begin(&bar, what, o.updates, "batches");
	for (int i = 0; i < o.updates; i++) {
		int right, n, pick = (int)rng_below(&r, (uint32_t)learn->batches);
		double loss = step(&scratch, m, learn->s + learn->start[pick], o.batch, true, &right, &n);
		progress_at(&bar, i + 1, "loss %.3f", loss);
	}
	progress_end(&bar);
	double result = accuracy(&scratch, m, test);
	arena_free(&scratch);
	return result;
}

int main(int argc, char **argv)
{
	static const cli_program program = {"tagger", NULL,
	        "Tag words and classify sentences of a known grammar with recurrent networks.", "1"};
	static const char *const names[TASKS] = {
	        "tag, from the left", "tag, both ways", "classify the sentence"};
	enum { TEST = 4000, TEST_SEED = 1000 };
	blas_start(argv);
	int first = cli_parse(argc, argv, &program, options);
	if (first >= 0 && first < argc) first = error_set("'%s' is not an option", argv[first]);
	if (first < 0) error_exit();
	arena a = {0};
	tags grammar = tags_new(&a);
	sentences learn = sentences_draw(&a, &grammar, (uint64_t)o.seed, o.sentences, o.batch);
	sentences test = sentences_draw(&a, &grammar, TEST_SEED, TEST, o.batch);
	if (!learn.batches || !test.batches) {
		error_set("--batch %d: fewer sentences than that have the same length", o.batch);
		error_exit();
	}
	tags_best best = tags_bayes(&grammar, TEST_SEED, TEST);
	const double ceiling[TASKS] = {best.accuracy[TAGS_LEFT], best.accuracy[TAGS_BOTH], best.class};
	const double baseline[TASKS] = {best.majority, best.majority, tags_class_majority(&grammar)};
	printf("%-22s  %9s  %8s  %13s\n", "accuracy on new ones", "majority", "network",
	        "best possible");
	for (task t = 0; t < TASKS; t++) {
		model m = model_new(&a, t, grammar.words);
		double reached = train(&m, &learn, &test, names[t]);
		printf("%-22s  %9.4f  %8.4f  %13.4f\n", names[t], baseline[t], reached, ceiling[t]);
		fflush(stdout);
	}
	arena_free(&a);
	return 0;
}
