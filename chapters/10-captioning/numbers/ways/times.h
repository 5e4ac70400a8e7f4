/** @file times.h
 * How long the chapter's functions take, and what the walk-through compares them with.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "name median low high" lines: milliseconds over repeated runs. A convolution goes from 16 to
 * 32 channels of 14×14 pixels, 64 pictures; sentences are B = 64, T = 12, D = H = 128, with L = 49
 * regions of R = 32 numbers. */
void times_print(void);

#endif
