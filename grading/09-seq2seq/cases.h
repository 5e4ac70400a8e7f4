/* What the files of chapter 09's cases share. */
#ifndef CASES_H
#define CASES_H

#include "attention.h"
#include "bleu.h"
#include "case.h"
#include "decode.h"
#include "seq2seq.h"

enum {
	T = 5,         // steps of the decoder
	S = 7,         // steps of the encoder
	B = 3,         // sentences
	D = 4 * SCALE, // inputs
	H = 6 * SCALE, // units
	V = 11         // words
};

extern const grade_case sentences_cases[], seq2seq_cases[], decode_cases[], bleu_cases[],
        attention_cases[];

/* An affine map's weights; its names end with `suffix`. */
affine draw_affine(book *b, const char *suffix, int in, int out);
/* A GRU layer's weights. */
gated draw_gru(book *b, const char *suffix, int in, int out);
/* Gradients that already hold something: += must keep it. */
affine started_affine(book *b, const char *suffix, int in, int out);
gated started_gru(book *b, const char *suffix, int in, int out);
/* Gradients that begin with zero. */
affine zero_affine(book *b, int in, int out);
gated zero_gru(book *b, int in, int out);
/* Gradients, as answers. */
void record_affine(book *b, const char *suffix, affine dw);
void record_gru(book *b, const char *suffix, gated dw);
/* The numeric gradients of weights. */
void numeric_affine(book *b, const char *suffix, affine w, scalar_function f, void *context);

/* n sentences of lengths lowest … highest, with few different words, so that n-grams occur twice; recorded
 * as `array`, one row each, −1 behind the end. */
sentence *draw_sentences(book *b, const char *array, int n, int lowest, int highest, int words);

#endif
