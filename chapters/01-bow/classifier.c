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
	TODO("1.8", "row i of y is a copy of row id[i] of C, or zero");
}

void embedding_lookup_backward(mat dC, mat dy, const int *id)
{
	need_shape(dC, dC.rows, dy.cols);
	TODO("1.9", "the same rows the other way, added");
}

/* What word `id` weighs before the weights of its document are scaled. */
static real word_weight(int id, pooling how)
{
	TODO("1.10", "nothing for a negative id; idf[id] if that is asked for; else 1");
}

/* What the weights of document d are multiplied by. */
static real weight_scale(documents docs, int d, pooling how)
{
	TODO("1.10", "1 for a sum, else 1 over the sum of the weights; beware of no words");
}

void mean_pool_forward(mat v, mat x, documents docs, pooling how)
{
	need_shape(v, docs.n, x.cols);
	need_shape(x, docs.start[docs.n], v.cols);
	TODO("1.10", "for each word of each document: v[d] += a · x[i]");
}

void mean_pool_backward(mat dx, mat dv, documents docs, pooling how)
{
	need_shape(dv, docs.n, dx.cols);
	need_shape(dx, docs.start[docs.n], dv.cols);
	TODO("1.11", "for each word of each document: dx[i] = a · dv[d]");
}

/* The largest of n numbers, n ≥ 1: the first of equals. */
static int argmax(int n, const real *y)
{
	TODO("1.16", "the place of the largest; a later equal does not displace it");
}

double softmax_cross_entropy_forward(mat p, mat y, const int *label)
{
	need_shape(p, y.rows, y.cols);
	TODO("1.12", "per row: subtract the largest, exp, sum, divide");
}

void softmax_cross_entropy_backward(mat dy, mat p, const int *label)
{
	need_shape(dy, p.rows, p.cols);
	TODO("1.13", "p, less 1 at the label, over N");
}

void classifier_forward(mat y, mat v, documents docs, pooling how, classifier w, arena *a)
{
	need_shape(y, docs.n, w.W.cols);
	need_shape(v, docs.n, w.C.cols);
	mat x = mat_new(a, docs.start[docs.n], w.C.cols);
	TODO("1.14", "look up, pool, one product, bias");
}

double classifier_loss(
        classifier dw, documents docs, const int *label, pooling how, classifier w, arena *a)
{
	mat v = mat_new(a, docs.n, w.C.cols), dv = mat_new(a, docs.n, w.C.cols);
	mat y = mat_new(a, docs.n, w.W.cols), p = mat_new(a, docs.n, w.W.cols);
	mat dx = mat_new(a, docs.start[docs.n], w.C.cols);
	TODO("1.15", "forward to the loss; then each line backwards, last first");
}

void classifier_predict(int *label, documents docs, pooling how, classifier w, arena *a)
{
	mat y = mat_new(a, docs.n, w.W.cols), v = mat_new(a, docs.n, w.C.cols);
	TODO("1.16", "probabilities are not needed: the largest logit wins");
}
