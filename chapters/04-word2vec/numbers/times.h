/** @file times.h
 * How long the chapter's functions take beside other ways to do the same, for the walk-through.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "time.NAME median low high", milliseconds of the processor, for each. */
void times_print(void);

#endif
