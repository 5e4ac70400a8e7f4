/** @file adder.h
 * Two ReLU units that solve the adding problem, set by hand: u = max(0, value + mark − 1) reads,
 * s sums what u has read. Lesson 07 works its forward and its backward pass through.
 */
#ifndef ADDER_H
#define ADDER_H

#include "remedies.h"

enum { ADDER_STEPS = 4, ADDER_UNITS = 2, ADDER_INPUTS = 2 };

/** The example, forwards and backwards; the answer is u_T + s_T, and its gradient is taken as 1. */
typedef struct {
	rnn w, dw; /**< weights, gradients */
	seq x, dx; /**< (T,1,2) value and mark; gradient */
	seq h;     /**< (T+1,1,2) states */
	seq da;    /**< (T+1,1,2) gradient of a_t at t ≥ 1, of h_0 at 0 */
	seq dh;    /**< (T+1,1,2) gradient of the states through all paths */
	double answer;
} adder;

/** @param[in] steps 4 for the lesson's sequence; more puts unmarked steps before the last mark */
adder adder_new(arena *a, int steps);

#endif
