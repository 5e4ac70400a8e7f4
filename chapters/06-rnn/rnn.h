/** @file rnn.h
 * Chapter 06: recurrent networks and backpropagation through time.
 *
 * One layer reads a sequence x (T,B,D) and carries a state h (B,H):
 *
 *     h_t = tanh(x_t W_xh + h_{t-1} W_hh + b)
 *
 * Vectors are rows, so papers that write W x hold the transposes of these matrices. A sequence of
 * states has T+1 entries: h[0] is the state before the first input, h[t] the state after input
 * x[t-1]. Gradients carry the name of what they belong to with a `d` in front and have its shape;
 * unless a comment says otherwise dX is the gradient through *all* paths.
 *
 * @see J. L. Elman, "Finding Structure in Time", Cognitive Science 14, 1990
 * @see P. J. Werbos, "Backpropagation Through Time", Proc. IEEE 78(10), 1990
 */
#ifndef RNN_H
#define RNN_H

#include "mat.h"
#include "rng.h"

/** The weights of one layer, or their gradients. */
typedef struct {
	mat Wxh; /**< (D,H) from input to state */
	mat Whh; /**< (H,H) from state to state */
	mat b;   /**< (1,H) bias */
} rnn;

/** An affine map y = x W + b, or its gradients. */
typedef struct {
	mat W; /**< (H,V) */
	mat b; /**< (1,V) */
} affine;

/** @name One layer (rnn.c)
 * @{ */

/** 6.1 One step: h = tanh(x Wxh + h0 Whh + b).
 * @param[out] h   (B,H) the new state
 * @param[in]  x   (B,D) the input
 * @param[in]  h0  (B,H) the state before
 * @param[in]  w   the weights */
void rnn_step_forward(mat h, mat x, mat h0, rnn w);

/** 6.2 The gradient of one step.
 * @param[in,out] dw   += gradient of the weights (a weight is used at every step)
 * @param[out]    dx   = (B,D) gradient of the input
 * @param[in,out] dh0  += (B,H) gradient of the state before (it may have other consumers)
 * @param[in]     dh   (B,H) gradient of h, through all paths
 * @param[in]     x    (B,D) the input of the step
 * @param[in]     h0   (B,H) the state before
 * @param[in]     h    (B,H) the state that rnn_step_forward() made
 * @param[in]     w    the weights */
void rnn_step_backward(rnn dw, mat dx, mat dh0, mat dh, mat x, mat h0, mat h, rnn w);

/** 6.3 The part of a layer that must wait for time: h_t = tanh(a_t + h_{t-1} Whh), in place.
 * @param[in,out] h    (T+1,B,H) on entry h[0] is the first state and h[t] holds a_t; on exit the
 *                     states
 * @param[in]     Whh  (H,H) */
void rnn_recur_forward(seq h, mat Whh);

/** 6.4 The gradient of rnn_recur_forward(), in place.
 * @param[in,out] dh   (T+1,B,H) on entry what the loss sends to each h_t directly; on exit dh[t]
 *                     is the gradient of a_t for t ≥ 1, and dh[0] the gradient of h[0]
 * @param[in]     h    (T+1,B,H) the states
 * @param[in]     Whh  (H,H) */
void rnn_recur_backward(seq dh, seq h, mat Whh);

/** 6.5 A whole layer; what need not wait for time is one product.
 * @param[in,out] h  (T+1,B,H) h[0] is given, the rest is the answer
 * @param[in]     x  (T,B,D)
 * @param[in]     w  the weights */
void rnn_forward(seq h, seq x, rnn w);

/** 6.6 The gradient of a whole layer: backpropagation through time.
 * @param[in,out] dw  += gradient of the weights
 * @param[out]    dx  = (T,B,D) gradient of the inputs
 * @param[in,out] dh  (T+1,B,H) on entry what the loss sends to each state directly; on exit dh[0]
 *                    is the gradient of h[0], the rest is working space
 * @param[in]     x   (T,B,D)
 * @param[in]     h   (T+1,B,H) the states
 * @param[in]     w   the weights */
void rnn_backward(rnn dw, seq dx, seq dh, seq x, seq h, rnn w);

/** 6.7 dWhh once more, as the double sum that the chain rule gives before anything is shared:
 *
 *     ∂L/∂Whh = Σ_t Σ_{k≤t}  (∂⁺h_k/∂Whh)ᵀ-terms of  δ_t J_t J_{t-1} … J_{k+1}
 *
 * where δ_t is what the loss sends to h_t directly and J_j = ∂h_j/∂h_{j-1}. It takes T²/2 steps
 * where rnn_backward() takes T, and must give the same.
 * @param[in,out] dWhh  += (H,H)
 * @param[in]     dh    (T+1,B,H) what the loss sends to each state directly; not changed
 * @param[in]     h     (T+1,B,H) the states
 * @param[in]     Whh   (H,H) */
void rnn_double_sum(mat dWhh, seq dh, seq h, mat Whh);

/** 6.8 Backpropagation cut every k steps: the state went on, the gradient does not.
 * With k ≥ T this is rnn_backward() except that nothing reaches the state before the first step.
 * @param[in,out] dw  += gradient of the weights
 * @param[out]    dx  = (T,B,D)
 * @param[in,out] dh  (T+1,B,H) on entry what the loss sends to each state; on exit dh[t] is the
 *                    gradient of a_t for t ≥ 1 within its own piece; dh[0] is left as it was
 * @param[in]     x   (T,B,D)
 * @param[in]     h   (T+1,B,H)
 * @param[in]     w   the weights
 * @param[in]     k   steps in a piece, at least 1; the last piece may be shorter */
void truncated_bptt(rnn dw, seq dx, seq dh, seq x, seq h, rnn w, int k);

/** @}
 * @name Outputs, losses and choices (temporal.c)
 * @{ */

/** 6.9 The same affine map at every step: y_t = h_t W + b.
 * @param[out] y  (T,B,V)
 * @param[in]  h  (T,B,H)
 * @param[in]  w  the map */
void temporal_affine_forward(seq y, seq h, affine w);

/** 6.10 Its gradient.
 * @param[in,out] dw  += gradient of the map
 * @param[in,out] dh  += (T,B,H) gradient of the states
 * @param[in]     dy  (T,B,V)
 * @param[in]     h   (T,B,H)
 * @param[in]     w   the map */
void temporal_affine_backward(affine dw, seq dh, seq dy, seq h, affine w);

/** 6.11 Mean cross-entropy over the steps that count, and its gradient, in place.
 *
 *     L = −(1/N) Σ_{t,b: target ≥ 0} log softmax(y_tb)[target_tb],   N = how many targets are ≥ 0
 *
 * @param[in,out] y       (T,B,V) logits; on exit ∂L/∂y, zero where the target is negative
 * @param[in]     target  (T·B) class ids, time-major; a negative id is padding
 * @return L in nats per target; 0 when nothing counts */
double temporal_softmax_loss(seq y, const int *target);

/** 6.12 Many to one: the state after the last word of each sequence.
 * @param[out] y       (B,H) row b is h[length[b]], row b
 * @param[in]  h       (T+1,B,H)
 * @param[in]  length  (B) words in each sequence, 0 … T */
void many_to_one_forward(mat y, seq h, const int *length);

/** 6.13 Its gradient: dh += what dy sends to the states that were read.
 * @param[in,out] dh      (T+1,B,H)
 * @param[in]     dy      (B,H)
 * @param[in]     length  (B) */
void many_to_one_backward(seq dh, mat dy, const int *length);

/** 6.14 One to many: x enters at the first step only, then the state runs on by itself.
 * @param[in,out] h  (T+1,B,H) h[0] is given
 * @param[in]     x  (B,D)
 * @param[in]     w  the weights */
void one_to_many_forward(seq h, mat x, rnn w);

/** 6.15 Its gradient.
 * @param[in,out] dw  += gradient of the weights
 * @param[out]    dx  = (B,D)
 * @param[in,out] dh  (T+1,B,H) on entry what the loss sends to each state directly; on exit dh[0]
 *                    is the gradient of h[0], the rest is working space
 * @param[in]     x   (B,D)
 * @param[in]     h   (T+1,B,H)
 * @param[in]     w   the weights */
void one_to_many_backward(rnn dw, mat dx, seq dh, mat x, seq h, rnn w);

/** 6.16 Draw a class from softmax(y/τ): the first class at which the running sum of the
 * probabilities exceeds u.
 * @param[in] y    (1,V) logits; a class with logit −∞ has probability 0 and is never drawn
 * @param[in] tau  temperature: 1 as learnt, below 1 bolder, above 1 wilder; 0 takes the largest
 *                 logit (the first of equals)
 * @param[in] u    a uniform random number in [0,1)
 * @return the class, 0 … V-1 */
int sample_with_temperature(mat y, double tau, double u);

/** @}
 * @name Stacks (stacks.c)
 * @{ */

/** 6.17 L layers, each reading the states of the one below.
 * @param[in,out] h  L sequences (T+1,B,H_l); h[l][0] is given
 * @param[in]     x  (T,B,D)
 * @param[in]     w  L layers
 * @param[in]     L  how many */
void deep_rnn_forward(const seq *h, seq x, const rnn *w, int L);

/** 6.18 Its gradient.
 * @param[in,out] dw  L gradients, +=
 * @param[out]    dx  = (T,B,D)
 * @param[in,out] dh  L sequences (T+1,B,H_l): on entry what the loss sends directly to the states
 *                    (usually only of the top layer); on exit each dh[l][0] is the gradient
 *                    of h[l][0], the rest is working space
 * @param[in]     x   (T,B,D)
 * @param[in]     h   L sequences of states
 * @param[in]     w   L layers
 * @param[in]     L   how many */
void deep_rnn_backward(
        const rnn *dw, seq dx, const seq *dh, seq x, const seq *h, const rnn *w, int L);

/** 6.19 Two layers, one reading from the left and one from the right, side by side:
 * y_t = [left state after x_t, right state after x_t].
 * @param[out] y  (T,B,2H)
 * @param[in]  x  (T,B,D)
 * @param[in]  w  two layers: left to right, right to left; both start from zero states
 * @param[in]  a  for scratch memory */
void birnn_forward(seq y, seq x, const rnn w[2], arena *a);

/** 6.20 Its gradient.
 * @param[in,out] dw  two gradients, +=
 * @param[out]    dx  = (T,B,D)
 * @param[in]     dy  (T,B,2H)
 * @param[in]     x   (T,B,D)
 * @param[in]     y   (T,B,2H) what birnn_forward() made
 * @param[in]     w   two layers
 * @param[in]     a   for scratch memory */
void birnn_backward(const rnn dw[2], seq dx, seq dy, seq x, seq y, const rnn w[2], arena *a);

/** @} */

#endif
