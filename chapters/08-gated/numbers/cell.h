/** @file cell.h
 * The running example of chapter 08: one cell that writes 1, holds it for three steps and reads it.
 * Everything is computed by the chapter's own functions.
 */
#ifndef CELL_H
#define CELL_H

#include "lstm.h"

enum { CELL_STEPS = 5, CELL_INPUTS = 3 };

/** What each step reads: 0 write, 1 wait, 2 read. */
extern const int cell_reads[CELL_STEPS];
/** Their names. */
extern const char *const cell_names[CELL_INPUTS];

/** The layer, one pass through it, and that pass's gradients; the loss is what is read, h_T. */
typedef struct {
	gated w, dw; /**< D = 3 one-hot inputs, H = 1 */
	seq x;       /**< (5,1,3) */
	seq h, c;    /**< (6,1,1) */
	seq a, da;   /**< (5,1,4) gates; gradients of what went into them */
	mat dh, dc;  /**< (1,6) gradients of h_t and c_t through all paths */
	mat past;    /**< (1,6) of dc_t the part that comes past the gates, dc_{t+1} f_{t+1} */
} held;

/** The example with its printed weights. */
held cell_new(arena *a);
/** States and gates. */
void cell_forward(held *e);
/** All gradients of h_T; cell_forward() must have run. */
void cell_backward(held *e);
/** h_T as a scalar_function of gradcheck.h. */
double cell_loss(void *e);

#endif
