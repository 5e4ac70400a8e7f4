/** @file convnet.h
 * Seeing: from pixels to regions, through chapter 10's own layers.
 *
 *     picture → 3 × ( convolution 3×3 → batch normalisation → largest of 2×2 → ReLU ) → regions
 *             → n × residual block
 *
 * A picture of 32 × 32 pixels becomes 4 × 4 regions. ReLU stands behind the pooling, where there is a
 * quarter of the work: the larger of two numbers is found before as well as after max(0, ·). A residual
 * block (10.11) lets each region take its neighbours into account; it begins as max(0, x) = x.
 */
#ifndef CONVNET_H
#define CONVNET_H

#include "blocks.h"
#include "rng.h"
#include "weights.h"

enum { CONVNET_STAGES = 3, CONVNET_BLOCKS = 4 };

/** What goes in and how wide it is. */
typedef struct {
	int channels;                /**< of a picture: 3 */
	int side;                    /**< pixels, a multiple of 8 */
	int kernels[CONVNET_STAGES]; /**< of each stage; the last are the numbers of a region */
	int blocks;                  /**< 0 … CONVNET_BLOCKS residual ones, behind the last stage */
} convnet_shape;

/** One of the three: weights, and the memory of one batch. */
typedef struct {
	conv2d k, dk;
	batch_norm n, dn;
	channel_moments batch, running;
	images x, dx; /**< what it reads; the first stage has no dx */
	images y, z;  /**< convolved; normalised */
	images p, dp; /**< pooled, through ReLU */
	int *from;    /**< of max_pool_forward() */
} convnet_stage;

/** A residual block, and the memory of one batch. */
typedef struct {
	conv2d k[2], dk[2];
	images x, dx; /**< what it reads */
	images r, y, dy;
} convnet_block;

/** A convolutional net. */
typedef struct {
	convnet_shape shape;
	mat running; /**< (1,n) all running moments, to be kept with the weights */
	mat working; /**< memory that the stages use in turn on the way back */
	convnet_stage stage[CONVNET_STAGES];
	convnet_block block[CONVNET_BLOCKS];
	images seen, dseen; /**< regions, still as pictures: what stages and blocks have made */
} convnet;

/** Regions of one picture. */
int convnet_regions(const convnet_shape *s);
/** Hand out its weights. */
void convnet_weights(convnet *e, weights *from);
/** Memory for N pictures. @pre its weights are handed out */
void convnet_memory(convnet *e, arena *a, int N);
/** Weights to begin with: kernels normal with deviation √(2/inputs), γ = 1. */
void convnet_start(convnet *e, rng *r);

/** Regions of the pictures in stage[0].x.
 * @param[in,out] e       the net
 * @param[out]    region  = (F·L,B,R): region l of frame f of film b is step f·L + l; picture f·B + b
 * @param[in]     learns  normalise by the moments of the batch, and follow them; else by the running ones */
void convnet_forward(convnet *e, seq region, bool learns);

/** Its gradient, into the weights.
 * @param[in,out] e        the net, as convnet_forward() left it
 * @param[in]     dregion  (F·L,B,R) */
void convnet_backward(convnet *e, seq dregion);

#endif
