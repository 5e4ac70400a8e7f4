/* Cases of 10.8 … 10.13: batch normalisation, the residual block, pictures put down anew. */
#include "cases.h"

/* --- 10.8 … 10.10 ----------------------------------------------------------------------------- */

enum { N = 2, H = 4 * SCALE, W = 5 * SCALE, M = N * H * W };
static const double EPSILON = 0.05, SHARE = 0.3;

struct norm {
	images x, y, upstream;
	batch_norm w;
	channel_moments batch, running;
};

static struct norm draw_norm(book *b, int channels)
{
	struct norm s = {.x = draw_images(b, "x", "KP", channels, N, H, W)};
	s.w = (batch_norm){draw(b, "gamma", "K", 1, channels, 1), draw(b, "beta", "K", 1, channels, 1)};
	given_settings(b, "m_epsilon", 2, (double[]){SHARE, EPSILON});
	s.y = blank_images(b, channels, N, H, W);
	s.batch = (channel_moments){blank(b, 1, channels), blank(b, 1, channels)};
	return s;
}

/* Variances at random. */
static mat draw_variances(book *b, const char *array, int channels)
{
	mat v = mat_new(&b->a, 1, channels);
	rng_fill_uniform(&b->r, v, 0.3, 2);
	given(b, array, "K", v);
	return copy_of(b, v);
}

static void norm_forward(book *b)
{
	struct norm s = draw_norm(b, 3);
	s.x.m = copy_of(b, s.x.m);
	for (int c = 0; c < 3; c++) // a channel far from 0, as the sum of a ReLU's outputs is
		for (int i = 0; i < M; i++) row(s.x.m, c)[i] += (real)(3 * c);
	given(b, "x_moved", "KP", s.x.m);
	s.running = (channel_moments){started(b, "running_mean_before", "K", 1, 3),
	        draw_variances(b, "running_variance_before", 3)};
	batch_norm_forward(s.y, s.batch, s.running, s.x, s.w, SHARE, EPSILON);
	record(b, "y", "KP", s.y.m);
	record(b, "mean", "K", s.batch.mean);
	record(b, "variance", "K", s.batch.variance);
	record(b, "running_mean", "K", s.running.mean);
	record(b, "running_variance", "K", s.running.variance);
	batch_norm_forward(s.y, s.batch, s.running, s.x, s.w, SHARE, EPSILON);
	record(b, "running_mean_again", "K", s.running.mean);
	record(b, "running_variance_again", "K", s.running.variance);
}

/* The batch's moments, without the student's help. */
static void moments_of(channel_moments m, images x)
{
	for (int c = 0; c < x.m.rows; c++) {
		double mean = 0, square = 0;
		for (int i = 0; i < x.m.cols; i++) mean += (double)row(x.m, c)[i] / x.m.cols;
		for (int i = 0; i < x.m.cols; i++) {
			const double d = (double)row(x.m, c)[i] - mean;
			square += d * d / x.m.cols;
		}
		row(m.mean, 0)[c] = (real)mean;
		row(m.variance, 0)[c] = (real)square;
	}
}

static void norm_backward(book *b)
{
	struct norm s = draw_norm(b, 3);
	moments_of(s.batch, s.x);
	given(b, "mean", "K", s.batch.mean);
	given(b, "variance", "K", s.batch.variance);
	images dy = draw_images(b, "dy", "KP", 3, N, H, W), dx = blank_images(b, 3, N, H, W);
	batch_norm dw = {started(b, "dgamma_before", "K", 1, 3), started(b, "dbeta_before", "K", 1, 3)};
	batch_norm_backward(dw, dx, dy, s.x, s.batch, s.w, EPSILON);
	record(b, "dx", "KP", dx.m);
	record(b, "dgamma", "K", dw.gamma);
	record(b, "dbeta", "K", dw.beta);
	rng_fill_normal(&b->r, dx.m, 1);
	batch_norm_backward(dw, dx, dy, s.x, s.batch, s.w, EPSILON);
	record(b, "dx_again", "KP", dx.m);
}

static double norm_loss(void *context)
{
	struct norm *s = context;
	batch_norm_forward(s->y, s->batch, s->running, s->x, s->w, SHARE, EPSILON);
	return dot(s->y.m, s->upstream.m);
}

static void norm_gradient(book *b)
{
	struct norm s = draw_norm(b, C);
	s.upstream = draw_images(b, "dy", "KP", C, N, H, W);
	s.running = (channel_moments){mat_new(&b->a, 1, C), mat_new(&b->a, 1, C)};
	images dx = blank_images(b, C, N, H, W);
	batch_norm dw = {mat_new(&b->a, 1, C), mat_new(&b->a, 1, C)};
	norm_loss(&s);
	batch_norm_backward(dw, dx, s.upstream, s.x, s.batch, s.w, EPSILON);
	record(b, "dx", "KP", dx.m);
	record(b, "dgamma", "K", dw.gamma);
	record(b, "dbeta", "K", dw.beta);
	record_numeric(b, "dx", "KP", s.x.m, norm_loss, &s);
	record_numeric(b, "dgamma", "K", s.w.gamma, norm_loss, &s);
	record_numeric(b, "dbeta", "K", s.w.beta, norm_loss, &s);
}

static void norm_eval(book *b)
{
	struct norm s = draw_norm(b, 3);
	channel_moments running = {
	        draw(b, "running_mean", "K", 1, 3, 1), draw_variances(b, "running_variance", 3)};
	batch_norm_eval(s.y, s.x, running, s.w, EPSILON);
	record(b, "y", "KP", s.y.m);
	record(b, "running_mean_after", "K", running.mean);
	record(b, "running_variance_after", "K", running.variance);
}

/* --- 10.11, 10.12 ----------------------------------------------------------------------------- */

enum { SEEN = C * 9 };
static const window three = {3, 1, 1};

struct block {
	images x, y, r, upstream;
	conv2d k[2];
};

static struct block draw_block(book *b, int n, int h, int w)
{
	struct block s = {.x = draw_images(b, "x", "KP", C, n, h, w)};
	s.k[0] = draw_kernels(b, "1", C, SEEN);
	s.k[1] = draw_kernels(b, "2", C, SEEN);
	s.y = blank_images(b, C, n, h, w);
	s.r = blank_images(b, C, n, h, w);
	return s;
}

static void residual_forward_small(book *b)
{
	struct block s = draw_block(b, N, H, W);
	residual_forward(s.y, s.r, s.x, s.k);
	record(b, "y", "KP", s.y.m);
	record(b, "r", "KP", s.r.m);
}

static void cut(mat m)
{
	for (int i = 0; i < count(m); i++)
		if (m.p[i] < 0) m.p[i] = 0;
}

static void residual_backward_small(book *b)
{
	struct block s = draw_block(b, N, H, W);
	convolve_plainly(s.r, s.x, s.k[0], three);
	cut(s.r.m);
	convolve_plainly(s.y, s.r, s.k[1], three);
	add(s.y.m, s.x.m);
	cut(s.y.m);
	given(b, "y", "KP", s.y.m);
	given(b, "r", "KP", s.r.m);
	images dy = draw_images(b, "dy", "KP", C, N, H, W), dx = blank_images(b, C, N, H, W);
	conv2d dk[2] = {started_kernels(b, "1", C, SEEN), started_kernels(b, "2", C, SEEN)};
	residual_backward(dk, dx, dy, s.y, s.r, s.x, s.k);
	record(b, "dx", "KP", dx.m);
	record_kernels(b, "1", dk[0]);
	record_kernels(b, "2", dk[1]);
}

static double block_loss(void *context)
{
	struct block *s = context;
	residual_forward(s->y, s->r, s->x, s->k);
	return dot(s->y.m, s->upstream.m);
}

static void residual_gradient(book *b)
{
	struct block s = draw_block(b, 1, 3, 4);
	s.upstream = draw_images(b, "dy", "KP", C, 1, 3, 4);
	images dx = blank_images(b, C, 1, 3, 4);
	conv2d dk[2] = {zero_kernels(b, C, SEEN), zero_kernels(b, C, SEEN)};
	block_loss(&s);
	residual_backward(dk, dx, s.upstream, s.y, s.r, s.x, s.k);
	record(b, "dx", "KP", dx.m);
	record_kernels(b, "1", dk[0]);
	record_kernels(b, "2", dk[1]);
	record_numeric(b, "dx", "KP", s.x.m, block_loss, &s);
	numeric_kernels(b, "1", s.k[0], block_loss, &s);
	numeric_kernels(b, "2", s.k[1], block_loss, &s);
}

/* --- 10.13 ------------------------------------------------------------------------------------ */

static void place_all(book *b, const placement *p, int n)
{
	enum { h = 6, w = 7 };
	images x = draw_images(b, "x", "KP", C, n, h, w), y = blank_images(b, C, n, h, w);
	mat how = mat_new(&b->a, n, 5);
	for (int i = 0; i < n; i++) {
		const double numbers[] = {p[i].right, p[i].down, p[i].turn, p[i].scale, p[i].flip};
		for (int k = 0; k < 5; k++) row(how, i)[k] = (real)numbers[k];
	}
	given(b, "placements", "NA", how); // right, down, turn, scale, flip
	place_images(y, x, p);
	record(b, "y", "KP", y.m);
}

static void place_moved(book *b)
{
	static const placement p[] = {{2, -1, 0, 1, false}, {-0.75, 1.25, 0, 1, false}};
	place_all(b, p, 2);
}

static void place_turned(book *b)
{
	static const placement p[] = {{0, 0, 0.5, 1, false}, {0, 0, -2.25, 1, false}};
	place_all(b, p, 2);
}

static void place_scaled(book *b)
{
	static const placement p[] = {{0, 0, 0, 1.75, false}, {0, 0, 0, 0.625, false}};
	place_all(b, p, 2);
}

static void place_flipped(book *b)
{
	static const placement p[] = {{0, 0, 0, 1, true}, {0, 0, 0, 1, false}};
	place_all(b, p, 2);
}

static void place_together(book *b)
{
	static const placement p[] = {{1.5, -0.75, 0.625, 1.25, true}, {-1.25, 0.5, 0.375, 0.75, false},
	        {1, 1, -0.5, 1.5, true}};
	place_all(b, p, 3);
}

const grade_case blocks_cases[] = {
        {"batch_norm_forward", "small", norm_forward, NULL, 0},
        {"batch_norm_backward", "small", norm_backward, NULL, 0},
        {"batch_norm_backward", "gradient", norm_gradient, "batch_norm_forward", 0},
        {"batch_norm_eval", "small", norm_eval, NULL, 0},
        {"residual_forward", "small", residual_forward_small, NULL, 0},
        {"residual_backward", "small", residual_backward_small, NULL, 0},
        {"residual_backward", "gradient", residual_gradient, "residual_forward", 0},
        {"place_images", "moved", place_moved, NULL, 0},
        {"place_images", "turned", place_turned, NULL, 0},
        {"place_images", "scaled", place_scaled, NULL, 0},
        {"place_images", "flipped", place_flipped, NULL, 0},
        {"place_images", "together", place_together, NULL, 0},
        {0},
};
