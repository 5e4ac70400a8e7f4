/** @file hill.h
 * One weight, fifty multiplications: L = ½ (w⁵⁰ − ½)², a plain, a wall, and descent on both with and
 * without clipping.
 */
#ifndef HILL_H
#define HILL_H

enum { HILL_STEPS = 50 };

/** The loss at w. */
double hill_loss(double w);
/** Its derivative. */
double hill_slope(double w);
/** One update of w at this rate; `limit` 0 does not clip. */
double hill_update(double w, double rate, double limit);

#endif
