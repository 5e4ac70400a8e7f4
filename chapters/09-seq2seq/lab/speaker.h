/** @file speaker.h
 * A trained translator as a word_model (decode.h), and what it says of a sentence.
 */
#ifndef SPEAKER_H
#define SPEAKER_H

#include "decode.h"
#include "translator.h"

/** How to search. */
typedef struct {
	int beam;         /**< 1: greedy_decode() */
	double normalise; /**< a of beam_search() */
	int longest;      /**< most words of an answer */
} search;

/** A translator that speaks. It works on one source sentence at a time. */
typedef struct {
	translator *t;
	word_model model;
	arena kept, scratch;
	int reads;          /**< words of the sentence */
	mat start;          /**< (1,H) what the encoder made of it */
	mat h[2], in, a, u; /**< (slots, …) states before and after, and on the way */
	mat q, joined, o;   /**< (slots, …) of attention */
} speaker;

/** A speaker with so many slots. */
void speaker_new(speaker *s, translator *t, int slots);
/** Its memory goes. */
void speaker_free(speaker *s);

/** Translate a sentence of at least one word.
 * @param[in,out] s       with a slot for each hypothesis of the beam
 * @param[in]     source  the sentence
 * @param[in]     how     to search
 * @param[in,out] h       the answer; h->word has room for how.longest words */
void speaker_translate(speaker *s, sentence source, search how, hypothesis *h);

/** The weights with which an answer's words attended to the source: (answer.length+1, source.length), the
 * last row for `</s>`. They stand until the translator is used again.
 * @pre the translator attends */
mat speaker_attention(speaker *s, sentence source, sentence answer);

#endif
