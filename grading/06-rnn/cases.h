/* What the files of chapter 06's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"
#include "rnn.h"

/* Steps, sequences, inputs, units, classes. */
enum { T = 5, B = 3, D = 4 * SCALE, H = 6 * SCALE, V = 7 * SCALE };

extern const grade_case rnn_cases[], temporal_cases[], stacks_cases[];

/* A layer's weights and bias. */
rnn draw_rnn(book *b, int in, int out);
/* The same for all gradients of a layer. */
rnn started_rnn(book *b, int in, int out);
/* Gradients that begin with zero. */
rnn zero_rnn(book *b, int in, int out);
/* A layer's gradients, as answers. */
void record_rnn(book *b, rnn dw);
/* Random states in (-1,1), as if somebody's forward pass had made them. */
seq draw_states(book *b, const char *array, int steps_and_one, int batch, int units);

#endif
