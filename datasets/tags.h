/** @file tags.h
 * Tagged sentences from a small probabilistic grammar, with a class for each sentence.
 *
 * Many words have more than one part of speech ("watch", "her", "can", "light"), and what decides
 * is the context: sometimes the words before, sometimes the words after, sometimes the last word
 * for the first. Because the grammar is known, so is the best that any tagger can do that sees
 * only what is left of a word, only what is right of it, or both: the ceilings for a recurrent
 * network that reads forward, backward, or both ways.
 */
#ifndef TAGS_H
#define TAGS_H

#include <stdint.h>

#include "rng.h"

enum { TAGS_LONGEST = 12, TAGS_TAGS = 9, TAGS_CLASSES = 3 };

/** Stream of rng_new() that the collections are drawn from. */
enum { TAGS_STREAM = 3 };

/** The grammar, spelled out. Built once by tags_new(); read-only afterwards. */
typedef struct {
	int words;         /**< different words */
	const char **word; /**< (words) */
	int categories;    /**< finer than tags: singular nouns, plural nouns, … */
	int *tag;          /**< (categories) the tag that is written */
	int *weight;       /**< (categories,words) of drawing the word */
	double *chance;    /**< (categories,words) probability of the word in the category */
	int templates;     /**< different ways to build a sentence */
	struct tags_template *template; /**< (templates) */
} tags;

/** One way to build a sentence: a line of categories. */
typedef struct tags_template {
	double chance;              /**< probability among all ways */
	int class, length;          /**< what it is, its words */
	int category[TAGS_LONGEST]; /**< (length) */
} tags_template;

/** A sentence and the truth about it. */
typedef struct {
	int class;              /**< 0 statement, 1 question, 2 command */
	int length;             /**< words */
	int word[TAGS_LONGEST]; /**< (length) numbers of the words */
	int tag[TAGS_LONGEST];  /**< (length) numbers of the tags */
} tags_sentence;

/** What a tagger may look at besides the word itself. */
typedef enum {
	TAGS_LEFT,  /**< the words before it */
	TAGS_RIGHT, /**< the words after it */
	TAGS_BOTH   /**< the whole sentence */
} tags_view;

/** Build the grammar's tables in the arena. */
tags tags_new(arena *a);

/** "DET", "NOUN", … */
const char *tags_tag(int tag);
/** "statement", "question", "command". */
const char *tags_class(int class);
/** The number of a word, or -1. */
int tags_word(const tags *t, const char *word);

/** Draw a sentence. */
void tags_draw(const tags *t, rng *r, tags_sentence *s);

/** The exact probability of every tag at every word, for a tagger with this view.
 * @param[in] t    the grammar
 * @param[in] s    the sentence: only its words are read
 * @param[in] view what is looked at
 * @param[out] p   (length, TAGS_TAGS), each row sums to 1, or is all 0 where the grammar has no
 *                 sentence with such words */
void tags_posterior(const tags *t, const tags_sentence *s, tags_view view, double p[][TAGS_TAGS]);

/** The exact probability of every class given all words; all 0 for no sentence of the grammar. */
void tags_class_posterior(const tags *t, const tags_sentence *s, double p[TAGS_CLASSES]);

/** Number of words that have more than one tag. */
int tags_ambiguous(const tags *t);
/** Exact accuracy of the tagger that always gives a word its most frequent tag. */
double tags_majority(const tags *t);
/** Exact probability of the most frequent class. */
double tags_class_majority(const tags *t);

/** What is best possible on sentences 1 … n of a seed. */
typedef struct {
	double accuracy[3]; /**< share of words tagged right by the highest posterior, by view */
	double expected[3]; /**< mean highest posterior: the same quantity with less noise */
	double majority;    /**< share of words that have their most frequent tag */
	double ambiguous;   /**< share of words that can have another tag */
	double class;       /**< share of sentences classified right from all words */
	long words;         /**< words looked at */
} tags_best;

/** Measure it. @pre sentences > 0 */
tags_best tags_bayes(const tags *t, uint64_t seed, long sentences);

#endif
