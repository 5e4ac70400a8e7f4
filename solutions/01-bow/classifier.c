/* From word ids to a decision: look up, average, multiply, softmax; and back.
 *
 *     x_i = C[id_i]      v = Σ_i a_i x_i      y = v W + b      p = softmax(y)      L = −log p[label]
 *
 * Backwards each line turns round. The loss: dy = p − e(label). The affine map: dW += vᵀ dy,
 * db += dy, dv = dy Wᵀ. The average: word i receives its own share, a_i dv. The look-up: what
 * word i receives is added to the row it was read from, and a word that occurs three times was
 * read three times, so its row gets three terms.
 *
 * The weights a_i do not depend on parameters (idf is counted, not learnt), so nothing flows
 * back into them.
 *
 * Sources: the deep averaging network of Iyyer et al. 2015 without its hidden layers, which is
 * also the text classifier of Joulin et al. 2017 without its n-grams. */
#include <math.h>

#include "classifier.h"
#include "vmath.h"

void embedding_lookup_forward(mat y, const int *id, mat C)
{
	need_shape(y, y.rows, C.cols);
	//> [embedding_lookup_forward] 1.8  row i of y is a copy of row id[i] of C, or zero
	for (int i = 0; i < y.rows; i++) {
		if (id[i] < 0)
			fill(rows(y, i, 1), 0);
		else
			copy(rows(y, i, 1), rows(C, id[i], 1));
	}
	//< [embedding_lookup_forward]
}

void embedding_lookup_backward(mat dC, mat dy, const int *id)
{
	need_shape(dC, dC.rows, dy.cols);
	//> [embedding_lookup_backward] 1.9  the same rows the other way, added
	for (int i = 0; i < dy.rows; i++)
		if (id[i] >= 0) add(rows(dC, id[i], 1), rows(dy, i, 1));
	//< [embedding_lookup_backward]
}

/* What word `id` weighs before the weights of its document are scaled. */
static real word_weight(int id, pooling how)
{
	//> [word_weight] 1.10  nothing for a negative id; idf[id] if that is asked for; else 1
	if (id < 0) return 0;
	return how.how == POOL_TFIDF ? row(how.idf, 0)[id] : 1;
	//< [word_weight]
}

/* What the weights of document d are multiplied by. */
static real weight_scale(documents docs, int d, pooling how)
{
	//> [weight_scale] 1.10  1 for a sum, else 1 over the sum of the weights; beware of no words
	if (how.how == POOL_SUM) return 1;
	real sum = 0;
	for (int i = docs.start[d]; i < docs.start[d + 1]; i++) sum += word_weight(docs.id[i], how);
	return sum > 0 ? 1 / sum : 0;
	//< [weight_scale]
}

void mean_pool_forward(mat v, mat x, documents docs, pooling how)
{
	need_shape(v, docs.n, x.cols);
	need_shape(x, docs.start[docs.n], v.cols);
	//> [mean_pool_forward] 1.10  for each word of each document: v[d] += a · x[i]
	fill(v, 0);
	for (int d = 0; d < docs.n; d++) {
		real scale = weight_scale(docs, d, how);
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++) {
			if (docs.id[i] < 0) continue; // its row may hold anything, NaN included
			real a = scale * word_weight(docs.id[i], how), *vd = row(v, d);
			const real *xi = row(x, i);
			for (int k = 0; k < v.cols; k++) vd[k] += a * xi[k];
		}
	}
	//< [mean_pool_forward]
}

void mean_pool_backward(mat dx, mat dv, documents docs, pooling how)
{
	need_shape(dv, docs.n, dx.cols);
	need_shape(dx, docs.start[docs.n], dv.cols);
	//> [mean_pool_backward] 1.11  for each word of each document: dx[i] = a · dv[d]
	for (int d = 0; d < docs.n; d++) {
		real scale = weight_scale(docs, d, how);
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++) {
			real a = scale * word_weight(docs.id[i], how), *dxi = row(dx, i);
			const real *dvd = row(dv, d);
			for (int k = 0; k < dv.cols; k++) dxi[k] = a * dvd[k];
		}
	}
	//< [mean_pool_backward]
}

/* The largest of n numbers, n ≥ 1: the first of equals. */
static int argmax(int n, const real *y)
{
	//> [argmax] 1.16  the place of the largest; a later equal does not displace it
	int best = 0;
	for (int k = 1; k < n; k++)
		if (y[k] > y[best]) best = k;
	return best;
	//< [argmax]
}

double softmax_cross_entropy_forward(mat p, mat y, const int *label)
{
	need_shape(p, y.rows, y.cols);
	//> [softmax_cross_entropy_forward] 1.12  per row: subtract the largest, exp, sum, divide
	double loss = 0;
	copy(p, y);
	for (int n = 0; n < y.rows; n++) {
		real *pn = row(p, n), largest = pn[0], sum = 0;
		for (int k = 1; k < p.cols; k++)
			if (pn[k] > largest) largest = pn[k];
		for (int k = 0; k < p.cols; k++) pn[k] -= largest;
		double shifted = (double)pn[label[n]]; // log p[label] + log sum, without taking a log of 0
		vec_exp(p.cols, pn);
		for (int k = 0; k < p.cols; k++) sum += pn[k];
		for (int k = 0; k < p.cols; k++) pn[k] /= sum;
		loss += log((double)sum) - shifted;
	}
	return y.rows ? loss / y.rows : 0;
	//< [softmax_cross_entropy_forward]
}

void softmax_cross_entropy_backward(mat dy, mat p, const int *label)
{
	need_shape(dy, p.rows, p.cols);
	//> [softmax_cross_entropy_backward] 1.13  p, less 1 at the label, over N
	copy(dy, p);
	for (int n = 0; n < p.rows; n++) row(dy, n)[label[n]] -= 1;
	if (p.rows) scale(dy, 1 / (real)p.rows);
	//< [softmax_cross_entropy_backward]
}

void classifier_forward(mat y, mat v, documents docs, pooling how, classifier w, arena *a)
{
	need_shape(y, docs.n, w.W.cols);
	need_shape(v, docs.n, w.C.cols);
	mat x = mat_new(a, docs.start[docs.n], w.C.cols);
	//> [classifier_forward] 1.14  look up, pool, one product, bias
	embedding_lookup_forward(x, docs.id, w.C);
	mean_pool_forward(v, x, docs, how);
	mul(y, v, w.W);
	add_row(y, w.b);
	//< [classifier_forward]
}

double classifier_loss(
        classifier dw, documents docs, const int *label, pooling how, classifier w, arena *a)
{
	mat v = mat_new(a, docs.n, w.C.cols), dv = mat_new(a, docs.n, w.C.cols);
	mat y = mat_new(a, docs.n, w.W.cols), p = mat_new(a, docs.n, w.W.cols);
	mat dx = mat_new(a, docs.start[docs.n], w.C.cols);
	//> [classifier_loss] 1.15  forward to the loss; then each line backwards, last first
	classifier_forward(y, v, docs, how, w, a);
	double loss = softmax_cross_entropy_forward(p, y, label);
	mat dy = y; // the logits are no longer needed
	softmax_cross_entropy_backward(dy, p, label);
	mul_add(dw.W, tr(v), dy);
	add_sum_of_rows(dw.b, dy);
	mul(dv, dy, tr(w.W));
	mean_pool_backward(dx, dv, docs, how);
	embedding_lookup_backward(dw.C, dx, docs.id);
	return loss;
	//< [classifier_loss]
}

void classifier_predict(int *label, documents docs, pooling how, classifier w, arena *a)
{
	mat y = mat_new(a, docs.n, w.W.cols), v = mat_new(a, docs.n, w.C.cols);
	//> [classifier_predict] 1.16  probabilities are not needed: the largest logit wins
	classifier_forward(y, v, docs, how, w, a);
	for (int d = 0; d < docs.n; d++) label[d] = argmax(y.cols, row(y, d));
	//< [classifier_predict]
}
