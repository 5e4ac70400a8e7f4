/* Cases of 10.1 … 10.7: convolution and pooling. */
#include "cases.h"

/* --- 10.1 ------------------------------------------------------------------------------------- */

static void convolve_of(book *b, mat image, mat kernel)
{
	mat out = blank(b, image.rows - kernel.rows + 1, image.cols - kernel.cols + 1);
	given(b, "image", "HW", image);
	given(b, "kernel", "KL", kernel);
	convolve(out, image, kernel);
	record(b, "out", "YX", out);
	rng_fill_normal(&b->r, out, 1);
	convolve(out, image, kernel);
	record(b, "out_again", "YX", out);
}

static void convolve_by_hand(book *b)
{
	static const real image[] = {0, 80, 40, 20, 40, 0, 0, 0, 40}, kernel[] = {0, 0.25, 0.5, 1};
	mat x = mat_new(&b->a, 3, 3), k = mat_new(&b->a, 2, 2);
	for (int i = 0; i < 9; i++) x.p[i] = image[i];
	for (int i = 0; i < 4; i++) k.p[i] = kernel[i];
	convolve_of(b, x, k);
}

static void convolve_random(book *b, int H, int W, int K, int L)
{
	mat image = mat_new(&b->a, H, W), kernel = mat_new(&b->a, K, L);
	rng_fill_normal(&b->r, image, 1);
	rng_fill_normal(&b->r, kernel, 1);
	convolve_of(b, image, kernel);
}

static void convolve_small(book *b)
{
	convolve_random(b, 6, 7, 3, 2);
}

static void convolve_whole(book *b)
{
	convolve_random(b, 3, 4, 3, 4);
}

/* --- 10.2, 10.3 ------------------------------------------------------------------------------- */

enum { N = 2, H = 4 * SCALE, W = 7 * SCALE };

static const window same = {3, 1, 1}, strided = {3, 2, 1}, bare = {2, 1, 0}, wide = {2, 3, 2};

static void given_window(book *b, window w)
{
	given_numbers(b, "window", "A", 3, (int[]){w.size, w.stride, w.pad});
}

/* Zero outputs of a layer of F kernels. */
static images answers_to(book *b, images x, window w, int n)
{
	return blank_images(b, n, x.N, places(x.H, w), places(x.W, w));
}

static void im2col_of(book *b, window w, int n)
{
	images x = draw_images(b, "x", "KP", C, n, H, W);
	given_window(b, w);
	mat col = blank(b, C * w.size * w.size, n * places(H, w) * places(W, w));
	im2col(col, x, w);
	record(b, "col", "JQ", col);
}

static void im2col_same(book *b)
{
	im2col_of(b, same, N);
}

static void im2col_strided(book *b)
{
	im2col_of(b, strided, N + 1);
}

static void im2col_bare(book *b)
{
	im2col_of(b, bare, N);
}

/* Windows that lie wholly outside the picture, and pixels that no window sees. */
static void im2col_wide(book *b)
{
	im2col_of(b, wide, N);
}

static void col2im_of(book *b, window w, int n)
{
	const int seen = C * w.size * w.size;
	images x = {started(b, "x_before", "KP", C, n * H * W), n, H, W};
	mat col = draw(b, "col", "JQ", seen, n * places(H, w) * places(W, w), 1);
	given_numbers(b, "x_NHW", "A", 3, (int[]){n, H, W});
	given_window(b, w);
	col2im(x, col, w);
	record(b, "x", "KP", x.m);
}

static void col2im_same(book *b)
{
	col2im_of(b, same, N);
}

static void col2im_strided(book *b)
{
	col2im_of(b, strided, N + 1);
}

static void col2im_bare(book *b)
{
	col2im_of(b, bare, N);
}

static void col2im_wide(book *b)
{
	col2im_of(b, wide, N);
}

/* --- 10.4, 10.5 ------------------------------------------------------------------------------- */

struct layer {
	images x, y, upstream;
	conv2d k;
	window w;
};

static struct layer draw_layer(book *b, window w)
{
	struct layer l = {.x = draw_images(b, "x", "KP", C, N, H, W), .w = w};
	l.k = draw_kernels(b, "", F, C * w.size * w.size);
	given_window(b, w);
	l.y = answers_to(b, l.x, w, F);
	return l;
}

static void conv2d_forward_of(book *b, window w)
{
	struct layer l = draw_layer(b, w);
	conv2d_forward(l.y, l.x, l.k, w);
	record(b, "y", "FQ", l.y.m);
	rng_fill_normal(&b->r, l.y.m, 1);
	conv2d_forward(l.y, l.x, l.k, w);
	record(b, "y_again", "FQ", l.y.m);
}

static void conv2d_forward_same(book *b)
{
	conv2d_forward_of(b, same);
}

static void conv2d_forward_strided(book *b)
{
	conv2d_forward_of(b, strided);
}

static void conv2d_backward_of(book *b, window w)
{
	struct layer l = draw_layer(b, w);
	images dy = draw_images(b, "dy", "FQ", F, N, l.y.H, l.y.W), dx = blank_images(b, C, N, H, W);
	conv2d dk = started_kernels(b, "", F, C * w.size * w.size);
	conv2d_backward(dk, dx, dy, l.x, l.k, w);
	record(b, "dx", "KP", dx.m);
	record_kernels(b, "", dk);
	rng_fill_normal(&b->r, dx.m, 1);
	conv2d_backward(dk, dx, dy, l.x, l.k, w);
	record(b, "dx_again", "KP", dx.m);
}

static void conv2d_backward_same(book *b)
{
	conv2d_backward_of(b, same);
}

static void conv2d_backward_strided(book *b)
{
	conv2d_backward_of(b, strided);
}

/* Nobody asks for the gradient of the pictures. */
static void conv2d_backward_first_layer(book *b)
{
	struct layer l = draw_layer(b, strided);
	images dy = draw_images(b, "dy", "FQ", F, N, l.y.H, l.y.W);
	conv2d dk = started_kernels(b, "", F, C * 9);
	conv2d_backward(dk, (images){0}, dy, l.x, l.k, strided);
	record_kernels(b, "", dk);
}

static double layer_loss(void *context)
{
	struct layer *l = context;
	conv2d_forward(l->y, l->x, l->k, l->w);
	return dot(l->y.m, l->upstream.m);
}

static void conv2d_gradient(book *b)
{
	struct layer l = draw_layer(b, strided);
	l.upstream = draw_images(b, "dy", "FQ", F, N, l.y.H, l.y.W);
	images dx = blank_images(b, C, N, H, W);
	conv2d dk = zero_kernels(b, F, C * 9);
	conv2d_backward(dk, dx, l.upstream, l.x, l.k, l.w);
	record(b, "dx", "KP", dx.m);
	record_kernels(b, "", dk);
	record_numeric(b, "dx", "KP", l.x.m, layer_loss, &l);
	numeric_kernels(b, "", l.k, layer_loss, &l);
}

/* --- 10.6, 10.7 ------------------------------------------------------------------------------- */

static void pool_of(book *b, images x, int size)
{
	images y = blank_images(b, C, x.N, x.H / size, x.W / size);
	int *from = blank_ints(b, (int)count(y.m));
	given_numbers(b, "size", "A", 1, &size);
	max_pool_forward(y, from, x, size);
	record(b, "y", "KQ", y.m);
	record_ints(b, "from", "A", (int)count(y.m), from);
}

static void pool_small(book *b)
{
	pool_of(b, draw_images(b, "x", "KP", C, 2, 5, 7), 2);
}

/* Few different numbers, none above 0. */
static void pool_ties(book *b)
{
	images x = images_new(&b->a, C, 3, 7, 9);
	for (int i = 0; i < count(x.m); i++) x.m.p[i] = -(real)rng_below(&b->r, 4);
	given(b, "x", "KP", x.m);
	given_numbers(b, "x_NHW", "A", 3, (int[]){x.N, x.H, x.W});
	pool_of(b, x, 3);
}

static void pool_below_zero(book *b)
{
	images x = images_new(&b->a, C, 2, 4, 6);
	rng_fill_uniform(&b->r, x.m, -3, -1);
	given(b, "x", "KP", x.m);
	given_numbers(b, "x_NHW", "A", 3, (int[]){x.N, x.H, x.W});
	pool_of(b, x, 2);
}

static void pool_backward(book *b)
{
	enum { SIZE = 2, h = 5, w = 7, n = 3 };
	images dy = draw_images(b, "dy", "KQ", C, n, h / SIZE, w / SIZE),
	       dx = blank_images(b, C, n, h, w);
	int *from = blank_ints(b, (int)count(dy.m));
	for (int i = 0; i < count(dy.m); i++) {
		const int y = i / dy.W % dy.H * SIZE, x = i % dy.W * SIZE;
		from[i] = (y + (int)rng_below(&b->r, SIZE)) * w + x + (int)rng_below(&b->r, SIZE);
	}
	given_ints(b, "from", "A", (int)count(dy.m), from);
	given_numbers(b, "dx_NHW", "A", 3, (int[]){n, h, w});
	max_pool_backward(dx, dy, from);
	record(b, "dx", "KP", dx.m);
	rng_fill_normal(&b->r, dx.m, 1);
	max_pool_backward(dx, dy, from);
	record(b, "dx_again", "KP", dx.m);
}

struct pooling {
	images x, y, upstream;
	int *from;
};

static double pool_loss(void *context)
{
	struct pooling *p = context;
	max_pool_forward(p->y, p->from, p->x, 2);
	return dot(p->y.m, p->upstream.m);
}

static void pool_gradient(book *b)
{
	struct pooling p = {
	        .x = draw_images(b, "x", "KP", C, 2, 5, 7), .y = blank_images(b, C, 2, 2, 3)};
	p.upstream = draw_images(b, "dy", "KQ", C, 2, 2, 3);
	p.from = blank_ints(b, (int)count(p.y.m));
	images dx = blank_images(b, C, 2, 5, 7);
	pool_loss(&p);
	max_pool_backward(dx, p.upstream, p.from);
	record(b, "dx", "KP", dx.m);
	record_numeric(b, "dx", "KP", p.x.m, pool_loss, &p);
}

const grade_case convolution_cases[] = {
        {"convolve", "by_hand", convolve_by_hand, NULL, 0},
        {"convolve", "small", convolve_small, NULL, 0},
        {"convolve", "whole", convolve_whole, NULL, 0},
        {"im2col", "same", im2col_same, NULL, 0},
        {"im2col", "strided", im2col_strided, NULL, 0},
        {"im2col", "bare", im2col_bare, NULL, 0},
        {"im2col", "wide", im2col_wide, NULL, 0},
        {"col2im", "same", col2im_same, NULL, 0},
        {"col2im", "strided", col2im_strided, NULL, 0},
        {"col2im", "bare", col2im_bare, NULL, 0},
        {"col2im", "wide", col2im_wide, NULL, 0},
        {"conv2d_forward", "same", conv2d_forward_same, NULL, 0},
        {"conv2d_forward", "strided", conv2d_forward_strided, NULL, 0},
        {"conv2d_backward", "same", conv2d_backward_same, NULL, 0},
        {"conv2d_backward", "strided", conv2d_backward_strided, NULL, 0},
        {"conv2d_backward", "first_layer", conv2d_backward_first_layer, NULL, 0},
        {"conv2d_backward", "gradient", conv2d_gradient, "conv2d_forward", 0},
        {"max_pool_forward", "small", pool_small, NULL, 0},
        {"max_pool_forward", "ties", pool_ties, NULL, 0},
        {"max_pool_forward", "below_zero", pool_below_zero, NULL, 0},
        {"max_pool_backward", "small", pool_backward, NULL, 0},
        {"max_pool_backward", "gradient", pool_gradient, "max_pool_forward", 0},
        {0},
};
