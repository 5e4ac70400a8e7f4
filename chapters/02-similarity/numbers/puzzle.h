/** @file puzzle.h
 * The puzzle of lesson 02: an unknown word in four of 26 sentences, and what a table makes of it.
 */
#ifndef PUZZLE_H
#define PUZZLE_H

/** Print the unknown word's neighbours and the words most like it, by counts and by PPMI. */
void puzzle_print(void);
/** Print "key value…" lines about it. */
void puzzle_keys(void);
/** Print the places around one word of a sentence and what each counts, as CSV. */
void puzzle_window_csv(void);

#endif
