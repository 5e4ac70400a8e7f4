/** @file tongue.h
 * Sentences in a small English and in a made-up tongue, with the one right translation.
 *
 *     the old kings near a river saw the white bird    nami ti lo sorun velo pato blino miran
 *
 * What the tongue does otherwise:
 *
 * - the verb stands last, behind the object;
 * - adjectives stand behind their noun and take its gender (-a, -o);
 * - a preposition stands behind its noun phrase, and both in front of what they are about;
 * - "the" is not said; "a" and "an" are `ti` behind noun and adjective;
 * - nouns have a plural, and the verb takes its subject's number, which English has not in the past;
 * - "X because Y" is said as Y zo X, so whole clauses change places; "X and Y" is X ke Y.
 *
 * Names are no words of a lexicon: a name is made of syllables, is the same in both, and counts as singular.
 */
#ifndef TONGUE_H
#define TONGUE_H

#include "rng.h"

enum { TONGUE_LONGEST = 768, TONGUE_CLAUSES = 5 };

/** Stream of rng_new() that the collections are drawn from. */
enum { TONGUE_STREAM = 7 };

/** A sentence in both, words separated by a blank. */
typedef struct {
	int clauses;
	char english[TONGUE_LONGEST], tongue[TONGUE_LONGEST];
} tongue_pair;

/** Draw a sentence.
 * @param[in,out] r        random numbers
 * @param[in]     clauses  1 … TONGUE_CLAUSES; 0: 1 to 3, 3 : 2 : 1
 * @param[in]     names    how many in a hundred noun phrases are a name
 * @param[out]    p        the sentence and its translation */
void tongue_draw(rng *r, int clauses, int names, tongue_pair *p);

#endif
