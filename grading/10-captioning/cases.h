/* What the files of chapter 10's cases share. */
#ifndef CASES_H
#define CASES_H

#include "blocks.h"
#include "case.h"
#include "cider.h"
#include "convolution.h"
#include "telling.h"

/* Axes of a recorded array are one letter each: K channels, F kernels, J what a window sees, P
 * places of the input, Q places of the output. */
enum { C = 2, F = 3 };

extern const grade_case convolution_cases[], blocks_cases[], telling_cases[], cider_cases[];

/* Pictures at random, recorded with their sizes as `array`_NHW. */
images draw_images(book *b, const char *array, const char *axes, int channels, int N, int H, int W);
/* Room for pictures, filled with NaN. */
images blank_images(book *b, int channels, int N, int H, int W);
/* Pictures that a function adds to. */
images started_images(book *b, const char *array, const char *axes, images like);
/* Kernels at random; their names end with `suffix`. */
conv2d draw_kernels(book *b, const char *suffix, int n, int seen);
/* Gradients of kernels that already hold something: += must keep it. */
conv2d started_kernels(book *b, const char *suffix, int n, int seen);
/* Gradients of kernels that begin with zero. */
conv2d zero_kernels(book *b, int n, int seen);
/* Gradients of kernels, as answers. */
void record_kernels(book *b, const char *suffix, conv2d dk);
/* Their numeric gradients. */
void numeric_kernels(book *b, const char *suffix, conv2d k, scalar_function f, void *context);
/* A convolution by its definition, without the student's help. */
void convolve_plainly(images y, images x, conv2d k, window w);

/* A few settings, recorded. */
void given_settings(book *b, const char *array, int n, const double *x);

#endif
