/** @file checks.h
 * Backward passes against numeric gradients, on layers of random weights.
 */
#ifndef CHECKS_H
#define CHECKS_H

/** The worst disagreement of an LSTM layer's gradients, relative to the largest element. */
double check_lstm(void);
/** Of a GRU layer's. */
double check_gru(void);
/** Of one step with peepholes. */
double check_peephole(void);

#endif
