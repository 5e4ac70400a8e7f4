/* What the windows see of the whole batch at once, as the formulas say. */
#include "convolution.h"

void convolve(mat out, mat image, mat kernel)
{
	arena scratch = {0};
	mat turned = mat_new(&scratch, kernel.rows, kernel.cols);
	for (int i = 0; i < kernel.rows; i++)
		for (int j = 0; j < kernel.cols; j++)
			row(turned, i)[j] = *elem(kernel, kernel.rows - 1 - i, kernel.cols - 1 - j);
	for (int y = 0; y < out.rows; y++)
		for (int x = 0; x < out.cols; x++)
			*elem(out, y, x) = (real)dot(turned, cols(rows(image, y, kernel.rows), x, kernel.cols));
	arena_free(&scratch);
}

static bool inside(images x, int y, int k)
{
	return y >= 0 && y < x.H && k >= 0 && k < x.W;
}

void im2col(mat col, images x, window w)
{
	real *to = col.p;
	for (int r = 0; r < col.rows; r++)
		for (int n = 0; n < x.N; n++)
			for (int y = r / w.size % w.size - w.pad;
			        y <= x.H + w.pad - w.size + r / w.size % w.size; y += w.stride)
				for (int k = r % w.size - w.pad; k <= x.W + w.pad - w.size + r % w.size;
				        k += w.stride)
					*to++ = inside(x, y, k) ? plane(x, r / (w.size * w.size), n)[y * x.W + k] : 0;
}

void col2im(images x, mat col, window w)
{
	const real *from = col.p;
	for (int r = 0; r < col.rows; r++)
		for (int n = 0; n < x.N; n++)
			for (int y = r / w.size % w.size - w.pad;
			        y <= x.H + w.pad - w.size + r / w.size % w.size; y += w.stride)
				for (int k = r % w.size - w.pad; k <= x.W + w.pad - w.size + r % w.size;
				        k += w.stride, from++)
					if (inside(x, y, k)) plane(x, r / (w.size * w.size), n)[y * x.W + k] += *from;
}

void conv2d_forward(images y, images x, conv2d k, window w)
{
	arena scratch = {0};
	mat col = mat_new(&scratch, k.W.cols, y.m.cols);
	im2col(col, x, w);
	mul(y.m, k.W, col);
	for (int i = 0; i < y.m.cols; i++) add(cols(y.m, i, 1), tr(k.b));
	arena_free(&scratch);
}

void conv2d_backward(conv2d dk, images dx, images dy, images x, conv2d k, window w)
{
	arena scratch = {0};
	mat col = mat_new(&scratch, k.W.cols, dy.m.cols);
	im2col(col, x, w);
	mul_add(dk.W, dy.m, tr(col));
	add_sum_of_rows(dk.b, tr(dy.m));
	if (dx.m.p) {
		mul(col, tr(k.W), dy.m);
		fill(dx.m, 0);
		col2im(dx, col, w);
	}
	arena_free(&scratch);
}

void max_pool_forward(images y, int *from, images x, int size)
{
	for (int i = (int)count(y.m) - 1; i >= 0; i--) { // backwards, so equals are taken from the end
		const int c = i / y.m.cols, n = i / (y.H * y.W) % y.N, at = i % (y.H * y.W);
		const real *p = plane(x, c, n);
		for (int k = size * size - 1; k >= 0; k--) {
			const int place = (at / y.W * size + k / size) * x.W + at % y.W * size + k % size;
			if (k < size * size - 1 && p[place] < y.m.p[i]) continue;
			y.m.p[i] = p[place];
			from[i] = place;
		}
	}
}

void max_pool_backward(images dx, images dy, const int *from)
{
	fill(dx.m, 0);
	for (int i = 0; i < count(dy.m); i++)
		dx.m.p[i / (dy.H * dy.W) * dx.H * dx.W + from[i]] += dy.m.p[i];
}
