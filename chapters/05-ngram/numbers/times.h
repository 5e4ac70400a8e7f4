/** @file times.h
 * How long the chapter's functions take, beside other ways to do the same.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "key median low high" lines: milliseconds of the processor. */
void times_print(void);

#endif
