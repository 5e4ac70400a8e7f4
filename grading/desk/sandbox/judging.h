/** @file judging.h
 * Start the judge: a program of its own, because what it reads was written by strangers.
 */
#ifndef DESK_JUDGING_H
#define DESK_JUDGING_H

#include <stdbool.h>

/* Right is what is within 1e-12 of the reference, relative to an array's largest element, and in
 * backward passes within 1e-13: there honest rewrites are within 1e-14, and differentiation by
 * differences at best within 1e-13. A chapter whose answers cannot be that exact says so in
 * grading/NN-name/tolerance, "1e-11". */

/** What to judge. Descriptors are of files, and are left open. */
typedef struct {
	const char *chapter;
	int expected;       /**< the reference's transcript */
	int transcript;     /**< or -1, when it did not compile: */
	int compile_log;    /**< why; else -1 */
	const char *result; /**< path of the result, which is written anew */
	double cpu;         /**< comes back: seconds */
} judging;

/** Judge. @return 0, whatever the marks; -1 with error_set() when the judge failed: a grader error */
int judge_transcript(judging *j);

#endif
