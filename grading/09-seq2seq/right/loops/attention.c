/* A right solution in plain loops; all sums in double. */
#include <math.h>

#include "attention.h"

static double inner(const real *x, const real *y, int n)
{
	double sum = 0;
	for (int j = 0; j < n; j++) sum += (double)x[j] * (double)y[j];
	return sum;
}

/* y += c x */
static void put(real *y, double c, const real *x, int n)
{
	for (int j = 0; j < n; j++) y[j] = (real)((double)y[j] + c * (double)x[j]);
}

void score_dot_forward(mat score, mat q, mat k)
{
	for (int t = 0; t < q.rows; t++)
		for (int s = 0; s < k.rows; s++)
			row(score, t)[s] = (real)inner(row(q, t), row(k, s), q.cols);
}

void score_dot_backward(mat dq, mat dk, mat dscore, mat q, mat k)
{
	for (int t = 0; t < q.rows; t++)
		for (int s = 0; s < k.rows; s++) {
			const double d = (double)row(dscore, t)[s];
			put(row(dq, t), d, row(k, s), k.cols);
			put(row(dk, s), d, row(q, t), q.cols);
		}
}

void score_bilinear_forward(mat score, mat q, mat k, mat W)
{
	for (int t = 0; t < q.rows; t++)
		for (int s = 0; s < k.rows; s++) {
			double sum = 0;
			for (int i = 0; i < W.rows; i++)
				sum += (double)row(q, t)[i] * inner(row(W, i), row(k, s), W.cols);
			row(score, t)[s] = (real)sum;
		}
}

void score_bilinear_backward(mat dW, mat dq, mat dk, mat dscore, mat q, mat k, mat W)
{
	for (int t = 0; t < q.rows; t++)
		for (int s = 0; s < k.rows; s++)
			for (int i = 0; i < W.rows; i++) {
				const double d = (double)row(dscore, t)[s], qi = (double)row(q, t)[i];
				put(row(dW, i), d * qi, row(k, s), W.cols);
				put(row(dk, s), d * qi, row(W, i), W.cols);
				row(dq, t)[i] += (real)(d * inner(row(W, i), row(k, s), W.cols));
			}
}

/* Unit j of the small network for a pair. */
static double unit(const real *q, const real *k, scorer w, int j)
{
	double sum = 0;
	for (int i = 0; i < w.Wq.rows; i++) sum += (double)q[i] * (double)row(w.Wq, i)[j];
	for (int i = 0; i < w.Wk.rows; i++) sum += (double)k[i] * (double)row(w.Wk, i)[j];
	return tanh(sum);
}

void score_concat_forward(mat score, mat q, mat k, scorer w)
{
	for (int t = 0; t < q.rows; t++)
		for (int s = 0; s < k.rows; s++) {
			double sum = 0;
			for (int j = 0; j < w.v.cols; j++)
				sum += (double)row(w.v, 0)[j] * unit(row(q, t), row(k, s), w, j);
			row(score, t)[s] = (real)sum;
		}
}

void score_concat_backward(scorer dw, mat dq, mat dk, mat dscore, mat q, mat k, scorer w)
{
	for (int t = 0; t < q.rows; t++)
		for (int s = 0; s < k.rows; s++)
			for (int j = 0; j < w.v.cols; j++) {
				const double y = unit(row(q, t), row(k, s), w, j);
				const double d = (double)row(dscore, t)[s];
				const double da = d * (double)row(w.v, 0)[j] * (1 - y) * (1 + y);
				row(dw.v, 0)[j] += (real)(d * y);
				for (int i = 0; i < q.cols; i++) {
					row(dw.Wq, i)[j] += (real)(da * (double)row(q, t)[i]);
					row(dq, t)[i] += (real)(da * (double)row(w.Wq, i)[j]);
				}
				for (int i = 0; i < k.cols; i++) {
					row(dw.Wk, i)[j] += (real)(da * (double)row(k, s)[i]);
					row(dk, s)[i] += (real)(da * (double)row(w.Wk, i)[j]);
				}
			}
}

void attention_weights(mat score, int n)
{
	for (int t = 0; t < score.rows; t++) {
		double largest = (double)-INFINITY, sum = 0;
		for (int s = 0; s < n; s++) largest = fmax(largest, (double)row(score, t)[s]);
		for (int s = 0; s < n; s++) sum += exp((double)row(score, t)[s] - largest);
		for (int s = 0; s < score.cols; s++) {
			const double x = (double)row(score, t)[s] - largest;
			row(score, t)[s] = (real)(s < n ? exp(x) / sum : 0);
		}
	}
}

/* By the Jacobian: dscore_j = Σ_i dα_i α_i ([i=j] − α_j). */
void attention_weights_backward(mat d, mat alpha)
{
	arena scratch = {0};
	mat dscore = mat_new(&scratch, d.rows, d.cols);
	for (int t = 0; t < d.rows; t++)
		for (int j = 0; j < d.cols; j++) {
			double sum = 0;
			for (int i = 0; i < d.cols; i++) {
				const double slope = (i == j) - (double)row(alpha, t)[j];
				sum += (double)row(d, t)[i] * (double)row(alpha, t)[i] * slope;
			}
			row(dscore, t)[j] = (real)sum;
		}
	copy(d, dscore);
	arena_free(&scratch);
}

void attention_read_forward(mat ctx, mat alpha, mat k)
{
	fill(ctx, 0);
	for (int s = 0; s < k.rows; s++)
		for (int t = 0; t < ctx.rows; t++)
			put(row(ctx, t), (double)row(alpha, t)[s], row(k, s), k.cols);
}

void attention_read_backward(mat dalpha, mat dk, mat dctx, mat alpha, mat k)
{
	for (int s = 0; s < k.rows; s++)
		for (int t = 0; t < dctx.rows; t++) {
			row(dalpha, t)[s] = (real)inner(row(dctx, t), row(k, s), k.cols);
			put(row(dk, s), (double)row(alpha, t)[s], row(dctx, t), k.cols);
		}
}

attention_wires attention_wires_new(arena *a, int T, int S, int B, int K, int H)
{
	return (attention_wires){
	        seq_new(a, T, B, K), seq_new(a, B, T, S), seq_new(a, T, B, K + H), seq_new(a, T, B, H)};
}

void attend_forward(attention_wires v, seq h, seq k, const int *length, attention w)
{
	fill(flat(v.alpha), 0);
	for (int b = 0; b < h.B; b++)
		for (int t = 0; t < h.T; t++) {
			real *both = row(at(v.joined, t), b), *o = row(at(v.o, t), b);
			mat q = rows(at(v.q, t), b, 1), alpha = rows(at(v.alpha, b), t, 1);
			mul(q, rows(at(h, t), b, 1), w.Wq);
			for (int s = 0; s < length[b]; s++)
				row(alpha, 0)[s] = (real)inner(row(q, 0), row(at(k, s), b), k.D);
			attention_weights(alpha, length[b]);
			for (int j = 0; j < k.D; j++) both[j] = 0;
			for (int s = 0; s < length[b]; s++)
				put(both, (double)row(alpha, 0)[s], row(at(k, s), b), k.D);
			for (int j = 0; j < h.D; j++) both[k.D + j] = row(at(h, t), b)[j];
			for (int j = 0; j < h.D; j++) {
				double sum = (double)row(w.out.b, 0)[j];
				for (int i = 0; i < k.D + h.D; i++)
					sum += (double)both[i] * (double)row(w.out.W, i)[j];
				o[j] = (real)tanh(sum);
			}
		}
}

void attend_backward(
        attention dw, seq dh, seq dk, seq d, attention_wires v, seq h, seq k, attention w)
{
	arena scratch = {0};
	mat da = mat_new(&scratch, 1, h.D), both = mat_new(&scratch, 1, k.D + h.D);
	mat dalpha = mat_new(&scratch, 1, k.T), dq = mat_new(&scratch, 1, k.D);
	for (int b = 0; b < h.B; b++)
		for (int t = 0; t < h.T; t++) {
			mat alpha = rows(at(v.alpha, b), t, 1), state = rows(at(h, t), b, 1);
			for (int j = 0; j < h.D; j++) {
				const real y = row(at(v.o, t), b)[j];
				row(da, 0)[j] = row(at(d, t), b)[j] * (1 - y * y);
			}
			mul(both, da, tr(w.out.W));
			mul_add(dw.out.W, tr(rows(at(v.joined, t), b, 1)), da);
			add(dw.out.b, da);
			attention_read_backward(dalpha, one_of(dk, b), cols(both, 0, k.D), alpha, one_of(k, b));
			attention_weights_backward(dalpha, alpha);
			fill(dq, 0);
			score_dot_backward(dq, one_of(dk, b), dalpha, rows(at(v.q, t), b, 1), one_of(k, b));
			mul_add(dw.Wq, tr(state), dq);
			mul_add(rows(at(dh, t), b, 1), dq, tr(w.Wq));
			add(rows(at(dh, t), b, 1), cols(both, k.D, h.D));
		}
	arena_free(&scratch);
}

void copy_unknown(int *from, sentence answer, int unknown, mat alpha)
{
	for (int t = 0; t < answer.length; t++) {
		int most = alpha.cols - 1;
		for (int s = alpha.cols - 2; s >= 0; s--)
			if (row(alpha, t)[s] >= row(alpha, t)[most]) most = s;
		from[t] = answer.word[t] == unknown ? most : -1;
	}
}
