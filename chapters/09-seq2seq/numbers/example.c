/* The running example: see example.h. No key lies between the two others, so each can win. */
#include "example.h"

const char *const example_source[] = {"the", "red", "house"};
const char *const example_target[] = {"la", "casa", "roja"};

static const double keys[] = {2, 0, 0, 2, 1, -1}, queries[] = {1, 0, 0, -2, 0, 2};

static mat constant(arena *a, const double *from, int nrows, int ncols)
{
	mat m = mat_new(a, nrows, ncols);
	for (long i = 0; i < count(m); i++) m.p[i] = (real)from[i];
	return m;
}

example example_new(arena *a)
{
	enum { N = EXAMPLE_WORDS, H = EXAMPLE_UNITS };
	example e = {.q = constant(a, queries, N, H), .k = constant(a, keys, N, H)};
	mat *square[] = {&e.score, &e.alpha, &e.dalpha, &e.dscore};
	mat *narrow[] = {&e.ctx, &e.dctx, &e.dq, &e.dk, &e.read};
	for (int i = 0; i < 4; i++) *square[i] = mat_new(a, N, N);
	for (int i = 0; i < 5; i++) *narrow[i] = mat_new(a, N, H);
	*elem(e.dctx, 0, 1) = 1;
	return e;
}

void example_forward(example e)
{
	score_dot_forward(e.score, e.q, e.k);
	copy(e.alpha, e.score);
	attention_weights(e.alpha, EXAMPLE_WORDS);
	attention_read_forward(e.ctx, e.alpha, e.k);
}

void example_backward(example e)
{
	fill(e.dq, 0);
	fill(e.dk, 0);
	attention_read_backward(e.dalpha, e.dk, e.dctx, e.alpha, e.k);
	copy(e.read, e.dk);
	copy(e.dscore, e.dalpha);
	attention_weights_backward(e.dscore, e.alpha);
	score_dot_backward(e.dq, e.dk, e.dscore, e.q, e.k);
}

double example_loss(void *context)
{
	example *e = context;
	example_forward(*e);
	return dot(e->dctx, e->ctx);
}
