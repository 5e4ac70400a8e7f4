/* times_print(): microseconds over repeated runs, at the size of a batch of 32 verses: 960 words, V =
 * 6,000, D = 16, K = 6. The jobs are run in turn, so that a busy moment of the machine meets all. */
#include <stdio.h>
#include <string.h>

#include "classifier.h"
#include "optim.h"
#include "rng.h"
#include "stopwatch.h"
#include "times.h"
#include "words.h"

enum { N = 32, LENGTH = 30, WORDS = N * LENGTH, V = 6000, D = 16, K = 6, RUNS = 31 };

typedef struct {
	arena a, scratch;
	int start[N + 1], id[WORDS], label[N];
	documents docs;
	classifier w, dw, s;
	pooling how;
	mat x, E, counts, dx, v;
	vocab *seen;
	char *text;
} bench;

static void look_up(bench *b)
{
	embedding_lookup_forward(b->x, b->id, b->w.C);
}

static void look_up_by_product(bench *b)
{
	one_hot(b->E, b->id);
	mul(b->x, b->E, b->w.C);
}

static void scatter(bench *b)
{
	embedding_lookup_backward(b->dw.C, b->dx, b->id);
}

static void scatter_by_product(bench *b)
{
	one_hot(b->E, b->id);
	mul_add(b->dw.C, tr(b->E), b->dx);
}

static void pool(bench *b)
{
	mean_pool_forward(b->v, b->x, b->docs, b->how);
}

static void count_dense(bench *b)
{
	bag_of_words(b->counts, b->docs);
}

static void count_sparse(bench *b)
{
	bag_of_words_sparse(b->docs, V, &b->scratch);
}

static void loss_and_gradient(bench *b)
{
	classifier_loss(b->dw, b->docs, b->label, b->how, b->w, &b->scratch);
}

static void step_all(bench *b)
{
	adagrad_step(b->w.C, b->dw.C, b->s.C, 0.1);
	fill(b->dw.C, 0);
}

static void step_touched(bench *b)
{
	for (int i = 0; i < WORDS; i++) {
		adagrad_step(rows(b->w.C, b->id[i], 1), rows(b->dw.C, b->id[i], 1),
		        rows(b->s.C, b->id[i], 1), 0.1);
		fill(rows(b->dw.C, b->id[i], 1), 0);
	}
}

static void cut_words(bench *b)
{
	tokenize(b->text, &b->scratch);
}

static void strip_endings(bench *b)
{
	static const char *const words[] = {"spending", "days", "cities", "classes", "holding",
	        "walked", "running", "computer", "hoped", "person"};
	for (int i = 0; i < WORDS; i++) lemmatize(words[i % 10], NULL, 0, &b->scratch);
}

static void choose(bench *b)
{
	vocab_build(vocab_new(&b->scratch), b->seen, NULL, 1, 0);
}

static const struct {
	const char *name;
	void (*run)(bench *b);
} jobs[] = {{"lookup", look_up}, {"lookup.product", look_up_by_product}, {"scatter", scatter},
        {"scatter.product", scatter_by_product}, {"pool", pool}, {"counts.dense", count_dense},
        {"counts.sparse", count_sparse}, {"loss", loss_and_gradient}, {"step.all", step_all},
        {"step.touched", step_touched}, {"tokenize", cut_words}, {"lemmatize", strip_endings},
        {"vocab", choose}};
enum { JOBS = sizeof jobs / sizeof *jobs };

static classifier weights(bench *b, rng *r)
{
	classifier w = {mat_new(&b->a, V, D), mat_new(&b->a, D, K), mat_new(&b->a, 1, K)};
	rng_fill_normal(r, w.C, 0.1);
	rng_fill_normal(r, w.W, 0.1);
	return w;
}

static void prepare(bench *b)
{
	rng r = rng_new(1, 1);
	memset(b, 0, sizeof *b);
	for (int d = 0; d < N; d++) {
		b->start[d + 1] = (d + 1) * LENGTH;
		b->label[d] = (int)rng_below(&r, K);
	}
	for (int i = 0; i < WORDS; i++) { // many frequent words, few rare ones
		double u = rng_uniform(&r);
		b->id[i] = (int)(u * u * u * V);
	}
	b->docs = (documents){N, b->start, b->id};
	b->w = weights(b, &r);
	b->dw = weights(b, &r);
	b->s = weights(b, &r);
	fill(b->s.C, 1);
	b->how = (pooling){POOL_MEAN, mat_new(&b->a, 1, V)};
	b->x = mat_new(&b->a, WORDS, D);
	b->dx = mat_new(&b->a, WORDS, D);
	b->v = mat_new(&b->a, N, D);
	b->E = mat_new(&b->a, WORDS, V);
	b->counts = mat_new(&b->a, N, V);
	rng_fill_normal(&r, b->dx, 1);
	b->seen = vocab_new(&b->a);
	for (int i = 0; i < V; i++) {
		char word[16];
		snprintf(word, sizeof word, "w%d", i * 7919 % V);
		for (int k = 0; k < 1 + i % 5; k++) vocab_add(b->seen, word);
	}
	static const char verse[] = "In the beginning God created the heaven and the earth. ";
	b->text = arena_alloc(&b->a, 100 * sizeof verse, 1);
	for (int i = 0; i < 100; i++) strcat(b->text, verse);
}

static void make_room(void *context, int job)
{
	(void)job;
	arena_reset(&((bench *)context)->scratch);
}

static void run(void *context, int job)
{
	jobs[job].run(context);
}

void times_print(void)
{
	static bench b;
	stopwatch_times took[JOBS];
	prepare(&b);
	const stopwatch s = {JOBS, RUNS, 3, stopwatch_wall, make_room, run, &b};
	stopwatch_turns(&s, took);
	for (int j = 0; j < JOBS; j++)
		printf("time.%s %.1f %.1f %.1f\n", jobs[j].name, 1e6 * took[j].median,
		        1e6 * took[j].fastest, 1e6 * took[j].slowest);
	arena_free(&b.scratch);
	arena_free(&b.a);
}
