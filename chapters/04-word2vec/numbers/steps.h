/** @file steps.h
 * One loop made fast in five steps, each measured.
 */
#ifndef STEPS_H
#define STEPS_H

/** Print "speed.NAME median low high", thousands of words a second, for each version. */
void steps_print(void);

#endif
