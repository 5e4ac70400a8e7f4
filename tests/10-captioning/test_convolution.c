/* Convolution against its definition, on awkward sizes and on batches of several blocks. */
#include <math.h>

#include "../harness/testing.h"
#include "convolution.h"
#include "rng.h"

typedef struct {
	int C, F, N, H, W;
	window w;
} size;

/* No picture, one pixel, windows larger than the picture, strides that leave something over, and
 * more pictures than are done at once. */
static const size sizes[] = {{2, 3, 0, 5, 5, {3, 1, 1}}, {1, 1, 2, 1, 1, {1, 1, 0}},
        {2, 3, 4, 2, 2, {5, 2, 2}}, {3, 5, 4, 11, 9, {4, 3, 1}}, {2, 7, 1, 13, 4, {2, 1, 3}},
        {3, 16, 20, 14, 14, {5, 1, 2}}, {1, 32, 9, 28, 28, {5, 2, 2}}};

enum { SIZES = sizeof sizes / sizeof sizes[0] };

/* The pixel that number i of window p looks at; NULL outside. */
static real *seen(images x, window w, int p, int i)
{
	const int H = places(x.H, w), W = places(x.W, w), K = w.size;
	const int line = p / W % H * w.stride - w.pad + i / K % K;
	const int column = p % W * w.stride - w.pad + i % K;
	if (line < 0 || line >= x.H || column < 0 || column >= x.W) return NULL;
	return plane(x, i / (K * K), p / (H * W)) + line * x.W + column;
}

/* A layer, what it makes, and its gradients twice: by the solution and by the definition. */
typedef struct {
	arena a;
	images x, y, dy, dx[2];
	conv2d k, dk[2];
} layer;

static conv2d kernels(arena *a, size s)
{
	return (conv2d){mat_new(a, s.F, s.C * s.w.size * s.w.size), mat_new(a, 1, s.F)};
}

static layer draw(size s)
{
	layer l = {0};
	rng r = rng_new(7, (uint64_t)s.F);
	l.x = images_new(&l.a, s.C, s.N, s.H, s.W);
	l.y = images_new(&l.a, s.F, s.N, places(s.H, s.w), places(s.W, s.w));
	l.dy = images_new(&l.a, s.F, s.N, l.y.H, l.y.W);
	l.k = kernels(&l.a, s);
	for (int i = 0; i < 2; i++) {
		l.dx[i] = images_new(&l.a, s.C, s.N, s.H, s.W);
		l.dk[i] = kernels(&l.a, s);
	}
	const mat random[] = {l.x.m, l.dy.m, l.k.W, l.k.b};
	for (int i = 0; i < 4; i++) rng_fill_normal(&r, random[i], 1);
	return l;
}

static void ck_near(mat found, mat expected)
{
	double largest = 1;
	for (long i = 0; i < count(expected); i++) largest = fmax(largest, fabs((double)expected.p[i]));
	for (long i = 0; i < count(expected); i++)
		ck_assert_double_le(
		        fabs((double)found.p[i] - (double)expected.p[i]), 200 * EPSILON * largest);
}

static void check_layer(size s)
{
	const window w = s.w;
	layer l = draw(s);
	mat expected = mat_new(&l.a, l.y.m.rows, l.y.m.cols);
	for (int f = 0; f < expected.rows; f++)
		for (int p = 0; p < expected.cols; p++) {
			double sum = (double)row(l.k.b, 0)[f];
			for (int i = 0; i < l.k.W.cols; i++) {
				const real *from = seen(l.x, w, p, i);
				if (from) sum += (double)row(l.k.W, f)[i] * (double)*from;
			}
			row(expected, f)[p] = (real)sum;
		}
	conv2d_forward(l.y, l.x, l.k, w);
	ck_near(l.y.m, expected);
	arena_free(&l.a);
}

START_TEST(test_a_layer_is_its_definition)
{
	for (int i = 0; i < SIZES; i++) check_layer(sizes[i]);
}
END_TEST

static void check_gradient(size s)
{
	const window w = s.w;
	layer l = draw(s);
	for (int f = 0; f < l.dy.m.rows; f++)
		for (int p = 0; p < l.dy.m.cols; p++) {
			const real d = row(l.dy.m, f)[p];
			row(l.dk[1].b, 0)[f] += d;
			for (int i = 0; i < l.k.W.cols; i++) {
				const real *from = seen(l.x, w, p, i);
				if (!from) continue;
				row(l.dk[1].W, f)[i] += d * *from;
				*seen(l.dx[1], w, p, i) += d * row(l.k.W, f)[i];
			}
		}
	conv2d_backward(l.dk[0], l.dx[0], l.dy, l.x, l.k, w);
	ck_near(l.dk[0].W, l.dk[1].W);
	ck_near(l.dk[0].b, l.dk[1].b);
	ck_near(l.dx[0].m, l.dx[1].m);
	arena_free(&l.a);
}

START_TEST(test_its_gradient_is_that_of_the_definition)
{
	for (int i = 0; i < SIZES; i++) check_gradient(sizes[i]);
}
END_TEST

/* ⟨im2col x, c⟩ = ⟨x, col2im c⟩. */
static void check_transpose(size s)
{
	layer l = draw(s);
	rng r = rng_new(8, 1);
	mat col = mat_new(&l.a, l.k.W.cols, l.y.m.cols), c = mat_new(&l.a, col.rows, col.cols);
	rng_fill_normal(&r, c, 1);
	im2col(col, l.x, s.w);
	col2im(l.dx[0], c, s.w);
	ck_assert_double_le(fabs(dot(col, c) - dot(l.x.m, l.dx[0].m)),
	        100 * EPSILON * sqrt(dot(col, col) * dot(c, c)) + 1e-30);
	arena_free(&l.a);
}

START_TEST(test_col2im_is_the_transpose_of_im2col)
{
	for (int i = 0; i < SIZES; i++) check_transpose(sizes[i]);
}
END_TEST

/* A few pictures in the middle of a batch give what they give in a batch of their own. */
START_TEST(test_a_view_of_pictures_is_a_batch)
{
	layer l = draw(sizes[5]);
	const window w = sizes[5].w;
	enum { FIRST = 3, SOME = 2 };
	images some = images_new(&l.a, l.x.m.rows, SOME, l.x.H, l.x.W),
	       view = pictures(l.x, FIRST, SOME);
	images alone = images_new(&l.a, l.y.m.rows, SOME, l.y.H, l.y.W);
	copy(some.m, view.m);
	conv2d_forward(alone, some, l.k, w);
	conv2d_forward(pictures(l.y, FIRST, SOME), view, l.k, w);
	mat found = mat_new(&l.a, alone.m.rows, alone.m.cols);
	copy(found, pictures(l.y, FIRST, SOME).m);
	ck_near(found, alone.m);
	arena_free(&l.a);
}
END_TEST

TESTS("convolution", 60, test_a_layer_is_its_definition,
        test_its_gradient_is_that_of_the_definition, test_col2im_is_the_transpose_of_im2col,
        test_a_view_of_pictures_is_a_batch)
