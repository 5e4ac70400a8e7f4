/* Element by element, no products; the loss by log-sum-exp, its gradient straight into the table. */
#include <math.h>

#include "classifier.h"

void embedding_lookup_forward(mat y, const int *id, mat C)
{
	for (int i = 0; i < y.rows; i++)
		for (int k = 0; k < y.cols; k++) *elem(y, i, k) = id[i] < 0 ? 0 : *elem(C, id[i], k);
}

void embedding_lookup_backward(mat dC, mat dy, const int *id)
{
	for (int w = 0; w < dC.rows; w++)
		for (int i = 0; i < dy.rows; i++)
			for (int k = 0; k < dy.cols && id[i] == w; k++) *elem(dC, w, k) += *elem(dy, i, k);
}

static double share(documents docs, int d, int i, pooling how)
{
	if (docs.id[i] < 0) return 0;
	if (how.how == POOL_SUM) return 1;
	double words = 0, idf = 0;
	for (int j = docs.start[d]; j < docs.start[d + 1]; j++) {
		if (docs.id[j] < 0) continue;
		words += 1;
		if (how.how == POOL_TFIDF) idf += (double)*elem(how.idf, 0, docs.id[j]);
	}
	return how.how == POOL_MEAN ? 1 / words : (double)*elem(how.idf, 0, docs.id[i]) / idf;
}

void mean_pool_forward(mat v, mat x, documents docs, pooling how)
{
	for (int d = 0; d < docs.n; d++)
		for (int k = 0; k < v.cols; k++) {
			double sum = 0;
			for (int i = docs.start[d + 1] - 1; i >= docs.start[d]; i--)
				if (docs.id[i] >= 0) sum += share(docs, d, i, how) * (double)*elem(x, i, k);
			*elem(v, d, k) = (real)sum;
		}
}

void mean_pool_backward(mat dx, mat dv, documents docs, pooling how)
{
	for (int d = 0; d < docs.n; d++)
		for (int i = docs.start[d]; i < docs.start[d + 1]; i++)
			for (int k = 0; k < dx.cols; k++)
				*elem(dx, i, k) = (real)(share(docs, d, i, how) * (double)*elem(dv, d, k));
}

static double log_sum_exp(mat y, int n)
{
	double most = -HUGE_VAL, sum = 0;
	for (int k = 0; k < y.cols; k++) most = fmax(most, (double)*elem(y, n, k));
	for (int k = 0; k < y.cols; k++) sum += exp((double)*elem(y, n, k) - most);
	return most + log(sum);
}

double softmax_cross_entropy_forward(mat p, mat y, const int *label)
{
	double loss = 0;
	for (int n = 0; n < y.rows; n++) {
		double log_sum = log_sum_exp(y, n);
		for (int k = 0; k < y.cols; k++)
			*elem(p, n, k) = (real)exp((double)*elem(y, n, k) - log_sum);
		loss += (log_sum - (double)*elem(y, n, label[n])) / y.rows;
	}
	return loss;
}

void softmax_cross_entropy_backward(mat dy, mat p, const int *label)
{
	for (int n = 0; n < p.rows; n++)
		for (int k = 0; k < p.cols; k++)
			*elem(dy, n, k) = (*elem(p, n, k) - (real)(k == label[n])) / (real)p.rows;
}

void classifier_forward(mat y, mat v, documents docs, pooling how, classifier w, arena *a)
{
	(void)a;
	for (int d = 0; d < docs.n; d++) {
		for (int k = 0; k < v.cols; k++) {
			double sum = 0;
			for (int i = docs.start[d]; i < docs.start[d + 1]; i++)
				if (docs.id[i] >= 0)
					sum += share(docs, d, i, how) * (double)*elem(w.C, docs.id[i], k);
			*elem(v, d, k) = (real)sum;
		}
		for (int j = 0; j < y.cols; j++) {
			double sum = (double)*elem(w.b, 0, j);
			for (int k = 0; k < v.cols; k++) sum += (double)(*elem(v, d, k) * *elem(w.W, k, j));
			*elem(y, d, j) = (real)sum;
		}
	}
}

double classifier_loss(
        classifier dw, documents docs, const int *label, pooling how, classifier w, arena *a)
{
	int K = w.W.cols, D = w.W.rows;
	mat y = mat_new(a, docs.n, K), v = mat_new(a, docs.n, D);
	classifier_forward(y, v, docs, how, w, a);
	double loss = 0;
	for (int d = 0; d < docs.n; d++) {
		double log_sum = log_sum_exp(y, d);
		loss += log_sum - (double)*elem(y, d, label[d]);
		for (int j = 0; j < K; j++) {
			double dy = exp((double)*elem(y, d, j) - log_sum) - (j == label[d]);
			dy /= docs.n;
			*elem(dw.b, 0, j) += (real)dy;
			for (int k = 0; k < D; k++) *elem(dw.W, k, j) += (real)(dy * (double)*elem(v, d, k));
			for (int i = docs.start[d]; i < docs.start[d + 1]; i++)
				for (int k = 0; k < D && docs.id[i] >= 0; k++)
					*elem(dw.C, docs.id[i], k) +=
					        (real)(dy * (double)*elem(w.W, k, j) * share(docs, d, i, how));
		}
	}
	return loss / docs.n;
}

void classifier_predict(int *label, documents docs, pooling how, classifier w, arena *a)
{
	mat y = mat_new(a, docs.n, w.W.cols), v = mat_new(a, docs.n, w.C.cols);
	classifier_forward(y, v, docs, how, w, a);
	for (int d = 0; d < docs.n; d++) {
		label[d] = y.cols - 1;
		for (int k = y.cols - 2; k >= 0; k--)
			if (*elem(y, d, k) >= *elem(y, d, label[d])) label[d] = k;
	}
}
