/* A vector predicts a word: by softmax, against noise, or turn by turn down a tree.
 *
 * The last two are one idea. A yes-or-no question is answered by σ(x) with x = ⟨h, c⟩; being right with
 * probability p costs −ln p nats:
 *
 *     yes: L = −ln σ(x)     no: L = −ln σ(−x)     ∂L/∂x = σ(x) − [yes]
 *
 * and x feeds on h and c alone, so dh += g c and dc += g h. Negative sampling asks about the target
 * (yes) and K noise words (no); the tree asks "left?" at every node of a word's path.
 *
 * −ln σ(x) = ln(1 + e^−x) is written with log1p, and with the sign that keeps exp() below 1: −1000 then
 * costs 1000 nats and not infinity.
 *
 * Sources: Mikolov et al. 2013; Goldberg and Levy 2014. */
#include <math.h>

#include "predict.h"
#include "vmath.h"

double predict_softmax(mat dh, mat dC, mat h, mat C, int target)
{
	need_shape(dC, C.rows, C.cols);
	need_shape(h, 1, C.cols);
	arena scratch = {0};
	mat y = mat_new(&scratch, 1, C.rows);
	real *p = row(y, 0);
	double loss = 0;
	//> [predict_softmax] 4.6  logits, softmax (mind the largest), L; then p − e is the gradient
	mul(y, h, tr(C));
	real largest = p[0], at_target = p[target], sum = 0;
	for (int j = 1; j < C.rows; j++)
		if (p[j] > largest) largest = p[j];
	for (int j = 0; j < C.rows; j++) p[j] -= largest;
	vec_exp(C.rows, p);
	for (int j = 0; j < C.rows; j++) sum += p[j];
	for (int j = 0; j < C.rows; j++) p[j] /= sum;
	loss = log((double)sum) + (double)(largest - at_target);
	p[target] -= 1;
	mul_add(dh, y, C);
	mul_add(dC, tr(y), h);
	//< [predict_softmax]
	arena_free(&scratch);
	return loss;
}

/* One question, answered by σ(⟨h, c⟩): its loss, and the gradients added. */
static double answer(mat dh, mat dc, mat h, mat c, bool yes)
{
	//> [answer] 4.7  x = ⟨h, c⟩; the loss in a form that never overflows; g = σ(x) − [yes]
	double x = dot(h, c), wrong = yes ? -x : x; // how far on the wrong side
	double loss = fmax(wrong, 0) + log1p(exp(-fabs(wrong)));
	real g = (real)((yes ? -1 : 1) / (1 + exp(-wrong)));
	for (int k = 0; k < h.cols; k++) {
		row(dh, 0)[k] += g * row(c, 0)[k];
		row(dc, 0)[k] += g * row(h, 0)[k];
	}
	return loss;
	//< [answer]
}

double predict_negative(mat dh, mat dC, mat h, mat C, int target, const int *noise, int K)
{
	need_shape(dC, C.rows, C.cols);
	//> [predict_negative] 4.7  yes to the target, no to each noise word
	double loss = answer(dh, rows(dC, target, 1), h, rows(C, target, 1), true);
	for (int j = 0; j < K; j++)
		loss += answer(dh, rows(dC, noise[j], 1), h, rows(C, noise[j], 1), false);
	return loss;
	//< [predict_negative]
}

double predict_hierarchical(mat dh, mat dN, mat h, mat N, huffman_path path)
{
	need_shape(dN, N.rows, N.cols);
	//> [predict_hierarchical] 4.8  one question at each turn: is the bit 0?
	double loss = 0;
	for (int i = 0; i < path.length; i++) {
		int node = path.node[i];
		loss += answer(dh, rows(dN, node, 1), h, rows(N, node, 1), path.bit[i] == 0);
	}
	return loss;
	//< [predict_hierarchical]
}

long skipgram_pairs(word_pair_ids *pairs, const int *id, long n, int reach)
{
	//> [skipgram_pairs] 4.9  for each place: to the left until a line ends, then to the right
	long count = 0;
	for (long i = 0; i < n; i++) {
		if (id[i] < 0) continue;
		long from = i, to = i; // the first and last place that this one sees
		while (from > 0 && i - from < reach && id[from - 1] >= 0) from--;
		while (to + 1 < n && to - i < reach && id[to + 1] >= 0) to++;
		for (long j = from; j <= to; j++)
			if (j != i) pairs[count++] = (word_pair_ids){id[i], id[j]};
	}
	return count;
	//< [skipgram_pairs]
}

/* One prediction, scored as the objective says; `which` picks the noise words. */
static double predict(mat dh, mat dC, mat h, mat C, int target, int which, objective by)
{
	switch (by.kind) {
	case BY_SOFTMAX: return predict_softmax(dh, dC, h, C, target);
	case BY_NEGATIVES:
		return predict_negative(dh, dC, h, C, target, by.noise + (long)which * by.K, by.K);
	case BY_TREE: return predict_hierarchical(dh, dC, h, C, by.path[target]);
	}
	bug("predict: there is no objective %d", (int)by.kind);
}

double skipgram(embeddings d, embeddings m, int centre, const int *context, int n, objective by)
{
	need_shape(d.W, m.W.rows, m.W.cols);
	//> [skipgram] 4.10  the centre's row predicts each context word
	double loss = 0;
	for (int j = 0; j < n; j++)
		loss += predict(rows(d.W, centre, 1), d.C, rows(m.W, centre, 1), m.C, context[j], j, by);
	return loss;
	//< [skipgram]
}

double cbow(
        embeddings d, embeddings m, int centre, const int *context, int n, objective by, mat room)
{
	need_shape(d.W, m.W.rows, m.W.cols);
	need_shape(room, 2, m.W.cols);
	mat h = rows(room, 0, 1), dh = rows(room, 1, 1);
	//> [cbow] 4.11  h = mean of the context's rows; what comes back is shared out as it was taken
	if (n == 0) return 0;
	fill(room, 0);
	for (int j = 0; j < n; j++) add(h, rows(m.W, context[j], 1));
	scale(h, 1 / (real)n);
	double loss = predict(dh, d.C, h, m.C, centre, 0, by);
	scale(dh, 1 / (real)n);
	for (int j = 0; j < n; j++) add(rows(d.W, context[j], 1), dh);
	return loss;
	//< [cbow]
}
