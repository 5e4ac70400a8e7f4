/* What the files of chapter 07's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"
#include "powers.h"
#include "remedies.h"

enum { T = 5, B = 3, D = 4 * SCALE, H = 6 * SCALE }; // steps, sequences, inputs, units

extern const grade_case powers_cases[], remedies_cases[];

/* A number as an input, so that a report can tell it; returns it. */
double given_number(book *b, const char *array, double x);
/* A layer's weights and bias. */
rnn draw_rnn(book *b, int in, int out);
/* Gradients that already hold something: += must keep it. */
rnn started_rnn(book *b, int in, int out);
/* A layer's gradients, as answers. */
void record_rnn(book *b, rnn dw);
/* Random states as a ReLU makes them, about half of them 0; h[0], which nobody made, is any. */
seq draw_relu_states(book *b, const char *array, int steps_and_one, int batch, int units);

#endif
