/** @file blocks.h
 * Chapter 10, second part: what makes deep networks trainable, and more pictures out of few.
 *
 * @see S. Ioffe, C. Szegedy, "Batch Normalization: Accelerating Deep Network Training by Reducing
 * Internal Covariate Shift", ICML 2015
 * @see K. He, X. Zhang, S. Ren, J. Sun, "Deep Residual Learning for Image Recognition", CVPR 2016
 */
#ifndef BLOCKS_H
#define BLOCKS_H

#include "convolution.h"

/** What a normalised channel becomes, or the gradients: y = γ x̂ + β. */
typedef struct {
	mat gamma; /**< (1,C) */
	mat beta;  /**< (1,C) */
} batch_norm;

/** Mean and variance of each channel. */
typedef struct {
	mat mean;     /**< (1,C) */
	mat variance; /**< (1,C) */
} channel_moments;

/** 10.8 Batch normalisation in training: each channel by its mean and variance over all pixels of
 * all pictures of this batch, M = N·H·W numbers.
 *
 *     μ = Σx/M    v = Σ(x−μ)²/M    y = γ (x−μ)/√(v+ε) + β
 *     running mean     ← (1−m) running mean + m μ
 *     running variance ← (1−m) running variance + m v·M/(M−1)
 *
 * @param[out]    y        = (C,N,H,W)
 * @param[out]    batch    = μ and v, for the way back
 * @param[in,out] running  what batch_norm_eval() will use
 * @param[in]     x        (C,N,H,W), M > 1
 * @param[in]     w        γ and β
 * @param[in]     m        share of the new, such as 0.1
 * @param[in]     epsilon  such as 1e-5 */
void batch_norm_forward(images y, channel_moments batch, channel_moments running, images x,
        batch_norm w, double m, double epsilon);

/** 10.9 Its gradient, also through μ and v.
 * @param[in,out] dw     += gradients of γ and β
 * @param[out]    dx     = (C,N,H,W)
 * @param[in]     dy     (C,N,H,W)
 * @param[in]     x,batch,w,epsilon  as before */
void batch_norm_backward(batch_norm dw, images dx, images dy, images x, channel_moments batch,
        batch_norm w, double epsilon);

/** 10.10 Batch normalisation after training: by the running moments, so that a picture's answer
 * does not depend on its neighbours in the batch.
 * @param[out] y        = (C,N,H,W)
 * @param[in]  x        (C,N,H,W)
 * @param[in]  running  moments
 * @param[in]  w        γ and β
 * @param[in]  epsilon  as in training */
void batch_norm_eval(images y, images x, channel_moments running, batch_norm w, double epsilon);

/** 10.11 A residual block: y = max(0, x + conv₂(r)), r = max(0, conv₁(x)), windows of 3, stride 1,
 * pad 1.
 * @param[out] y  = (C,N,H,W)
 * @param[out] r  = (C,N,H,W) for the way back
 * @param[in]  x  (C,N,H,W)
 * @param[in]  k  two sets of C kernels (C,C·9) */
void residual_forward(images y, images r, images x, const conv2d k[2]);

/** 10.12 Its gradient.
 * @param[in,out] dk     two gradients, +=
 * @param[out]    dx     = (C,N,H,W)
 * @param[in]     dy     (C,N,H,W)
 * @param[in]     y,r,x  as before
 * @param[in]     k      the kernels */
void residual_backward(
        const conv2d dk[2], images dx, images dy, images y, images r, images x, const conv2d k[2]);

/** How a picture is put down anew. */
typedef struct {
	double right, down; /**< moved by so many pixels */
	double turn;        /**< turned clockwise about its centre, radians */
	double scale;       /**< made larger about its centre, above 0 */
	bool flip;          /**< left and right exchanged first */
} placement;

/** 10.13 The same picture, put down differently: flipped, scaled and turned about its centre
 * ((W−1)/2, (H−1)/2), then moved. Each pixel of the answer asks where it comes from and takes the
 * mean of the four pixels around that place, weighted by nearness; outside the picture is 0.
 * @param[out] y  = (C,N,H,W)
 * @param[in]  x  (C,N,H,W)
 * @param[in]  p  N placements */
void place_images(images y, images x, const placement *p);

#endif
