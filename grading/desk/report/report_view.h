/** @file report_view.h
 * What a student is told about a hand-in: read from the gradebook once, shown as a page and as text.
 *
 * Nothing in it lets anybody read off what was secret. Of a wrong array it says how wrong it is and
 * never which value was there or expected; sizes of errors are rounded to two digits; and since the
 * words about crashes come from a process that held the inputs, every number in them that has more
 * than four digits is left out.
 */
#ifndef REPORT_VIEW_H
#define REPORT_VIEW_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "gradebook.h"

/** A named array of an exercise, over all of its cases. */
typedef struct {
	const char *name;
	const char *state; /**< "right", "wrong", "missing", "shape", "not written" */
	const char *cases; /**< those in which it is not right, "small, long" */
	double error;      /**< from the reference, relative to the largest element; NaN: not compared;
	                        infinite: not a matter of degree */
	double gradient;   /**< from small steps of the student's own forward pass; NaN: not compared */
	bool forward; /**< in a case where it was, it is right by small steps and wrong by the reference */
} view_array;

/** An exercise. */
typedef struct {
	const char *number, *name, *state;
	double points, max;
	const char *hint, *message, *leak; /**< or NULL */
	view_array *arrays;
	int n;
} view_exercise;

/** A hand-in in the list of all. */
typedef struct {
	long submission;
	int attempt;
	long received;
	const char *student; /**< who handed it in, when that is a partner; or NULL */
	const char *outcome;
	double points, max; /**< points are NaN when there are none */
} view_attempt;

/** All about a student in one chapter. Initialise with `view v = {0};`, free with view_free(). */
typedef struct {
	arena a;
	const char *course, *chapter, *title; /**< "06-rnn" and the lesson's title */
	const char *student, *name;           /**< id; name or "" */
	bool has_mark;
	double mark, mark_max;
	const char **why; /**< the mark, line by line */
	int nwhy;
	long submission;          /**< that is described: the one that counts, or the last; 0: none */
	const char *outcome;      /**< of it */
	const char *reason, *log; /**< why it has no points; the compiler's words; or NULL */
	double points, max;
	view_exercise *exercises;
	int n;
	view_attempt *attempts;
	int nattempts;
	const char **notes; /**< what was ignored, what the sandbox saw */
	int nnotes;
} view;

/** Read everything about a student.
 * @param[in] chapter whole name, "06-rnn"
 * @return 0, or -1 with an error */
int view_load(view *v, gradebook *g, const char *chapter, const char *student);

/** Give the memory back. */
void view_free(view *v);

/** What is wrong with an array, in one line; "" for one that is right. */
const char *view_array_text(arena *a, const view_array *x);

/** What an outcome means, in a sentence for the student. */
const char *view_state_text(const char *outcome);

/** Is it the gradient of something? Those are named d and what they belong to. */
bool view_is_gradient(const view_array *x);

/** The title of a chapter's lesson, or its name. */
const char *view_title(arena *a, const char *chapter);

/** Numbers with more than four digits, and addresses, become "…". */
const char *view_without_numbers(arena *a, const char *text);

/** "3", "2.5", "6.67": points as everywhere in the course. */
const char *view_points(arena *a, double points);

/** "2026-11-20 21:05 UTC" */
const char *view_time(arena *a, long seconds);

/** A picture: how far each gradient is from what it should be. Prints nothing when there are none. */
void report_plot(FILE *f, const view *v);

/** The page of a student. */
void report_student(FILE *f, view *v);

/** The same as text for a terminal or a mail: ASCII where the text is ours, 79 columns. */
void report_text(FILE *f, view *v);

/** Rounded to two digits. NaN and infinity stay. */
double view_rounded(double x);

/** SQL: exercises in the order of their numbers, 6.2 before 6.10. */
#define VIEW_BY_NUMBER                                                                             \
	"CAST(number AS INTEGER), CAST(substr(number, instr(number, '.') + 1) AS INTEGER), number"

#endif
