/** @file decode.h
 * Chapter 09, third part: from a model's probabilities to a sentence.
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
	int start, end; /**< ids of `<s>` and `</s>` */
	int slots;      /**< sentences at a time */
	/** n unfinished sentences, each one word longer: sentence i goes on from the state in slot from[i]
	 * with word[i]; its new state is then in slot i. `from[i]` −1: from the beginning.
	 * @param[out] logp  = (n,V) log-probabilities of the word after */
	void (*next)(void *self, const int *from, const int *word, int n, mat logp);
} word_model;

/** What a search finds. */
typedef struct {
	int *word;    /**< (longest) its words, without `<s>` and `</s>`; the caller's memory */
	int length;   /**< how many */
	bool ended;   /**< `</s>` was said; if not, `longest` was reached */
	double logp;  /**< log-probability, that of `</s>` included when it ended */
	double score; /**< what was compared */
} hypothesis;

/** 9.9 Always the most probable word (the first of equals), until `</s>` or `longest` words.
 * @param[in,out] h        the sentence; score = logp
 * @param[in]     m        the model
 * @param[in]     longest  most words, at least 1 */
void greedy_decode(hypothesis *h, const word_model *m, int longest);

/** 9.10 The best sentence that a beam finds.
 *
 * The beam holds unfinished sentences of equal length, at first the empty one. At each step
 *
 * 1. every sentence in it is continued by every word;
 * 2. of all continuations the k with the largest logp are kept (the first of equals: earlier sentence, then
 *    smaller id), where k = `beam` minus how many sentences have finished so far;
 * 3. those of them that end with `</s>` have finished; the others, best first, are the beam of the next step.
 *
 * It stops when the beam is empty, or at `longest` words: then those in it count as finished too. The
 * answer is the finished sentence with the largest score (the one that finished first, of equals):
 *
 *     score = logp / nᵃ,     n its words, `</s>` counted
 *
 * @param[in,out] h        the sentence
 * @param[in]     m        the model, with at least `beam` slots
 * @param[in]     beam     at least 1
 * @param[in]     a        0 compares logp itself, 1 the mean log-probability of a word
 * @param[in]     longest  most words, at least 1 */
void beam_search(hypothesis *h, const word_model *m, int beam, double a, int longest);

#endif
