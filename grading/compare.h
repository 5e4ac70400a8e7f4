/** @file compare.h
 * Are two arrays equal, and if not, where do they differ most?
 *
 * The error of a whole array is max|yours − expected| / max(max|expected|, 1e-3): relative to the
 * largest element, because an element that is small by cancellation has no digits of its own. The
 * floor keeps rounding dust around an expected zero from looking like a large relative error.
 * Whole numbers on both sides (ids, counts) and words must be equal. A NaN equals a NaN, an
 * infinity the same infinity, and nothing else does.
 */
#ifndef COMPARE_H
#define COMPARE_H

#include "record.h"

/** The tolerances that hold unless a caller says otherwise. */
#define TOLERANCE_HOME 1e-10
#define TOLERANCE_GRADIENT 1e-7
/** A gradient check fails when more than this part of its elements had to be left out. */
#define LEFT_OUT_MAX 0.2

/** What a comparison found. */
typedef enum {
	VERDICT_EQUAL,
	VERDICT_DIFFERENT,   /**< at `worst` */
	VERDICT_SHAPE,       /**< another shape; `worst` is the first difference of two lists, or -1 */
	VERDICT_KIND,        /**< words where numbers are expected, or the reverse */
	VERDICT_NOT_WRITTEN, /**< still what it was filled with before the call */
	VERDICT_LEFT_OUT     /**< too little left of the numeric gradient to compare with */
} verdict;

/** The outcome. */
typedef struct {
	verdict verdict;
	double error;  /**< relative, of the worst element; INFINITY for words and non-finite values */
	long worst;    /**< its position, row-major, or -1 */
	long left_out; /**< gradient check: elements without a numeric derivative */
} comparison;

/** Compare with an expected array.
 * @param[in] tolerance  largest relative error that is still equal */
comparison compare(const array *yours, const array *expected, double tolerance);

/** Compare a gradient with the numeric one, element by element: |yours − numeric| relative to
 * max(|numeric|, 1e-3·max|numeric|, 1e-4). NaN in the numeric gradient is left out. */
comparison compare_gradient(const array *yours, const array *numeric, double tolerance);

/** The largest finite |element|, 0 for an array without one. */
double largest(const array *a);

/** Write "[t=2,b=1]" for position i, after the letters of the axes; "" for a single number. */
void index_text(char *text, size_t size, const array *a, long i);

/** Write element i of an array so that it can be told from `other` (or NULL): a number with as
 * many digits as that takes, at least 6. A word is quoted. */
void element_text(char *text, size_t size, const array *a, const array *other, long i);

/** Write "(4,2,3)". */
void shape_text(char *text, size_t size, const array *a);

#endif
