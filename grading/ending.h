/** @file ending.h
 * What the end of a case means: exit status, signal and stderr, put into words.
 *
 * stderr was written by the sanitizers, by the harness, and by the student's code too, which can
 * imitate both. So nothing in here decides a mark: the words only explain one.
 */
#ifndef ENDING_H
#define ENDING_H

#include "record.h"

/** Exit statuses of a worker; the sanitizers' are set by their options. */
enum { STATUS_NOT_IMPLEMENTED = 77, STATUS_ADDRESS = 97, STATUS_UNDEFINED = 98 };

/** How a case came to its end. */
typedef enum {
	ENDED_WELL,
	ENDED_WITH_LEAK, /**< well, but memory was never given back */
	ENDED_NOT_IMPLEMENTED,
	ENDED_CRASHED,
	ENDED_TIMEOUT,
	ENDED_NOWHERE /**< no end line */
} ending_kind;

/** The explanation. Strings live in the arena; NULL when unknown. */
typedef struct {
	ending_kind kind;
	const char *what;     /**< crash or leak, in words */
	const char *place;    /**< "file.c:12" of the student's code; after exit(): of that call */
	const char *function; /**< in which function; for "not implemented" the one to write */
	const char *number;   /**< not implemented: its number */
	const char *hint;     /**< not implemented: the hint that the TODO carries */
} case_end;

/** Where a student's code is, to find it in a stack of calls. */
typedef struct {
	const char *chapter;    /**< "06-rnn" */
	const char *source_dir; /**< as given by the user, or NULL */
} source_place;

/** Explain the end of a case. */
case_end explain_end(arena *a, const case_record *c, source_place source);

#endif
