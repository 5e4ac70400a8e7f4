/** @file judging.h
 * Start the judge: a program of its own, because what it reads was written by strangers.
 */
#ifndef DESK_JUDGING_H
#define DESK_JUDGING_H

#include <stdbool.h>

/** Relative error that is right: an honest rewrite is within 2e-15 of the largest element, the best
 * numerical differentiation within 1e-13. */
extern const char judging_tolerance[];

/** What to judge. Descriptors are of files, and are left open. */
typedef struct {
	const char *chapter;
	const char *tolerance;
	int expected;       /**< the reference's transcript */
	int transcript;     /**< or -1, when it did not compile: */
	int compile_log;    /**< why; else -1 */
	const char *result; /**< path of the result, which is written anew */
	double cpu;         /**< comes back: seconds */
} judging;

/** Judge. @return 0, whatever the marks; -1 with error_set() when the judge failed: a grader error */
int judge_transcript(judging *j);

#endif
