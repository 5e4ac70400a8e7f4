/* Attention: scores, weights, what is read; and back.
 *
 * Everything is a product of small matrices, because all queries of a sentence are asked at once. The
 * dot score costs T·S·H multiplications, the bilinear one T·Hq·Hk more, the concatenated one T·S·A
 * evaluations of tanh, which cannot be a product: it pays q Wq once a query and k Wk once a key, but
 * the tanh of their sum for every pair.
 *
 * The Jacobian of a softmax is diag(α) − αᵀα, so a gradient dα comes back as α∘(dα − ⟨α,dα⟩): what
 * all weights have in common changes nothing, because they must sum to one.
 *
 * Sources: Bahdanau, Cho and Bengio 2015; Luong, Pham and Manning 2015. */
#include <math.h>

#include "attention.h"
#include "vmath.h"

void score_dot_forward(mat score, mat q, mat k)
{
	need_shape(k, score.cols, q.cols);
	//> [score_dot_forward] 9.1  one product
	mul(score, q, tr(k));
	//< [score_dot_forward]
}

void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k)
{
	need_shape(dscore, q.rows, k.rows);
	//> [score_dot_backward] 9.2  each factor's gradient is the other times dscore
	mul_add(dq, dscore, k);
	mul_add(dk, tr(dscore), q);
	//< [score_dot_backward]
}

void score_bilinear_forward(mat score, mat q, mat k, mat W)
{
	need_shape(W, q.cols, k.cols);
	arena scratch = {0};
	mat asked = mat_new(&scratch, q.rows, k.cols);
	//> [score_bilinear_forward] 9.3  turn the queries first, there are fewer shapes to fit then
	mul(asked, q, W);
	mul(score, asked, tr(k));
	//< [score_bilinear_forward]
	arena_free(&scratch);
}

void score_bilinear_backward(mat dW, mat dq, mat dk, mat dscore, mat q, mat k, mat W)
{
	need_shape(dscore, q.rows, k.rows);
	need_shape(W, q.cols, k.cols);
	arena scratch = {0};
	mat asked = mat_new(&scratch, q.rows, k.cols), dasked = mat_new(&scratch, q.rows, k.cols);
	//> [score_bilinear_backward] 9.4  through score = (q W) kᵀ, then through q W
	mul(asked, q, W);
	mul(dasked, dscore, k);
	mul_add(dk, tr(dscore), asked);
	mul_add(dq, dasked, tr(W));
	mul_add(dW, tr(q), dasked);
	//< [score_bilinear_backward]
	arena_free(&scratch);
}

void score_concat_forward(mat score, mat q, mat k, scorer w)
{
	const int T = q.rows, S = k.rows, A = w.v.cols;
	need_shape(score, T, S);
	arena scratch = {0};
	mat from_q = mat_new(&scratch, T, A), from_k = mat_new(&scratch, S, A);
	mat pair = mat_new(&scratch, 1, A);
	//> [score_concat_forward] 9.5  q Wq and k Wk once each; tanh of every sum of two rows; times v
	mul(from_q, q, w.Wq);
	mul(from_k, k, w.Wk);
	for (int t = 0; t < T; t++)
		for (int s = 0; s < S; s++) {
			real *z = row(pair, 0);
			for (int j = 0; j < A; j++) z[j] = row(from_q, t)[j] + row(from_k, s)[j];
			vec_tanh(A, z);
			row(score, t)[s] = (real)dot(pair, w.v);
		}
	//< [score_concat_forward]
	arena_free(&scratch);
}

void score_concat_backward(scorer dw, mat dq, mat dk, mat dscore, mat q, mat k, scorer w)
{
	const int T = q.rows, S = k.rows, A = w.v.cols;
	need_shape(dscore, T, S);
	arena scratch = {0};
	mat from_q = mat_new(&scratch, T, A), from_k = mat_new(&scratch, S, A);
	mat dfrom_q = mat_new(&scratch, T, A), dfrom_k = mat_new(&scratch, S, A);
	mat pair = mat_new(&scratch, 1, A);
	//> [score_concat_backward] 9.6  every pair again; its d joins the row of its query and of its key
	mul(from_q, q, w.Wq);
	mul(from_k, k, w.Wk);
	for (int t = 0; t < T; t++)
		for (int s = 0; s < S; s++) {
			real *z = row(pair, 0), d = row(dscore, t)[s];
			for (int j = 0; j < A; j++) z[j] = row(from_q, t)[j] + row(from_k, s)[j];
			vec_tanh(A, z);
			for (int j = 0; j < A; j++) {
				real dz = d * row(w.v, 0)[j] * (1 - z[j] * z[j]);
				row(dw.v, 0)[j] += d * z[j];
				row(dfrom_q, t)[j] += dz;
				row(dfrom_k, s)[j] += dz;
			}
		}
	mul_add(dw.Wq, tr(q), dfrom_q);
	mul_add(dw.Wk, tr(k), dfrom_k);
	mul_add(dq, dfrom_q, tr(w.Wq));
	mul_add(dk, dfrom_k, tr(w.Wk));
	//< [score_concat_backward]
	arena_free(&scratch);
}

void attention_weights(mat score, int n)
{
	if (n < 1 || n > score.cols) bug("attention_weights: %d of %d keys count", n, score.cols);
	//> [attention_weights] 9.7  subtract the largest that counts; exp; divide by the sum; 0 for the rest
	for (int t = 0; t < score.rows; t++) {
		real *a = row(score, t), largest = a[0];
		double sum = 0;
		for (int s = 1; s < n; s++) largest = a[s] > largest ? a[s] : largest;
		for (int s = 0; s < n; s++) a[s] -= largest;
		vec_exp(n, a);
		for (int s = 0; s < n; s++) sum += (double)a[s];
		for (int s = 0; s < n; s++) a[s] = (real)((double)a[s] / sum);
		for (int s = n; s < score.cols; s++) a[s] = 0;
	}
	//< [attention_weights]
}

void attention_weights_backward(mat d, mat alpha)
{
	need_shape(d, alpha.rows, alpha.cols);
	//> [attention_weights_backward] 9.8  what all weights have in common changes nothing
	for (int t = 0; t < d.rows; t++) {
		real *dt = row(d, t);
		const real *a = row(alpha, t);
		real common = (real)dot(rows(d, t, 1), rows(alpha, t, 1));
		for (int s = 0; s < d.cols; s++) dt[s] = a[s] * (dt[s] - common);
	}
	//< [attention_weights_backward]
}

void attention_read(mat ctx, mat alpha, mat k)
{
	need_shape(ctx, alpha.rows, k.cols);
	//> [attention_read] 9.9  one product
	mul(ctx, alpha, k);
	//< [attention_read]
}

void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k)
{
	need_shape(dalpha, alpha.rows, alpha.cols);
	//> [attention_read_backward] 9.10  the keys are read: a second path to them
	mul(dalpha, dctx, tr(k));
	mul_add(dk, tr(alpha), dctx);
	//< [attention_read_backward]
}
