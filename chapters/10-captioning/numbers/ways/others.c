/* Exercises done in another way: see others.h. */
#include "others.h"

static double seen_at(images x, int c, int n, int line, int column)
{
	const bool inside = line >= 0 && line < x.H && column >= 0 && column < x.W;
	return inside ? (double)plane(x, c, n)[line * x.W + column] : 0;
}

void other_loops(images y, images x, conv2d k, window w)
{
	for (int f = 0; f < y.m.rows; f++)
		for (int n = 0; n < x.N; n++)
			for (int p = 0; p < y.H * y.W; p++) {
				const int top = p / y.W * w.stride - w.pad, left = p % y.W * w.stride - w.pad;
				const real *weight = row(k.W, f);
				double total = (double)row(k.b, 0)[f];
				for (int c = 0; c < x.m.rows; c++)
					for (int u = 0; u < w.size; u++)
						for (int v = 0; v < w.size; v++)
							total += (double)*weight++ * seen_at(x, c, n, top + u, left + v);
				plane(y, f, n)[p] = (real)total;
			}
}

void other_whole(images y, images x, conv2d k, window w, mat room)
{
	im2col(room, x, w);
	mul(y.m, k.W, room);
	for (int f = 0; f < y.m.rows; f++) {
		real *answers = row(y.m, f), bias = row(k.b, 0)[f];
		for (int p = 0; p < y.m.cols; p++) answers[p] += bias;
	}
}

void other_asking(mat col, images x, window w)
{
	const int high = places(x.H, w), wide = places(x.W, w), area = w.size * w.size;
	for (int r = 0; r < col.rows; r++) {
		const int c = r / area, u = r % area / w.size, v = r % w.size;
		real *next = row(col, r);
		for (int n = 0; n < x.N; n++)
			for (int p = 0; p < high * wide; p++)
				*next++ = (real)seen_at(
				        x, c, n, p / wide * w.stride - w.pad + u, p % wide * w.stride - w.pad + v);
	}
}

void other_one_walk(channel_moments m, images x)
{
	for (int c = 0; c < x.m.rows; c++) {
		const real *v = row(x.m, c);
		double total = 0, squares = 0;
		for (int p = 0; p < x.m.cols; p++) {
			total += (double)v[p];
			squares += (double)v[p] * (double)v[p];
		}
		total /= x.m.cols;
		row(m.mean, 0)[c] = (real)total;
		row(m.variance, 0)[c] = (real)(squares / x.m.cols - total * total);
	}
}

void other_branch(images y, int *from, images x, int size)
{
	for (int c = 0; c < x.m.rows; c++)
		for (int n = 0; n < x.N; n++) {
			const real *in = plane(x, c, n);
			for (int p = 0; p < y.H * y.W; p++) {
				int top = p / y.W * size * x.W + p % y.W * size;
				for (int u = 0, first = top; u < size; u++)
					for (int v = 0; v < size; v++)
						if (in[first + u * x.W + v] > in[top]) top = first + u * x.W + v;
				*from++ = top;
				plane(y, c, n)[p] = in[top];
			}
		}
}

void other_unhoisted(attentive_lstm_wires v, seq x, seq region, attentive_lstm w)
{
	for (int t = 0; t < x.T; t++) {
		seq now = steps(x, t, 1);
		attentive_lstm_wires one = {steps(v.h, t, 2), steps(v.c, t, 2), steps(v.a, t, 1),
		        steps(v.q, t, 1), steps(v.ctx, t, 1), steps(v.alpha, t, 1)};
		attentive_lstm_forward(one, now, region, w);
	}
}
