/** @file lags.h
 * What reaches a state from later steps: the size of a gradient against lag, for any kind of layer.
 */
#ifndef LAGS_H
#define LAGS_H

#include "network.h"

/** ‖∂L/∂state_{T−lag}‖ for a loss that looks at the last state only: L = Σ_b h_T δ_b, the δ_b of length
 * 1 and random direction. A state is h, and with a cell h and c together.
 * @param[out]    norm  = (1,T+1) by lag: root of the mean square over the batch; norm[0] is 1
 * @param[in,out] n     a network of one layer that has just read T steps; its dw is lost
 * @param[in,out] r     for the directions */
void lag_norms(mat norm, network *n, rng *r);

/** A number that was measured several times: geometric mean, smallest, largest. */
typedef struct {
	double mean, low, high;
} spread;

/** The spread of n positive numbers; the mean is 0 where one of them is. */
spread spread_of(const double *x, int n);

#endif
