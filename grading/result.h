/** @file result.h
 * The one result model: exercises, their states and points, the answers behind them. Reports are
 * views of it.
 *
 * An exercise's points are shared equally among the names of the arrays that its cases record;
 * a name earns its share when it is right in every case. Changing an input that should only have
 * been read costs one more share. A case that calls another exercise's code `needs` that exercise:
 * while that one is not passed, the case counts only if it is right all the same.
 */
#ifndef RESULT_H
#define RESULT_H

#include "compare.h"
#include "ending.h"
#include "record.h"

/** The state of an exercise; of several cases' states the larger one wins. */
typedef enum {
	STATE_PASSED,
	STATE_WRONG,
	STATE_TIMED_OUT,
	STATE_CRASHED,
	STATE_NOT_IMPLEMENTED,
	STATE_NOT_GRADABLE,
	STATE_GRADER_ERROR
} state;

/** One expected output array and what came. */
typedef struct answer {
	struct answer *next;
	const array *expected;
	const array *yours; /**< NULL: missing */
	bool judged;        /**< false: nothing to hold it against */
	bool right;
	comparison against_expected;
	bool has_gradient; /**< there is a numeric gradient to compare with */
	comparison against_numeric;
	const array *numeric;
} answer;

/** One case. */
typedef struct case_result {
	struct case_result *next;
	const case_record *expected, *yours;
	state state;
	bool skipped; /**< needs an exercise that is not passed: costs nothing */
	case_end end;
	answer *answers;
	const char *changed_input; /**< name of an input that the call changed, or NULL */
	int missing;               /**< arrays that never came */
} case_result;

/** One exercise. */
typedef struct exercise_result {
	struct exercise_result *next;
	const exercise_record *exercise;
	state state;
	double points, max;
	case_result *cases;
	const char *message;   /**< what to know about the state, one line, or NULL */
	const char *leak;      /**< memory never freed: where; costs nothing, or NULL */
	bool not_judged;       /**< ran well, but nothing on this seed can judge it */
	int skipped;           /**< cases that were skipped */
	const char *waits_for; /**< the exercise they need */
} exercise_result;

/** The one hint of a report. */
typedef struct {
	const exercise_result *exercise; /**< the lowest wrong one; NULL: no hint */
	const char *kind;                /**< "variant" or "shape" */
	const char *name, *text;
} hint;

/** Everything. Free with result_free(). */
typedef struct {
	arena a;
	const char *chapter;
	exercise_result *exercises;
	double points, max;
	bool grader_error;
	hint hint;
} result;

/** How to judge. */
typedef struct {
	double tolerance;    /**< largest relative error that is right */
	double backward;     /**< the same in backward passes; 0: no other */
	bool gradients_only; /**< the manifest is of another seed: only numeric gradients judge */
	bool same_seed;      /**< certainly not: inputs that differ are the student's doing */
	source_place source;
} judge_options;

/** Check that a reference transcript can serve as a manifest: every case has an exercise, ended
 * well, recorded an answer, and needs only exercises that stand before it.
 * @return 0, or -1 with error_set() */
int manifest_check(const table *manifest);

/** Judge a transcript.
 * @param[out] r         the result; manifest and student's table must outlive it
 * @param[in]  manifest  checked by manifest_check() */
void result_judge(result *r, const table *manifest, const table *student, judge_options options);

/** The result for code that does not compile: nothing is gradable.
 * @param[in] message  the compiler's first error */
void result_not_compiled(result *r, const table *manifest, const char *message);

/** Give the memory back. */
void result_free(result *r);

/** "passed", "wrong", "not implemented", … */
const char *state_name(state s);

#endif
