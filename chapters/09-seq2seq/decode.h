/** @file decode.h
 * Chapter 09, fourth part: from a model's probabilities to a sentence.
 *
 * @see A. Graves, "Sequence Transduction with Recurrent Neural Networks", 2012 (beam search)
 * @see Y. Wu and others, "Google's Neural Machine Translation System", 2016 (length normalisation)
 */
#ifndef DECODE_H
#define DECODE_H

#include "mat.h"

/** A model that says, word by word, how likely the next word is. It keeps a state for each of `slots`
 * unfinished sentences. */
typedef struct {
	void *self;     /**< handed to next() */
	int vocabulary; /**< V */
	int start, end; /**< ids of <s> and </s> */
	int slots;      /**< sentences at a time */
	/** n unfinished sentences, each one word longer: sentence i goes on from the state in slot from[i]
	 * with word[i]; its new state is then in slot i. `from[i]` −1: from the beginning.
	 * @param[out] logp  = (n,V) log-probabilities of the word after */
	void (*next)(void *self, const int *from, const int *word, int n, mat logp);
} word_model;

/** A finished or cut-off sentence. */
typedef struct {
	int *word;    /**< (longest) its words, without <s> and </s>; the caller's memory */
	int length;   /**< how many */
	bool ended;   /**< whether </s> was said, or `longest` reached */
	double logp;  /**< log-probability, that of </s> included when it ended */
	double score; /**< what was compared: logp / lengthᵃ, see beam_search() */
} sentence;

/** 9.22 Always the most probable word (the first of equals), until </s> or `longest` words.
 * @param[in,out] s        the sentence; score = logp
 * @param[in]     m        the model
 * @param[in]     longest  most words */
void greedy_decode(sentence *s, const word_model *m, int longest);

/** 9.23 The best sentence among the `beam` best unfinished ones at each length.
 *
 *     score = logp / nᵃ,     n words and </s> counted
 *
 * At each step every unfinished sentence is continued by every word. Of all continuations the `beam` with
 * the largest logp are kept (the first of equals: earlier sentence, smaller id); those that end with
 * </s> are finished and leave the beam, which gets smaller by them. At `longest` words the unfinished ones
 * are finished as they are. The answer is the finished one with the largest score (the first of equals).
 * @param[in,out] s        the sentence
 * @param[in]     m        the model, with at least `beam` slots
 * @param[in]     beam     how many are kept, at least 1
 * @param[in]     a        0 compares logp itself, 1 the mean log-probability of a word
 * @param[in]     longest  most words, at least 1 */
void beam_search(sentence *s, const word_model *m, int beam, double a, int longest);

#endif
