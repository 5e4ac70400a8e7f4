/* The lesson's way to learn: one prediction after the other, each with noise of its own.
 *
 * A pair of neighbours (i, j) is met twice, once with i in the middle and once with j, so it does not
 * matter which of the two predicts the other. As in the original program the neighbour's vector predicts
 * the word in the middle. The arithmetic is that of exercises 4.6 to 4.11, except that
 *
 *   - a step is taken at once (W −= rate · dW) where the exercises add up gradients,
 *   - σ comes from a table,
 *   - CBOW gives each neighbour all of dh and not its share of it: the original program's convention,
 *     in effect a larger learning rate. */
#include <string.h>

#include "trainer.h"
#include "vmath.h"

static void learn_softmax(worker *w, real *h, real *dh, int target)
{
	mat C = w->all->t.C, y = w->y, step = mat_of(dh, 1, C.cols);
	real *logit = row(y, 0), largest, sum = 0;
	mul(y, mat_of(h, 1, C.cols), tr(C));
	largest = logit[0];
	for (int j = 1; j < C.rows; j++)
		if (logit[j] > largest) largest = logit[j];
	for (int j = 0; j < C.rows; j++) logit[j] -= largest;
	vec_exp(C.rows, logit);
	for (int j = 0; j < C.rows; j++) sum += logit[j];
	scale(y, -w->rate / sum);
	logit[target] += w->rate;
	mul_add(step, y, C);
	mul_add(C, tr(y), mat_of(h, 1, C.cols));
}

static void learn_negative(worker *w, const real *h, real *dh, int target)
{
	const trainer *t = w->all;
	step_one(rule_of(w), h, dh, place(t->t.C, target), 1);
	for (int j = 0; j < t->s.negative; j++) {
		int noise = random_noise(t, &w->random);
		if (noise != target) step_one(rule_of(w), h, dh, place(t->t.C, noise), 0);
	}
}

static void learn_tree(worker *w, const real *h, real *dh, int target)
{
	const huffman_path path = w->all->path[target];
	for (int i = 0; i < path.length; i++)
		step_one(rule_of(w), h, dh, place(w->all->t.N, path.node[i]), (real)!path.bit[i]);
}

/* h predicts a word: dh += what h should move by. */
static void learn(worker *w, real *h, real *dh, int target)
{
	memset(dh, 0, (size_t)w->all->D * sizeof *dh);
	if (w->all->s.softmax) learn_softmax(w, h, dh, target);
	if (w->all->s.tree) learn_tree(w, h, dh, target);
	if (w->all->s.negative) learn_negative(w, h, dh, target);
}

static void move(real *h, const real *dh, int D)
{
#pragma omp simd
	for (int k = 0; k < D; k++) h[k] += dh[k];
}

static void learn_skipgram(worker *w, int centre, int n)
{
	for (int j = 0; j < n; j++) {
		real *h = place(w->all->t.W, w->context[j]);
		learn(w, h, w->dh, centre);
		move(h, w->dh, w->all->D);
	}
}

static void learn_cbow(worker *w, int centre, int n)
{
	const int D = w->all->D;
	memset(w->h, 0, (size_t)D * sizeof *w->h);
	for (int j = 0; j < n; j++) move(w->h, place(w->all->t.W, w->context[j]), D);
	for (int k = 0; k < D; k++) w->h[k] /= (real)n;
	learn(w, w->h, w->dh, centre);
	for (int j = 0; j < n; j++) move(place(w->all->t.W, w->context[j]), w->dh, D);
}

void plain_line(worker *w, const int *line, int n)
{
	for (int i = 0; i < n; i++) {
		int reach = 1 + random_below((uint32_t)random_bits(&w->random), w->all->s.window);
		int neighbours = neighbours_of(w->context, line, n, i, reach);
		if (neighbours == 0) continue;
		if (w->all->s.cbow)
			learn_cbow(w, line[i], neighbours);
		else
			learn_skipgram(w, line[i], neighbours);
	}
}
