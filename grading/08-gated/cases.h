/* What the files of chapter 08's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"
#include "gru.h"
#include "lstm.h"
#include "optimizers.h"
#include "stacks.h"
#include "variants.h"

enum { T = 6, B = 3, D = 7 * SCALE, H = 5 * SCALE }; // steps, sequences, inputs, units

extern const grade_case lstm_cases[], gru_cases[], variants_cases[], stacks_cases[],
        optimizers_cases[];

/* A layer's weights and biases; its names end with `suffix`: "", "0", "1", "2". */
gated draw_gated(book *b, const char *suffix, int in, int out, int gates);
/* Gradients that already hold something: += must keep it. */
gated started_gated(book *b, const char *suffix, int in, int out, int gates);
/* Gradients that begin with zero. */
gated zero_gated(book *b, int in, int out, int gates);
/* A layer's gradients, as answers. */
void record_gated(book *b, const char *suffix, gated dw);
/* The numeric gradients of a layer's weights. */
void record_numeric_gated(book *b, const char *suffix, gated w, scalar_function f, void *context);

/* Gates at random: `sigmoids` blocks in (0,1), then one in (−1,1), as if somebody's forward pass had
 * made them. */
seq draw_gates(book *b, const char *array, int nsteps, int batch, int units, int sigmoids);
/* What an LSTM's gates (T,B,4H) make of h[0] and c[0]. */
void lstm_states_of(seq h, seq c, seq gates);

#endif
