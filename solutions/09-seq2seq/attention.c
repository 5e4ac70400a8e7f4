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
	//> [through_tanh] 9.18  the derivative of tanh from its value
	for (long i = 0, n = count(d); i < n; i++) d.p[i] *= 1 - y.p[i] * y.p[i];
	//< [through_tanh]
}

void score_dot_forward(mat score, mat q, mat k)
{
	need_shape(k, score.cols, q.cols);
	//> [score_dot_forward] 9.13  one product
	mul(score, q, tr(k));
	//< [score_dot_forward]
}

void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k)
{
	need_shape(dscore, q.rows, k.rows);
	//> [score_dot_backward] 9.14  each factor's gradient is the other times dscore
	mul_add(dq, dscore, k);
	mul_add(dk, tr(dscore), q);
	//< [score_dot_backward]
}

void score_bilinear_forward(mat score, mat q, mat k, mat W)
{
	need_shape(W, q.cols, k.cols);
	arena scratch = {0};
	mat asked = mat_new(&scratch, q.rows, k.cols);
	//> [score_bilinear_forward] 9.15  turn the queries into keys' space, then as before
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
	//> [score_bilinear_backward] 9.16  through score = (q W) kᵀ, then through q W
	mul(asked, q, W);
	mul_add(dk, tr(dscore), asked);
	mul(dasked, dscore, k);
	mul_add(dq, dasked, tr(W));
	mul_add(dW, tr(q), dasked);
	//< [score_bilinear_backward]
	arena_free(&scratch);
}

void score_concat_forward(mat score, mat q, mat k, scorer w)
{
	const int A = w.v.cols;
	need_shape(score, q.rows, k.rows);
	arena scratch = {0};
	mat from_q = mat_new(&scratch, q.rows, A), from_k = mat_new(&scratch, k.rows, A);
	mat pairs = mat_new(&scratch, k.rows, A); // one query with every key
	//> [score_concat_forward] 9.17  q Wq and k Wk once each; then query by query all its pairs
	mul(from_q, q, w.Wq);
	mul(from_k, k, w.Wk);
	for (int t = 0; t < q.rows; t++) {
		copy(pairs, from_k);
		add_row(pairs, rows(from_q, t, 1));
		tanh_all(pairs);
		mul(rows(score, t, 1), w.v, tr(pairs));
	}
	//< [score_concat_forward]
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
	//> [score_concat_backward] 9.18  the pairs again; what comes back joins their query and their keys
	mul(from_q, q, w.Wq);
	mul(from_k, k, w.Wk);
	for (int t = 0; t < q.rows; t++) {
		copy(pairs, from_k);
		add_row(pairs, rows(from_q, t, 1));
		tanh_all(pairs);
		mul_add(dw.v, rows(dscore, t, 1), pairs);
		mul(dpairs, tr(rows(dscore, t, 1)), w.v);
		through_tanh(dpairs, pairs);
		add(dfrom_k, dpairs);
		add_sum_of_rows(rows(dfrom_q, t, 1), dpairs);
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
	//> [attention_weights] 9.19  subtract the largest that counts; exp; divide by the sum; 0 for the rest
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
	//> [attention_weights_backward] 9.20  first what all weights of a query have in common
	for (int t = 0; t < d.rows; t++) {
		real *dt = row(d, t), common = (real)dot(rows(d, t, 1), rows(alpha, t, 1));
		for (int s = 0; s < d.cols; s++) dt[s] = row(alpha, t)[s] * (dt[s] - common);
	}
	//< [attention_weights_backward]
}

void attention_read_forward(mat ctx, mat alpha, mat k)
{
	need_shape(ctx, alpha.rows, k.cols);
	//> [attention_read_forward] 9.21  one product
	mul(ctx, alpha, k);
	//< [attention_read_forward]
}

void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k)
{
	need_shape(dalpha, alpha.rows, k.rows);
	//> [attention_read_backward] 9.22  the keys are read: a second path to them
	mul(dalpha, dctx, tr(k));
	mul_add(dk, tr(alpha), dctx);
	//< [attention_read_backward]
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
	//> [attend_forward] 9.23  all queries; sentence by sentence scores, weights, contexts; all outputs
	mul(flat(v.q), flat(h), w.Wq);
	copy(cols(flat(v.joined), k.D, h.D), flat(h));
	for (int b = 0; b < h.B; b++) {
		mat alpha = at(v.alpha, b), keys = one_of(k, b);
		score_dot_forward(alpha, one_of(v.q, b), keys);
		attention_weights(alpha, length[b]);
		attention_read_forward(cols(one_of(v.joined, b), 0, k.D), alpha, keys);
	}
	temporal_affine_forward(v.o, v.joined, w.out);
	tanh_all(flat(v.o));
	//< [attend_forward]
}

void attend_backward(
        attention dw, seq dh, seq dk, seq d, attention_wires v, seq h, seq k, attention w)
{
	need_seq(dh, h.T, h.B, h.D);
	need_seq(dk, k.T, k.B, k.D);
	arena scratch = {0};
	attention_wires dv = attention_wires_new(&scratch, h.T, k.T, h.B, k.D, h.D);
	//> [attend_backward] 9.24  every line of 9.23 turned round; who reads the keys, who the states?
	copy(flat(dv.o), flat(d));
	through_tanh(flat(dv.o), flat(v.o));
	temporal_affine_backward(dw.out, dv.joined, dv.o, v.joined, w.out);
	for (int b = 0; b < h.B; b++) {
		mat dalpha = at(dv.alpha, b), alpha = at(v.alpha, b);
		mat dkeys = one_of(dk, b), keys = one_of(k, b);
		attention_read_backward(dalpha, dkeys, cols(one_of(dv.joined, b), 0, k.D), alpha, keys);
		attention_weights_backward(dalpha, alpha);
		score_dot_backward(one_of(dv.q, b), dkeys, dalpha, one_of(v.q, b), keys);
	}
	add(flat(dh), cols(flat(dv.joined), k.D, h.D));
	mul_add(flat(dh), flat(dv.q), tr(w.Wq));
	mul_add(dw.Wq, tr(flat(h)), flat(dv.q));
	//< [attend_backward]
	arena_free(&scratch);
}

void copy_unknown(int *from, sentence answer, int unknown, mat alpha)
{
	//> [copy_unknown] 9.25  the largest weight of the step that said `unknown`
	for (int t = 0; t < answer.length; t++) {
		from[t] = -1;
		if (answer.word[t] != unknown) continue;
		from[t] = 0;
		for (int s = 1; s < alpha.cols; s++)
			if (row(alpha, t)[s] > row(alpha, t)[from[t]]) from[t] = s;
	}
	//< [copy_unknown]
}
