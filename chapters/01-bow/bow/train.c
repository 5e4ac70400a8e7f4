/* bow train: learn to tell documents apart by the average of their words' rows. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bow.h"
#include "output.h"
#include "plot.h"
#include "progress.h"
#include "topics.h"

static struct {
	reading r;
	training t;
	int dim, pool;
	bool keep_last;
	const char *model, *curve, *confusion, *vectors;
} o = {.t = {.epochs = 12, .batch = 32, .optimizer = 1, .rate = 0.1}, .dim = 16, .pool = POOL_MEAN};

static const cli_option options[] = {READING_OPTIONS(o.r),
        cli_int("dim", &o.dim, 1, 65536, "numbers in a word's row"),
        cli_choice("pool", &o.pool, "sum|mean|tfidf", "how the words of a document are weighed"),
        cli_int("epochs", &o.t.epochs, 0, 1e6, "passes over the training documents"),
        cli_int("batch", &o.t.batch, 1, 1e6, "documents between two steps"),
        cli_choice("optimizer", &o.t.optimizer, "sgd|adagrad", "how to change the parameters"),
        cli_real_above("rate", &o.t.rate, 0, HUGE_VAL, "learning rate"),
        cli_flag("keep-last", &o.keep_last, "keep the last epoch, not the best on validation"),
        cli_file("model", &o.model, "save the classifier here"),
        cli_file("curve", &o.curve, "write the learning curve here, as CSV"),
        cli_file("confusion", &o.confusion, "write the test's confusion matrix here, as CSV"),
        cli_file("vectors", &o.vectors, "write the rows of the table here, as CSV"), cli_end};

/* The classifier at its best so far. */
typedef struct {
	classifier w;
	double accuracy;
	int epoch;
} best;

static void copy_classifier(classifier to, classifier from)
{
	copy(to.C, from.C);
	copy(to.W, from.W);
	copy(to.b, from.b);
}

/* One line of the curve; the weights are kept when they are the best on validation. */
static void look_back(const model *m, const collection *c, int epoch, best *b, FILE *curve)
{
	arena scratch = {0};
	verdict train = model_judge(m, c->train, &scratch), valid = model_judge(m, c->valid, &scratch);
	double accuracy = valid.right / (double)valid.n;
	if (accuracy > b->accuracy || (o.keep_last && epoch == o.t.epochs)) {
		*b = (best){b->w, accuracy, epoch};
		copy_classifier(b->w, m->w);
	}
	if (curve)
		fprintf(curve, "%d,%.6f,%.6f,%.6f,%.6f,%.6f\n", epoch, train.loss, valid.loss,
		        train.right / (double)train.n, accuracy, valid.majority / (double)valid.n);
	printf("epoch %2d  train: loss %.4f accuracy %.4f  validation: loss %.4f accuracy %.4f\n",
	        epoch, train.loss, train.right / (double)train.n, valid.loss, accuracy);
	arena_free(&scratch);
}

static void train(model *m, const collection *c, FILE *curve)
{
	progress bar;
	rng r = rng_new((uint64_t)o.r.seed, 14);
	arena kept = {0};
	best b = {model_new(&kept, m->V, m->D, m->K, 0).w, -1, 0};
	if (curve) fputs("epoch,train_loss,valid_loss,train_accuracy,valid_accuracy,majority\n", curve);
	look_back(m, c, 0, &b, curve);
	progress_begin(&bar, "training", (long)o.t.epochs * c->train.docs.n, "documents");
	for (int epoch = 1; epoch <= o.t.epochs; epoch++) {
		double loss = model_epoch(m, c->train, &o.t, &r);
		progress_at(&bar, (long)epoch * c->train.docs.n, "loss %.4f", loss);
		look_back(m, c, epoch, &b, curve);
	}
	progress_end(&bar);
	copy_classifier(m->w, b.w);
	printf("kept: epoch %d\n", b.epoch);
	arena_free(&kept);
}

/* The best that anyone could do on the generated documents: Bayes' rule with the true source. */
static void print_ceiling(const collection *c)
{
	arena scratch = {0};
	topics source = topics_new(&scratch);
	int right = 0;
	for (int i = 0; i < c->test.docs.n; i++) {
		double p[TOPICS];
		int guess = 0;
		if (topics_posterior(&source, c->text[c->test.line[i]], p) < 0) bug("%s", error_message());
		for (int k = 1; k < TOPICS; k++)
			if (p[k] > p[guess]) guess = k;
		right += !strcmp(topics_label(guess), vocab_word(c->labels, c->test.label[i]));
	}
	printf("  Bayes' rule with the true source: accuracy %.4f\n", right / (double)c->test.docs.n);
	arena_free(&scratch);
}

/* Each word's row, and the class that it speaks for by itself. */
static int write_vectors(const model *m, const collection *c)
{
	output out;
	if (output_open(&out, o.vectors) < 0) return -1;
	fputs("word,class,margin", out.f);
	for (int k = 0; k < m->D; k++) fprintf(out.f, ",x%d", k + 1);
	fputc('\n', out.f);
	arena scratch = {0};
	mat y = mat_new(&scratch, m->V, m->K);
	mul(y, m->w.C, m->w.W);
	for (int i = 0; i < m->V; i++) {
		const real *yi = row(y, i);
		int best_class = 0;
		double second = -HUGE_VAL;
		for (int k = 1; k < m->K; k++)
			if (yi[k] > yi[best_class]) best_class = k;
		for (int k = 0; k < m->K; k++)
			if (k != best_class) second = fmax(second, (double)yi[k]);
		plot_csv_word(out.f, vocab_word(c->chosen, i));
		fprintf(out.f, ",%d,%.6f", best_class, (double)yi[best_class] - second);
		for (int k = 0; k < m->D; k++) fprintf(out.f, ",%.6f", (double)row(m->w.C, i)[k]);
		fputc('\n', out.f);
	}
	arena_free(&scratch);
	return output_commit(&out);
}

static void describe(const collection *c, const model *m)
{
	int words = c->train.docs.start[c->train.docs.n], unknown = 0;
	for (int i = 0; i < words; i++) unknown += c->train.docs.id[i] == 0;
	printf("%s: %d documents, %d classes; %d for training with %d words, %d different\n", c->name,
	        c->n, m->K, c->train.docs.n, words, vocab_size(c->seen));
	printf("vocabulary of %d: %.2f %% of the training words are <unk>; %ld parameters\n\n", m->V,
	        words ? 100.0 * unknown / words : 0, count(m->w.C) + count(m->w.W) + count(m->w.b));
}

static int finish(const model *m, const collection *c)
{
	arena scratch = {0};
	verdict v = model_judge(m, c->test, &scratch);
	puts("");
	verdict_print(&v, c->labels, "test");
	if (!o.r.text) print_ceiling(c);
	printf("  words shuffled inside every document: %d of %d predictions change\n",
	        shuffled_changes(m, c->test, &v, (uint64_t)o.r.seed), v.n);
	int status = o.confusion ? verdict_write(&v, c->labels, o.confusion) : 0;
	if (status == 0 && o.vectors) status = write_vectors(m, c);
	if (status == 0 && o.model) status = model_save(m, c, &o.r, o.model);
	if (status == 0 && o.model) printf("the classifier is in %s\n", o.model);
	arena_free(&scratch);
	return status;
}

int bow_train(int argc, char **argv)
{
	static collection c;
	arena a = {0};
	output curve;
	o.r = reading_default;
	bow_options(argc, argv, "bow train", NULL, "Learn to tell documents apart by their words.",
	        options);
	if (collection_read(&c, &o.r) < 0 || collection_number(&c, &o.r, NULL) < 0) error_exit();
	if (vocab_size(c.labels) < 2) {
		error_set("%s: all documents have the label '%s'; expected two labels or more", c.name,
		        vocab_word(c.labels, 0));
		error_exit();
	}
	model m = model_new(&a, vocab_size(c.chosen), o.dim, vocab_size(c.labels), (uint64_t)o.r.seed);
	m.how.how = (pool_weights)o.pool;
	if (o.pool == POOL_TFIDF) model_count_idf(&m, c.train, &a);
	if (o.curve && output_open(&curve, o.curve) < 0) error_exit();
	describe(&c, &m);
	train(&m, &c, o.curve ? curve.f : NULL);
	if ((o.curve && output_commit(&curve) < 0) || finish(&m, &c) < 0) error_exit();
	arena_free(&a);
	collection_free(&c);
	return 0;
}
