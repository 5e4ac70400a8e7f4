/** @file use.h
 * Chapter 05, second part: asking an n-gram model.
 *
 * @see C. E. Shannon, "Prediction and Entropy of Printed English", Bell System Technical Journal
 * 30(1), 1951
 * @see M. D. Kernighan, K. W. Church, W. A. Gale, "A Spelling Correction Program Based on a Noisy
 * Channel Model", COLING 1990
 */
#ifndef USE_H
#define USE_H

#include "ngram.h"

/** 5.8 p(w | h) by the longest n-gram that the table has: see ngram_model.
 * @param[in] m      a model
 * @param[in] words  (n) the last one is asked for, those before are its history; only the last
 *                   order−1 of the history count
 * @param[in] n      1 or more
 * @return the probability; 0 for `<s>` */
double ngram_probability(ngram_model m, const int *words, int n);

/** 5.9 The logarithm of a sentence's probability by the chain rule, from its first word to `</s>`;
 * `<s>` is where it starts and is not predicted.
 * @param[in] m         a model
 * @param[in] sentence  (n) `<s>`, words, `</s>`
 * @param[in] n         2 or more
 * @return ln p in nats, −HUGE_VAL when a factor is 0 */
double sentence_log_prob(ngram_model m, const int *sentence, int n);

/** What a text costs. */
typedef struct {
	long words, sentences; /**< predictions: of words, and of `</s>` */
	long unknown;          /**< those of `words` that are `<unk>` */
	double all;            /**< perplexity over words and `</s>`, unknown words included */
	double known;          /**< the same without the predictions of `<unk>` */
} text_perplexity;

/** 5.10 Perplexity e^(−Σ ln p / predictions), both ways: an `<unk>` in the text is a prediction
 * like any other (`all`), or is left out of sum and number, though it stays in the histories of
 * its neighbours (`known`). Infinite where a counted word is impossible, NaN where nothing is
 * counted.
 * @param[in] m   a model
 * @param[in] id  (n) sentences from `<s>` to `</s>`
 * @param[in] n   length of the text */
text_perplexity perplexity(ngram_model m, const int *id, long n);

/** 5.11 Draw a sentence, word after word, until `</s>` or until there is no room: u =
 * rng_uniform(), then the first word whose probability, added to those of the words with smaller
 * ids, exceeds u. (Where rounding leaves even the whole sum at u or below, the last word whose
 * probability is not 0.)
 * @param[out]    sentence  = `<s>`, words, and `</s>` unless there was no room
 * @param[in]     room      2 or more
 * @param[in]     m         a model
 * @param[in,out] r         random numbers, one for each word
 * @return the length */
int ngram_sample(int *sentence, int room, ngram_model m, rng *r);

/** What may have been meant by a word that was seen. */
typedef struct {
	const int *start;      /**< (n+1) the candidates of place i are start[i] … start[i+1]−1 */
	const int *word;       /**< candidates: what was meant … */
	const double *channel; /**< … and ln p(seen | meant) in nats */
} channel_candidates;

/** 5.12 What was most likely meant: argmax over w_1 … w_n of Σ ln p(seen_i|w_i) + ln
 * p(w_i|history), `</s>` included, by a beam: of all beginnings of the same length that agree on
 * their last order−1 words (fewer near `<s>`, which is one of them) only the best stays, since they
 * have the same future; of those that stay, the `beam` best are kept. Which of equally good ones,
 * is open.
 * @param[out] meant  = (n) one word for each place
 * @param[in]  c      candidates, one or more for each place
 * @param[in]  n      places, from 0
 * @param[in]  m      the language model
 * @param[in]  beam   1 or more
 * @param[in]  a      working space
 * @return the sum of the best, in nats */
double noisy_channel_decode(
        int *meant, channel_candidates c, int n, ngram_model m, int beam, arena *a);

#endif
