/** @file one.h
 * Grade one submission: from a folder with somebody's sources to an outcome in a work folder.
 *
 * The process that holds a student's code never decides a mark. Of the folder only the chapter's
 * editable files are taken. They are compiled in one cell and run in another (cell.h); what comes out
 * is a transcript, which is data, and the judge, a process of its own, compares it with the
 * reference's on the same secret seed.
 *
 * The work folder (0700) holds afterwards
 *
 *     src/              the chapter's files as they were graded, and nothing else
 *     compile.log       what the compiler said; empty when it was silent
 *     transcript.jsonl  what the code answered; missing when it did not compile
 *     result.json       the judge's result; missing after a grader error
 *     outcome.json      written last: how it ended, and what it cost
 *
 * and outcome.json says
 *
 *     {"outcome":"graded"|"not gradable"|"grader error", "reason":"…", "ignored":["name", …],
 *      "notes":["…", …], "cpu":{"compile":s,"run":s,"judge":s}, "wall":s}
 *
 * All text in it is valid UTF-8 without control characters, but else as hostile as its author likes.
 */
#ifndef DESK_ONE_H
#define DESK_ONE_H

#include <stdbool.h>
#include <stdint.h>

/** What to grade, and how. */
typedef struct {
	const char *chapter; /**< "06-rnn" */
	const char *
	        src; /**< folder with the chapter's files in it, or in CHAPTER/ or chapters/CHAPTER/ below */
	const char *work; /**< work folder: made here, or an empty one */
	const char *
	        expected; /**< the reference's transcript on this seed; NULL: one is made in the work folder */
	uint64_t seed;   /**< secret */
	bool no_sandbox; /**< run the code as it is, with our rights */
	bool no_checks; /**< do not look for what no exercise needs (fork, asm, …): for tests of the sandbox */
} one_job;

/** How it ended. */
typedef enum {
	ONE_GRADED,       /**< there is a result */
	ONE_NOT_GRADABLE, /**< the hand-in cannot be graded: does not compile, a file is missing */
	ONE_GRADER_ERROR  /**< something of ours failed: never a mark */
} one_outcome;

/** Grade. The current folder is the top of the course's checkout, and what `make desk` builds is there.
 * @return the outcome, which outcome.json tells too; or -1 with error_set() when not even that could be
 *         written: a grader error */
int one_grade(const one_job *job);

/** "graded", "not gradable" or "grader error". */
const char *one_outcome_name(one_outcome o);

/** Make the reference's transcript of a chapter on a seed: the manifest and the expected values.
 * @param[in] path  the file, which appears whole or not at all
 * @return 0, or -1 with error_set() */
int one_reference(const char *chapter, uint64_t seed, const char *path);

#endif
