/** @file one_parts.h
 * What one.c is made of: the state of a grading, and the texts that come out of it.
 */
#ifndef DESK_ONE_PARTS_H
#define DESK_ONE_PARTS_H

#include <jansson.h>

#include "arena.h"
#include "build.h"
#include "one.h"

enum { ONE_FILES = 32, ONE_REFERENCE_MOST = 256 << 20 };

/** What takes time. */
enum { ONE_COMPILE, ONE_RUN, ONE_JUDGE, ONE_STEPS };

/** A submission being graded. */
typedef struct {
	arena a; /**< texts made printable */
	const one_job *job;
	source files[ONE_FILES];
	int count;
	const char *folder; /**< without a sandbox: where it is built and run; else NULL */
	json_t *ignored, *notes;
	char reason[1000];
	double cpu[ONE_STEPS];
} one;

/** The reference's transcript. */
typedef struct {
	char *text;
	int fd; /**< the same, in memory; -1: none */
} reference;

/** Why it ended so. */
void one_set_reason(one *o, const char *text);
/** Append a text to a list, printable. */
void one_add_text(one *o, json_t *list, const char *text);
/** Append the lines of a text. */
void one_add_lines(one *o, json_t *list, const char *text);
/** The reason that the judge gives for all exercises: why it does not compile. */
void one_reason_of_result(one *o, const char *path);
/** Is an exercise wrong, so that a hint would help?
 * @param[out] wrong  the names of these exercises, ",rnn_forward,rnn_backward," */
bool one_wants_hint(const char *path, char *wrong, size_t size);
/** Take the hints of one result into another one, where the exercise is wrong in both.
 * @return 0, or -1 with error_set() */
int one_merge_hint(const char *path, const char *hints);
/** After a grader error there is no result. */
void one_forget_result(const one *o);
/** Write outcome.json. @return 0, or -1 with error_set() */
int one_write_outcome(const one *o, one_outcome outcome, double wall);
/** Let go. */
void one_free_reference(reference *r);
/** Let go. */
void one_free(one *o);

#endif
