/* The running example: see hand.h. */
#include <math.h>

#include "hand.h"

const window hand_window = {2, 1, 0};

static const double picture[] = {0, 80, 40, 20, 40, 0, 0, 0, 40};
static const double kernel_of_two[] = {0, 0.25, 0.5, 1};
static const double from_above[] = {1, -1, 2, 0};

static const double regions[] = {1, 0, 0, 1, 0, 0}; // red, blue, empty
static const double where_is_red[] = {2, 0};
static const double more_of_the_first[] = {1, 0};

static void put_all(mat m, const double *from)
{
	for (long i = 0; i < count(m); i++) m.p[i] = (real)from[i];
}

hand hand_new(void)
{
	hand e = {0};
	arena *a = &e.memory;
	e.x = images_new(a, 1, 1, 3, 3);
	e.y = images_new(a, 1, 1, 2, 2);
	e.dy = images_new(a, 1, 1, 2, 2);
	e.dx = images_new(a, 1, 1, 3, 3);
	e.k = (conv2d){mat_new(a, 1, 4), mat_new(a, 1, 1)};
	e.dk = (conv2d){mat_new(a, 1, 4), mat_new(a, 1, 1)};
	e.turned = mat_new(a, 2, 2);
	e.col = mat_new(a, 4, 4);
	e.dcol = mat_new(a, 4, 4);
	e.full = mat_new(a, 3, 3);
	put_all(e.x.m, picture);
	put_all(e.k.W, kernel_of_two);
	put_all(e.dy.m, from_above);
	mat kernel = mat_of(e.k.W.p, 2, 2), framed_dy = mat_new(a, 4, 4);
	convolve(e.turned, mat_of(e.x.m.p, 3, 3), kernel);
	im2col(e.col, e.x, hand_window);
	conv2d_forward(e.y, e.x, e.k, hand_window);
	conv2d_backward(e.dk, e.dx, e.dy, e.x, e.k, hand_window);
	mul(e.dcol, tr(e.k.W), e.dy.m);
	copy(cols(rows(framed_dy, 1, 2), 1, 2), mat_of(e.dy.m.p, 2, 2));
	convolve(e.full, framed_dy, kernel);
	return e;
}

hand_norm hand_norm_new(hand *e)
{
	arena *a = &e->memory;
	mat m[8];
	for (int i = 0; i < 8; i++) m[i] = mat_new(a, 1, 1);
	hand_norm n = {images_new(a, 1, 1, 2, 2), images_new(a, 1, 1, 2, 2), {m[0], m[1]}, {m[2], m[3]},
	        {m[4], m[5]}, {m[6], m[7]}};
	fill(n.w.gamma, 1);
	batch_norm_forward(n.y, n.batch, n.running, e->y, n.w, 0.1, 0);
	batch_norm_backward(n.dw, n.dx, e->dy, e->y, n.batch, n.w, 0);
	return n;
}

hand_look hand_look_new(void)
{
	hand_look e = {0};
	mat *three[] = {&e.region, &e.read, &e.dregion}, *one[] = {&e.q, &e.ctx, &e.dctx, &e.dq},
	    *weights[] = {&e.alpha, &e.dalpha, &e.ds};
	for (int i = 0; i < 3; i++) *three[i] = mat_new(&e.memory, 3, 2);
	for (int i = 0; i < 4; i++) *one[i] = mat_new(&e.memory, 1, 2);
	for (int i = 0; i < 3; i++) *weights[i] = mat_new(&e.memory, 1, 3);
	put_all(e.region, regions);
	put_all(e.q, where_is_red);
	put_all(e.dctx, more_of_the_first);
	score_dot_forward(e.alpha, e.q, e.region);
	attention_weights(e.alpha, 3);
	attention_read_forward(e.ctx, e.alpha, e.region);
	attention_read_backward(e.dalpha, e.read, e.dctx, e.alpha, e.region);
	copy(e.dregion, e.read);
	copy(e.ds, e.dalpha);
	attention_weights_backward(e.ds, e.alpha);
	score_dot_backward(e.dq, e.dregion, e.ds, e.q, e.region);
	return e;
}
