/** @file marks.h
 * From graded hand-ins to a mark, by the course's rules, with every step said in a line.
 *
 * A pure function: the same hand-ins, times and rules give the same mark and the same words, whatever
 * the order in which things were graded. The rules, where the rubric leaves something open:
 *
 * - A hand-in of one member is a hand-in of the team; attempts are counted for the team. The largest
 *   extension of a member moves the team's due date. Late days are paid by each member for himself, so
 *   members' marks can differ.
 * - On time is whoever hands in at the due second or before. An extension moves `due` and `closes`;
 *   the grace comes on top. A day that has begun is a whole one, counted from the end of the grace.
 * - An attempt is a hand-in that was graded. One that cannot be graded costs none, nor does one where
 *   the grader failed, as long as it is not graded. What comes too late to count costs none.
 * - Free days are used up in the order of the chapters' due dates, at once, and only where there is
 *   something to lose. Of several hand-ins with equal marks the one that takes fewest free days
 *   counts, then the earlier one.
 * - A grader error is never a zero. Where the hand-in that would count is one ("last", "first"), or
 *   might be the best and there is no other, there is no mark yet.
 */
#ifndef MARKS_H
#define MARKS_H

#include <stdbool.h>

#include "arena.h"
#include "gradebook.h"
#include "rubric.h"

/** What became of a hand-in. */
typedef enum { MARKS_GRADED, MARKS_NOT_GRADABLE, MARKS_GRADER_ERROR } marks_outcome;

/** An exercise of a hand-in, as it was judged. */
typedef struct {
	const char *number, *name;
	double points, max; /**< by the cases' own count, before the rubric */
	bool leak;          /**< memory was never freed */
} marks_part;

/** A hand-in. */
typedef struct {
	long submission;
	const char *student; /**< who handed it in */
	long number;         /**< of this student's hand-ins the how manieth, from 1 */
	long received;       /**< seconds since 1970 */
	marks_outcome outcome;
	const char *reason; /**< why there are no points */
	int nparts;
	const marks_part *parts;
} marks_hand_in;

/** What a mark is made of. */
typedef struct {
	const rubric *rules;
	const char *chapter, *student;
	const char *team;              /**< "": alone */
	int members;                   /**< of the team */
	double extension;              /**< days, the largest of the team's */
	double free_days;              /**< that this student has left */
	double max;                    /**< of the chapter, for those without a graded hand-in */
	int nhand_ins;                 /**< of student and team, at least one */
	const marks_hand_in *hand_ins; /**< in the order in which they came */
} marks_question;

/** A mark. */
typedef struct {
	bool given;      /**< false: there is none (yet), and points say nothing */
	long submission; /**< the hand-in that counts; 0: none does */
	double points, max;
	double late_days;        /**< days late of that hand-in, paid or free */
	double penalty;          /**< points that lateness and attempts have cost */
	double free_days;        /**< used for it */
	const char *explanation; /**< lines, "\n" between them, without control characters */
} mark;

/** Points of an exercise under the rubric: its own points there, and what leaks cost.
 * @param[in,out] max in: by the cases' count; out: under the rubric */
double marks_exercise(const rubric *r, const char *chapter, const marks_part *part, double *max);

/** Find a mark.
 * @param[out] m the mark, its text in a
 * @return 0, or -1 with an error: points or days that are none (NaN, negative) */
int marks_of(mark *m, arena *a, const marks_question *q);

/** Write the table `mark` anew, for all students and chapters. Called inside a transaction.
 * @return 0, or -1 with an error */
int marks_write(gradebook *g);

#endif
