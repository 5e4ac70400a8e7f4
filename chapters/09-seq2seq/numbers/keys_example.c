/* Numbers of the running example: see keys.h. */
#include <math.h>
#include <stdio.h>

#include "checks.h"
#include "example.h"
#include "gradcheck.h"
#include "keys.h"

static void forward(example e)
{
	for (int t = 0; t < EXAMPLE_WORDS; t++) {
		printf("hand.score%d", t + 1);
		key("", rows(e.score, t, 1));
		printf("hand.alpha%d", t + 1);
		key("", rows(e.alpha, t, 1));
		printf("hand.ctx%d", t + 1);
		key("", rows(e.ctx, t, 1));
	}
	number("hand.e1", exp(1));
	number("hand.e2", exp(2));
	number("hand.sum", exp(2) + 1 + exp(1));
}

static void backward(example e)
{
	key("hand.dalpha1", rows(e.dalpha, 0, 1));
	number("hand.common", dot(rows(e.alpha, 0, 1), rows(e.dalpha, 0, 1)));
	key("hand.dscore1", rows(e.dscore, 0, 1));
	key("hand.dq1", rows(e.dq, 0, 1));
	key("hand.dk", e.dk);
	key("hand.dk3", rows(e.dk, 2, 1));
	key("hand.dk3.read", rows(e.read, 2, 1));
	number("hand.dk3.scored", (double)*elem(e.dscore, 0, 2));
}

/* Raise the first number of key 3 a little. */
static void nudge(example e)
{
	double before = example_loss(&e);
	*elem(e.k, 2, 0) += (real)0.01;
	number("hand.nudged", example_loss(&e) - before);
	*elem(e.k, 2, 0) -= (real)0.01;
}

/* Scores ten times as large; the gradient that still comes back. */
static void sharper(example e)
{
	static const double factor[] = {0, 1, 3, 10};
	for (int i = 0; i < 4; i++) {
		fill(e.q, 0);
		*elem(e.q, 0, 0) = (real)factor[i];
		example_forward(e);
		example_backward(e);
		printf("sharp.alpha.%g", factor[i]);
		key("", rows(e.alpha, 0, 1));
		printf("sharp.dq.%g %.12g\n", factor[i],
		        sqrt(dot(rows(e.dq, 0, 1), rows(e.dq, 0, 1))));
	}
}

static double against_small_steps(example e)
{
	arena a = {0};
	mat dk = mat_new(&a, EXAMPLE_WORDS, EXAMPLE_UNITS);
	double worst = 0;
	numeric_gradient(dk, e.k, example_loss, &e);
	for (long i = 0; i < count(dk); i++) worst = fmax(worst, fabs((double)(dk.p[i] - e.dk.p[i])));
	arena_free(&a);
	return worst;
}

void keys_of_example(void)
{
	arena a = {0};
	example e = example_new(&a);
	example_forward(e);
	example_backward(e);
	forward(e);
	backward(e);
	number("hand.check", against_small_steps(e));
	nudge(e);
	sharper(e);
	number("check.scores", check_scores());
	number("check.attend", check_attend());
	number("check.encoder", check_encoder());
	arena_free(&a);
}
