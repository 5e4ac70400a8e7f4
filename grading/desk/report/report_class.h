/** @file report_class.h
 * A class in one chapter: what an instructor wants to see on one page.
 */
#ifndef REPORT_CLASS_H
#define REPORT_CLASS_H

#include <stdbool.h>
#include <stdio.h>

#include "arena.h"
#include "gradebook.h"
#include "similar.h"

enum {
	CLASS_BINS = 10,  /**< of the distribution */
	CLASS_STATES = 6, /**< passed, wrong, crashed, timed out, not implemented, others */
	CLASS_REASONS = 4 /**< why somebody needs help, at most */
};

/** A student. */
typedef struct {
	const char *id, *name;
	bool has_mark;
	double points, max, late;
	long submission;     /**< the one that counts, or the last; 0: none */
	const char *outcome; /**< of it: "graded", "not gradable", "grader error", "nothing" */
	const char *reason;  /**< for an outcome without points, or NULL */
	int attempts;
	long received;
	const char *help[CLASS_REASONS]; /**< why help is needed */
	int nhelp;
	const char *page; /**< file name of the student's page without its ending */
} class_student;

/** An exercise over all students with a graded hand-in. */
typedef struct {
	const char *number, *name;
	int n, states[CLASS_STATES];
	double share;    /**< mean of points / max */
	double discerns; /**< correlation with the rest of the points; NaN: none */
} class_item;

/** A mistake by name. */
typedef struct {
	const char *number, *name, *hint;
	int n;
	const char *students; /**< ids, ", " between */
} class_mistake;

/** Seconds that something took. */
typedef struct {
	const char *what;
	double median, ninety, most, sum;
} class_time;

/** Everything. Initialise with `class_view c = {0};`, free with class_free(). */
typedef struct {
	arena a;
	const char *course, *chapter, *title;
	class_student *students;
	int n, handed_in, outcomes[3]; /**< students with a graded, not gradable, failed hand-in */
	int bins[CLASS_BINS], nmarks;
	double median, mean; /**< of marks, in percent */
	class_item *items;
	int nitems;
	class_mistake *mistakes;
	int nmistakes;
	class_time times[4]; /**< compiling, running, judging (processor), and on the clock */
	int ntimed;
	const similar *alike; /**< or NULL, and why there is none: */
	const char *no_alike;
} class_view;

/** Read it. @return 0, or -1 with an error */
int class_load(class_view *c, gradebook *g, const char *chapter);
/** Read exercises and mistakes: a part of class_load(). @return 0, or -1 with an error */
int class_load_items(class_view *c, gradebook *g);
/** Find who needs help, and why: a part of class_load(). @return 0, or -1 with an error */
int class_find_help(class_view *c, gradebook *g);
/** Give the memory back. */
void class_free(class_view *c);

/** The page. */
void report_class(FILE *f, class_view *c);
/** The sections about hand-ins that resemble each other, and about times. */
void report_class_rest(FILE *f, class_view *c);
/** The picture of the distribution. */
void report_bars(FILE *f, const class_view *c);

/** The name of a student's files: letters, digits, `.`, `-` and `_` stay, every other byte becomes =HH;
 * what is very long ends in a sum. Different ids have different names. */
const char *class_page(arena *a, const char *student);

/** SQL: the hand-in of each student that counts, or the last one: columns student, submission. The
 * chapter is ?1. */
#define CLASS_COUNTED                                                                              \
	"(SELECT s.id AS student, coalesce((SELECT submission FROM mark m WHERE m.chapter = ?1 AND "   \
	"m.student = s.id), (SELECT number FROM submission t WHERE t.chapter = ?1 AND t.student = "    \
	"s.id ORDER BY received DESC, number DESC LIMIT 1)) AS submission FROM student s)"

#endif
