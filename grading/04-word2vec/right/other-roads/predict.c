/* Chapter 04's predictions in three strokes: all logits, then all their gradients, then two products.
 * The three ways differ in which rows are asked and what the right answers are. */
#include <math.h>

#include "predict.h"

/* The rows that are asked, and what was found out about each. */
typedef struct {
	arena scratch;
	mat asked, x; // (n,D), (1,n)
} inquiry;

static inquiry ask(mat h, mat C, const int *row_of, int n)
{
	inquiry q = {0};
	q.asked = mat_new(&q.scratch, n, C.cols);
	q.x = mat_new(&q.scratch, 1, n);
	for (int i = 0; i < n; i++) copy(rows(q.asked, i, 1), rows(C, row_of[i], 1));
	mul(q.x, h, tr(q.asked));
	return q;
}

/* x has become the gradient. */
static void learn(inquiry *q, mat dh, mat dC, mat h, const int *row_of)
{
	mul_add(dh, q->x, q->asked);
	for (int i = 0; i < q->x.cols; i++) mul_add(rows(dC, row_of[i], 1), cols(q->x, i, 1), h);
	arena_free(&q->scratch);
}

double predict_softmax(mat dh, mat dC, mat h, mat C, int target)
{
	arena scratch = {0};
	int *all = arena_alloc(&scratch, (size_t)C.rows, sizeof *all);
	for (int j = 0; j < C.rows; j++) all[j] = j;
	inquiry q = ask(h, C, all, C.rows);
	real *x = row(q.x, 0);
	double most = -HUGE_VAL, sum = 0; // Σ e^(x − most) of what was seen so far
	for (int j = 0; j < C.rows; j++) {
		double now = fmax(most, (double)x[j]);
		sum = sum * exp(most - now) + exp((double)x[j] - now);
		most = now;
	}
	double loss = log(sum) + most - (double)x[target];
	for (int j = 0; j < C.rows; j++) x[j] = (real)(exp((double)x[j] - most) / sum);
	x[target] -= 1;
	learn(&q, dh, dC, h, all);
	arena_free(&scratch);
	return loss;
}

/* Cross-entropy from the logit: x⁺ − x·yes + ln(1 + e^−|x|); the logit becomes its gradient. */
static double cross_entropy(real *logit, bool yes)
{
	double x = (double)*logit, small = exp(-fabs(x));
	*logit = (real)((x >= 0 ? 1 : small) / (1 + small) - yes);
	return fmax(x, 0) - (yes ? x : 0) + log1p(small);
}

double predict_negative(mat dh, mat dC, mat h, mat C, int target, const int *noise, int K)
{
	arena scratch = {0};
	int *words = arena_alloc(&scratch, (size_t)K + 1, sizeof *words);
	for (int j = 0; j < K; j++) words[j] = noise[j];
	words[K] = target;
	inquiry q = ask(h, C, words, K + 1);
	double loss = 0;
	for (int j = 0; j <= K; j++) loss += cross_entropy(elem(q.x, 0, j), j == K);
	learn(&q, dh, dC, h, words);
	arena_free(&scratch);
	return loss;
}

double predict_hierarchical(mat dh, mat dN, mat h, mat N, huffman_path path)
{
	if (path.length == 0) return 0;
	inquiry q = ask(h, N, path.node, path.length);
	double loss = 0;
	for (int i = 0; i < path.length; i++) loss += cross_entropy(elem(q.x, 0, i), !path.bit[i]);
	learn(&q, dh, dN, h, path.node);
	return loss;
}

/* Line by line: a window never has to ask whether it crosses an end. */
long skipgram_pairs(word_pair_ids *pairs, const int *id, long n, int reach)
{
	word_pair_ids *next = pairs;
	for (long first = 0, end; first < n; first = end + 1) {
		for (end = first; end < n && id[end] >= 0;) end++;
		for (long i = first; i < end; i++)
			for (long away = -reach; away <= reach; away++)
				if (away != 0 && i + away >= first && i + away < end)
					*next++ = (word_pair_ids){id[i], id[i + away]};
	}
	return next - pairs;
}

static double predict(mat dh, mat dC, mat h, mat C, int target, long which, objective by)
{
	switch (by.kind) {
	case BY_SOFTMAX: return predict_softmax(dh, dC, h, C, target);
	case BY_TREE: return predict_hierarchical(dh, dC, h, C, by.path[target]);
	case BY_NEGATIVES: break;
	}
	return predict_negative(dh, dC, h, C, target, by.noise + which * by.K, by.K);
}

/* From the last word to the first, into a gradient of its own. */
double skipgram(embeddings d, embeddings m, int centre, const int *context, int n, objective by)
{
	arena scratch = {0};
	mat dh = mat_new(&scratch, 1, m.W.cols);
	double loss = 0;
	while (n-- > 0) loss += predict(dh, d.C, rows(m.W, centre, 1), m.C, context[n], n, by);
	add(rows(d.W, centre, 1), dh);
	arena_free(&scratch);
	return loss;
}

/* The mean as a product: shares (1,V) of all words, times W. */
double cbow(
        embeddings d, embeddings m, int centre, const int *context, int n, objective by, mat room)
{
	if (n == 0) return 0;
	arena scratch = {0};
	mat share = mat_new(&scratch, 1, m.W.rows), dh = rows(room, 0, 1), h = rows(room, 1, 1);
	for (int j = 0; j < n; j++) *elem(share, 0, context[j]) += 1 / (real)n;
	mul(h, share, m.W);
	fill(dh, 0);
	double loss = predict(dh, d.C, h, m.C, centre, 0, by);
	mul_add(d.W, tr(share), dh);
	arena_free(&scratch);
	return loss;
}
