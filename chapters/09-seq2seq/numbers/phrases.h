/** @file phrases.h
 * A model of Spanish weather that is a table: which word follows which. It answers "it is raining".
 */
#ifndef PHRASES_H
#define PHRASES_H

#include "decode.h"

enum { PHRASE_WORDS = 6, PHRASE_LONGEST = 4 };

/** Names of the words; the last is </s>. */
extern const char *const phrase_words[PHRASE_WORDS];

/** The model, for up to `slots` sentences at a time. */
word_model phrases_model(int slots);
/** p(next | before) of the table; before −1 is <s>. */
double phrases_probability(int before, int next);

#endif
