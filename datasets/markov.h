/** @file markov.h
 * A text of any length whose entropy is known exactly: the embedded text of the character models.
 *
 * Words follow one another in a Markov chain and are spelled out in letters. Because no word's
 * spelling begins another's, the letters say which words were drawn, and the entropy per character
 * is the entropy per word divided by the mean length of a word. A language model can then be
 * held against the truth: its bits per character must come down to this number and no lower.
 */
#ifndef MARKOV_H
#define MARKOV_H

#include "rng.h"

/** The chain. Built once by markov_new(); read-only afterwards. */
typedef struct {
	int words;         /**< states of the chain, n */
	const char **text; /**< (n) spelling, separator included: "fox ", ".\n", ", and " */
	int *weight;       /**< (n,n) of word j after word i, whole numbers */
	double *next;      /**< (n,n) probability of word j after word i: weight / sum of its row */
	double *often;     /**< (n) stationary probability of each word */
} markov;

/** A place in a text that is being written. */
typedef struct {
	rng r;
	int word; /**< the word being spelled */
	int at;   /**< its characters written so far */
} markov_pen;

/** Build the chain in the arena. */
markov markov_new(arena *a);

/** A pen at the start of a sentence; the same seed writes the same text on every machine. */
markov_pen markov_start(uint64_t seed);
/** Write one more character. */
char markov_write(const markov *m, markov_pen *pen);
/** Write the first n characters of the text of this seed. No '\0' is added. */
void markov_fill(const markov *m, uint64_t seed, long n, char *text);

/** Entropy of the next word given this one, in bits: Σ_i π_i Σ_j P_ij log2(1/P_ij). */
double markov_bits_per_word(const markov *m);
/** Mean characters of a word, separator included: Σ_i π_i length_i. */
double markov_characters_per_word(const markov *m);
/** The exact entropy rate in bits per character: the quotient of the two above. */
double markov_entropy(const markov *m);

/** What the true model pays for a text: −log2 of its probability, in bits.
 *
 * The forward algorithm over (word, characters written), for a reader who comes in at a random
 * place: any slice of a generated text can be scored, which costs at most a few bits more than
 * knowing where it starts.
 * @param[in] m     the chain
 * @param[in] name  where the text is from, for the message
 * @param[in] text  n characters, not necessarily ended by '\0'
 * @param[in] n     their number
 * @param[out] bits the sum over the text
 * @return 0, or -1 with an error that names the line where the source cannot have written this */
int markov_score(const markov *m, const char *name, const char *text, long n, double *bits);

/** The different characters of the texts, in ASCII order.
 * @param[in] m           the chain
 * @param[out] characters ended by '\0'
 * @return how many */
int markov_alphabet(const markov *m, char characters[256]);

#endif
