/** @file execute.h
 * From a shared object to a transcript: the cases of a chapter, in a cell.
 */
#ifndef DESK_EXECUTE_H
#define DESK_EXECUTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What to run. */
typedef struct {
	const char *chapter;
	const char *expected; /**< the reference's transcript: its text, ended by NUL */
	const char *code;     /**< the shared object */
	size_t size;          /**< of the code */
	uint64_t seed;
	const char *folder; /**< without a sandbox: where to run; else NULL */
	/** For hints: only the cases of these exercises, ",rnn_forward,rnn_backward,", and each once; what the
	 * others answer is taken from the reference. NULL: all, and each a second time to see whether it
	 * answers the same. */
	const char *only;
	int transcript; /**< descriptor of the file that the transcript goes to */
} execute_job;

/** What it cost, and what the runner saw. */
typedef struct {
	double cpu;       /**< seconds, of all cases */
	char notes[8000]; /**< a line for each case that was stopped or flagged */
} execute_result;

/** Run. @return 0, however the cases ended; -1 with error_set() when something of ours failed */
int execute_code(const execute_job *job, execute_result *r);

#endif
