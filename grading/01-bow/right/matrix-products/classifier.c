/* Everything as a product. A look-up multiplies by one-hot rows E, pooling by a matrix A of weights,
 * so v = A E C, and each gradient is the transposed product: dC += Eᵀ dx, dx = Aᵀ dv. */
#include <math.h>

#include "classifier.h"

/* (n,V): row i is the one-hot row of id[i]. */
static mat selector(const int *id, int n, int V, arena *a)
{
	mat E = mat_new(a, n, V);
	for (int i = 0; i < n; i++)
		if (id[i] >= 0) *elem(E, i, id[i]) = 1;
	return E;
}

/* (N,n): row d has the weights of the words of document d. */
static mat pooler(documents docs, pooling how, arena *a)
{
	mat A = mat_new(a, docs.n, docs.start[docs.n]);
	for (int d = 0; d < docs.n; d++) {
		real sum = 0;
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++) {
			if (docs.id[i] < 0) continue;
			*elem(A, d, i) = how.how == POOL_TFIDF ? *elem(how.idf, 0, docs.id[i]) : 1;
			sum += *elem(A, d, i);
		}
		if (how.how != POOL_SUM && sum > 0) scale(rows(A, d, 1), 1 / sum);
	}
	return A;
}

void embedding_lookup_forward(mat y, const int *id, mat C)
{
	arena scratch = {0};
	mul(y, selector(id, y.rows, C.rows, &scratch), C);
	arena_free(&scratch);
}

void embedding_lookup_backward(mat dC, mat dy, const int *id)
{
	arena scratch = {0};
	mul_add(dC, tr(selector(id, dy.rows, dC.rows, &scratch)), dy);
	arena_free(&scratch);
}

void mean_pool_forward(mat v, mat x, documents docs, pooling how)
{
	arena scratch = {0};
	mul(v, pooler(docs, how, &scratch), x);
	arena_free(&scratch);
}

void mean_pool_backward(mat dx, mat dv, documents docs, pooling how)
{
	arena scratch = {0};
	mul(dx, tr(pooler(docs, how, &scratch)), dv);
	arena_free(&scratch);
}

double softmax_cross_entropy_forward(mat p, mat y, const int *label)
{
	double sum = 0;
	for (int n = 0; n < y.rows; n++) {
		double total = 0;
		for (int k = 0; k < y.cols; k++) // 1 / p_k = Σ exp(y_j − y_k)
		{
			double ratio = 0;
			for (int j = 0; j < y.cols; j++)
				ratio += exp((double)(*elem(y, n, j) - *elem(y, n, k)));
			*elem(p, n, k) = (real)(1 / ratio);
			if (k == label[n]) total = ratio;
		}
		if (isinf(total)) { // the label is hopeless: the largest logit is all of the sum
			double most = -HUGE_VAL;
			for (int k = 0; k < y.cols; k++) most = fmax(most, (double)*elem(y, n, k));
			total = 0;
			for (int k = 0; k < y.cols; k++) total += exp((double)*elem(y, n, k) - most);
			sum += most - (double)*elem(y, n, label[n]) + log(total);
		} else
			sum += log(total);
	}
	return y.rows ? sum / y.rows : 0;
}

void softmax_cross_entropy_backward(mat dy, mat p, const int *label)
{
	arena scratch = {0};
	mat e = selector(label, p.rows, p.cols, &scratch);
	copy(dy, p);
	scale(e, -1);
	add(dy, e);
	scale(dy, (real)(1.0 / p.rows));
	arena_free(&scratch);
}

void classifier_forward(mat y, mat v, documents docs, pooling how, classifier w, arena *a)
{
	mat A = pooler(docs, how, a), E = selector(docs.id, docs.start[docs.n], w.C.rows, a);
	mat AE = mat_new(a, docs.n, w.C.rows); // weighted counts
	mul(AE, A, E);
	mul(v, AE, w.C);
	fill(y, 0);
	add_row(y, w.b);
	mul_add(y, v, w.W);
}

double classifier_loss(
        classifier dw, documents docs, const int *label, pooling how, classifier w, arena *a)
{
	int n = docs.start[docs.n], V = w.C.rows;
	mat y = mat_new(a, docs.n, w.W.cols), v = mat_new(a, docs.n, w.C.cols);
	mat AE = mat_new(a, docs.n, V), dyWt = mat_new(a, docs.n, w.C.cols);
	mul(AE, pooler(docs, how, a), selector(docs.id, n, V, a));
	classifier_forward(y, v, docs, how, w, a);
	mat p = mat_new(a, docs.n, w.W.cols);
	double loss = softmax_cross_entropy_forward(p, y, label);
	softmax_cross_entropy_backward(y, p, label);
	mul_add(dw.W, tr(v), y);
	mul(dyWt, y, tr(w.W));
	mul_add(dw.C, tr(AE), dyWt);
	for (int d = 0; d < docs.n; d++) add(dw.b, rows(y, d, 1));
	return loss;
}

void classifier_predict(int *label, documents docs, pooling how, classifier w, arena *a)
{
	mat y = mat_new(a, docs.n, w.W.cols), v = mat_new(a, docs.n, w.C.cols);
	classifier_forward(y, v, docs, how, w, a);
	for (int d = 0; d < docs.n; d++) {
		label[d] = 0;
		for (int k = 1; k < y.cols; k++) {
			int beaten = 0;
			for (int j = 0; j < k; j++) beaten += *elem(y, d, k) > *elem(y, d, j);
			if (beaten == k) label[d] = k;
		}
	}
}
