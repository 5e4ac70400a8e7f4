/** @file checks.h
 * Backward passes against numeric gradients, at random weights.
 */
#ifndef CHECKS_H
#define CHECKS_H

/** The worst disagreement of the three scores' gradients, relative to the largest element. */
double check_scores(void);
/** Of attention after every step, weights, states and keys. */
double check_attend(void);
/** Of an encoder with sentences of different length. */
double check_encoder(void);

#endif
