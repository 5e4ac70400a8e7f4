/** @file places.h
 * Three small languages, and how far a look-up by place alone comes.
 *
 * Straight: a noun phrase, a verb, a noun phrase; a noun phrase is an article, in every second case an
 * adjective, and a noun. The target says word by word what stands there.
 *
 * Turned: the same sources; the target puts adjectives behind nouns and the verb at the end.
 *
 * Backwards: four to twelve words of one class; the target says them from the last to the first.
 */
#ifndef PLACES_H
#define PLACES_H

typedef enum { STRAIGHT, TURNED, BACKWARDS, LANGUAGES } language;

enum { PLACES = 12 };

/** "straight", "turned", "backwards". */
extern const char *const language_name[LANGUAGES];

/** One form of a sentence. */
typedef struct {
	int words;        /**< of the target */
	int from[PLACES]; /**< source place of each, from 0 */
	double p;         /**< how likely the form is */
} sentence_form;

/** Form i of a language, from 0.
 * @return false when there are no more */
int places_form(sentence_form *f, language l, int i);

/** Of one language: how often target word t comes from source word s. */
typedef struct {
	double share[PLACES][PLACES]; /**< of the sentences that have a word t */
	double has[PLACES];           /**< share of sentences that have a word t */
	double best; /**< share of all words that the best fixed place for each t gets */
} places;

places places_count(language l);

#endif
