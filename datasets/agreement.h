/** @file agreement.h
 * Sentences in which the verb agrees with a noun that need not be near:
 *
 *     the writer of the old books near the houses … is
 *
 * Between subject and verb stand 0 to 4 nouns. An *attractor* is one whose number is not the
 * subject's. *Syntactic* recency, the number of the subject, is always right; *sequential* recency, the
 * number of the nearest noun, is right as often as the grammar's weights say, which is known
 * exactly.
 *
 * @see T. Linzen, E. Dupoux, Y. Goldberg, "Assessing the Ability of LSTMs to Learn Syntax-Sensitive
 * Dependencies", TACL 4, 2016
 */
#ifndef AGREEMENT_H
#define AGREEMENT_H

#include <stdbool.h>

#include "rng.h"

enum { AGREEMENT_LONGEST = 24, AGREEMENT_BETWEEN = 4 };

/** Stream of rng_new() that the collections are drawn from. */
enum { AGREEMENT_STREAM = 5 };

/** What a word says of number. */
typedef enum { SINGULAR, PLURAL, NO_NUMBER } agreement_number;

/** The grammar's words. Built once by agreement_new(); read-only afterwards. */
typedef struct {
	int words;                /**< different words */
	const char **word;        /**< (words) */
	agreement_number *noun;   /**< (words) of a noun; NO_NUMBER for other words */
	agreement_number *verb;   /**< (words) of a verb; NO_NUMBER for other words */
	struct agreement_list *l; /**< the lists that words are drawn from */
} agreement;

/** A sentence up to its verb, and the truth about it. */
typedef struct {
	int length;                  /**< words; the last is the verb */
	int word[AGREEMENT_LONGEST]; /**< (length) numbers of the words */
	agreement_number number;     /**< of subject and verb */
	int between;                 /**< nouns between the two */
	int attractors;              /**< of them with the other number */
	bool recency_agrees;         /**< the noun nearest to the verb has the subject's number */
} agreement_sentence;

/** Build the tables in the arena. */
agreement agreement_new(arena *a);

/** Draw a sentence.
 * @param[in]     g        the grammar
 * @param[in,out] r        random numbers
 * @param[in]     between  nouns between subject and verb, 0 … AGREEMENT_BETWEEN; -1: as the grammar's
 *                         weights have it
 * @param[out]    s        the sentence */
void agreement_draw(const agreement *g, rng *r, int between, agreement_sentence *s);

/** The number of the first noun: the syntactic answer, from the words alone. */
agreement_number agreement_syntactic(const agreement *g, const agreement_sentence *s);
/** The number of the last noun before the verb: what sequential recency answers. */
agreement_number agreement_recent(const agreement *g, const agreement_sentence *s);

/** Probability of so many nouns between, 0 … AGREEMENT_BETWEEN. */
double agreement_chance_between(int between);
/** How often sequential recency is right, exactly.
 * @param[in] between  nouns between subject and verb; -1: on all sentences */
double agreement_recency_accuracy(int between);

#endif
