/* What the files of chapter 05's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"
#include "ngram.h"

extern const grade_case counts_cases[], smoothing_cases[], use_cases[], neural_cases[];

/* A text as an input. */
typedef struct {
	int *id, n, V;
} text;

/* The given words as an input. */
text given_text(book *b, const int *id, int n, int V);

/* Sentences that repeat themselves, some of length 0, some with <unk>; word V-2 never occurs, word V-1
 * once, in a sentence of its own. The fixed ones are followed by `sentences` at random. */
text draw_text(book *b, int V, int sentences);

/* The table of a text, counted slowly and by nobody's exercise; `order` becomes an input. */
ngram_table slow_table(book *b, text x, int order);

/* The words of n-gram i of level m, w_1 … w_m. */
void words_of(int *words, const ngram_table *t, int m, int i);

/* p(w_n | w_1 … w_{n-1}) in a model, looked up slowly. */
double slow_probability(ngram_model m, const int *words, int n);

/* Room for a model, filled with NaN. */
ngram_model blank_model(book *b, const ngram_table *t);

/* A model that sums to one after every history, with random shares. */
ngram_model random_model(book *b, const ngram_table *t);

/* A model as inputs. */
void given_model(book *b, ngram_model m);

/* The model as answers: prefix and "prob_1", "backoff_1" … */
void record_model(book *b, const char *prefix, ngram_model m);

/* The sum over all words but <s> after each history of order-1 words in the table. */
void record_sums(book *b, const char *array, ngram_model m);

#endif
