/** @file gated_layers.h
 * Layers with gates: chapter 08's cells as kinds of the laboratory.
 */
#ifndef GATED_LAYERS_H
#define GATED_LAYERS_H

#include "layer.h"

/** 8.1–8.8; forget gates begin with a bias of 1. */
extern const layer_kind layer_lstm;
/** The same, where they begin with 0: what that bias is for shows beside it. */
extern const layer_kind layer_lstm_forget0;
/** 8.15 and 8.16; extra (3,H) are the peepholes, which begin at 0. */
extern const layer_kind layer_lstm_peephole;
/** 8.17 and 8.18. */
extern const layer_kind layer_lstm_coupled;
/** 8.9–8.14. */
extern const layer_kind layer_gru;
/** 8.19–8.22; extra (3,H) is the clock: periods spread evenly over the powers of e from 1 to 55 steps,
 * shifts anywhere in them, open for three tenths. */
extern const layer_kind layer_phased_lstm;

/** All six, and a NULL. */
extern const layer_kind *const gated_kinds[];
/** Chapter 07's and these, and a NULL. */
extern const layer_kind *const all_kinds[];

#endif
