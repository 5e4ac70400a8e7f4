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

/* Of the places 0 … n'−1 those whose pixel place·stride + shift is inside 0 … n−1: first and one past last. */
static void inside(int n, int n_out, int stride, int shift, int *first, int *end)
{
	//> [inside] 10.2  the smallest and the largest place that is inside
	*first = shift < 0 ? (-shift + stride - 1) / stride : 0;
	*end = n - 1 - shift < 0 ? 0 : (n - 1 - shift) / stride + 1;
	if (*end > n_out) *end = n_out;
	if (*first > *end) *first = *end;
	//< [inside]
}

void im2col(mat col, images x, window w)
{
	const int Ho = places(x.H, w), Wo = places(x.W, w), K = w.size;
	need_shape(col, x.m.rows * K * K, x.N * Ho * Wo);
	//> [im2col] 10.2  a row of col: one channel, one (i,j); its numbers are a shifted picture
	for (int r = 0; r < col.rows; r++) {
		const int c = r / (K * K), i = r / K % K, j = r % K;
		int x0, x1;
		inside(x.W, Wo, w.stride, j - w.pad, &x0, &x1);
		for (int n = 0; n < x.N; n++)
			for (int y = 0; y < Ho; y++) {
				real *to = row(col, r) + (long)(n * Ho + y) * Wo;
				const int line = y * w.stride - w.pad + i;
				memset(to, 0, (size_t)Wo * sizeof *to);
				if (line < 0 || line >= x.H) continue;
				const real *from = plane(x, c, n) + line * x.W + j - w.pad;
				for (int k = x0; k < x1; k++) to[k] = from[k * w.stride];
			}
	}
	//< [im2col]
}

void col2im(images x, mat col, window w)
{
	const int Ho = places(x.H, w), Wo = places(x.W, w), K = w.size;
	need_shape(col, x.m.rows * K * K, x.N * Ho * Wo);
	//> [col2im] 10.3  the same walk; what was read is added to
	for (int r = 0; r < col.rows; r++) {
		const int c = r / (K * K), i = r / K % K, j = r % K;
		int x0, x1;
		inside(x.W, Wo, w.stride, j - w.pad, &x0, &x1);
		for (int n = 0; n < x.N; n++)
			for (int y = 0; y < Ho; y++) {
				const real *from = row(col, r) + (long)(n * Ho + y) * Wo;
				const int line = y * w.stride - w.pad + i;
				if (line < 0 || line >= x.H) continue;
				real *to = plane(x, c, n) + line * x.W + j - w.pad;
				for (int k = x0; k < x1; k++) to[k * w.stride] += from[k];
			}
	}
	//< [col2im]
}

void conv2d_forward(images y, mat col, images x, kernels k, window w)
{
	need_images(y, k.W.rows, x.N, places(x.H, w), places(x.W, w));
	//> [conv2d_forward] 10.4  what the window sees; one product; a bias a row
	im2col(col, x, w);
	mul(y.m, k.W, col);
	for (int f = 0; f < y.m.rows; f++) {
		real *p = row(y.m, f), b = row(k.b, 0)[f];
		for (int i = 0; i < y.m.cols; i++) p[i] += b;
	}
	//< [conv2d_forward]
}

void conv2d_backward(kernels dk, images dx, images dy, mat col, kernels k, window w)
{
	need_images(dy, k.W.rows, dx.N, places(dx.H, w), places(dx.W, w));
	arena scratch = {0};
	mat dcol = mat_new(&scratch, col.rows, col.cols);
	//> [conv2d_backward] 10.5  a product for the kernels, one for the windows, then back to the pixels
	mul_add(dk.W, dy.m, tr(col));
	for (int f = 0; f < dy.m.rows; f++) {
		double sum = 0;
		for (int i = 0; i < dy.m.cols; i++) sum += (double)row(dy.m, f)[i];
		row(dk.b, 0)[f] += (real)sum;
	}
	mul(dcol, tr(k.W), dy.m);
	fill(dx.m, 0);
	col2im(dx, dcol, w);
	//< [conv2d_backward]
	arena_free(&scratch);
}

void max_pool_forward(images y, int *from, images x, int size)
{
	need_images(y, x.m.rows, x.N, x.H / size, x.W / size);
	//> [max_pool_forward] 10.6  square by square; keep where the largest was
	for (int c = 0; c < x.m.rows; c++)
		for (int n = 0; n < x.N; n++) {
			const real *in = plane(x, c, n);
			real *out = plane(y, c, n);
			int *place = from + (out - y.m.p);
			for (int i = 0; i < y.H * y.W; i++) {
				const int corner = i / y.W * size * x.W + i % y.W * size;
				int largest = corner;
				for (int k = 0; k < size * size; k++) {
					const int at = corner + k / size * x.W + k % size;
					if (in[at] > in[largest]) largest = at;
				}
				place[i] = largest;
				out[i] = in[largest];
			}
		}
	//< [max_pool_forward]
}

void max_pool_backward(images dx, images dy, const int *from)
{
	need_shape(dx.m, dy.m.rows, dx.N * dx.H * dx.W);
	//> [max_pool_backward] 10.7  to the pixel that was the largest, and to no other
	fill(dx.m, 0);
	for (int c = 0; c < dy.m.rows; c++)
		for (int n = 0; n < dy.N; n++) {
			const real *d = plane(dy, c, n);
			const int *place = from + (d - dy.m.p);
			for (int i = 0; i < dy.H * dy.W; i++) plane(dx, c, n)[place[i]] += d[i];
		}
	//< [max_pool_backward]
}
