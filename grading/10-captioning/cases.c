/* Cases of chapter 10: the tables, and what several files draw. Heights and widths differ, strides
 * leave something over, and every gradient that is accumulated starts from something else than
 * zero. What a backward pass is handed follows from its inputs, but is computed here, so that a
 * wrong forward pass cannot spoil it. The "gradient" cases go the other way: the student's own
 * forward pass, differentiated numerically, must give what the student's backward pass gave. */
#include <stdio.h>
#include <string.h>

#include "cases.h"

const char *const chapter_name = "10-captioning";

const exercise exercises[] = {
        {"10.1", "convolve", 3},
        {"10.2", "im2col", 5},
        {"10.3", "col2im", 5},
        {"10.4", "conv2d_forward", 5},
        {"10.5", "conv2d_backward", 8},
        {"10.6", "max_pool_forward", 4},
        {"10.7", "max_pool_backward", 3},
        {"10.8", "batch_norm_forward", 5},
        {"10.9", "batch_norm_backward", 8},
        {"10.10", "batch_norm_eval", 2},
        {"10.11", "residual_forward", 3},
        {"10.12", "residual_backward", 6},
        {"10.13", "place_images", 5},
        {"10.14", "image_rnn_forward", 3},
        {"10.15", "image_rnn_backward", 5},
        {"10.16", "image_start_forward", 2},
        {"10.17", "image_start_backward", 3},
        {"10.18", "attentive_lstm_forward", 5},
        {"10.19", "attentive_lstm_backward", 8},
        {"10.20", "mean_of_frames_forward", 2},
        {"10.21", "mean_of_frames_backward", 1},
        {"10.22", "glimpses", 2},
        {"10.23", "cider_idf", 3},
        {"10.24", "cider_score", 4},
        {0},
};

const grade_case *const cases[] = {
        convolution_cases, blocks_cases, telling_cases, cider_cases, NULL};

images draw_images(book *b, const char *array, const char *axes, int channels, int N, int H, int W)
{
	images x = {draw(b, array, axes, channels, N * H * W, 1), N, H, W};
	given_numbers(b, name_of(b, array, "_NHW", ""), "A", 3, (int[]){N, H, W});
	return x;
}

images blank_images(book *b, int channels, int N, int H, int W)
{
	return (images){blank(b, channels, N * H * W), N, H, W};
}

images started_images(book *b, const char *array, const char *axes, images like)
{
	return (images){started(b, array, axes, like.m.rows, like.m.cols), like.N, like.H, like.W};
}

conv2d draw_kernels(book *b, const char *suffix, int n, int seen)
{
	return (conv2d){draw(b, name_of(b, "W", suffix, ""), "FJ", n, seen, 0.4),
	        draw(b, name_of(b, "b", suffix, ""), "F", 1, n, 0.4)};
}

conv2d started_kernels(book *b, const char *suffix, int n, int seen)
{
	return (conv2d){started(b, name_of(b, "dW", suffix, "_before"), "FJ", n, seen),
	        started(b, name_of(b, "db", suffix, "_before"), "F", 1, n)};
}

conv2d zero_kernels(book *b, int n, int seen)
{
	return (conv2d){mat_new(&b->a, n, seen), mat_new(&b->a, 1, n)};
}

void record_kernels(book *b, const char *suffix, conv2d dk)
{
	record(b, name_of(b, "dW", suffix, ""), "FJ", dk.W);
	record(b, name_of(b, "db", suffix, ""), "F", dk.b);
}

void numeric_kernels(book *b, const char *suffix, conv2d k, scalar_function f, void *context)
{
	record_numeric(b, name_of(b, "dW", suffix, ""), "FJ", k.W, f, context);
	record_numeric(b, name_of(b, "db", suffix, ""), "F", k.b, f, context);
}

/* A pixel, 0 outside. */
static double pixel(images x, int c, int n, int line, int column)
{
	if (line < 0 || line >= x.H || column < 0 || column >= x.W) return 0;
	return (double)plane(x, c, n)[line * x.W + column];
}

void convolve_plainly(images y, images x, conv2d k, window w)
{
	for (int f = 0; f < y.m.rows; f++)
		for (int p = 0; p < y.m.cols; p++) {
			const int n = p / (y.H * y.W), i = p / y.W % y.H, j = p % y.W;
			double sum = (double)row(k.b, 0)[f];
			for (int r = 0; r < k.W.cols; r++)
				sum += (double)row(k.W, f)[r] * pixel(x, r / (w.size * w.size), n,
				                                        i * w.stride - w.pad + r / w.size % w.size,
				                                        j * w.stride - w.pad + r % w.size);
			row(y.m, f)[p] = (real)sum;
		}
}

void given_settings(book *b, const char *array, int n, const double *x)
{
	mat kept = mat_new(&b->a, 1, n);
	for (int i = 0; i < n; i++) row(kept, 0)[i] = (real)x[i];
	given(b, array, "A", kept);
}
