/** @file others.h
 * Exercises done in another way, to be timed.
 */
#ifndef OTHERS_H
#define OTHERS_H

#include "blocks.h"
#include "telling.h"

/** Convolution by its definition: seven loops. */
void other_loops(images y, images x, conv2d k, window w);
/** What the windows see of the whole batch at once, and one product. */
void other_whole(images y, images x, conv2d k, window w, mat room);
/** im2col that asks of each number whether it lies in the picture. */
void other_asking(mat col, images x, window w);
/** Mean and variance in one walk, by E x² − (E x)². */
void other_one_walk(channel_moments m, images x);
/** Pooling with a branch where a larger number is found. */
void other_branch(images y, int *from, images x, int size);
/** Show, attend and tell with x_t Wx step by step. */
void other_unhoisted(attentive_lstm_wires v, seq x, seq region, attentive_lstm w);

#endif
