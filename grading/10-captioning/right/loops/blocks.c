/* Batch normalisation through x̂ itself, its gradient path by path; pictures by nine lines a
 * pixel. */
#include <math.h>

#include "blocks.h"

/* x̂ of one channel. */
static void hat(real *to, const real *x, int n, double mean, double variance, double epsilon)
{
	for (int i = 0; i < n; i++) to[i] = (real)(((double)x[i] - mean) / sqrt(variance + epsilon));
}

void batch_norm_forward(images y, channel_moments batch, channel_moments running, images x,
        batch_norm w, double m, double epsilon)
{
	const int M = x.m.cols;
	for (int c = 0; c < x.m.rows; c++) {
		double mean = 0, variance = 0;
		for (int i = 0; i < M; i++) mean += (double)row(x.m, c)[i] / M;
		for (int i = 0; i < M; i++) variance += pow((double)row(x.m, c)[i] - mean, 2) / M;
		*elem(batch.mean, 0, c) = (real)mean;
		*elem(batch.variance, 0, c) = (real)variance;
		*elem(running.mean, 0, c) += (real)(m * (mean - (double)*elem(running.mean, 0, c)));
		*elem(running.variance, 0, c) +=
		        (real)(m * (variance * M / (M - 1) - (double)*elem(running.variance, 0, c)));
	}
	batch_norm_eval(y, x, batch, w, epsilon);
}

void batch_norm_backward(batch_norm dw, images dx, images dy, images x, channel_moments batch,
        batch_norm w, double epsilon)
{
	const int M = x.m.cols;
	arena scratch = {0};
	mat xhat = mat_new(&scratch, 1, M), dxhat = mat_new(&scratch, 1, M);
	for (int c = 0; c < x.m.rows; c++) {
		const double mean = (double)*elem(batch.mean, 0, c),
		             v = (double)*elem(batch.variance, 0, c);
		hat(xhat.p, row(x.m, c), M, mean, v, epsilon);
		*elem(dw.gamma, 0, c) += (real)dot(xhat, rows(dy.m, c, 1));
		copy(dxhat, rows(dy.m, c, 1));
		for (int i = 0; i < M; i++) *elem(dw.beta, 0, c) += dxhat.p[i];
		scale(dxhat, *elem(w.gamma, 0, c));
		double dv = 0, dmean = 0;
		for (int i = 0; i < M; i++) {
			const double d = (double)dxhat.p[i];
			dv += d * ((double)row(x.m, c)[i] - mean) * -0.5 * pow(v + epsilon, -1.5);
			dmean -= d / sqrt(v + epsilon);
		}
		for (int i = 0; i < M; i++)
			row(dx.m, c)[i] = (real)((double)dxhat.p[i] / sqrt(v + epsilon) + dmean / M +
			                         dv * 2 * ((double)row(x.m, c)[i] - mean) / M);
	}
	arena_free(&scratch);
}

void batch_norm_eval(images y, images x, channel_moments running, batch_norm w, double epsilon)
{
	for (int c = 0; c < x.m.rows; c++) {
		real *to = row(y.m, c);
		hat(to, row(x.m, c), x.m.cols, (double)*elem(running.mean, 0, c),
		        (double)*elem(running.variance, 0, c), epsilon);
		for (int i = 0; i < x.m.cols; i++)
			to[i] = *elem(w.gamma, 0, c) * to[i] + *elem(w.beta, 0, c);
	}
}

static void cut(mat m, mat by)
{
	for (int i = 0; i < count(m); i++)
		if (!(by.p[i] > 0)) m.p[i] = 0;
}

void residual_forward(images y, images r, images x, const conv2d k[2])
{
	const window w = {3, 1, 1};
	conv2d_forward(r, x, k[0], w);
	cut(r.m, r.m);
	conv2d_forward(y, r, k[1], w);
	add(y.m, x.m);
	cut(y.m, y.m);
}

void residual_backward(
        const conv2d dk[2], images dx, images dy, images y, images r, images x, const conv2d k[2])
{
	const window w = {3, 1, 1};
	arena scratch = {0};
	images long_way = images_new(&scratch, x.m.rows, x.N, x.H, x.W), dr = long_way;
	dr.m = mat_new(&scratch, r.m.rows, r.m.cols);
	copy(dx.m, dy.m);
	cut(dx.m, y.m); // the short way, and what goes into the long one
	conv2d_backward(dk[1], dr, dx, r, k[1], w);
	cut(dr.m, r.m);
	conv2d_backward(dk[0], long_way, dr, x, k[0], w);
	add(dx.m, long_way.m);
	arena_free(&scratch);
}

void place_images(images y, images x, const placement *p)
{
	for (int k = 0; k < y.m.cols; k++) {
		const int n = k / (x.H * x.W), i = k / x.W % x.H, j = k % x.W;
		double h = j - (x.W - 1) / 2.0 - p[n].right, v = i - (x.H - 1) / 2.0 - p[n].down;
		const double angle = atan2(v, h) - p[n].turn, radius = hypot(h, v) / p[n].scale;
		h = radius * cos(angle) * (p[n].flip ? -1 : 1) + (x.W - 1) / 2.0;
		v = radius * sin(angle) + (x.H - 1) / 2.0;
		for (int c = 0; c < x.m.rows; c++) {
			double sum = 0; // every pixel nearer than 1 in both directions
			for (int q = 0; q < x.H * x.W; q++)
				sum += fmax(0, 1 - fabs(q % x.W - h)) * fmax(0, 1 - fabs(q / x.W - v)) *
				       (double)plane(x, c, n)[q];
			row(y.m, c)[k] = (real)sum;
		}
	}
}
