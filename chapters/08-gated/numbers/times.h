/** @file times.h
 * How long the chapter's functions take, and what the walk-through compares them with.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "name median low high" lines: milliseconds over repeated runs, at the size of the course:
 * T = 50 steps, D = H = 128, V = 65, and B = 32; names that end in ".one" have B = 1. */
void times_print(void);

#endif
