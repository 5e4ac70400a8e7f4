/** @file times.h
 * How long the chapter's functions take, for the walk-through's comparisons.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "name median low high" lines: microseconds over repeated runs, at the size of a batch of
 * 32 verses: 960 words, V = 6,000, D = 16, K = 6. */
void times_print(void);

#endif
