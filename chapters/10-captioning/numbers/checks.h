/** @file checks.h
 * Gradient checks: the largest difference between a backward pass and small steps, divided by the
 * largest element of the gradient.
 */
#ifndef CHECKS_H
#define CHECKS_H

double check_conv2d(void);
double check_batch_norm(void);
double check_residual(void);
double check_image_rnn(void);
double check_attentive(void);

#endif
