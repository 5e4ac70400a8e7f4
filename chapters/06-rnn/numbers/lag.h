/** @file lag.h
 * What a cut gradient cannot learn: remember one letter for `lag` steps.
 *
 * A sequence is a letter (a or b, as often the one as the other), then lag-1 dots, then a question
 * mark, after which the letter is asked for. Guessing costs log 2 nats.
 */
#ifndef LAG_H
#define LAG_H

#include <stdint.h>

/** Train a network of 16 units on the task by AdaGrad, with backpropagation cut every k steps.
 * @param[in] lag      steps from the letter to the question
 * @param[in] k        steps in a piece; lag+1 is the whole sequence
 * @param[in] updates  how many
 * @param[in] seed     for the initial weights
 * @return the loss after the last update, nats */
double lag_train(int lag, int k, int updates, uint64_t seed);

#endif
