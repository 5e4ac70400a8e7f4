/** @file maps.h
 * Chapter 03, second part: from many numbers a word to a place on paper.
 *
 * Locally linear embedding says of each point how its neighbours mix to make it, and asks for places
 * in the plane that mix the same way. t-SNE turns distances into probabilities of being neighbours,
 * above and on paper, and moves the places until the two agree. Both keep who is near; neither keeps
 * how far.
 *
 * @see S. T. Roweis, L. K. Saul, "Nonlinear Dimensionality Reduction by Locally Linear Embedding",
 * Science 290, 2000
 * @see L. van der Maaten, G. Hinton, "Visualizing Data using t-SNE", JMLR 9, 2008
 */
#ifndef MAPS_H
#define MAPS_H

#include "mat.h"
#include "rng.h"

/** 3.10 How its neighbours mix to make each point: for row i the weights w_ij, j = 1 … k, that sum
 * to 1 and make ‖x_i − Σ_j w_ij x_nb(i,j)‖² smallest. With G_jl = ⟨x_i − x_nb(i,j), x_i − x_nb(i,l)⟩
 * they solve (G + λI) w = 1, scaled to sum 1; λ = ridge · trace(G)/k, or `ridge` when the trace is
 * 0, for with more neighbours than dimensions G alone has no inverse.
 * @param[out] w          = (n,k)
 * @param[in]  x          (n,D) the points
 * @param[in]  neighbour  (n·k) for each point the numbers of k others
 * @param[in]  ridge      above 0, about 1e-3 */
void lle_weights(mat w, mat x, const int *neighbour, double ridge);

/** 3.11 Places that mix as the points do: the d eigenvectors of M = (I − W)ᵀ(I − W) with the
 * smallest eigenvalues but one. (The very smallest belongs to the vector of ones: all points in one
 * place.) Each column has mean square 1; their signs mean nothing.
 * @param[out] y          = (n,d) d < n, the smallest eigenvalue's column first
 * @param[in]  w          (n,k) from lle_weights()
 * @param[in]  neighbour  (n·k) */
void lle(mat y, mat w, const int *neighbour);

/** 3.12 The probability that j is i's neighbour, for all pairs:
 *
 *     p_j|i = exp(−‖x_i − x_j‖² β_i) / Σ_{l≠i} exp(−‖x_i − x_l‖² β_i),   p_i|i = 0
 *
 * with β_i such that e^ℋ(p_·|i) is the perplexity asked for (ℋ in nats): ℋ falls as β grows, so
 * bisection finds β_i. To a relative 1e-12 in double; 100 halvings are enough. Then p_ij =
 * (p_j|i + p_i|j) / 2n.
 *
 * Where more points than the perplexity stand equally near, no β is large enough: they share the
 * probability alike.
 * @param[out] p           = (n,n) symmetric, sums to 1
 * @param[in]  x           (n,D)
 * @param[in]  perplexity  how many neighbours a point has in effect: above 1, below n − 1 */
void tsne_affinities(mat p, mat x, double perplexity);

/** 3.13 How badly places on paper agree, and which way to move them. With t_ij = 1/(1 + ‖y_i −
 * y_j‖²) and q_ij = t_ij / Σ_{k≠l} t_kl, q_ii = 0:
 *
 *     L = Σ_{i≠j} p_ij ln (p_ij / q_ij),    dy_i = 4 Σ_j (p_ij − q_ij) t_ij (y_i − y_j)
 *
 * dy is the gradient of L for a p that sums to 1. Exaggerated, p pulls harder than q pushes.
 *
 * @param[out]    dy       = (n,d)
 * @param[in]     p        (n,n) symmetric, its diagonal 0; a p_ij of 0 adds nothing to L
 * @param[in]     y        (n,d)
 * @param[in,out] scratch  gives working space; arena_reset() it from time to time
 * @return L in nats */
double tsne_gradient(mat dy, mat p, mat y, arena *scratch);

/** How t-SNE moves: see tsne_step(). */
typedef struct {
	double rate;         /**< learning rate η */
	double momentum;     /**< μ, 0 … 1 */
	double exaggeration; /**< p is multiplied by it: above 1 in the beginning */
} tsne_pace;

/** 3.14 One step of descent with momentum and a gain for each number, which grows while gradient
 * and motion agree on a direction:
 *
 *     g ← g + 0.2 where dy and m differ in sign, else 0.8 g, never below 0.01
 *     m ← μ m − η g ∘ dy,   y ← y + m,   then the mean of each column of y is taken away
 *
 * (m is the way just gone, so it points against the gradient as long as descent goes straight on. A
 * zero has the sign +.)
 * @param[in,out] y        (n,d) places
 * @param[in,out] m        (n,d) motion, zero at the start
 * @param[in,out] gain     (n,d) ones at the start
 * @param[in]     p        (n,n) affinities, not yet exaggerated
 * @param[in]     how      pace
 * @param[in,out] scratch  gives working space; arena_reset() it between steps
 * @return the loss before the step, of the exaggerated p */
double tsne_step(mat y, mat m, mat gain, mat p, tsne_pace how, arena *scratch);

#endif
