/** @file build.h
 * From a hand-in's sources to a shared object that a worker loads, in a cell of its own.
 *
 * Only the hand-in's files are compiled; all else stands ready in build/desk/NN-name. Of what they
 * define only the exercises can be seen from outside, so that nobody's `write` or `mul` takes the
 * place of another one.
 */
#ifndef DESK_BUILD_H
#define DESK_BUILD_H

#include <stdbool.h>
#include <stddef.h>

/** A file of a hand-in. */
typedef struct {
	const char *name; /**< "rnn.c" */
	char *bytes;
	size_t size;
} source;

/** What to build. */
typedef struct {
	const char *chapter; /**< "06-rnn" */
	const source *sources;
	int count;
	const char *folder; /**< without a sandbox: where to build; else NULL */
	bool trusting;      /**< do not look for what no exercise needs */
} build_job;

/** What came of it. Free with build_free(). */
typedef struct {
	bool well;
	char *log;   /**< the compiler's words and ours, ended by NUL */
	char *code;  /**< the shared object */
	size_t size; /**< of the code */
	double cpu;  /**< seconds */
} build_result;

/** Build. @return 0, well or not; -1 with error_set() when something of ours failed */
int build_code(const build_job *job, build_result *r);
/** Give the memory back. */
void build_free(build_result *r);

#endif
