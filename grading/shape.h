/** @file shape.h
 * What the shape of an error says about the mistake: for any exercise, with no list of known
 * mistakes. "Every element is 3 times what it should be, and 3 is B" is half of the repair.
 *
 * Each test tries one explanation, f(expected) = yours, and accepts it only if it holds for the
 * whole array to 1e-9 of its largest element; an explanation that needs a doubt is not given.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include "result.h"

/** An explanation. */
typedef struct {
	const char *name; /**< "factor", "sign", "transposed", … for tests and other programs */
	const char *text; /**< for the student */
} error_shape;

/** Explain a wrong answer.
 * @param[out] s  the explanation, its text in the arena
 * @param[in]  c  the case, whose other arrays and sizes are tried as explanations
 * @param[in]  x  an answer of that case, judged and not right
 * @return whether there is one */
bool error_shape_of(error_shape *s, arena *a, const case_result *c, const answer *x);

/** What a test of one explanation gets. yours and expected are numbers of the same shape. */
typedef struct {
	arena *a;
	const case_result *c;
	const array *yours, *expected;
	const char *name; /**< of the array */
	double near;      /**< absolute difference that counts as none */
} suspect;

/** Tests that look along the axes: blocks of gates, time steps, single slices, shifts.
 * @return whether one explains the error */
bool shape_along_axes(error_shape *s, const suspect *x);

/** Whether element i is right. */
bool element_right(const suspect *x, long i);

#endif
