/* Three objectives learn the same sentences; see vectors.h. One centre word after the other, all of its
 * gradients added up, then a step: the exercises as they stand. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "predict.h"
#include "vectors.h"
#include "vocab.h"
#include "world.h"

enum { SENTENCES = 1000, PASSES = 3, D = 16, REACH = 2, NOISE = 5, EVERY = 1000, LONGEST = 40000 };

/* A text, and all that the objectives need of it. */
typedef struct {
	vocab *words;
	int V, n, id[LONGEST];
	long *count;
	huffman_path *path;
	alias_table noise;
} lesson;

/* Words by falling count, as the tree wants them. */
static void number_words(lesson *s, arena *a)
{
	const int V = s->V = vocab_size(s->words);
	int *rank = arena_alloc(a, (size_t)V, sizeof *rank);
	s->count = arena_alloc(a, (size_t)V, sizeof *s->count);
	for (int i = 0; i < V; i++)
		for (int j = 0; j < V; j++) {
			long ours = vocab_count(s->words, i), other = vocab_count(s->words, j);
			rank[i] += other > ours || (other == ours && j < i);
		}
	for (int i = 0; i < V; i++) s->count[rank[i]] = vocab_count(s->words, i);
	for (int i = 0; i < s->n; i++)
		if (s->id[i] >= 0) s->id[i] = rank[s->id[i]];
}

static void read_world(lesson *s, arena *a)
{
	char text[WORLD_LONGEST];
	world w = world_new(a);
	rng r = rng_new(1, WORLD_STREAM);
	s->words = vocab_new(a);
	for (int i = 0; i < SENTENCES; i++) {
		world_sentence(&w, &r, text);
		for (char *rest, *p = strtok_r(text, " ", &rest); p; p = strtok_r(NULL, " ", &rest))
			s->id[s->n++] = vocab_add(s->words, p);
		s->id[s->n++] = -1;
	}
	number_words(s, a);
	mat weight = mat_new(a, 1, s->V);
	for (int i = 0; i < s->V; i++) weight.p[i] = (real)pow((double)s->count[i], 0.75);
	s->noise = alias_build(weight, a);
	s->path = arena_alloc(a, (size_t)s->V, sizeof *s->path);
	huffman_paths(s->path, s->count, s->V, a);
}

/* w -= rate · g, and g is zero again. */
static void step(mat w, mat g, real rate)
{
	for (long e = 0; e < count(w); e++) {
		w.p[e] -= rate * g.p[e];
		g.p[e] = 0;
	}
}

/* Who stands within reach of a place, left to right. */
static int context_of(int *context, const lesson *s, int at)
{
	int from = at, to = at, n = 0;
	while (from > 0 && at - from < REACH && s->id[from - 1] >= 0) from--;
	while (to + 1 < s->n && to - at < REACH && s->id[to + 1] >= 0) to++;
	for (int j = from; j <= to; j++)
		if (j != at) context[n++] = s->id[j];
	return n;
}

static void learn(const lesson *s, const char *name, int kind, double chance)
{
	arena a = {0};
	const int rows_of_C = kind == BY_TREE ? s->V - 1 : s->V;
	embeddings m = {mat_new(&a, s->V, D), mat_new(&a, rows_of_C, D)};
	embeddings d = {mat_new(&a, s->V, D), mat_new(&a, rows_of_C, D)};
	int context[2 * REACH], noise[2 * REACH * NOISE];
	objective by = {.noise = noise, .K = NOISE, .path = s->path};
	by.kind = kind == BY_TREE ? BY_TREE : kind == BY_SOFTMAX ? BY_SOFTMAX : BY_NEGATIVES;
	rng r = rng_new(1, 1);
	rng_fill_uniform(&r, m.W, -0.5 / D, 0.5 / D);
	double loss = 0;
	long predictions = 0, centres = 0;
	for (int pass = 0; pass < PASSES; pass++)
		for (int at = 0; at < s->n; at++) {
			if (s->id[at] < 0) continue;
			int n = context_of(context, s, at);
			for (int j = 0; kind == BY_NEGATIVES && j < n * NOISE; j++)
				noise[j] = alias_draw(&s->noise, &r);
			loss += skipgram(d, m, s->id[at], context, n, by);
			predictions += n;
			step(m.W, d.W, (real)0.1);
			step(m.C, d.C, (real)0.1);
			if (++centres % EVERY != 0) continue;
			printf("%s,%ld,%.5f,%.5f\n", name, centres, loss / (double)predictions,
			        loss / (double)predictions / chance);
			loss = 0;
			predictions = 0;
		}
	arena_free(&a);
}

void csv_loss(void)
{
	arena a = {0};
	lesson *s = arena_alloc(&a, 1, sizeof *s);
	read_world(s, &a);
	double turns = 0, total = 0;
	for (int i = 0; i < s->V; i++) {
		turns += (double)s->count[i] * s->path[i].length;
		total += (double)s->count[i];
	}
	puts("objective,centre words,loss,loss over the loss of knowing nothing");
	learn(s, "softmax", BY_SOFTMAX, log(s->V));
	learn(s, "negatives", BY_NEGATIVES, (NOISE + 1) * log(2));
	learn(s, "tree", BY_TREE, turns / total * log(2));
	fprintf(stderr, "%d words, %.3f turns; knowing nothing costs %.4f, %.4f, %.4f nats\n", s->V,
	        turns / total, log(s->V), (NOISE + 1) * log(2), turns / total * log(2));
	arena_free(&a);
}
