/** @file optimum.h
 * What negative sampling converges to, on the table of chapter 02: seven nouns, six verbs.
 */
#ifndef OPTIMUM_H
#define OPTIMUM_H

/** Print "key value…" lines. */
void optimum_keys(void);
/** For each cell that is not zero: PMI − ln K, and the learnt ⟨x, c⟩ with 6 and with 2 numbers. */
void csv_optimum(void);

#endif
