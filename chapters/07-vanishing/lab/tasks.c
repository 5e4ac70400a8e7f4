/* Drawing tasks and scoring answers; see tasks.h. */
#include <math.h>

#include "tasks.h"

static void draw_adding(const task *t, rng *r, task_batch *b)
{
	const int T = t->steps;
	for (int i = 0; i < b->B; i++) {
		int first = (int)rng_below(r, (uint32_t)(T / 2));
		int second = T / 2 + (int)rng_below(r, (uint32_t)(T - T / 2));
		real sum = 0;
		for (int k = 0; k < T; k++) {
			real *x = row(at(b->in.x, k), i);
			x[0] = (real)rng_uniform(r);
			x[1] = k == first || k == second;
			sum += x[0] * x[1];
		}
		*elem(b->target, i, 0) = sum;
	}
}

task adding_task(int length)
{
	return (task){.name = "adding",
	        .inputs = 2,
	        .outputs = 1,
	        .steps = length,
	        .squares = true,
	        .draw = draw_adding};
}

/* Ids 0 … S-1 are symbols, S is nothing, S+1 the sign. */
static void draw_copying(const task *t, rng *r, task_batch *b)
{
	const int K = t->length, S = t->symbols;
	for (int i = 0; i < b->B; i++)
		for (int k = 0; k < t->steps; k++) {
			int *id = b->ids + (long)k * b->B + i, *answer = b->class + (long)k * b->B + i;
			*id = k < K ? (int)rng_below(r, (uint32_t)S) : k == K + t->lag ? S + 1 : S;
			*answer = k < K + t->lag ? -1 : b->ids[(long)(k - K - t->lag) * b->B + i];
		}
}

task copying_task(int lag, int symbols, int length)
{
	return (task){.name = "copying",
	        .vocabulary = symbols + 2,
	        .outputs = symbols,
	        .steps = length + lag + length,
	        .lag = lag,
	        .symbols = symbols,
	        .length = length,
	        .draw = draw_copying};
}

/* One more id than there are words stands where a sentence is over. The verb is not shown. */
void task_write_sentence(const task *t, task_batch *b, int i, const agreement_sentence *s)
{
	for (int k = 0; k < t->steps; k++) {
		bool before_verb = k < s->length - 1, at_verb = k == s->length - 2;
		b->ids[(long)k * b->B + i] = before_verb ? s->word[k] : t->grammar->words;
		int *answer = &b->class[(long)k * b->B + i];
		if (t->every_word)
			*answer = before_verb ? s->word[k + 1] : -1;
		else
			*answer = at_verb ? (int)s->number : -1;
	}
}

static void draw_agreement(const task *t, rng *r, task_batch *b)
{
	agreement_sentence s;
	for (int i = 0; i < b->B; i++) {
		agreement_draw(t->grammar, r, t->between, &s);
		task_write_sentence(t, b, i, &s);
	}
}

task agreement_task(const agreement *grammar, int between, bool every_word)
{
	return (task){.name = every_word ? "agreement in passing" : "agreement",
	        .vocabulary = grammar->words + 1,
	        .outputs = every_word ? grammar->words : 2,
	        .steps = AGREEMENT_LONGEST - 1,
	        .grammar = grammar,
	        .between = between,
	        .every_word = every_word,
	        .draw = draw_agreement};
}

task_batch task_batch_new(arena *a, const task *t, int B)
{
	task_batch b = {.T = t->steps, .B = B};
	if (t->squares) {
		b.in.x = seq_new(a, t->steps, B, t->inputs);
		b.target = mat_new(a, B, t->outputs);
	} else {
		b.ids = arena_alloc(a, (size_t)t->steps * (size_t)B, sizeof *b.ids);
		b.class = arena_alloc(a, (size_t)t->steps * (size_t)B, sizeof *b.class);
		b.in.ids = b.ids;
	}
	return b;
}

network *task_network(arena *a, const task *t, const layer_kind *kind, int hidden, int layers,
        int B, uint64_t seed)
{
	network_shape s = {.kind = kind,
	        .vocabulary = t->vocabulary,
	        .inputs = t->inputs ? t->inputs : hidden,
	        .hidden = hidden,
	        .layers = layers,
	        .outputs = t->outputs,
	        .batch = B,
	        .steps = t->steps};
	return network_new(a, s, seed);
}

double task_loss(network *n, const task *t, const task_batch *b, bool gradient)
{
	return t->squares ? network_square_loss(n, b->in, b->target, b->T, gradient)
	                  : network_softmax_loss(n, b->in, b->class, b->T, gradient);
}

/* Answers whose logit is the highest. */
static void count_right(seq y, const int *answer, long *right, long *asked)
{
	for (int i = 0; i < y.T * y.B; i++) {
		if (answer[i] < 0) continue;
		const real *logit = row(flat(y), i);
		bool highest = true;
		for (int k = 0; k < y.D; k++) highest &= k == answer[i] || logit[k] < logit[answer[i]];
		++*asked;
		*right += highest;
	}
}

task_score task_measure(network *n, const task *t, uint64_t seed, long sequences)
{
	arena scratch = {0};
	task_batch b = task_batch_new(&scratch, t, n->shape.batch);
	rng r = rng_new(seed, 9);
	long batches = (sequences + b.B - 1) / b.B, right = 0, asked = 0;
	double sum = 0;
	for (long i = 0; i < batches; i++) {
		t->draw(t, &r, &b);
		if (t->squares)
			sum += task_loss(n, t, &b, false);
		else {
			network_forward(n, b.in, b.T);
			count_right(n->y, b.class, &right, &asked);
			sum += temporal_softmax_loss(n->y, b.class);
		}
	}
	arena_free(&scratch);
	return (task_score){sum / (double)batches, asked ? (double)right / (double)asked : (double)NAN};
}
