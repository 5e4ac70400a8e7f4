/* Batch normalisation, the residual block, and pictures put down anew.
 *
 * Batch normalisation backwards. With s = 1/√(v+ε) and x̂ = (x−μ)s each x has three ways to y:
 * directly, through μ and through v. They add up to
 *
 *     dx = γ s (dy − mean(dy) − x̂ · mean(dy∘x̂))
 *
 * which says: of dy nothing counts that only moves the channel or only stretches it, because the
 * normalisation takes that out again.
 *
 * The residual block's x has two readers. The one that is only added hands dy through unchanged,
 * so that a gradient reaches the lowest block past all kernels, as it passes an LSTM's cell.
 *
 * Sources: Ioffe and Szegedy 2015; He and others 2016 (there with batch normalisation inside). */
#include <math.h>

#include "blocks.h"

static double mean_of(const real *x, int n)
{
	double sum = 0;
	for (int i = 0; i < n; i++) sum += (double)x[i];
	return sum / n;
}

/* One channel, normalised by mean and variance, rescaled. */
static void normalise(images y, images x, int c, channel_moments by, batch_norm w, double epsilon)
{
	//> [normalise] 10.8  one factor and one addend for the whole channel
	const double factor =
	        (double)row(w.gamma, 0)[c] / sqrt((double)row(by.variance, 0)[c] + epsilon);
	const double addend = (double)row(w.beta, 0)[c] - factor * (double)row(by.mean, 0)[c];
	const real *from = row(x.m, c);
	real *to = row(y.m, c);
	for (int i = 0; i < x.m.cols; i++) to[i] = (real)((double)from[i] * factor + addend);
	//< [normalise]
}

void batch_norm_forward(images y, channel_moments batch, channel_moments running, images x,
        batch_norm w, double m, double epsilon)
{
	const int M = x.m.cols;
	need_images(y, x.m.rows, x.N, x.H, x.W);
	//> [batch_norm_forward] 10.8  mean, then the mean square around it; the running ones; normalise
	for (int c = 0; c < x.m.rows; c++) {
		const real *p = row(x.m, c);
		double mean = mean_of(p, M), square = 0;
		for (int i = 0; i < M; i++) square += ((double)p[i] - mean) * ((double)p[i] - mean);
		row(batch.mean, 0)[c] = (real)mean;
		row(batch.variance, 0)[c] = (real)(square / M);
		real *rm = row(running.mean, 0) + c, *rv = row(running.variance, 0) + c;
		*rm = (real)((1 - m) * (double)*rm + m * mean);
		*rv = (real)((1 - m) * (double)*rv + m * square / (M - 1));
		normalise(y, x, c, batch, w, epsilon);
	}
	//< [batch_norm_forward]
}

void batch_norm_backward(batch_norm dw, images dx, images dy, images x, channel_moments batch,
        batch_norm w, double epsilon)
{
	const int M = x.m.cols;
	need_images(dx, x.m.rows, x.N, x.H, x.W);
	need_images(dy, x.m.rows, x.N, x.H, x.W);
	//> [batch_norm_backward] 10.9  two sums a channel: of dy, and of dy∘x̂; then dx
	for (int c = 0; c < x.m.rows; c++) {
		const real *p = row(x.m, c), *d = row(dy.m, c);
		const double mean = (double)row(batch.mean, 0)[c];
		const double s = 1 / sqrt((double)row(batch.variance, 0)[c] + epsilon);
		double sum = 0, along = 0;
		for (int i = 0; i < M; i++) {
			sum += (double)d[i];
			along += (double)d[i] * ((double)p[i] - mean) * s;
		}
		row(dw.beta, 0)[c] += (real)sum;
		row(dw.gamma, 0)[c] += (real)along;
		const double factor = (double)row(w.gamma, 0)[c] * s;
		for (int i = 0; i < M; i++)
			row(dx.m, c)[i] = (real)(factor * ((double)d[i] - sum / M -
			                                          ((double)p[i] - mean) * s * along / M));
	}
	//< [batch_norm_backward]
}

void batch_norm_eval(images y, images x, channel_moments running, batch_norm w, double epsilon)
{
	need_images(y, x.m.rows, x.N, x.H, x.W);
	//> [batch_norm_eval] 10.10  as in training, by other moments
	for (int c = 0; c < x.m.rows; c++) normalise(y, x, c, running, w, epsilon);
	//< [batch_norm_eval]
}

static const window three = {3, 1, 1};

static void relu(mat m)
{
	for (long i = 0, n = count(m); i < n; i++) m.p[i] = m.p[i] > 0 ? m.p[i] : 0;
}

/* d where y > 0, else 0, in place. */
static void through_relu(mat d, mat y)
{
	//> [through_relu] 10.12  nothing passes where the answer is 0
	for (long i = 0, n = count(d); i < n; i++) d.p[i] = y.p[i] > 0 ? d.p[i] : 0;
	//< [through_relu]
}

void residual_forward(images y, images r, images x, const conv2d k[2])
{
	need_images(y, x.m.rows, x.N, x.H, x.W);
	need_images(r, x.m.rows, x.N, x.H, x.W);
	//> [residual_forward] 10.11  two convolutions, and x itself
	conv2d_forward(r, x, k[0], three);
	relu(r.m);
	conv2d_forward(y, r, k[1], three);
	add(y.m, x.m);
	relu(y.m);
	//< [residual_forward]
}

void residual_backward(
        const conv2d dk[2], images dx, images dy, images y, images r, images x, const conv2d k[2])
{
	need_images(dx, x.m.rows, x.N, x.H, x.W);
	arena scratch = {0};
	images d = images_new(&scratch, x.m.rows, x.N, x.H, x.W);
	images dr = images_new(&scratch, x.m.rows, x.N, x.H, x.W);
	//> [residual_backward] 10.12  the last line first; x has two readers
	copy(d.m, dy.m);
	through_relu(d.m, y.m);
	conv2d_backward(dk[1], dr, d, r, k[1], three);
	through_relu(dr.m, r.m);
	conv2d_backward(dk[0], dx, dr, x, k[0], three);
	add(dx.m, d.m);
	//< [residual_backward]
	arena_free(&scratch);
}

/* A plane at (x,y) between its pixels; 0 outside. */
static double between(const real *p, int H, int W, double x, double y)
{
	double sum = 0;
	//> [between] 10.13  four neighbours, each by (1 − distance) in both directions
	const int left = (int)floor(x), above = (int)floor(y);
	for (int i = above; i <= above + 1; i++)
		for (int j = left; j <= left + 1; j++)
			if (i >= 0 && i < H && j >= 0 && j < W)
				sum += (1 - fabs(y - i)) * (1 - fabs(x - j)) * (double)p[i * W + j];
	//< [between]
	return sum;
}

void place_images(images y, images x, const placement *p)
{
	need_images(y, x.m.rows, x.N, x.H, x.W);
	const double cx = (x.W - 1) / 2.0, cy = (x.H - 1) / 2.0;
	//> [place_images] 10.13  undo the moves in reverse order: move back, turn back, shrink, flip
	for (int n = 0; n < x.N; n++) {
		const double cosine = cos(p[n].turn) / p[n].scale, sine = sin(p[n].turn) / p[n].scale;
		for (int i = 0; i < x.H * x.W; i++) {
			const double u = i % x.W - p[n].right - cx, v = i / x.W - p[n].down - cy;
			double from_x = cosine * u + sine * v, from_y = cosine * v - sine * u;
			if (p[n].flip) from_x = -from_x;
			for (int c = 0; c < x.m.rows; c++)
				plane(y, c, n)[i] =
				        (real)between(plane(x, c, n), x.H, x.W, cx + from_x, cy + from_y);
		}
	}
	//< [place_images]
}
