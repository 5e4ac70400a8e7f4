/** @file remedies.h
 * Chapter 07, second part: clip what explodes, and begin where nothing vanishes.
 *
 * Clipping bounds one step and changes nothing else. Against vanishing there is a good start: a
 * recurrent matrix that neither shrinks nor stretches, and a ReLU, whose derivative is 1 where it
 * is not 0.
 *
 * @see Q. V. Le, N. Jaitly, G. E. Hinton, "A Simple Way to Initialize Recurrent Networks of
 * Rectified Linear Units", 2015 (IRNN)
 * @see S. S. Talathi, A. Vartak, "Improving Performance of Recurrent Neural Network with ReLU
 * Nonlinearity", 2015 (np-RNN)
 * @see A. M. Saxe, J. L. McClelland, S. Ganguli, "Exact Solutions to the Nonlinear Dynamics of
 * Learning in Deep Linear Neural Networks", ICLR 2014 (orthogonal)
 */
#ifndef REMEDIES_H
#define REMEDIES_H

#include "rng.h"
#include "rnn.h"

/** 7.5 Cut every element to −limit … limit. It changes the direction.
 * @param[in,out] g      any shape, also a block of a larger matrix; a NaN stays one
 * @param[in]     limit  above 0 */
void clip_by_value(mat g, double limit);

/** 7.6 Shorten a gradient that is too long: g ← g · limit/‖g‖ when ‖g‖ > limit. It keeps the
 * direction.
 * @param[in,out] g      any shape, also a block of a larger matrix; left alone when its norm is not
 *                       a finite number
 * @param[in]     limit  above 0
 * @return ‖g‖ as it came (the root of the sum of all squares) */
double clip_by_norm(mat g, double limit);

/** 7.7 The start of an IRNN: a state is copied into the next one.
 * @param[out] Whh    = (H,H) `size` on the diagonal, 0 elsewhere
 * @param[in]  size  1 in the paper; smaller forgets */
void irnn_init(mat Whh, double size);

/** 7.8 A random orthogonal matrix, which turns but never stretches: from each row of normal numbers
 * take what it has along the rows before, and make it of length 1 (Gram–Schmidt). No row is turned
 * round: its product with the normal numbers that it came from is positive.
 * @param[out]    Whh  = (H,H) from rng_fill_normal(r, Whh, 1)
 * @param[in,out] r    random numbers */
void orthogonal_init(mat Whh, rng *r);

/** 7.9 The start of an np-RNN: positive definite with a largest eigenvalue of 1,
 *
 *     A = RᵀR / H,   Whh = (A + I) / λ_max(A + I)
 *
 * @param[out]    Whh  = (H,H), R from rng_fill_normal(r, R, 1)
 * @param[in,out] r    random numbers */
void nprnn_init(mat Whh, rng *r);

/** 7.10 The part of a ReLU layer that must wait for time, in place:
 *
 *     h_t = max(0, a_t + h_{t−1} Whh)
 *
 * A NaN stays one, so that a run which broke can be seen.
 * @param[in,out] h    (T+1,B,H) on entry h[0] is the first state and h[t] holds a_t; on exit the
 *                     states
 * @param[in]     Whh  (H,H) */
void relu_recur_forward(seq h, mat Whh);

/** 7.11 Its gradient, in place. Where h is 0 nothing passes.
 * @param[in,out] dh   (T+1,B,H) on entry what the loss sends to each h_t directly; on exit dh[t] is
 *                     the gradient of a_t for t ≥ 1, and dh[0] the gradient of h[0]
 * @param[in]     h    (T+1,B,H) the states
 * @param[in]     Whh  (H,H) */
void relu_recur_backward(seq dh, seq h, mat Whh);

/** 7.12 A whole layer; see rnn_forward().
 * @param[in,out] h  (T+1,B,H) h[0] is given, the rest is the answer
 * @param[in]     x  (T,B,D)
 * @param[in]     w  the weights */
void relu_rnn_forward(seq h, seq x, rnn w);

/** 7.13 Its gradient; see rnn_backward().
 * @param[in,out] dw  += gradient of the weights
 * @param[out]    dx  = (T,B,D)
 * @param[in,out] dh  (T+1,B,H) on entry what the loss sends to each state directly; on exit dh[0]
 *                    is the gradient of h[0], the rest is working space
 * @param[in]     x   (T,B,D)
 * @param[in]     h   (T+1,B,H)
 * @param[in]     w   the weights */
void relu_rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w);

#endif
