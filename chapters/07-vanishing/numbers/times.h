/** @file times.h
 * How long the chapter's functions take, and what the walk-through compares them with.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "name median low high" lines: milliseconds over repeated runs. */
void times_print(void);

#endif
