/** @file starts.h
 * Recurrent matrices to begin with, and what they leave of a gradient: for the lesson's bound, its
 * predictions and its figure of products.
 */
#ifndef STARTS_H
#define STARTS_H

#include "powers.h"
#include "remedies.h"

enum { START_UNITS = 100, START_STEPS = 50 };

/** How W_hh begins. */
typedef enum { UNIFORM, ORTHOGONAL, IDENTITY, POSITIVE, STARTS } start_kind;
/** "uniform", "orthogonal", "identity", "positive": as keys call them. */
extern const char *const start_name[STARTS];

/** Draw Whh; UNIFORM is within ±1/√H, as chapter 06 begins. */
void start_draw(mat Whh, start_kind kind, uint64_t seed);

/** States of one sequence: inputs normal of size `input` at each unit, from the zero state.
 * @param[out] h (T+1,1,H) */
void start_run(seq h, mat Whh, activation f, double input, uint64_t seed);

/** Norms of a gradient of length 1 and random direction, carried back from the last state.
 * @param[out] norm = (1,T+1)
 * @param[in]  h    (T+1,1,H)
 * @param[in]  Whh  (H,H)
 * @param[in]  f    activation
 * @param[in]  seed of the direction */
void start_gradient(mat norm, seq h, mat Whh, activation f, uint64_t seed);

#endif
