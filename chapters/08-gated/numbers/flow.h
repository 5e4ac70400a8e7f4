/** @file flow.h
 * What comes through many steps of a layer that has learnt nothing yet.
 */
#ifndef FLOW_H
#define FLOW_H

#include "lstm.h"

enum { FLOW_UNITS = 100, FLOW_BATCH = 20, FLOW_STEPS = 60 };

/** The gradient of the last state in a random direction, carried back. Inputs and embeddings are
 * standard normal, as wide as the layer; norms are over states, cells and the batch, and relative to
 * the gradient of the last state.
 * @param[out] all     = (1,T+1) norm at lag n of the gradient of h and c through all paths
 * @param[out] direct  = (1,T+1) norm of the part that has passed cells only, no gate and no Wh
 * @param[in]  bias    forget bias
 * @param[in]  seed    of weights, inputs and direction */
void flow_lstm(mat all, mat direct, double bias, uint64_t seed);

#endif
