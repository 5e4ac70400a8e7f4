/** @file recall.h
 * What the last state of an encoder that has learnt nothing can tell of the words that it read.
 *
 * A GRU of H units with random weights reads 20 words, each one of 10. A linear readout, fitted by least
 * squares on 3,000 sentences, says each word from the state after the last one; what is counted are 1,000
 * other sentences. Guessing is right in 10 %.
 */
#ifndef RECALL_H
#define RECALL_H

enum { RECALL_WORDS = 20, RECALL_SIZES = 4 };

/** 16, 32, 64, 128 units. */
extern const int recall_units[RECALL_SIZES];

/** @param[out] last  share of sentences whose word t is told by the last state
 * @param[out] own   share of sentences whose word t is told by the state after it
 * @param[in]  H     units */
void recall(double last[RECALL_WORDS], double own[RECALL_WORDS], int H);

#endif
