/** @file hand.h
 * The running example: one picture of 3×3 pixels, one kernel of 2×2, a gradient from above; and what
 * becomes of its four answers in batch normalisation; and one look at three regions.
 */
#ifndef HAND_H
#define HAND_H

#include "blocks.h"
#include "telling.h"

/** Everything about the 3×3 picture. */
typedef struct {
	arena memory;
	images x, y, dy, dx;
	conv2d k, dk;
	mat turned; /**< (2,2) the true convolution's answer */
	mat col;    /**< (4,4) what the window sees */
	mat dcol;   /**< (4,4) its gradient */
	mat full;   /**< (3,3) dy with a frame of zeros, convolved with the kernel */
} hand;

/** All of it, computed. */
hand hand_new(void);

/** The window of the example. */
extern const window hand_window;

/** Batch normalisation of the example's answers as one channel of four numbers; γ = 1, β = 0. */
typedef struct {
	images y, dx; /**< normalised, gradient */
	channel_moments batch, running;
	batch_norm w, dw;
} hand_norm;

/** All of it, computed, on the example's memory. */
hand_norm hand_norm_new(hand *e);

/** One look: three regions of two numbers, a question. */
typedef struct {
	arena memory;
	mat region, q, alpha, ctx;      /**< (3,2), (1,2), (1,3), (1,2) */
	mat dctx, dalpha, ds, dq, read; /**< read: what dregion gets because it was read (3,2) */
	mat dregion;                    /**< (3,2), both paths */
} hand_look;

/** All of it, computed. */
hand_look hand_look_new(void);

#endif
