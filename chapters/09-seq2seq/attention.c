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
	TODO("9.1", "one product");
}

void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k)
{
	need_shape(dscore, q.rows, k.rows);
	TODO("9.2", "each factor's gradient is the other times dscore");
}

void score_bilinear_forward(mat score, mat q, mat k, mat W)
{
	need_shape(W, q.cols, k.cols);
	arena scratch = {0};
	mat asked = mat_new(&scratch, q.rows, k.cols);
	TODO("9.3", "turn the queries first, there are fewer shapes to fit then");
	arena_free(&scratch);
}

void score_bilinear_backward(mat dW, mat dq, mat dk, mat dscore, mat q, mat k, mat W)
{
	need_shape(dscore, q.rows, k.rows);
	need_shape(W, q.cols, k.cols);
	arena scratch = {0};
	mat asked = mat_new(&scratch, q.rows, k.cols), dasked = mat_new(&scratch, q.rows, k.cols);
	TODO("9.4", "through score = (q W) kᵀ, then through q W");
	arena_free(&scratch);
}

void score_concat_forward(mat score, mat q, mat k, scorer w)
{
	const int T = q.rows, S = k.rows, A = w.v.cols;
	need_shape(score, T, S);
	arena scratch = {0};
	mat from_q = mat_new(&scratch, T, A), from_k = mat_new(&scratch, S, A);
	mat pair = mat_new(&scratch, 1, A);
	TODO("9.5", "q Wq and k Wk once each; tanh of every sum of two rows; times v");
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
	TODO("9.6", "every pair again; its d joins the row of its query and of its key");
	arena_free(&scratch);
}

void attention_weights(mat score, int n)
{
	if (n < 1 || n > score.cols) bug("attention_weights: %d of %d keys count", n, score.cols);
	TODO("9.7", "subtract the largest that counts; exp; divide by the sum; 0 for the rest");
}

void attention_weights_backward(mat d, mat alpha)
{
	need_shape(d, alpha.rows, alpha.cols);
	TODO("9.8", "what all weights have in common changes nothing");
}

void attention_read(mat ctx, mat alpha, mat k)
{
	need_shape(ctx, alpha.rows, k.cols);
	TODO("9.9", "one product");
}

void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k)
{
	need_shape(dalpha, alpha.rows, alpha.cols);
	TODO("9.10", "the keys are read: a second path to them");
}
