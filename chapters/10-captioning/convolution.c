/* Convolution as a product of matrices, and pooling.
 *
 * im2col writes down what the window sees at each place, K² copies of the picture shifted against
 * each other. With it a layer is one product, (F,C·K·K) times (C·K·K,N·H'·W'), which BLAS does at
 * full speed, and its gradient two more: dW += dy colᵀ, dcol = Wᵀ dy. The way from dcol to dx is
 * im2col's transpose.
 *
 * Why it is fast.
 * - col has K² times as many numbers as the pictures. For a whole batch it would leave the cache,
 *   and its way to memory and back would take longer than the products. So one channel of a few
 *   pictures is done at a time; the product is a sum over channels anyway. On the way back col is
 *   made once more instead of being kept.
 * - With a frame of zeros around the pictures no window leaves them, and no pixel is asked where
 *   it is.
 * - The window's columns j are taken first, K copies of the pictures, and from each of them the
 *   lines i, which lie side by side: K + K² copies would be K² of single lines otherwise.
 *
 * Sources: LeCun and others 1998; Chellapilla, Puri and Simard 2006 for im2col. */
#include <string.h>

#include "convolution.h"

void convolve(mat out, mat image, mat kernel)
{
	need_shape(out, image.rows - kernel.rows + 1, image.cols - kernel.cols + 1);
	TODO("10.1", "four loops; which corner of the kernel meets the window's first pixel?");
}

/* A copy of the pictures with `pad` zeros on each side. */
static images framed(arena *a, images x, int pad)
{
	images all = images_new(a, x.m.rows, x.N, x.H + 2 * pad, x.W + 2 * pad);
	TODO("10.2", "line by line into the middle");
	return all;
}

/* Every stride-th of the numbers from `from` on, n of them. */
static void pick(real *restrict to, const real *restrict from, int n, int stride)
{
	TODO("10.2", "memcpy() where they are side by side");
}

void im2col(mat col, images x, window w)
{
	const int H = places(x.H, w), W = places(x.W, w), K = w.size, C = x.m.rows;
	need_shape(col, C * K * K, x.N * H * W);
	arena scratch = {0};
	TODO("10.2", "a row of col is one channel and one (i,j): which pixels are its numbers?");
	arena_free(&scratch);
}

/* pick()'s transpose: each number is added to where it was read from. */
static void put(real *restrict to, const real *restrict from, int n, int stride)
{
	TODO("10.3", "the same loop, the other way round");
}

void col2im(images x, mat col, window w)
{
	const int H = places(x.H, w), W = places(x.W, w), K = w.size, C = x.m.rows;
	need_shape(col, C * K * K, x.N * H * W);
	arena scratch = {0};
	TODO("10.3", "the same walk as 10.2, and what was read is added to");
	arena_free(&scratch);
}

/* How many pictures to do at once: OpenBLAS multiplies up to 10⁶ pairs of numbers without copying
 * the matrices first. */
static int at_once(images y, window w)
{
	const long n = 1000000 / ((long)y.m.rows * w.size * w.size * y.H * y.W + 1);
	return n < 1 ? 1 : n < y.N ? (int)n : y.N;
}

void conv2d_forward(images y, images x, conv2d k, window w)
{
	need_images(y, k.W.rows, x.N, places(x.H, w), places(x.W, w));
	need_shape(k.W, k.b.cols, x.m.rows * w.size * w.size);
	arena scratch = {0};
	TODO("10.4", "what the window sees, a product, and a bias for each kernel");
	arena_free(&scratch);
}

void conv2d_backward(conv2d dk, images dx, images dy, images x, conv2d k, window w)
{
	need_images(dy, k.W.rows, x.N, places(x.H, w), places(x.W, w));
	need_shape(k.W, k.b.cols, x.m.rows * w.size * w.size);
	if (dx.m.p) need_images(dx, x.m.rows, x.N, x.H, x.W);
	arena scratch = {0};
	TODO("10.5", "a product for the kernels, one for the windows, back to the pixels");
	arena_free(&scratch);
}

/* Where the largest of a square is, from its corner on. */
static int largest(const real *corner, int W, int size)
{
	int at = 0;
	TODO("10.6", "row by row, and only a larger one takes the place");
	return at;
}

void max_pool_forward(images y, int *from, images x, int size)
{
	need_images(y, x.m.rows, x.N, x.H / size, x.W / size);
	TODO("10.6", "square by square, plane by plane; keep where the largest was");
}

void max_pool_backward(images dx, images dy, const int *from)
{
	need_shape(dx.m, dy.m.rows, dy.N * dx.H * dx.W);
	TODO("10.7", "to the pixel that was the largest, and to no other");
}
