/* Everything by its definition: loops over every index, no product of matrices. */
#include "convolution.h"

/* The pixel at (y,x) of picture n, channel c; NULL in the padding. */
static real *pixel(images x, int c, int n, int line, int column)
{
	if (line < 0 || line >= x.H || column < 0 || column >= x.W) return NULL;
	return plane(x, c, n) + line * x.W + column;
}

void convolve(mat out, mat image, mat kernel)
{
	fill(out, 0);
	for (int i = 0; i < kernel.rows; i++)
		for (int j = 0; j < kernel.cols; j++)
			for (int y = 0; y < out.rows; y++)
				for (int x = 0; x < out.cols; x++)
					*elem(out, y, x) += *elem(kernel, i, j) * *elem(image, y + kernel.rows - 1 - i,
					                                                  x + kernel.cols - 1 - j);
}

/* The pixel that element (r,p) of col is about. */
static real *seen(images x, window w, int r, int p)
{
	const int H = places(x.H, w), W = places(x.W, w), K = w.size;
	return pixel(x, r / (K * K), p / (H * W), p / W % H * w.stride - w.pad + r / K % K,
	        p % W * w.stride - w.pad + r % K);
}

void im2col(mat col, images x, window w)
{
	for (int r = 0; r < col.rows; r++)
		for (int p = 0; p < col.cols; p++) {
			const real *from = seen(x, w, r, p);
			*elem(col, r, p) = from ? *from : 0;
		}
}

void col2im(images x, mat col, window w)
{
	for (int r = 0; r < col.rows; r++)
		for (int p = 0; p < col.cols; p++) {
			real *to = seen(x, w, r, p);
			if (to) *to += *elem(col, r, p);
		}
}

void conv2d_forward(images y, images x, conv2d k, window w)
{
	for (int f = 0; f < y.m.rows; f++)
		for (int p = 0; p < y.m.cols; p++) {
			real sum = row(k.b, 0)[f];
			for (int r = 0; r < k.W.cols; r++) {
				const real *from = seen(x, w, r, p);
				if (from) sum += row(k.W, f)[r] * *from;
			}
			row(y.m, f)[p] = sum;
		}
}

void conv2d_backward(conv2d dk, images dx, images dy, images x, conv2d k, window w)
{
	if (dx.m.p) fill(dx.m, 0);
	for (int f = 0; f < dy.m.rows; f++)
		for (int p = 0; p < dy.m.cols; p++) {
			const real d = row(dy.m, f)[p];
			row(dk.b, 0)[f] += d;
			for (int r = 0; r < k.W.cols; r++) {
				const real *from = seen(x, w, r, p);
				if (!from) continue;
				row(dk.W, f)[r] += d * *from;
				if (dx.m.p) *seen(dx, w, r, p) += d * row(k.W, f)[r];
			}
		}
}

void max_pool_forward(images y, int *from, images x, int size)
{
	for (int c = 0; c < x.m.rows; c++)
		for (int p = 0; p < y.m.cols; p++) {
			const int n = p / (y.H * y.W), i = p / y.W % y.H, j = p % y.W;
			int best = i * size * x.W + j * size;
			for (int k = 1; k < size * size; k++) {
				const int at = (i * size + k / size) * x.W + j * size + k % size;
				if (plane(x, c, n)[at] > plane(x, c, n)[best]) best = at;
			}
			from[c * y.m.cols + p] = best;
			row(y.m, c)[p] = plane(x, c, n)[best];
		}
}

void max_pool_backward(images dx, images dy, const int *from)
{
	fill(dx.m, 0);
	for (int c = 0; c < dy.m.rows; c++)
		for (int p = 0; p < dy.m.cols; p++)
			plane(dx, c, p / (dy.H * dy.W))[from[c * dy.m.cols + p]] = row(dy.m, c)[p];
}
