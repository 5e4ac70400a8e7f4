/** @file powers.h
 * Chapter 07, first part: what is left of a gradient after many steps.
 *
 * Going back one step multiplies the gradient by a matrix, going back fifty steps by a product of
 * fifty. What multiplies by less than 1 fifty times leaves nothing, what multiplies by more leaves
 * no number. For one matrix again and again its eigenvalues decide in the end, and its singular
 * values on the way.
 *
 * @see Y. Bengio, P. Simard, P. Frasconi, "Learning Long-Term Dependencies with Gradient Descent is
 * Difficult", IEEE Trans. Neural Networks 5(2), 1994
 * @see R. Pascanu, T. Mikolov, Y. Bengio, "On the Difficulty of Training Recurrent Neural
 * Networks", ICML 2013
 */
#ifndef POWERS_H
#define POWERS_H

#include "mat.h"

/** 7.1 A power of a symmetric matrix by its eigenvalues: with A = Σ_j λ_j q_jᵀ q_j, rows q_j
 * orthonormal, Aⁿ = Σ_j λ_jⁿ q_jᵀ q_j.
 * @param[out] p       = (m,m) Aⁿ
 * @param[out] lambda  = (1,m) eigenvalues of A, rising
 * @param[in]  a       (m,m) symmetric; not changed
 * @param[in]  n       0 or more; A⁰ is the identity, also where A has an eigenvalue 0 */
void matrix_power_by_eig(mat p, mat lambda, mat a, int n);

/** 7.2 The spectral radius of any square matrix, its largest |eigenvalue|, by Gelfand's formula
 *
 *     ρ = lim ‖Aᵏ‖^{1/k},   k = 1, 2, 4, … 2^squarings
 *
 * Square, divide by the norm so that no number leaves its range, and keep what was divided by as
 * logarithms.
 * @param[in] a          (m,m)
 * @param[in] squarings  0 or more; the error is about ln(m)/2^squarings: 25 give a float all its
 *                       digits, 55 a double
 * @return ‖Aᵏ‖^{1/k} of the last k, with ‖X‖² the sum of all squares; 0 when a power is zero */
double spectral_radius(mat a, int squarings);

/** What a state is made with: h = f(a). */
typedef enum { BY_TANH, BY_RELU } activation;

/** 7.3 How a step sends a gradient back, for one sequence: dh_{t−1} = dh_t J,
 *
 *     J = diag(f'(a_t)) Whhᵀ,   f' from the state itself: 1 − h² for tanh; 1 where h > 0, else 0
 *
 * @param[out] J    = (H,H)
 * @param[in]  h    (1,H) the state h_t
 * @param[in]  Whh  (H,H)
 * @param[in]  f    activation */
void state_jacobian(mat J, mat h, mat Whh, activation f);

/** 7.4 How much can be left of a gradient: the norm of J_T J_{T−1} … J_{t+1}, its largest singular
 * value, for every t.
 * @param[out] norm  = (1,T+1) element t is norm_t; norm_T is 1. A product that leaves the range of
 *                   its numbers has norm 0 or NaN
 * @param[in]  h     (T+1,1,H) states of one sequence
 * @param[in]  Whh   (H,H)
 * @param[in]  f     activation */
void jacobian_product_norms(mat norm, seq h, mat Whh, activation f);

#endif
