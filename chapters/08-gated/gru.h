/** @file gru.h
 * Chapter 08, second part: the GRU, one state and two gates.
 *
 *     a_t = x_t Wx + b          u_t = h_{t−1} Wh            (B,3H), columns r | z | n, H each
 *     r, z = σ(a_r + u_r), σ(a_z + u_z)                     reset, update
 *     n    = tanh(a_n + r ∘ u_n)                            the candidate
 *     h_t  = (1 − z) ∘ h_{t−1} + z ∘ n
 *
 * Three conventions are in use. Here z says how much is *new*, the reset gate acts *after* the product
 * with Wh, and there is one bias. In PyTorch z says how much is kept, h = (1−z)∘n + z∘h₀, and u has a
 * bias of its own: negate the z columns of Wx, Wh and b, leave that second bias at 0, and the two
 * compute the same. In the first paper r acts before the product, n = tanh(a_n + (r∘h₀) Wh_n), which is
 * another network.
 *
 * @see K. Cho and others, "Learning Phrase Representations Using RNN Encoder–Decoder for Statistical
 * Machine Translation", EMNLP 2014
 * @see J. Chung, C. Gulcehre, K. Cho, Y. Bengio, "Empirical Evaluation of Gated Recurrent Neural Networks
 * on Sequence Modeling", 2014
 */
#ifndef GRU_H
#define GRU_H

#include "lstm.h"

/** 8.9 One step whose x Wx + b is already there.
 * @param[out]    h   = (B,H) the new state
 * @param[in,out] a   (B,3H) on entry x Wx + b; on exit r | z | n
 * @param[out]    u   = (B,3H) h0 Wh
 * @param[in]     h0  (B,H) the state before
 * @param[in]     Wh  (H,3H) */
void gru_step_forward(mat h, mat a, mat u, mat h0, mat Wh);

/** 8.10 The gradient of one step.
 * @param[out]    da   = (B,3H) gradient of a as it was before the gates' functions
 * @param[out]    du   = (B,3H) gradient of u
 * @param[in,out] dh0  += (B,H) gradient of the state before
 * @param[in]     dh   (B,H) gradient of h, through all paths
 * @param[in]     a    (B,3H) r | z | n
 * @param[in]     u    (B,3H) h0 Wh
 * @param[in]     h0   (B,H) the state before
 * @param[in]     Wh   (H,3H) */
void gru_step_backward(mat da, mat du, mat dh0, mat dh, mat a, mat u, mat h0, mat Wh);

/** 8.11 All steps, where a[t] already holds x_t Wx + b.
 * @param[in,out] h   (T+1,B,H) h[0] is given, the rest is the answer
 * @param[in,out] a   (T,B,3H) on exit r | z | n
 * @param[out]    u   = (T,B,3H)
 * @param[in]     Wh  (H,3H) */
void gru_recur_forward(seq h, seq a, seq u, mat Wh);

/** 8.12 The gradient of gru_recur_forward().
 * @param[out]    da  = (T,B,3H) gradient of what a held on entry
 * @param[out]    du  = (T,B,3H) gradient of u
 * @param[in,out] dh  (T+1,B,H) on entry what the loss sends to each state directly; on exit each is the
 *                    gradient through all paths
 * @param[in]     h   (T+1,B,H) the states
 * @param[in]     a   (T,B,3H) r | z | n
 * @param[in]     u   (T,B,3H)
 * @param[in]     Wh  (H,3H) */
void gru_recur_backward(seq da, seq du, seq dh, seq h, seq a, seq u, mat Wh);

/** 8.13 A whole layer.
 * @param[in,out] h  (T+1,B,H) h[0] is given
 * @param[out]    a  = (T,B,3H) r | z | n
 * @param[out]    u  = (T,B,3H)
 * @param[in]     x  (T,B,D)
 * @param[in]     w  the weights, G = 3 */
void gru_forward(seq h, seq a, seq u, seq x, gated w);

/** 8.14 The gradient of a whole layer. What sends Wh its gradient is du, not da.
 * @param[in,out] dw  += gradient of the weights
 * @param[out]    dx  = (T,B,D)
 * @param[out]    da  = (T,B,3H) as gru_recur_backward() leaves it
 * @param[out]    du  = (T,B,3H) as gru_recur_backward() leaves it
 * @param[in,out] dh  (T+1,B,H) as in gru_recur_backward()
 * @param[in]     x   (T,B,D)
 * @param[in]     h   (T+1,B,H) the states
 * @param[in]     a   (T,B,3H) r | z | n
 * @param[in]     u   (T,B,3H)
 * @param[in]     w   the weights */
void gru_backward(gated dw, seq dx, seq da, seq du, seq dh, seq x, seq h, seq a, seq u, gated w);

#endif
