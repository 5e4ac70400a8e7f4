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
	//> [convolve] 10.1  four loops; which corner of the kernel meets the window's first pixel?
	for (int y = 0; y < out.rows; y++)
		for (int x = 0; x < out.cols; x++) {
			double sum = 0;
			for (int i = 0; i < kernel.rows; i++)
				for (int j = 0; j < kernel.cols; j++)
					sum += (double)*elem(kernel, kernel.rows - 1 - i, kernel.cols - 1 - j) *
					       (double)*elem(image, y + i, x + j);
			*elem(out, y, x) = (real)sum;
		}
	//< [convolve]
}

/* A copy of the pictures with `pad` zeros on each side. */
static images framed(arena *a, images x, int pad)
{
	images all = images_new(a, x.m.rows, x.N, x.H + 2 * pad, x.W + 2 * pad);
	//> [framed] 10.2  line by line into the middle
	for (int c = 0; c < x.m.rows; c++)
		for (int n = 0; n < x.N; n++)
			for (int y = 0; y < x.H; y++)
				memcpy(plane(all, c, n) + (y + pad) * all.W + pad, plane(x, c, n) + y * x.W,
				        (size_t)x.W * sizeof(real));
	//< [framed]
	return all;
}

/* Every stride-th of the numbers from `from` on, n of them. */
static void pick(real *restrict to, const real *restrict from, int n, int stride)
{
	//> [pick] 10.2  memcpy() where they are side by side
	if (stride == 1)
		memcpy(to, from, (size_t)n * sizeof *to);
	else
		for (int k = 0; k < n; k++) to[k] = from[k * stride];
	//< [pick]
}

void im2col(mat col, images x, window w)
{
	const int H = places(x.H, w), W = places(x.W, w), K = w.size, C = x.m.rows;
	need_shape(col, C * K * K, x.N * H * W);
	arena scratch = {0};
	//> [im2col] 10.2  a row of col is one channel and one (i,j): which pixels are its numbers?
	images all = framed(&scratch, x, w.pad), across = images_new(&scratch, C, x.N, all.H, W);
	const int together = w.stride == 1 ? H : 1; // lines that are side by side
	for (int j = 0; j < K; j++) {
		for (int l = 0; l < C * x.N * all.H; l++)
			pick(across.m.p + (long)l * W, all.m.p + (long)l * all.W + j, W, w.stride);
		for (int c = 0; c < C; c++)
			for (int i = 0; i < K; i++) {
				real *to = row(col, (c * K + i) * K + j);
				for (int n = 0; n < x.N; n++)
					for (int y = 0; y < H; y += together, to += together * W)
						pick(to, plane(across, c, n) + (y * w.stride + i) * W, together * W, 1);
			}
	}
	//< [im2col]
	arena_free(&scratch);
}

/* pick()'s transpose: each number is added to where it was read from. */
static void put(real *restrict to, const real *restrict from, int n, int stride)
{
	//> [put] 10.3  the same loop, the other way round
	for (int k = 0; k < n; k++) to[k * stride] += from[k];
	//< [put]
}

void col2im(images x, mat col, window w)
{
	const int H = places(x.H, w), W = places(x.W, w), K = w.size, C = x.m.rows;
	need_shape(col, C * K * K, x.N * H * W);
	arena scratch = {0};
	//> [col2im] 10.3  the same walk as 10.2, and what was read is added to
	images all = framed(&scratch, x, w.pad), across = images_new(&scratch, C, x.N, all.H, W);
	const int together = w.stride == 1 ? H : 1;
	for (int j = 0; j < K; j++) {
		fill(across.m, 0);
		for (int c = 0; c < C; c++)
			for (int i = 0; i < K; i++) {
				const real *from = row(col, (c * K + i) * K + j);
				for (int n = 0; n < x.N; n++)
					for (int y = 0; y < H; y += together, from += together * W)
						put(plane(across, c, n) + (y * w.stride + i) * W, from, together * W, 1);
			}
		for (int l = 0; l < C * x.N * all.H; l++)
			put(all.m.p + (long)l * all.W + j, across.m.p + (long)l * W, W, w.stride);
	}
	for (int c = 0; c < C; c++)
		for (int n = 0; n < x.N; n++)
			for (int y = 0; y < x.H; y++)
				pick(plane(x, c, n) + y * x.W, plane(all, c, n) + (y + w.pad) * all.W + w.pad, x.W,
				        1);
	//< [col2im]
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
	//> [conv2d_forward] 10.4  what the window sees, a product, and a bias for each kernel
	const int K2 = w.size * w.size, together = at_once(y, w);
	mat room = mat_new(&scratch, K2, together * y.H * y.W);
	for (int f = 0; f < y.m.rows; f++) fill(rows(y.m, f, 1), row(k.b, 0)[f]);
	for (int n = 0; n < x.N; n += together) {
		const int N = n + together < x.N ? together : x.N - n;
		mat some = pictures(y, n, N).m, col = cols(room, 0, some.cols);
		for (int c = 0; c < x.m.rows; c++) {
			im2col(col, channel(pictures(x, n, N), c), w);
			mul_add(some, cols(k.W, c * K2, K2), col);
		}
	}
	//< [conv2d_forward]
	arena_free(&scratch);
}

void conv2d_backward(conv2d dk, images dx, images dy, images x, conv2d k, window w)
{
	need_images(dy, k.W.rows, x.N, places(x.H, w), places(x.W, w));
	need_shape(k.W, k.b.cols, x.m.rows * w.size * w.size);
	if (dx.m.p) need_images(dx, x.m.rows, x.N, x.H, x.W);
	arena scratch = {0};
	//> [conv2d_backward] 10.5  a product for the kernels, one for the windows, back to the pixels
	const int K2 = w.size * w.size, together = at_once(dy, w);
	mat room = mat_new(&scratch, K2, together * dy.H * dy.W),
	    ones = mat_new(&scratch, 1, room.cols);
	fill(ones, 1);
	if (dx.m.p) fill(dx.m, 0);
	for (int n = 0; n < x.N; n += together) {
		const int N = n + together < x.N ? together : x.N - n;
		mat d = pictures(dy, n, N).m, col = cols(room, 0, d.cols);
		mul_add(dk.b, cols(ones, 0, d.cols), tr(d)); // the sum of each row
		for (int c = 0; c < x.m.rows; c++) {
			im2col(col, channel(pictures(x, n, N), c), w);
			mul_add(cols(dk.W, c * K2, K2), d, tr(col));
			if (!dx.m.p) continue;
			mul(col, tr(cols(k.W, c * K2, K2)), d); // the gradient in place of what it is of
			col2im(channel(pictures(dx, n, N), c), col, w);
		}
	}
	//< [conv2d_backward]
	arena_free(&scratch);
}

/* Where the largest of a square is, from its corner on. */
static int largest(const real *corner, int W, int size)
{
	int at = 0;
	//> [largest] 10.6  row by row, and only a larger one takes the place
	real best = corner[0];
	for (int k = 0; k < size; k++)
		for (int l = 0; l < size; l++) {
			const real v = corner[k * W + l];
			at = v > best ? k * W + l : at;
			best = v > best ? v : best;
		}
	//< [largest]
	return at;
}

void max_pool_forward(images y, int *from, images x, int size)
{
	need_images(y, x.m.rows, x.N, x.H / size, x.W / size);
	//> [max_pool_forward] 10.6  square by square, plane by plane; keep where the largest was
	for (int c = 0; c < x.m.rows; c++)
		for (int n = 0; n < x.N; n++) {
			const real *in = plane(x, c, n);
			real *out = plane(y, c, n);
			for (int i = 0; i < y.H; i++)
				for (int j = 0; j < y.W; j++) {
					const int corner = i * size * x.W + j * size;
					*from = corner + largest(in + corner, x.W, size);
					*out++ = in[*from++];
				}
		}
	//< [max_pool_forward]
}

void max_pool_backward(images dx, images dy, const int *from)
{
	need_shape(dx.m, dy.m.rows, dy.N * dx.H * dx.W);
	//> [max_pool_backward] 10.7  to the pixel that was the largest, and to no other
	fill(dx.m, 0);
	for (int c = 0; c < dy.m.rows; c++)
		for (int n = 0; n < dy.N; n++) {
			const real *d = plane(dy, c, n);
			for (int i = 0; i < dy.H * dy.W; i++) plane(dx, c, n)[*from++] += d[i];
		}
	//< [max_pool_backward]
}
