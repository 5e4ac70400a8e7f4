/** @file world.h
 * A corpus of known meaning: word similarities and relations that were planted, to be found again.
 *
 * Nouns have attributes (a mare is an animal, a horse, female, grown, alive), and what is said of a
 * noun depends on them alone. So the share of attributes that two words have in common is the
 * similarity that their contexts should show, and where two pairs of words differ by the same
 * attribute (king and queen, man and woman), the same step should lead from one to the other.
 */
#ifndef WORLD_H
#define WORLD_H

#include "rng.h"
#include "vocab.h"

enum { WORLD_LONGEST = 512 };

/** Stream of rng_new() that sentences are drawn from. */
enum { WORLD_STREAM = 4 };

/** The world. Built once by world_new(); read-only afterwards. */
typedef struct {
	int words;         /**< all words and forms that a sentence can hold */
	const char **word; /**< (words) */
	vocab *numbers;    /**< the same, to be found fast */
	const char **kind; /**< (words) of a noun and its plural "animal", "food", …; of other words
	                     "verb", "adjective", "nationality" or "other" */
	int nouns;         /**< words 0 … nouns-1 are the nouns, in the singular */
	int attributes;
	const char **attribute; /**< (attributes) their names; the kinds come first */
	int *among;             /**< (attributes,nouns) weight of a noun among those that have the
	                          attribute; 0: it has it not */
	bool *name;             /**< (nouns) a name: no determiner, no plural */
} world;

/** A relation between words, as in king:queen and man:woman. */
typedef struct {
	const char *section; /**< its name: "capital", …, "gram-plural", … */
	int n;               /**< pairs */
	int (*pair)[2];      /**< (n) numbers of the words */
} world_relation;

/** Two nouns and their planted similarity. */
typedef struct {
	int first, second;
	double similarity;
} world_pair;

/** Build the world in the arena. */
world world_new(arena *a);

/** The number of a word, or -1. */
int world_find(const world *w, const char *word);

/** Does noun v have attribute a? */
static inline bool world_has(const world *w, int v, int a)
{
	return w->among[a * w->nouns + v] > 0;
}

/** Draw a sentence: lower-case words with spaces between. */
void world_sentence(const world *w, rng *r, char text[WORLD_LONGEST]);

/** Planted similarity of two nouns: attributes that both have, over attributes that either has.
 * @pre both are below w->nouns */
double world_similarity(const world *w, int v, int u);

/** Draw pairs of different nouns, as many from each of six ranges of similarity as there are, but
 * no more than `most`; no pair twice.
 * @return how many there are */
int world_pairs(const world *w, arena *a, uint64_t seed, int most, world_pair **pairs);

/** The planted relations.
 * @return how many there are */
int world_relations(const world *w, arena *a, world_relation **relations);

#endif
