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

/** A kind of recurrent layer. A chunk has T = l->a.T steps. */
typedef struct {
	const char *name;  /**< as options and figures call it: "tanh", "lstm" */
	const char *about; /**< a few words for --help */
	int gates;         /**< G: Wx is (D,G·H), Wh (H,G·H), b (1,G·H) */
	int extra;         /**< rows of further weights (extra,H): peepholes, periods */
	bool clocked; /**< the further weights are clocks: they stay as they are while one long text is read */
	bool cell;     /**< it carries a cell c beside the state h */
	bool product;  /**< it needs h Wh apart from a: u, and du backwards */
	bool in_place; /**< with G = 1: a lies in h[1 … T] and da in dh[1 … T], nothing is copied */
	/** Weights to begin with. All are zero before. */
	void (*start)(layer *l, rng *r);
	/** All steps: h[0], c[0] and a are given; h, c and whatever backward() needs are made. */
	void (*forward)(layer *l);
	/** Back again. dh holds on entry what each state gets directly (dh[0] zero) and dc what the last
	 * cell gets; on exit da holds the gradient of a, dh[0] and dc those of the first state and cell,
	 * and dWh and dextra have been added to. The rest of dh is working space. */
	void (*backward)(layer *l);
} layer_kind;

/** A layer: weights and gradients (views of a network's flat blocks) and the memory of one chunk. */
struct layer {
	const layer_kind *kind;   /**< which */
	mat Wx, Wh, b, extra;     /**< (D,G·H), (H,G·H), (1,G·H), (extra,H) */
	mat dWx, dWh, db, dextra; /**< their gradients */
	seq a, da;                /**< (T,B,G·H) */
	seq h, dh;                /**< (T+1,B,H) */
	seq c;                    /**< (T+1,B,H) where the kind has a cell */
	mat dc;                   /**< (B,H) likewise: one gradient that goes from step to step */
	seq u, du;                /**< (T,B,G·H) where the kind has a product of its own */
	long time;                /**< number of the first step of this chunk in its sequence */
};

/** The chunk has T steps from now on, at most those that there is memory for: cuts every sequence. */
void layer_cut(layer *l, int T);

/** Kinds named in a list, in its order.
 * @param[in]  known  all kinds, a NULL at the end
 * @param[in]  list   "tanh,irnn", or "all"
 * @param[out] found  room for as many as are known, and a NULL
 * @return how many, or -1 with an error: no such kind, one named twice */
int kinds_named(const layer_kind *const *known, const char *list, const layer_kind **found);

#endif
