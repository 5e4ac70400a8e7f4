/* What the files of chapter 01's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"
#include "vectors.h"

enum {
	N = 6,
	V = 9,
	D = 5 * SCALE,
	K = 3 * SCALE,
	LENGTH = 17
}; // documents, words, numbers a word, classes

#define LENGTH_OF(list) ((int)(sizeof(list) / sizeof *(list)))

extern const grade_case words_cases[], vectors_cases[], classifier_cases[];

/* Six documents: one with a repeated word and padding inside, one empty, one of nothing but
 * padding, one with a word three times, the last id and id 0, one of a single word, and one word
 * that is in every document that has words. */
documents draw_documents(book *b);

/* Positive weights of the V words. */
mat draw_idf(book *b);

#endif
