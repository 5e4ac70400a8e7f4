/** @file others.h
 * Other ways to do what the solution does, for comparison, and the memory that all jobs share.
 */
#ifndef OTHERS_H
#define OTHERS_H

#include "optimizers.h"
#include "stacks.h"
#include "variants.h"

/** A layer of T = 50 steps with D = H = 128, letters of an alphabet of V = 65, and what the jobs need. */
typedef struct {
	arena memory;
	gated w, dw;                 /**< an LSTM */
	gated g;                     /**< three gates: a GRU, a coupled cell */
	mat E, table;                /**< (V,D) embeddings, (V,4H) E Wx + b */
	int *id;                     /**< (T·B) letters */
	seq letters;                 /**< (T,B,V) the same, one-hot */
	seq x, dx;                   /**< (T,B,D) */
	seq h, c, dh;                /**< (T+1,B,H) */
	mat dc;                      /**< (B,H) */
	seq a, da;                   /**< (T,B,4H) */
	seq u, du;                   /**< (T,B,4H), of which a GRU uses three quarters */
	seq kept;                    /**< (T,B,4H) what goes into the gates */
	seq gates, states, cells;    /**< of a forward pass, for the backward ones */
	seq tanhs;                   /**< (T,B,H) tanh of those cells */
	mat p, dp, clock;            /**< peepholes, their gradient, clocks */
	mat k, clock_gate;           /**< time gates: of now, and of one moment */
	mat weights, gradient, m, v; /**< (1,n) as many as an LSTM has */
	lstm_wires wires[2];         /**< two layers' */
	mat share;                   /**< (T+1,T+1) */
	gated both[2];               /**< their weights */
	seq y;                       /**< (T,B,2H) */
} bench;

/** All memory, random weights and one forward pass. */
bench bench_new(int B);

/** The products of the recurrence alone. */
void other_products(bench *s);
/** The same, each handed to BLAS in one piece. */
void other_whole_products(bench *s);
/** Its gates, cells and states alone. */
void other_gates(bench *s);
/** The recurrence with expf and tanhf of the C library, a number at a time. */
void other_library(bench *s);
/** With loops in C instead of BLAS. */
void other_loops(bench *s);
/** Backwards, with tanh(c) kept by the forward pass instead of computed again. */
void other_kept_tanh(bench *s);
/** A GRU whose reset gate acts before the product: two products a step. */
void other_reset_before(bench *s);
/** Adam as it is printed: both corrections for each parameter. */
void other_adam(bench *s);
/** lstm_unrolled_cell() of one sequence, and each share as a product of its own. */
void other_unrolled(bench *s);
void other_unrolled_anew(bench *s);
/** Two layers, step after step, both layers at each: deep_lstm_forward() with its loops exchanged. */
void other_deep_steps(bench *s);
/** deep_lstm_forward() of two layers. */
void other_deep(bench *s);
/** bilstm_forward() of two layers. */
void other_both_ways(bench *s);
/** The turning round of an input alone. */
void other_turn(bench *s);

#endif
