/** @file transcript.h
 * The record of what a case saw: named arrays with shapes, one JSON object a line.
 *
 *     {"exercise":"rnn_forward","case":"small","array":"h","role":"output",
 *      "axes":"TBH","shape":[4,2,3],"data":[0.5,…]}        (one line in the file)
 *
 * Numbers have 17 significant digits, so a double survives the journey; NaN and infinities are
 * the strings "nan", "inf", "-inf". `axes` has one letter per dimension (B batch, T time, …),
 * which lets a report say "sample 1, step 3". An array of words has strings for data. Every
 * comparison in the course (student against reference, against a numeric gradient, against a
 * known mistake, reference against another library) compares two of these.
 */
#ifndef TRANSCRIPT_H
#define TRANSCRIPT_H

#include <stdbool.h>
#include <stdio.h>

enum { TRANSCRIPT_RANK = 4 };

/** How the names of cases on large inputs end, of which projections are recorded. */
#define TRANSCRIPT_LARGE "_on_large_inputs"

/** Is the exercise a backward pass? Their names say so. */
bool transcript_is_backward(const char *exercise);

/** What an array is to the case. */
typedef enum {
	ROLE_INPUT,   /**< what the function was given */
	ROLE_OUTPUT,  /**< what it answered */
	ROLE_NUMERIC, /**< the numeric gradient that the output of the same name should equal */
	ROLE_AFTER    /**< an input once more, after the call */
} role;

/** Where lines go, and which case they belong to. */
typedef struct {
	FILE *out;                   /**< where lines go */
	const char *exercise, *name; /**< the case */
} transcript;

/** Write numbers.
 * @param[in] t      the record, open at a case
 * @param[in] array  name of the array
 * @param[in] r      what it is to the case
 * @param[in] axes   one letter per dimension, at most TRANSCRIPT_RANK
 * @param[in] shape  sizes, one per letter
 * @param[in] data   row-major */
void transcript_numbers(const transcript *t, const char *array, role r, const char *axes,
        const int *shape, const double *data);

/** Write n strings (UTF-8; invalid bytes are written as U+FFFD). */
void transcript_words(
        const transcript *t, const char *array, role r, int n, const char *const *words);

/** Write text as the inside of a JSON string, escaped. */
void transcript_escape(FILE *out, const char *text);

#endif
