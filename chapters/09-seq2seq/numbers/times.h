/** @file times.h
 * How long the chapter's functions take, and what the walk-through compares them with.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "name median low high" lines: milliseconds of processor time over repeated runs, at S = T = 30,
 * B = 32, H = 128, keys of 256. */
void times_print(void);

#endif
