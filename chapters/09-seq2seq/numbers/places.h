/** @file places.h
 * Two small languages, and how far a look-up by place alone comes.
 *
 * A source sentence is: noun phrase, verb, noun phrase; a noun phrase is an article, in every second case an
 * adjective, and a noun. The straight language says word by word what stands there. The turned one puts
 * adjectives behind nouns and the verb at the end.
 */
#ifndef PLACES_H
#define PLACES_H

enum { PLACES = 7, SHAPES = 4 };

/** Of one language: how often target word t comes from source word s. */
typedef struct {
	double share[PLACES][PLACES]; /**< of the sentences that have a word t */
	double has[PLACES];           /**< share of sentences that have a word t */
	double best;                  /**< share of all words that the best fixed place for each t gets */
} places;

/** @param turned  the second language */
places places_count(int turned);

#endif
