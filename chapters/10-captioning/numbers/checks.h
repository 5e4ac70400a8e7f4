/** @file checks.h
 * Gradient checks: the largest difference between a backward pass and small steps, divided by the
 * largest element of the gradient.
 */
#ifndef CHECKS_H
#define CHECKS_H

/** Of a convolution with stride 2 and padding. */
double check_conv2d(void);
/** Of batch normalisation. */
double check_batch_norm(void);
/** Of a residual block. */
double check_residual(void);
/** Of a recurrent layer that sees the picture at every step. */
double check_image_rnn(void);
/** Of an LSTM that looks before each step. */
double check_attentive(void);

#endif
