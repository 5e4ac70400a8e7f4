/** @file times.h
 * How long the chapter's functions take, for the figure of time against size and for the
 * walk-through's comparisons.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "name median low high" lines: milliseconds of processor time over repeated runs. */
void times_print(void);

#endif
