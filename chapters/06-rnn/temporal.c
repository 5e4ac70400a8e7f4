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
	TODO("6.9", "time and batch are one long batch here");
}

void temporal_affine_backward(affine dw, seq dh, seq dy, seq h, affine w)
{
	need_seq(dy, h.T, h.B, w.W.cols);
	TODO("6.10", "the three gradients of an affine map, each +=");
}

/* Softmax of n logits in place; returns log Σ exp of what came in. */
static double softmax(int n, real *y)
{
	TODO("6.11", "subtract the largest, exp, divide by the sum; return largest + log(sum)");
}

double temporal_softmax_loss(seq y, const int *target)
{
	mat rows_of_y = flat(y);
	TODO("6.11", "log Σ exp − y[target] for each that counts; rows become p − e");
}

void many_to_one_forward(mat y, seq h, const int *length)
{
	need_shape(y, h.B, h.D);
	TODO("6.12", "row b of step length[b]");
}

void many_to_one_backward(seq dh, mat dy, const int *length)
{
	need_shape(dy, dh.B, dh.D);
	TODO("6.13", "the same rows the other way, added");
}

void one_to_many_forward(seq h, mat x, rnn w)
{
	need_shape(x, h.B, w.Wxh.rows);
	TODO("6.14", "a_1 has x Wxh + b, every later a_t only b");
}

void one_to_many_backward(rnn dw, mat dx, seq dh, mat x, seq h, rnn w)
{
	need_seq(dh, h.T, h.B, h.D);
	TODO("6.15", "Wxh and x met at the first step only, Whh and b at every one");
}

int sample_with_temperature(mat y, double tau, double u)
{
	need_shape(y, 1, y.cols);
	const real *logit = row(y, 0);
	TODO("6.16", "walk along exp((y - largest)/τ) until u of its sum is behind");
}
