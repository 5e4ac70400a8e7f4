/* What stands on top of the states: an affine map at every step, the cross-entropy of its
 * logits, the two lopsided shapes (many to one, one to many), and drawing the next letter.
 *
 * The cross-entropy and softmax meet in one gradient: for one target,
 *
 *     L = -log p[target],  p = softmax(y)      ∂L/∂y = p - e_target
 *
 * so the logits can be turned into their own gradient in place. Subtracting the largest logit
 * first changes no probability and keeps exp() from overflowing. */
#include <math.h>

#include "rnn.h"
#include "vmath.h"

void temporal_affine_forward(seq y, seq h, affine w)
{
	need_seq(y, h.T, h.B, w.W.cols);
	//> [temporal_affine_forward] 6.9  time and batch are one long batch here
	mul(flat(y), flat(h), w.W);
	add_row(flat(y), w.b);
	//< [temporal_affine_forward]
}

void temporal_affine_backward(affine dw, seq dh, seq dy, seq h, affine w)
{
	need_seq(dy, h.T, h.B, w.W.cols);
	//> [temporal_affine_backward] 6.10  the three gradients of an affine map, each +=
	mul_add(flat(dh), flat(dy), tr(w.W));
	mul_add(dw.W, tr(flat(h)), flat(dy));
	add_sum_of_rows(dw.b, flat(dy));
	//< [temporal_affine_backward]
}

/* Softmax of n logits in place; returns log Σ exp of what came in. */
static double softmax(int n, real *y)
{
	//> [softmax] 6.11  subtract the largest, exp, divide by the sum; return largest + log(sum)
	real largest = y[0], sum = 0;
#pragma omp simd reduction(max : largest) // several lanes at once, in any order
	for (int j = 1; j < n; j++)
		if (y[j] > largest) largest = y[j];
	for (int j = 0; j < n; j++) y[j] -= largest;
	vec_exp(n, y);
#pragma omp simd reduction(+ : sum)
	for (int j = 0; j < n; j++) sum += y[j];
	for (int j = 0; j < n; j++) y[j] /= sum;
	return (double)largest + log((double)sum);
	//< [softmax]
}

double temporal_softmax_loss(seq y, const int *target)
{
	mat rows_of_y = flat(y);
	//> [temporal_softmax_loss] 6.11  log Σ exp − y[target] for each that counts; rows become p − e
	int counted = 0;
	for (int i = 0; i < rows_of_y.rows; i++) counted += target[i] >= 0;
	double loss = 0;
	for (int i = 0; i < rows_of_y.rows; i++) {
		real *p = row(rows_of_y, i);
		if (target[i] < 0) {
			for (int j = 0; j < y.D; j++) p[j] = 0;
			continue;
		}
		double logit = (double)p[target[i]];
		loss += softmax(y.D, p) - logit;
		p[target[i]] -= 1;
		for (int j = 0; j < y.D; j++) p[j] /= (real)counted;
	}
	return counted ? loss / counted : 0;
	//< [temporal_softmax_loss]
}

void many_to_one_forward(mat y, seq h, const int *length)
{
	need_shape(y, h.B, h.D);
	//> [many_to_one_forward] 6.12  row b of step length[b]
	for (int b = 0; b < h.B; b++) copy(rows(y, b, 1), rows(at(h, length[b]), b, 1));
	//< [many_to_one_forward]
}

void many_to_one_backward(seq dh, mat dy, const int *length)
{
	need_shape(dy, dh.B, dh.D);
	//> [many_to_one_backward] 6.13  the same rows the other way, added
	for (int b = 0; b < dh.B; b++) add(rows(at(dh, length[b]), b, 1), rows(dy, b, 1));
	//< [many_to_one_backward]
}

void one_to_many_forward(seq h, mat x, rnn w)
{
	need_shape(x, h.B, w.Wxh.rows);
	//> [one_to_many_forward] 6.14  a_1 has x Wxh + b, every later a_t only b
	fill(flat(steps(h, 1, h.T - 1)), 0);
	mul(at(h, 1), x, w.Wxh);
	add_row(flat(steps(h, 1, h.T - 1)), w.b);
	rnn_recur_forward(h, w.Whh);
	//< [one_to_many_forward]
}

void one_to_many_backward(rnn dw, mat dx, seq dh, mat x, seq h, rnn w)
{
	need_seq(dh, h.T, h.B, h.D);
	//> [one_to_many_backward] 6.15  Wxh and x met at the first step only, Whh and b at every one
	rnn_recur_backward(dh, h, w.Whh);
	mat da = flat(steps(dh, 1, h.T - 1));
	mul(dx, at(dh, 1), tr(w.Wxh));
	mul_add(dw.Wxh, tr(x), at(dh, 1));
	mul_add(dw.Whh, tr(flat(steps(h, 0, h.T - 1))), da);
	add_sum_of_rows(dw.b, da);
	//< [one_to_many_backward]
}

int sample_with_temperature(mat y, double tau, double u)
{
	need_shape(y, 1, y.cols);
	const real *logit = row(y, 0);
	//> [sample_with_temperature] 6.16  walk along exp((y - largest)/τ) until u of its sum is behind
	int best = 0;
	for (int j = 1; j < y.cols; j++)
		if (logit[j] > logit[best]) best = j;
	if (tau == 0) return best;
	double sum = 0, passed = 0;
	for (int j = 0; j < y.cols; j++) sum += exp((double)(logit[j] - logit[best]) / tau);
	for (int j = 0; j < y.cols; j++) {
		passed += exp((double)(logit[j] - logit[best]) / tau);
		if (passed > u * sum) return j;
	}
	return best; // rounding left u·sum a hair above the last running sum
	             //< [sample_with_temperature]
}
