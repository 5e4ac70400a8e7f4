/** @file vocab.h
 * Strings and numbers for each other, and how often each string came.
 *
 * The first word added is 0, the next new one 1, and so on. A word may be a single character: the
 * character model keeps its alphabet here. Which words deserve a place (by frequency, without
 * stop words, …) is for others to decide: this table takes what it is given.
 */
#ifndef VOCAB_H
#define VOCAB_H

#include <stddef.h>
#include <stdio.h>

#include "arena.h"

/** A table of words; lives and dies with its arena. */
typedef struct vocab vocab;

/** An empty table. */
vocab *vocab_new(arena *a);

/** Count one occurrence of a word.
 * @return its id, a new one when the word is new
 * @pre word is not empty */
int vocab_add(vocab *v, const char *word);
/** As vocab_add(), for `length` bytes in the middle of a text. @pre none of them is 0 */
int vocab_add_part(vocab *v, const char *word, size_t length);

/** The id of a word, or -1 when it was never added. */
int vocab_id(const vocab *v, const char *word);
/** As vocab_id(), for `length` bytes in the middle of a text. */
int vocab_id_part(const vocab *v, const char *word, size_t length);

/** The word with an id. @pre 0 ≤ id < vocab_size(v) */
const char *vocab_word(const vocab *v, int id);
/** How often the word was added. @pre 0 ≤ id < vocab_size(v) */
long vocab_count(const vocab *v, int id);
/** Say how often a word came, for words counted elsewhere. @pre 0 ≤ id < vocab_size(v), count ≥ 0 */
void vocab_set_count(vocab *v, int id, long count);
/** Number of different words. */
int vocab_size(const vocab *v);

/** Write the table as text: `word TAB count` on each line, in the order of ids; tab, line feed,
 * carriage return and backslash in a word are written \\t \\n \\r \\\\.
 * @return 0, or -1 with an error, the old file untouched */
int vocab_save(const vocab *v, const char *path);

/** Write one line of vocab_save(). @pre 0 ≤ id < vocab_size(v) */
void vocab_write_line(const vocab *v, int id, FILE *f);

/** Add the word of one line of vocab_save(), with its count.
 * @param[in,out] v      the table
 * @param[in]     line   the line, without its end. @pre no byte of it is 0
 * @param[in]     length its bytes
 * @param[in]     path   where it is from, and
 * @param[in]     number which line of it, for the message
 * @return 0, or -1 with an error: no such line, or a word that is in the table */
int vocab_read_line(vocab *v, const char *line, size_t length, const char *path, long number);

/** Read what vocab_save() wrote.
 * @param[in,out] v     an empty table; after an error it may hold some of the words
 * @param[in]     path  the file
 * @return 0, or -1 with an error that names path and line */
int vocab_load(vocab *v, const char *path);

#endif
