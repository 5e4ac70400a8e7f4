/** @file plain_layers.h
 * Layers with one state and no gate: chapter 06's and chapter 07's as kinds of the laboratory.
 */
#ifndef PLAIN_LAYERS_H
#define PLAIN_LAYERS_H

#include "layer.h"

/** h_t = tanh(a_t + h_{t−1} Wh); all weights uniform within ±1/√H. */
extern const layer_kind layer_tanh;
/** h_t = max(0, a_t + h_{t−1} Wh); Wh = I. */
extern const layer_kind layer_irnn;
/** The same with Wh positive definite, its largest eigenvalue 1. */
extern const layer_kind layer_nprnn;

/** All three, and a NULL. */
extern const layer_kind *const plain_kinds[];

/** Wx and Wh uniform within ±1/√H, as chapter 06 starts; a beginning for kinds to come. */
void start_uniform(layer *l, rng *r);

#endif
