/* Convolution as a product of matrices, and pooling.
 *
 * im2col writes down what the window sees at each place, K² copies of the picture shifted against each
 * other. With it a layer is one product, (F,C·K·K) times (C·K·K,N·H'·W'), which BLAS does at full speed, and
 * its gradient two more: dW += dy colᵀ, dcol = Wᵀ dy. The way from dcol to dx is im2col's transpose.
 *
 * Why it is fast. A row of col is a plane of the picture, shifted: within a row of the picture its
 * numbers are neighbours, so with stride 1 they are copied in one piece and only the borders are looked at.
 *
 * Sources: LeCun and others 1998; Chellapilla, Puri and Simard 2006 for im2col. */
#include <string.h>

#include "convolution.h"

void convolve(mat out, mat image, mat kernel)
{
	need_shape(out, image.rows - kernel.rows + 1, image.cols - kernel.cols + 1);
	TODO("10.1", "four loops; which corner of the kernel meets the window's first pixel?");
}

/* Of the places 0 … n'−1 those whose pixel place·stride + shift is inside 0 … n−1: first and one past last. */
static void inside(int n, int n_out, int stride, int shift, int *first, int *end)
{
	TODO("10.2", "the smallest and the largest place that is inside");
}

void im2col(mat col, images x, window w)
{
	const int Ho = places(x.H, w), Wo = places(x.W, w), K = w.size;
	need_shape(col, x.m.rows * K * K, x.N * Ho * Wo);
	TODO("10.2", "a row of col: one channel, one (i,j); its numbers are a shifted picture");
}

void col2im(images x, mat col, window w)
{
	const int Ho = places(x.H, w), Wo = places(x.W, w), K = w.size;
	need_shape(col, x.m.rows * K * K, x.N * Ho * Wo);
	TODO("10.3", "the same walk; what was read is added to");
}

void conv2d_forward(images y, mat col, images x, kernels k, window w)
{
	need_images(y, k.W.rows, x.N, places(x.H, w), places(x.W, w));
	TODO("10.4", "what the window sees; one product; a bias a row");
}

void conv2d_backward(kernels dk, images dx, images dy, mat col, kernels k, window w)
{
	need_images(dy, k.W.rows, dx.N, places(dx.H, w), places(dx.W, w));
	arena scratch = {0};
	mat dcol = mat_new(&scratch, col.rows, col.cols);
	TODO("10.5", "a product for the kernels, one for the windows, then back to the pixels");
	arena_free(&scratch);
}

void max_pool_forward(images y, int *from, images x, int size)
{
	need_images(y, x.m.rows, x.N, x.H / size, x.W / size);
	TODO("10.6", "square by square; keep where the largest was");
}

void max_pool_backward(images dx, images dy, const int *from)
{
	need_shape(dx.m, dy.m.rows, dx.N * dx.H * dx.W);
	TODO("10.7", "to the pixel that was the largest, and to no other");
}
