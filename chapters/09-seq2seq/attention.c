/* Attention: scores, weights, what is read; and back.
 *
 * Everything is a product of small matrices, because all queries of a sentence are asked at once. The
 * dot score costs T·S·H multiplications, the bilinear one T·Hq·Hk more. The concatenated one pays q Wq
 * once a query and k Wk once a key, but the tanh of their sum for every pair: T·S·A of them.
 *
 * The Jacobian of a softmax is diag(α) − αᵀα, so a gradient dα comes back as α∘(dα − ⟨α,dα⟩): what all
 * weights have in common changes nothing, because they must sum to one.
 *
 * attend_forward() stands after the recurrence: o_t depends on h_t and the encoder, and h_t on no o. So the
 * decoder's layer runs through all its steps first, queries and outputs are one product each for the
 * whole batch, and only what asks a sentence's own keys goes sentence by sentence. A padded key has
 * weight 0, and 0 is what its weight sends back, so that no line of the backward pass asks for a length.
 *
 * Keys have two readers, the scores and what is read; the decoder's states have two, queries and [ctx, h].
 *
 * Sources: Bahdanau, Cho and Bengio 2015; Luong, Pham and Manning 2015; Luong and others 2015. */
#include "attention.h"
#include "vmath.h"

static void tanh_all(mat m)
{
	vec_tanh((int)count(m), m.p);
}

/* d ∘ (1 − y²), in place: through y = tanh. */
static void through_tanh(mat d, mat y)
{
	TODO("9.18", "the derivative of tanh from its value");
}

void score_dot_forward(mat score, mat q, mat k)
{
	need_shape(k, score.cols, q.cols);
	TODO("9.13", "one product");
}

void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k)
{
	need_shape(dscore, q.rows, k.rows);
	TODO("9.14", "each factor's gradient is the other times dscore");
}

void score_bilinear_forward(mat score, mat q, mat k, mat W)
{
	need_shape(W, q.cols, k.cols);
	arena scratch = {0};
	mat asked = mat_new(&scratch, q.rows, k.cols);
	TODO("9.15", "turn the queries into keys' space, then as before");
	arena_free(&scratch);
}

void score_bilinear_backward(mat dW, mat dq, mat dk, mat dscore, mat q, mat k, mat W)
{
	need_shape(dscore, q.rows, k.rows);
	need_shape(W, q.cols, k.cols);
	arena scratch = {0};
	mat asked = mat_new(&scratch, q.rows, k.cols), dasked = mat_new(&scratch, q.rows, k.cols);
	TODO("9.16", "through score = (q W) kᵀ, then through q W");
	arena_free(&scratch);
}

void score_concat_forward(mat score, mat q, mat k, scorer w)
{
	const int A = w.v.cols;
	need_shape(score, q.rows, k.rows);
	arena scratch = {0};
	mat from_q = mat_new(&scratch, q.rows, A), from_k = mat_new(&scratch, k.rows, A);
	mat pairs = mat_new(&scratch, k.rows, A); // one query with every key
	TODO("9.17", "q Wq and k Wk once each; then query by query all its pairs");
	arena_free(&scratch);
}

void score_concat_backward(scorer dw, mat dq, mat dk, mat dscore, mat q, mat k, scorer w)
{
	const int A = w.v.cols;
	need_shape(dscore, q.rows, k.rows);
	arena scratch = {0};
	mat from_q = mat_new(&scratch, q.rows, A), dfrom_q = mat_new(&scratch, q.rows, A);
	mat from_k = mat_new(&scratch, k.rows, A), dfrom_k = mat_new(&scratch, k.rows, A);
	mat pairs = mat_new(&scratch, k.rows, A), dpairs = mat_new(&scratch, k.rows, A);
	TODO("9.18", "the pairs again; what comes back joins their query and their keys");
	arena_free(&scratch);
}

void attention_weights(mat score, int n)
{
	if (n < 1 || n > score.cols) bug("attention_weights: %d of %d keys count", n, score.cols);
	TODO("9.19", "subtract the largest that counts; exp; divide by the sum; 0 for the rest");
}

void attention_weights_backward(mat d, mat alpha)
{
	need_shape(d, alpha.rows, alpha.cols);
	TODO("9.20", "first what all weights of a query have in common");
}

void attention_read_forward(mat ctx, mat alpha, mat k)
{
	need_shape(ctx, alpha.rows, k.cols);
	TODO("9.21", "one product");
}

void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k)
{
	need_shape(dalpha, alpha.rows, k.rows);
	TODO("9.22", "the keys are read: a second path to them");
}

attention_wires attention_wires_new(arena *a, int T, int S, int B, int K, int H)
{
	return (attention_wires){
	        seq_new(a, T, B, K), seq_new(a, B, T, S), seq_new(a, T, B, K + H), seq_new(a, T, B, H)};
}

void attend_forward(attention_wires v, seq h, seq k, const int *length, attention w)
{
	need_shape(w.Wq, h.D, k.D);
	need_seq(v.alpha, h.B, h.T, k.T);
	need_seq(v.joined, h.T, h.B, k.D + h.D);
	TODO("9.23", "all queries; sentence by sentence scores, weights, contexts; all outputs");
}

void attend_backward(
        attention dw, seq dh, seq dk, seq d, attention_wires v, seq h, seq k, attention w)
{
	need_seq(dh, h.T, h.B, h.D);
	need_seq(dk, k.T, k.B, k.D);
	arena scratch = {0};
	attention_wires dv = attention_wires_new(&scratch, h.T, k.T, h.B, k.D, h.D);
	TODO("9.24", "every line of 9.23 turned round; who reads the keys, who the states?");
	arena_free(&scratch);
}

void copy_unknown(int *from, sentence answer, int unknown, mat alpha)
{
	TODO("9.25", "the largest weight of the step that said `unknown`");
}
