/** @file texts.h
 * What lesson 05 measures on texts: the King James Bible, and a generated language of known entropy.
 */
#ifndef TEXTS_H
#define TEXTS_H

#include "use.h"

/** A text in two parts; every tenth line is for the test. */
typedef struct {
	int *train, *test;
	long ntrain, ntest;         /**< with <s> and </s> */
	long words, lines, unknown; /**< of the test */
	int V;
} divided;

/** The file of the text, one line a sentence, words between blanks: set by main(). */
extern const char *text_path;
/** Read it; words of the first part that came less than `least` times are <unk>, and all new ones. */
divided text_divided(long least, arena *a);
/** Interpolated modified Kneser–Ney with the discounts of the text itself. */
ngram_model text_kneser_ney(const ngram_table *t, arena *a);
/** Sentences of the generated language. @param[out] n length @param[out] bits what they cost its source */
int *chain_text(long sentences, int stream, long *n, double *bits, int *V, arena *a);

/** Print "key value…" lines. */
void texts_keys(void);
/** Discounts and counts of counts. */
void block_discounts(void);
/** Perplexity by the size of the vocabulary. */
void block_vocabulary(void);
/** Perplexity against order, four smoothings. */
void csv_order(void);
/** Perplexity against the length of the text, four orders. */
void csv_size(void);
/** The generated language: perplexity against sentences. */
void csv_entropy(void);
/** Counts of counts. */
void csv_counts(void);

#endif
