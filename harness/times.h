/** @file times.h
 * How long a chapter's functions take, beside exercises done in other ways.
 */
#ifndef TIMES_H
#define TIMES_H

/** Print the times that a chapter's walk-through compares: "name median fastest slowest" lines.
 *
 * Chapters have it in numbers/ways/, which no kit holds, because there exercises are solved; in a kit the
 * harness's own stands in, and says so. */
void times_print(void);

#endif
