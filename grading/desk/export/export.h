/** @file export.h
 * Marks in the forms of other programs: a table of formats, and a small writer for each.
 *
 * Some formats are a file for each student (Gradescope, PrairieLearn, Autolab, GitHub Classroom), some
 * a file for the class (Canvas, Moodle, nbgrader, JUnit). Writers of the former get everything known
 * about the student, those of the latter walk through students and chapters. What all of them share is
 * checked before they see it: numbers are finite and not negative, exercises add up to the mark. Text
 * was cleaned (clean.h); escaping it for their form is the writers' business.
 */
#ifndef EXPORT_H
#define EXPORT_H

#include <jansson.h>
#include <stdio.h>

#include "report_view.h"
#include "rubric.h"

/** What to export, and whereto. */
typedef struct {
	gradebook *g;
	rubric rules;
	arena a;
	const char **chapters; /**< whole names, in their order */
	int nchapters;
	const char *assignment; /**< name of the chapter over there, or NULL */
} export_job;

/** A student in one chapter. */
typedef struct {
	view v;           /**< everything that is told to the student; points under the rubric */
	bool gradable;    /**< else v.reason says why not, and there is no mark */
	double raw;       /**< sum of the exercises' points; mark = raw - costs, rounded */
	double seconds;   /**< that grading took */
	const char *text; /**< the mark explained, or why there is none; lines */
} export_student;

/** A student of the roster. */
typedef struct {
	const char *id, *name, *email; /**< cleaned */
	json_t *extra;                 /**< the roster's other columns */
} export_person;

/** A mark in a class's list. */
typedef struct {
	bool given;
	double points, max, penalty;
	long received;           /**< of the hand-in that counts, 0 when none does */
	const char *explanation; /**< cleaned lines */
} export_mark;

/** A format. */
typedef struct {
	const char *name, *about;
	const char *ending; /**< of a student's file, ".json"; NULL: one file for the class */
	/** Write one student. @return 0, or -1 with an error */
	int (*student)(FILE *f, const export_student *s);
	/** Write the class. @return 0, or -1 with an error */
	int (*class)(FILE *f, export_job *job);
} export_format;

/** The formats; the last one has no name. */
extern const export_format export_formats[];

// The writers, each in a file export_NAME.c.
int export_gradescope(FILE *f, const export_student *s);
int export_prairielearn(FILE *f, const export_student *s);
int export_autolab(FILE *f, const export_student *s);
int export_github(FILE *f, const export_student *s);
int export_canvas(FILE *f, export_job *job);
int export_moodle(FILE *f, export_job *job);
int export_moodle_worksheet(FILE *f, export_job *job);
int export_nbgrader(FILE *f, export_job *job);
int export_junit(FILE *f, export_job *job);

/** Read a student, and check what there is to check.
 * @return 1, 0 when there is nothing to export (nothing handed in, or no mark because the grader
 *         failed), -1 with an error; export_student_free() after 1 */
int export_student_load(export_student *s, export_job *job, const char *chapter, const char *id);
/** Give the memory back. */
void export_student_free(export_student *s);

/** What to say about an exercise: state, wrong arrays, hint, leak; lines. */
const char *export_exercise_text(arena *a, const view_exercise *e);
/** "6.1 rnn_forward" */
const char *export_exercise_name(arena *a, const view_exercise *e);
/** Passed, and with all points: partial credit is no success. */
bool export_passed(const view_exercise *e);
/** Points of an exercise, lowered in proportion where lateness or attempts cost something, so that
 * they add up to the mark: for forms that know no other total. */
double export_share(const export_student *s, const view_exercise *e);

/** Writes a student's row, of one chapter or (NULL) of all. @return 0, or -1 with an error */
typedef int export_row(
        FILE *f, export_job *job, const char *chapter, const export_person *p, arena *a);
/** A row for every student, by id. @return 0, or -1 with an error */
int export_class(FILE *f, export_job *job, const char *chapter, export_row *row);
/** A column of the roster, "" when it is not there; case, blanks and underscores do not matter.
 * @return cleaned text, in a */
const char *export_extra(const export_person *p, arena *a, const char *column);
/** The mark of a student in a chapter; not given where there is none.
 * @return 0, or -1 with an error */
int export_mark_of(export_mark *m, export_job *job, const char *chapter, const char *id, arena *a);
/** The largest mark of a chapter, 0 when unknown. @return 0, or -1 with an error */
int export_max(double *max, export_job *job, const char *chapter);
/** What a chapter is called over there. */
const char *export_title(const export_job *job, const char *chapter);

/** Write JSON: in one line of ASCII, or with line ends for people. @return 0, or -1 with an error */
int export_json(FILE *f, json_t *o, bool one_line);
/** A string of JSON, of text that may be anything. */
json_t *export_string(const char *text);

/** Text for XML and HTML: `<`, `>`, `&` and quotes as entities. */
const char *export_escaped(arena *a, const char *text);
/** Text for places of which nobody knows whether they are HTML: `<`, `>` and `&` become signs that look
 * alike and mean nothing. */
const char *export_no_markup(arena *a, const char *text);

/** A cell of a CSV file, behind a comma where it is not the first: quoted where it must be, and never a
 * formula, whatever separator the spreadsheet believes in. */
void export_cell(FILE *f, bool first, const char *text);
/** A cell with a number. */
void export_number(FILE *f, bool first, double x);
/** A cell with a mark's points; an empty one where there is no mark. */
void export_points(FILE *f, bool first, const export_mark *m);

#endif
