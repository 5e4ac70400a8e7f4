/** @file lstm.h
 * Chapter 08, first part: the LSTM, a number that is left alone unless a gate says otherwise.
 *
 * A layer carries two states, h that the rest of the network sees and a cell c:
 *
 *     a_t = x_t Wx + h_{t−1} Wh + b                  (B,4H), columns i | f | o | g, H each
 *     i, f, o = σ(a_i), σ(a_f), σ(a_o)      g = tanh(a_g)
 *     c_t = f ∘ c_{t−1} + i ∘ g             h_t = o ∘ tanh(c_t)
 *
 * Only h_{t−1} Wh has to wait for time, so a layer is cut as in chapter 06: `a` holds x_t Wx + b of all
 * steps beforehand, the recurrence turns it into gates in place, and backwards leaves the gradient of a,
 * from which the weights' gradients are one product each.
 *
 * Sequences of states, h and c, have T+1 entries: [0] is the state before the first input. Sequences of
 * gates have T: a[t] belongs to the step from h[t] to h[t+1]. No two arguments of a function overlap;
 * what is neither [out] nor [in,out] is only read.
 *
 * @see S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9(8), 1997
 * @see F. A. Gers, J. Schmidhuber, F. Cummins, "Learning to Forget: Continual Prediction with LSTM",
 * Neural Computation 12(10), 2000
 */
#ifndef LSTM_H
#define LSTM_H

#include "mat.h"
#include "rng.h"

/** The weights of a layer with G gates, or their gradients; G is 4 for an LSTM. */
typedef struct {
	mat Wx; /**< (D,G·H) from input to gates */
	mat Wh; /**< (H,G·H) from state to gates */
	mat b;  /**< (1,G·H) biases */
} gated;

/** 8.1 One step whose x Wx + b is already there.
 * @param[out]    h   = (B,H) the new state
 * @param[out]    c   = (B,H) the new cell
 * @param[in,out] a   (B,4H) on entry x Wx + b; on exit the gates i | f | o | g
 * @param[in]     h0  (B,H) the state before
 * @param[in]     c0  (B,H) the cell before
 * @param[in]     Wh  (H,4H) */
void lstm_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh);

/** 8.2 The gradient of one step.
 * @param[out]    da   = (B,4H) gradient of a as it was before the gates' functions
 * @param[in,out] dh0  += (B,H) gradient of the state before
 * @param[in,out] dc   (B,H) on entry the gradient that the step after sends to c; on exit the gradient
 *                     of c0
 * @param[in]     dh   (B,H) gradient of h, through all paths
 * @param[in]     a    (B,4H) the gates
 * @param[in]     c    (B,H) the cell that lstm_step_forward() made
 * @param[in]     c0   (B,H) the cell before
 * @param[in]     Wh   (H,4H) */
void lstm_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh);

/** 8.3 All steps, where a[t] already holds x_t Wx + b.
 * @param[in,out] h   (T+1,B,H) h[0] is given, the rest is the answer
 * @param[in,out] c   (T+1,B,H) c[0] is given, the rest is the answer
 * @param[in,out] a   (T,B,4H) on exit the gates
 * @param[in]     Wh  (H,4H) */
void lstm_recur_forward(seq h, seq c, seq a, mat Wh);

/** 8.4 The gradient of lstm_recur_forward().
 * @param[out]    da  = (T,B,4H) gradient of what a held on entry
 * @param[in,out] dh  (T+1,B,H) on entry what the loss sends to each state directly; on exit each is the
 *                    gradient through all paths
 * @param[in,out] dc  (B,H) on entry the gradient of c[T]; on exit that of c[0]
 * @param[in]     a   (T,B,4H) the gates
 * @param[in]     c   (T+1,B,H) the cells
 * @param[in]     Wh  (H,4H) */
void lstm_recur_backward(seq da, seq dh, mat dc, seq a, seq c, mat Wh);

/** 8.5 A whole layer.
 * @param[in,out] h  (T+1,B,H) h[0] is given
 * @param[in,out] c  (T+1,B,H) c[0] is given
 * @param[out]    a  = (T,B,4H) the gates
 * @param[in]     x  (T,B,D)
 * @param[in]     w  the weights */
void lstm_forward(seq h, seq c, seq a, seq x, gated w);

/** 8.6 The gradient of a whole layer.
 * @param[in,out] dw  += gradient of the weights
 * @param[out]    dx  = (T,B,D)
 * @param[out]    da  = (T,B,4H) as lstm_recur_backward() leaves it
 * @param[in,out] dh  (T+1,B,H) as in lstm_recur_backward()
 * @param[in,out] dc  (B,H) as in lstm_recur_backward()
 * @param[in]     x   (T,B,D)
 * @param[in]     h   (T+1,B,H) the states
 * @param[in]     c   (T+1,B,H) the cells
 * @param[in]     a   (T,B,4H) the gates
 * @param[in]     w   the weights */
void lstm_backward(gated dw, seq dx, seq da, seq dh, mat dc, seq x, seq h, seq c, seq a, gated w);

/** 8.7 Weights to begin with: Wx, then Wh uniform in ±1/√H (rng_fill_uniform, in this order), b zero
 * except for the forget gates.
 * @param[out]    w            the weights of an LSTM
 * @param[in]     forget_bias  b_f: at 1 a cell keeps σ(1) = .73 of itself a step before it has learnt
 * @param[in,out] r            random numbers */
void lstm_init(gated w, double forget_bias, rng *r);

/** 8.8 What a cell is a sum of. Unrolled,
 *
 *     c_t = f_t … f_1 c_0 + Σ_{k=1..t} f_t … f_{k+1} i_k g_k
 *
 * @param[out] share  = (T+1,T+1) share(t,k) = what step k put into c_t: row t sums to c_t; column 0 is
 *                    what is left of c_0; 0 where k > t
 * @param[in]  a      (T,1,4H) the gates of one sequence; a[t−1] belongs to step t
 * @param[in]  c0     (1,H) the cell before
 * @param[in]  unit   which of the H cells */
void lstm_unrolled_cell(mat share, seq a, mat c0, int unit);

#endif
