/** @file layer.h
 * Recurrent layers as the laboratory sees them: kinds that can be exchanged.
 *
 * What reads the input is the same for every kind: a_t = x_t Wx + b, (T,B,G·H), known for all steps
 * before time begins. A kind adds how a state goes on: its forward() turns a into states, its
 * backward() turns the gradient of the states into that of a. The rest of a network need not know
 * which kind it is made of.
 */
#ifndef LAYER_H
#define LAYER_H

#include <stdbool.h>

#include "mat.h"
#include "rng.h"

typedef struct layer layer;

/** A kind of recurrent layer. */
typedef struct {
	const char *name;  /**< as options and figures call it: "tanh", "lstm" */
	const char *about; /**< a few words for --help */
	int gates;         /**< G: Wx is (D,G·H), Wh (H,G·H), b (1,G·H) */
	int extra;         /**< rows of further weights (extra,H): peepholes, periods */
	bool cell;         /**< it carries a cell c beside the state h */
	/** Weights to begin with; l->Wx is drawn by the network, b is zero. */
	void (*start)(layer *l, rng *r);
	/** T steps: h[0], c[0] and a[0 … T-1] are given; h, c and whatever backward() needs are made. */
	void (*forward)(layer *l, int T);
	/** Back again. dh (T+1,B,H) holds on entry what each state gets directly, dc zero except for
	 * dc[T]; on exit da holds the gradient of a, dh[0] and dc[0] those of the first state, and dWh
	 * and dextra have been added to. */
	void (*backward)(layer *l, int T);
} layer_kind;

/** A layer: weights and gradients (views of a network's flat blocks) and the memory of one chunk. */
struct layer {
	const layer_kind *kind;   /**< which */
	mat Wx, Wh, b, extra;     /**< (D,G·H), (H,G·H), (1,G·H), (extra,H) */
	mat dWx, dWh, db, dextra; /**< their gradients */
	seq a, da;                /**< (T,B,G·H) */
	seq h, dh;                /**< (T+1,B,H) */
	seq c, dc;                /**< (T+1,B,H), or T = 0 where a kind has no cell */
	seq u;                    /**< (T,B,G·H) for a kind's own use */
	long time;                /**< number of the first step of this chunk in its sequence */
};

#endif
