/** @file topics.h
 * Labelled documents with known class structure: the embedded collection of chapter 01.
 *
 * A document has a topic (its label) and a second topic that it strays into. Because the source
 * is known, so is the best that any classifier can do: topics_posterior() is exact, and its
 * accuracy is the ceiling for every method that looks at the words alone.
 */
#ifndef TOPICS_H
#define TOPICS_H

#include <stdint.h>

#include "rng.h"

enum { TOPICS = 4, TOPICS_LONGEST = 1024 };

/** Stream of rng_new() that the collections are drawn from. */
enum { TOPICS_STREAM = 2 };

/** The source. Built once by topics_new(); read-only afterwards. */
typedef struct {
	int words;                       /**< different words, singular form */
	const char **word;               /**< (words) */
	bool *counts;                    /**< (words) has a plural in -s */
	double *chance[TOPICS];          /**< (words) probability under the topic's own list */
	double *common;                  /**< (words) probability under the list of common words */
	int common_size, size[TOPICS];   /**< lengths of the lists */
	int *common_list, *list[TOPICS]; /**< word numbers by rank */
	int *zipf;                       /**< weight by rank */
} topics;

/** Build the source in the arena. */
topics topics_new(arena *a);

/** Name of topic k: "sea", "kitchen", "garden" or "music". */
const char *topics_label(int k);
/** Prior probability of topic k. */
double topics_prior(int k);

/** Draw a document.
 * @param[in] t         the source
 * @param[in,out] r     random numbers
 * @param[out] text     its words, separated by spaces
 * @return its topic */
int topics_document(const topics *t, rng *r, char text[TOPICS_LONGEST]);

/** The exact probability of each topic given a document's words (Bayes' rule).
 * @param[in] t     the source
 * @param[in] text  words separated by spaces
 * @param[out] p    (TOPICS), sums to 1
 * @return 0, or -1 with error_set() for a word that the source does not have */
int topics_posterior(const topics *t, const char *text, double p[TOPICS]);

/** What is best possible on documents 1 … n of a seed. */
typedef struct {
	double accuracy; /**< share of documents whose label has the highest posterior */
	double expected; /**< mean highest posterior: the same quantity with less noise */
	double majority; /**< share of the most frequent label */
} topics_best;

/** Measure it. @pre documents > 0 */
topics_best topics_bayes(const topics *t, uint64_t seed, long documents);

#endif
