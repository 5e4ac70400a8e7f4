/** @file convolution.h
 * Chapter 10, first part: seeing the same thing everywhere.
 *
 * @see Y. LeCun and others, "Gradient-Based Learning Applied to Document Recognition", Proc. IEEE
 * 86(11), 1998
 */
#ifndef CONVOLUTION_H
#define CONVOLUTION_H

#include "images.h"

/** 10.1 Convolution of one picture with one kernel, where the kernel lies wholly inside:
 *
 *     out(y,x) = Σ_ij kernel(i,j) · image(y + K−1−i, x + K−1−j)
 *
 * The kernel is turned by 180°, which makes convolution commutative. Networks leave that out
 * (10.4) and learn a kernel that is turned already; that operation's name is cross-correlation.
 * @param[out] out     = (H−K+1, W−L+1)
 * @param[in]  image   (H,W)
 * @param[in]  kernel  (K,L) */
void convolve(mat out, mat image, mat kernel);

/** How a window goes over a picture. */
typedef struct {
	int size;   /**< K: it is K high and K wide */
	int stride; /**< steps from one place to the next */
	int pad;    /**< zeros around the picture */
} window;

/** Places of a window along n pixels. */
static inline int places(int n, window w)
{
	return (n + 2 * w.pad - w.size) / w.stride + 1;
}

/** 10.2 What a window sees, a column a place:
 *
 *     col((c·K + i)·K + j, (n·H' + y)·W' + x) = channel c of picture n
 *                                               at (y·stride − pad + i, x·stride − pad + j)
 *
 * and 0 outside the picture; H', W' = places(H), places(W).
 * @param[out] col  = (C·K·K, N·H'·W')
 * @param[in]  x    (C,N,H,W)
 * @param[in]  w    the window */
void im2col(mat col, images x, window w);

/** 10.3 Back again: every number of col is added to the pixel that it was read from. It is the
 * transpose of im2col: ⟨im2col x, y⟩ = ⟨x, col2im y⟩.
 * @param[in,out] x    += (C,N,H,W)
 * @param[in]     col  (C·K·K, N·H'·W')
 * @param[in]     w    the window */
void col2im(images x, mat col, window w);

/** F kernels, or their gradients. */
typedef struct {
	mat W; /**< (F,C·K·K) a row a kernel, in the order of im2col's rows */
	mat b; /**< (1,F) */
} conv2d;

/** 10.4 A convolution layer: y(f, place) = b_f + Σ kernel_f · what the window sees there. The
 * kernels are not turned.
 * @param[out] y  = (F,N,H',W')
 * @param[in]  x  (C,N,H,W)
 * @param[in]  k  the kernels
 * @param[in]  w  the window */
void conv2d_forward(images y, images x, conv2d k, window w);

/** 10.5 Its gradient.
 * @param[in,out] dk  += gradients of the kernels
 * @param[out]    dx  = (C,N,H,W), or (images){0} where nobody asks: in the first layer
 * @param[in]     dy  (F,N,H',W')
 * @param[in]     x   (C,N,H,W)
 * @param[in]     k   the kernels
 * @param[in]     w   the window */
void conv2d_backward(conv2d dk, images dx, images dy, images x, conv2d k, window w);

/** 10.6 The largest of each square of size × size pixels; what is left over at the right and below
 * is not looked at.
 * @param[out] y     = (C,N,H/size,W/size)
 * @param[out] from  = as many as y has numbers, in y's order: place of the largest in its plane of
 *                   x, row·W + column; the first of equals, row by row
 * @param[in]  x     (C,N,H,W)
 * @param[in]  size  1 … */
void max_pool_forward(images y, int *from, images x, int size);

/** 10.7 Its gradient.
 * @param[out] dx    = (C,N,H,W)
 * @param[in]  dy    (C,N,H/size,W/size)
 * @param[in]  from  what max_pool_forward() made */
void max_pool_backward(images dx, images dy, const int *from);

#endif
