/** @file toy.h
 * The running example of lesson 05: three sentences, and what smoothing makes of them.
 */
#ifndef TOY_H
#define TOY_H

#include "use.h"

enum { ANN = NGRAM_FIRST, SAW, NEW, YORK, BOB, LEFT, TOY_V };

/** Names of the words. */
extern const char *const toy_words[TOY_V];
/** The text: three sentences. @param[out] n its length */
const int *toy_text(int *n);
/** The discounts of the hand calculation: one half from every count. */
ngram_discounts toy_half(void);
/** Kneser–Ney of order 2 with those discounts. @param[out] t the table it is of */
ngram_model toy_kneser_ney(ngram_table *t, arena *a);

/** Print "key value…" lines. */
void toy_keys(void);
/** Each word: its count, the words before it, two probabilities. */
void block_words(void);
/** Each word after "saw", by four smoothings. */
void block_answers(void);
/** The places in their sorted order, and what each opens. */
void block_walk(void);
/** What each word has after "saw": by counting, kept, and given. */
void csv_mass(void);
/** The sorted places again, a row for each word that a place looks back on. */
void csv_sorting(void);
/** Nodes and edges of a lattice, and the best way through it. */
void csv_lattice(void);

#endif
