/** @file images.h
 * A batch of pictures as one matrix.
 *
 * A row is a channel: (C, N·H·W), all N pictures of a channel side by side, each row by row. So a
 * product with a matrix from the left mixes channels and leaves places alone, a channel's mean is a
 * row's mean, and a convolution's answer comes out in the same form as its input.
 */
#ifndef IMAGES_H
#define IMAGES_H

#include "mat.h"

/** N pictures of C channels, H high and W wide: element (c, (n·H + y)·W + x). */
typedef struct {
	mat m;       /**< (C,N·H·W) */
	int N, H, W; /**< pictures, height, width */
} images;

/** Zeroed pictures. */
static inline images images_new(arena *a, int C, int N, int H, int W)
{
	return (images){mat_new(a, C, N * H * W), N, H, W};
}

/** The H·W numbers of channel c of picture n. */
static inline real *plane(images x, int c, int n)
{
	return row(x.m, c) + (long)n * x.H * x.W;
}

/** Pictures first … first+n−1 as a view; a channel's numbers are in one piece, channels are not. */
static inline images pictures(images x, int first, int n)
{
	return (images){cols(x.m, first * x.H * x.W, n * x.H * x.W), n, x.H, x.W};
}

/** Channel c of all pictures as a view. */
static inline images channel(images x, int c)
{
	return (images){rows(x.m, c, 1), x.N, x.H, x.W};
}

/** Stop unless x is (C,N,H,W). */
#define need_images(x, C, n, h, w) need_images_at(#x, x, C, n, h, w, HERE)
/** See need_images(). */
static inline void need_images_at(const char *name, images x, int C, int N, int H, int W, where at)
{
	need_shape_at(name, x.m, C, N * H * W, at);
	if (x.N != N || x.H != H || x.W != W)
		bug_at(at, "%s: %d pictures of %dx%d, expected %d of %dx%d", name, x.N, x.H, x.W, N, H, W);
}

#endif
