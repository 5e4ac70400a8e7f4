/** @file letters.h
 * Letters and ids: which code points a text uses, and the text as their numbers.
 */
#ifndef LETTERS_H
#define LETTERS_H

#include "arena.h"
#include "lm.h"

/** An alphabet: code points in ascending order. */
typedef struct {
	int count; /**< V */
	int *code; /**< (V) */
} letters;

/** The alphabet of a text. @pre text is UTF-8 */
letters letters_of(arena *a, const char *text, size_t length);

/** A text as ids.
 * @param[in]  a       keeps the ids
 * @param[in]  l       the alphabet
 * @param[in]  name    where the text is from, for the message
 * @param[in]  text    UTF-8
 * @param[in]  length  its bytes
 * @param[out] ids     the text
 * @return 0, or -1 with an error that names the line with a letter outside the alphabet */
int letters_to_ids(arena *a, const letters *l, const char *name, const char *text, size_t length,
        lm_text *ids);

/** The letter of an id as UTF-8, ended by 0. */
void letters_spell(const letters *l, int id, char out[5]);

#endif
