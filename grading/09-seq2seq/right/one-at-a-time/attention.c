/* A right solution that attends sentence by sentence with exactly its own keys, asks with bilinear
 * scores, and scores all pairs of the small network in one matrix. */
#include <math.h>

#include "attention.h"
#include "vmath.h"

void score_dot_forward(mat score, mat q, mat k)
{
	for (int s = 0; s < k.rows; s++) mul(cols(score, s, 1), q, tr(rows(k, s, 1)));
}

void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k)
{
	for (int t = 0; t < q.rows; t++) {
		mul_add(rows(dq, t, 1), rows(dscore, t, 1), k);
		mul_add(dk, tr(rows(dscore, t, 1)), rows(q, t, 1));
	}
}

/* W first with the keys. */
void score_bilinear_forward(mat score, mat q, mat k, mat W)
{
	arena a = {0};
	mat answering = mat_new(&a, k.rows, q.cols);
	mul(answering, k, tr(W));
	mul(score, q, tr(answering));
	arena_free(&a);
}

void score_bilinear_backward(mat dW, mat dq, mat dk, mat dscore, mat q, mat k, mat W)
{
	arena a = {0};
	mat answering = mat_new(&a, k.rows, q.cols), d = mat_new(&a, k.rows, q.cols);
	mul(answering, k, tr(W));
	mul_add(dq, dscore, answering);
	mul(d, tr(dscore), q);
	mul_add(dk, d, W);
	mul_add(dW, tr(d), k);
	arena_free(&a);
}

/* All T·S pairs, those of one query together. */
static mat all_pairs(arena *a, mat q, mat k, scorer w)
{
	mat pairs = mat_new(a, q.rows * k.rows, w.v.cols);
	for (int t = 0; t < q.rows; t++) {
		mat block = rows(pairs, t * k.rows, k.rows), asked = mat_new(a, 1, w.v.cols);
		mul(block, k, w.Wk);
		mul(asked, rows(q, t, 1), w.Wq);
		add_row(block, asked);
	}
	vec_tanh((int)count(pairs), pairs.p);
	return pairs;
}

void score_concat_forward(mat score, mat q, mat k, scorer w)
{
	arena a = {0};
	mat pairs = all_pairs(&a, q, k, w), flat_score = mat_new(&a, pairs.rows, 1);
	mul(flat_score, pairs, tr(w.v));
	copy(score, mat_of(flat_score.p, q.rows, k.rows));
	arena_free(&a);
}

void score_concat_backward(scorer dw, mat dq, mat dk, mat dscore, mat q, mat k, scorer w)
{
	arena a = {0};
	mat pairs = all_pairs(&a, q, k, w), d = mat_new(&a, pairs.rows, 1);
	mat da = mat_new(&a, pairs.rows, pairs.cols);
	copy(mat_of(d.p, q.rows, k.rows), dscore);
	mul_add(dw.v, tr(d), pairs);
	mul(da, d, w.v);
	for (long i = 0; i < count(da); i++) da.p[i] *= (1 - pairs.p[i]) * (1 + pairs.p[i]);
	for (int t = 0; t < q.rows; t++) {
		mat block = rows(da, t * k.rows, k.rows), from_q = mat_new(&a, 1, w.v.cols);
		add_sum_of_rows(from_q, block);
		mul_add(dw.Wk, tr(k), block);
		mul_add(dk, block, tr(w.Wk));
		mul_add(dw.Wq, tr(rows(q, t, 1)), from_q);
		mul_add(rows(dq, t, 1), from_q, tr(w.Wq));
	}
	arena_free(&a);
}

/* By logarithms: α = e^{score − log Σ e^score}. */
void attention_weights(mat score, int n)
{
	for (int t = 0; t < score.rows; t++) {
		double most = (double)row(score, t)[0], sum = 0;
		for (int s = 1; s < n; s++) most = fmax(most, (double)row(score, t)[s]);
		for (int s = n - 1; s >= 0; s--) sum += exp((double)row(score, t)[s] - most);
		const double all = most + log(sum);
		for (int s = 0; s < score.cols; s++)
			row(score, t)[s] = s >= n ? 0 : (real)exp((double)row(score, t)[s] - all);
	}
}

void attention_weights_backward(mat d, mat alpha)
{
	for (int t = 0; t < d.rows; t++) {
		double common = 0;
		for (int s = 0; s < d.cols; s++) {
			row(d, t)[s] *= row(alpha, t)[s];
			common += (double)row(d, t)[s];
		}
		for (int s = 0; s < d.cols; s++) row(d, t)[s] -= row(alpha, t)[s] * (real)common;
	}
}

void attention_read_forward(mat ctx, mat alpha, mat k)
{
	for (int t = 0; t < ctx.rows; t++) mul(rows(ctx, t, 1), rows(alpha, t, 1), k);
}

void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k)
{
	for (int t = 0; t < dctx.rows; t++) {
		mul(rows(dalpha, t, 1), rows(dctx, t, 1), tr(k));
		mul_add(dk, tr(rows(alpha, t, 1)), rows(dctx, t, 1));
	}
}

attention_wires attention_wires_new(arena *a, int T, int S, int B, int K, int H)
{
	return (attention_wires){
	        seq_new(a, T, B, K), seq_new(a, B, T, S), seq_new(a, T, B, K + H), seq_new(a, T, B, H)};
}

void attend_forward(attention_wires v, seq h, seq k, const int *length, attention w)
{
	const int K = k.D, H = h.D;
	fill(flat(v.alpha), 0);
	for (int b = 0; b < h.B; b++) {
		mat alpha = cols(at(v.alpha, b), 0, length[b]), keys = rows(one_of(k, b), 0, length[b]);
		mat both = one_of(v.joined, b), state = one_of(h, b), o = one_of(v.o, b);
		mul(one_of(v.q, b), state, w.Wq);
		score_bilinear_forward(alpha, state, keys, w.Wq);
		attention_weights(alpha, length[b]);
		attention_read_forward(cols(both, 0, K), alpha, keys);
		copy(cols(both, K, H), state);
		mul(o, both, w.out.W);
		add_row(o, w.out.b);
		for (int t = 0; t < h.T; t++) vec_tanh(H, row(o, t));
	}
}

/* Reads α and o, and makes the rest again. */
void attend_backward(
        attention dw, seq dh, seq dk, seq d, attention_wires v, seq h, seq k, attention w)
{
	const int K = k.D, H = h.D;
	arena a = {0};
	mat da = mat_new(&a, h.T, H), both = mat_new(&a, h.T, K + H);
	mat dalpha = mat_new(&a, h.T, k.T);
	for (int b = 0; b < h.B; b++) {
		mat alpha = at(v.alpha, b), keys = one_of(k, b), state = one_of(h, b);
		for (int t = 0; t < h.T; t++)
			for (int j = 0; j < H; j++) {
				const real y = row(one_of(v.o, b), t)[j];
				row(da, t)[j] = row(one_of(d, b), t)[j] * (1 - y * y);
			}
		attention_read_forward(cols(both, 0, K), alpha, keys);
		copy(cols(both, K, H), state);
		mul_add(dw.out.W, tr(both), da);
		add_sum_of_rows(dw.out.b, da);
		mul(both, da, tr(w.out.W));
		add(one_of(dh, b), cols(both, K, H));
		attention_read_backward(dalpha, one_of(dk, b), cols(both, 0, K), alpha, keys);
		attention_weights_backward(dalpha, alpha);
		score_bilinear_backward(dw.Wq, one_of(dh, b), one_of(dk, b), dalpha, state, keys, w.Wq);
	}
	arena_free(&a);
}

void copy_unknown(int *from, sentence answer, int unknown, mat alpha)
{
	for (int t = 0; t < answer.length; t++) from[t] = -1;
	for (int s = alpha.cols - 1; s >= 0; s--)
		for (int t = 0; t < answer.length; t++)
			if (answer.word[t] == unknown &&
			        (from[t] < 0 || row(alpha, t)[s] >= row(alpha, t)[from[t]]))
				from[t] = s;
}
