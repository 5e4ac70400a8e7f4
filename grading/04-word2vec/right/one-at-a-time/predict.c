/* Chapter 04's predictions number by number: no product, no library's exp over a row. */
#include <math.h>

#include "predict.h"

static double product(mat h, mat C, int word)
{
	double x = 0;
	for (int k = 0; k < C.cols; k++) x += (double)*elem(h, 0, k) * (double)*elem(C, word, k);
	return x;
}

/* x = ⟨h, c⟩ had this gradient. */
static void pull(mat dh, mat dC, mat h, mat C, int word, double g)
{
	for (int k = 0; k < C.cols; k++) {
		*elem(dh, 0, k) += (real)(g * (double)*elem(C, word, k));
		*elem(dC, word, k) += (real)(g * (double)*elem(h, 0, k));
	}
}

double predict_softmax(mat dh, mat dC, mat h, mat C, int target)
{
	double largest = -HUGE_VAL, sum = 0;
	for (int j = 0; j < C.rows; j++) largest = fmax(largest, product(h, C, j));
	for (int j = 0; j < C.rows; j++) sum += exp(product(h, C, j) - largest);
	const double all = largest + log(sum);
	for (int j = 0; j < C.rows; j++)
		pull(dh, dC, h, C, j, exp(product(h, C, j) - all) - (j == target));
	return all - product(h, C, target);
}

/* ln(1 + e^x). */
static double softplus(double x)
{
	return x > 0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

static double sigmoid(double x)
{
	return x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x));
}

double predict_negative(mat dh, mat dC, mat h, mat C, int target, const int *noise, int K)
{
	double loss = 0;
	for (int j = K - 1; j >= -1; j--) {
		int word = j < 0 ? target : noise[j];
		double x = product(h, C, word);
		loss += j < 0 ? softplus(-x) : softplus(x);
		pull(dh, dC, h, C, word, j < 0 ? -sigmoid(-x) : sigmoid(x));
	}
	return loss;
}

double predict_hierarchical(mat dh, mat dN, mat h, mat N, huffman_path path)
{
	double loss = 0;
	for (int i = 0; i < path.length; i++) {
		double x = product(h, N, path.node[i]);
		loss += softplus(x) - (path.bit[i] ? 0 : x);
		pull(dh, dN, h, N, path.node[i], sigmoid(x) - 1 + path.bit[i]);
	}
	return loss;
}

/* Whether two places stand on one line: no end between them, and neither is one. */
static bool one_line(const int *id, long i, long j)
{
	for (long k = i < j ? i : j; k <= i || k <= j; k++)
		if (id[k] < 0) return false;
	return true;
}

long skipgram_pairs(word_pair_ids *pairs, const int *id, long n, int reach)
{
	long count = 0;
	for (long i = 0; i < n; i++)
		for (long j = 0; j < n; j++)
			if (i != j && i - j <= reach && j - i <= reach && one_line(id, i, j))
				pairs[count++] = (word_pair_ids){.centre = id[i], .context = id[j]};
	return count;
}

static double predict(mat dh, mat dC, mat h, mat C, int target, const int *noise, objective by)
{
	if (by.kind == BY_SOFTMAX) return predict_softmax(dh, dC, h, C, target);
	if (by.kind == BY_TREE) return predict_hierarchical(dh, dC, h, C, by.path[target]);
	return predict_negative(dh, dC, h, C, target, noise, by.K);
}

double skipgram(embeddings d, embeddings m, int centre, const int *context, int n, objective by)
{
	const int *noise = by.noise;
	mat h = rows(m.W, centre, 1), dh = rows(d.W, centre, 1);
	double loss = 0;
	for (const int *word = context; word < context + n; word++) {
		loss += predict(dh, d.C, h, m.C, *word, noise, by);
		if (by.kind == BY_NEGATIVES) noise += by.K;
	}
	return loss;
}

double cbow(
        embeddings d, embeddings m, int centre, const int *context, int n, objective by, mat room)
{
	const int D = m.W.cols;
	double loss = 0;
	fill(room, 0);
	for (int k = 0; k < D; k++) {
		double sum = 0;
		for (int j = 0; j < n; j++) sum += (double)*elem(m.W, context[j], k);
		*elem(room, 0, k) = (real)(sum / (n ? n : 1));
	}
	if (n) loss = predict(rows(room, 1, 1), d.C, rows(room, 0, 1), m.C, centre, by.noise, by);
	for (int j = 0; j < n; j++)
		for (int k = 0; k < D; k++) *elem(d.W, context[j], k) += *elem(room, 1, k) / (real)n;
	return loss;
}
