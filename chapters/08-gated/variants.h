/** @file variants.h
 * Chapter 08, third part: three changes to one LSTM step.
 *
 * Each is a step as in lstm.h: `a` holds x Wx + b on entry and the gates on exit, and backwards da is the
 * gradient of what it held.
 *
 * @see F. A. Gers, J. Schmidhuber, "Recurrent Nets that Time and Count", IJCNN 2000 (peepholes)
 * @see K. Greff and others, "LSTM: A Search Space Odyssey", IEEE TNNLS 28(10), 2017 (coupled gates)
 * @see D. Neil, M. Pfeiffer, S.-C. Liu, "Phased LSTM: Accelerating Recurrent Network Training for Long or
 * Event-based Sequences", NIPS 2016
 */
#ifndef VARIANTS_H
#define VARIANTS_H

#include "lstm.h"

/** 8.15 Peepholes: the gates see the cell, input and forget gate the old one, the output gate the new one.
 *
 *     i, f = σ(a_i + p_i∘c₀), σ(a_f + p_f∘c₀)     o = σ(a_o + p_o∘c)
 *
 * @param[out]    h,c  = (B,H)
 * @param[in,out] a    (B,4H) i | f | o | g
 * @param[in]     h0   (B,H)
 * @param[in]     c0   (B,H)
 * @param[in]     Wh   (H,4H)
 * @param[in]     p    (3,H) p_i, p_f, p_o: one number a cell, no matrix */
void peephole_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat p);

/** 8.16 Its gradient.
 * @param[in,out] dp   += (3,H) gradient of the peepholes
 * @param[out]    da   = (B,4H)
 * @param[in,out] dh0  += (B,H)
 * @param[in,out] dc   (B,H) on entry what the step after sends to c; on exit the gradient of c0
 * @param[in]     dh   (B,H)
 * @param[in]     a    (B,4H) the gates
 * @param[in]     c,c0 (B,H)
 * @param[in]     Wh   (H,4H)
 * @param[in]     p    (3,H) */
void peephole_step_backward(
        mat dp, mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh, mat p);

/** 8.17 Coupled gates: what is written takes the place of what is forgotten, i = 1 − f.
 *
 *     c = f∘c₀ + (1−f)∘g
 *
 * @param[out]    h,c  = (B,H)
 * @param[in,out] a    (B,3H) on exit f | o | g
 * @param[in]     h0   (B,H)
 * @param[in]     c0   (B,H)
 * @param[in]     Wh   (H,3H) */
void coupled_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh);

/** 8.18 Its gradient.
 * @param[out]    da   = (B,3H)
 * @param[in,out] dh0  += (B,H)
 * @param[in,out] dc   (B,H) as in peephole_step_backward()
 * @param[in]     dh   (B,H)
 * @param[in]     a    (B,3H) the gates
 * @param[in]     c,c0 (B,H)
 * @param[in]     Wh   (H,3H) */
void coupled_step_backward(mat da, mat dh0, mat dc, mat dh, mat a, mat c, mat c0, mat Wh);

/** 8.19 A gate that opens by the clock. With φ = ((t − s) mod τ)/τ, which is in [0,1),
 *
 *     k = 2φ/ρ            φ < ρ/2             opening
 *         2 − 2φ/ρ        ρ/2 ≤ φ < ρ         closing
 *         leak · φ        ρ ≤ φ               shut but for the leak
 *
 * @param[out] k      = (1,H)
 * @param[in]  t      the time
 * @param[in]  clock  (3,H) period τ > 0, shift s, open share ρ in (0,1]
 * @param[in]  leak   small, such as 0.001 in training and 0 afterwards */
void time_gate(mat k, double t, mat clock, double leak);

/** 8.20 Its gradient.
 * @param[in,out] dclock  += (3,H)
 * @param[in]     dk      (1,H)
 * @param[in]     t,clock,leak as for time_gate(); φ is on none of the three corners */
void time_gate_backward(mat dclock, mat dk, double t, mat clock, double leak);

/** 8.21 A step of a phased LSTM: an LSTM step proposes, the time gate says how much of it happens.
 *
 *     c = k∘c̃ + (1−k)∘c₀       h = k∘h̃ + (1−k)∘h₀       c̃, h̃ from lstm_step_forward()
 *
 * @param[out]    h,c  = (B,H)
 * @param[in,out] a    (B,4H) i | f | o | g
 * @param[in]     h0   (B,H)
 * @param[in]     c0   (B,H)
 * @param[in]     Wh   (H,4H)
 * @param[in]     k    (1,H) the same for the whole batch */
void phased_step_forward(mat h, mat c, mat a, mat h0, mat c0, mat Wh, mat k);

/** 8.22 Its gradient.
 * @param[in,out] dk   += (1,H) gradient of the time gate
 * @param[out]    da   = (B,4H)
 * @param[in,out] dh0  += (B,H)
 * @param[in,out] dc   (B,H) on entry what the step after sends to c; on exit the gradient of c0
 * @param[in]     dh   (B,H)
 * @param[in]     a    (B,4H) the gates
 * @param[in]     h0   (B,H)
 * @param[in]     c0   (B,H)
 * @param[in]     Wh   (H,4H)
 * @param[in]     k    (1,H) */
void phased_step_backward(
        mat dk, mat da, mat dh0, mat dc, mat dh, mat a, mat h0, mat c0, mat Wh, mat k);

#endif
