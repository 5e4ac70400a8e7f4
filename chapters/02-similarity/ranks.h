/** @file ranks.h
 * Chapter 02, third part: does the order of similarities agree with people's?
 *
 * People gave pairs of words a number, the vectors give another. Scales differ, so only the order
 * is compared: both lists become ranks, and the ranks are correlated.
 *
 * @see C. Spearman, "The Proof and Measurement of Association between Two Things", American Journal
 * of Psychology 15(1), 1904
 */
#ifndef RANKS_H
#define RANKS_H

#include "mat.h"

/** 2.9 Ranks from 1, the smallest first; equal numbers share the mean of their ranks:
 * (10, 20, 10, 5) has ranks (2.5, 4, 2.5, 1).
 * @param[out] r  = (1,n)
 * @param[in]  x  (1,n), no NaN */
void ranks(mat r, mat x);

/** 2.10 Spearman's ρ: the correlation of the ranks,
 *
 *     ρ = Σ (r_i − r̄)(s_i − s̄) / √(Σ (r_i − r̄)² · Σ (s_i − s̄)²)
 *
 * The shortcut 1 − 6 Σd²/(n(n²−1)) holds only without ties.
 * @param[in] x  (1,n)
 * @param[in] y  (1,n)
 * @return −1 … 1; NaN when all of x or all of y are equal, or n < 2: there is nothing to compare */
double spearman(mat x, mat y);

#endif
