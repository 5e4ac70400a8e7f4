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
	TODO("10.8", "one factor and one addend for the whole channel");
}

void batch_norm_forward(images y, channel_moments batch, channel_moments running, images x,
        batch_norm w, double m, double epsilon)
{
	const int M = x.m.cols;
	need_images(y, x.m.rows, x.N, x.H, x.W);
	TODO("10.8", "mean, then the mean square around it; the running ones; normalise");
}

void batch_norm_backward(batch_norm dw, images dx, images dy, images x, channel_moments batch,
        batch_norm w, double epsilon)
{
	const int M = x.m.cols;
	need_images(dx, x.m.rows, x.N, x.H, x.W);
	need_images(dy, x.m.rows, x.N, x.H, x.W);
	TODO("10.9", "two sums a channel: of dy, and of dy∘x̂; then dx");
}

void batch_norm_eval(images y, images x, channel_moments running, batch_norm w, double epsilon)
{
	need_images(y, x.m.rows, x.N, x.H, x.W);
	TODO("10.10", "as in training, by other moments");
}

static const window three = {3, 1, 1};

static void relu(mat m)
{
	for (long i = 0, n = count(m); i < n; i++) m.p[i] = m.p[i] > 0 ? m.p[i] : 0;
}

/* d where y > 0, else 0, in place. */
static void through_relu(mat d, mat y)
{
	TODO("10.12", "nothing passes where the answer is 0");
}

void residual_forward(images y, images r, images x, const conv2d k[2])
{
	need_images(y, x.m.rows, x.N, x.H, x.W);
	need_images(r, x.m.rows, x.N, x.H, x.W);
	TODO("10.11", "two convolutions, and x itself");
}

void residual_backward(
        const conv2d dk[2], images dx, images dy, images y, images r, images x, const conv2d k[2])
{
	need_images(dx, x.m.rows, x.N, x.H, x.W);
	arena scratch = {0};
	images d = images_new(&scratch, x.m.rows, x.N, x.H, x.W);
	images dr = images_new(&scratch, x.m.rows, x.N, x.H, x.W);
	TODO("10.12", "the last line first; x has two readers");
	arena_free(&scratch);
}

/* A plane at (x,y) between its pixels; 0 outside. */
static double between(const real *p, int H, int W, double x, double y)
{
	double sum = 0;
	TODO("10.13", "four neighbours, each by (1 − distance) in both directions");
	return sum;
}

void place_images(images y, images x, const placement *p)
{
	need_images(y, x.m.rows, x.N, x.H, x.W);
	const double cx = (x.W - 1) / 2.0, cy = (x.H - 1) / 2.0;
	TODO("10.13", "undo the moves in reverse order: move back, turn back, shrink, flip");
}
