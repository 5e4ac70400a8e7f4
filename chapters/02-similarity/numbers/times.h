/** @file times.h
 * How long the chapter's functions take, beside other ways, for the walk-through's comparisons.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print "name median low high" lines: milliseconds of the processor over repeated runs. Text:
 * 100,000 words, 3,000 of them different, five places to either side. Neighbours: the best 10 of
 * 20,000 vectors of 100 numbers, for 64 queries. */
void times_print(void);

#endif
