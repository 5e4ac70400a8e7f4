/* Tables, jobs and workers. What a worker does with a line stands in train_plain.c and train_fast.c. */
#include <math.h>
#include <pthread.h>

#include "trainer.h"

enum { LINE_OF_BYTES = 64 };

/* --- what workers share ----------------------------------------------------------------------- */

static mat padded(arena *a, int V, int D, int ld)
{
	mat m = mat_new(a, V, ld);
	m.cols = D;
	return m;
}

/* As the original program begins: input vectors small and random, output vectors zero. */
static tables tables_new(arena *a, const settings *s, int V, int ld)
{
	rng r = rng_new((uint64_t)s->seed, 1);
	tables t = {.W = padded(a, V, s->size, ld)};
	if (s->negative || s->softmax) t.C = padded(a, V, s->size, ld);
	if (s->tree) t.N = padded(a, V - 1, s->size, ld);
	rng_fill_uniform(&r, t.W, -0.5 / s->size, 0.5 / s->size);
	return t;
}

static uint32_t of_32_bits(double p)
{
	return (uint32_t)fmin(p * 4294967296.0, 4294967295.0);
}

/* Counts to the power of 3/4, as a table to draw from. */
static noise_column *noise_new(arena *a, const vocab *words)
{
	arena scratch = {0};
	const int V = vocab_size(words);
	mat weight = mat_new(&scratch, 1, V);
	for (int i = 0; i < V; i++)
		*elem(weight, 0, i) = (real)pow((double)vocab_count(words, i), 0.75);
	alias_table t = alias_build(weight, &scratch);
	noise_column *column = arena_alloc(a, (size_t)V, sizeof *column);
	for (int i = 0; i < V; i++) column[i] = (noise_column){of_32_bits(t.keep[i]), t.other[i]};
	arena_free(&scratch);
	return column;
}

static uint32_t *keep_new(arena *a, const vocab *words, double threshold)
{
	const int V = vocab_size(words);
	uint32_t *keep = arena_alloc(a, (size_t)V, sizeof *keep);
	double total = 0;
	for (int i = 0; i < V; i++) total += (double)vocab_count(words, i);
	for (int i = 0; i < V; i++)
		keep[i] = of_32_bits(
		        subsample_keep_probability((double)vocab_count(words, i), total, threshold));
	return keep;
}

static const huffman_path *paths_new(arena *a, const vocab *words)
{
	const int V = vocab_size(words);
	huffman_path *path = arena_alloc(a, (size_t)V, sizeof *path);
	long *count = arena_alloc(a, (size_t)V, sizeof *count);
	for (int i = 0; i < V; i++) count[i] = vocab_count(words, i);
	huffman_paths(path, count, V, a);
	return path;
}

static real *sigmoid_new(arena *a)
{
	real *table = arena_alloc(a, SIGMOID_STEPS + 2, sizeof *table);
	for (int i = 0; i < SIGMOID_STEPS + 2; i++)
		table[i] = (real)(1 / (1 + exp(SIGMOID_REACH * (1 - 2.0 * i / SIGMOID_STEPS))));
	return table;
}

trainer *trainer_new(arena *a, settings s, const text_ids *text)
{
	const int V = vocab_size(text->words), step = LINE_OF_BYTES / (int)sizeof(real);
	trainer *t = arena_alloc(a, 1, sizeof *t);
	t->s = s;
	t->text = text;
	t->D = (s.size + step - 1) / step * step;
	t->t = tables_new(a, &s, V, t->D);
	t->keep = keep_new(a, text->words, s.sample);
	if (s.negative) t->noise = noise_new(a, text->words);
	if (s.tree) t->path = paths_new(a, text->words);
	t->sigmoid = sigmoid_new(a);
	t->jobs = (text->places + JOB_PLACES - 1) / JOB_PLACES;
	return t;
}

/* --- what one of them does -------------------------------------------------------------------- */

worker *worker_new(trainer *t, arena *a)
{
	worker *w = arena_alloc(a, 1, sizeof *w);
	w->all = t;
	w->h = arena_alloc(a, (size_t)t->D, sizeof(real));
	w->dh = arena_alloc(a, (size_t)t->D, sizeof(real));
	if (t->s.softmax) w->y = mat_new(a, 1, vocab_size(t->text->words));
	return w;
}

int neighbours_of(int *context, const int *line, int n, int i, int reach)
{
	int first = i > reach ? i - reach : 0, last = i + reach < n ? i + reach : n - 1, found = 0;
	for (int j = first; j <= last; j++)
		if (j != i) context[found++] = line[j];
	return found;
}

/* Take words until a line ends, leaving common ones out at random. @return ids that were read */
static int next_line(worker *w, const int32_t *id, int n, int *length)
{
	int i = 0;
	for (*length = 0; i < n && id[i] >= 0 && *length < LINE_WORDS; i++)
		if ((uint32_t)random_bits(&w->random) <= w->all->keep[id[i]]) w->line[(*length)++] = id[i];
	return i + (i < n && id[i] < 0);
}

static int job(worker *w, long number)
{
	trainer *t = w->all;
	long pass = number / t->jobs, first = number % t->jobs * JOB_PLACES;
	int length, n = text_part(t->text, w->ids, first, JOB_PLACES);
	if (n < 0) return -1;
	w->random = (uint64_t)t->s.seed;
	w->random = random_bits(&w->random) + (uint64_t)number;
	w->random = random_bits(&w->random);
	for (int at = 0; at < n;) {
		double done = (double)pass * (double)t->text->places + (double)(first + at);
		w->rate =
		        (real)learning_rate(t->s.rate, done, (double)t->s.epochs * (double)t->text->places);
		at += next_line(w, w->ids + at, n - at, &length);
		if (t->s.plain || t->s.tree || t->s.softmax)
			plain_line(w, w->line, length);
		else
			fast_line(w, w->line, length);
	}
	return 0;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* Take jobs while there are some. A job that was taken is done to its end. */
static void work(worker *w, void (*tick)(void *), void *context)
{
	trainer *t = w->all;
	const long all = t->jobs * t->s.epochs;
	while (!t->stop) {
		long number = atomic_fetch_add(&t->next, 1);
		if (number >= all) {
			atomic_fetch_sub(&t->next, 1);
			return;
		}
		if (job(w, number) < 0) t->failed = t->stop = true;
		if (tick) tick(context);
	}
}

static void *helper(void *w)
{
	work(w, NULL, NULL);
	return NULL;
}

int trainer_run(trainer *t, void (*tick)(void *context), void *context)
{
	arena a = {0};
	const int helpers = t->s.threads - 1;
	pthread_t *thread = arena_alloc(&a, (size_t)helpers + 1, sizeof *thread);
	int running = 0, status = 0;
	t->stop = t->failed = false;
	for (; running < helpers; running++) {
		worker *w = worker_new(t, &a);
		if (pthread_create(&thread[running], NULL, helper, w)) {
			status = error_set("thread %d of %d cannot be started", running + 2, t->s.threads);
			t->stop = true;
			break;
		}
	}
	worker *own = worker_new(t, &a);
	work(own, tick, context);
	for (int i = 0; i < running; i++) pthread_join(thread[i], NULL);
	arena_free(&a);
	return t->failed ? error_set("a temporary file cannot be read back") : status;
}
