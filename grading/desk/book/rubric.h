/** @file rubric.h
 * The course's rules, in a file that an instructor edits: due dates, late days, attempts, points.
 *
 *     course = "Sequence models";
 *     late = { per_day = 0.10;  free_days = 3;  grace_minutes = 15;  most_days = 7; };
 *     attempts = { most = 5;  counts = "best";  cost = 0.0; };
 *     leak_cost = 0.1;
 *     chapters = (
 *       { chapter = "06";  due = "2026-11-20T23:59:00+01:00";  weight = 2.0;
 *         points = ( { exercise = "6.1";  points = 10; } ); }
 *     );
 *
 * The form is libconfig's: comments, and errors with a line. Everything may be left out; what is
 * misspelt is an error and not a default. A time needs its offset from UTC, because "midnight" is
 * another moment in another place and in summer.
 */
#ifndef RUBRIC_H
#define RUBRIC_H

#include "arena.h"
#include "gradebook.h"

/** Which of several hand-ins counts. */
typedef enum { COUNTS_BEST, COUNTS_LAST, COUNTS_FIRST } rubric_counts;

/** Points of an exercise that differ from the cases' own. */
typedef struct {
	const char *exercise; /**< its number, "6.1", or its name, "rnn_forward" */
	double points;        /**< instead of exercises[]' points, at least 0 */
} rubric_points;

/** What holds for one chapter. */
typedef struct {
	const char *chapter; /**< as written: "06" or "06-rnn" */
	long due;            /**< seconds since 1970 (UTC), 0: never due */
	long closes;         /**< later hand-ins do not count at all, 0: never; extensions move both */
	double weight;       /**< share in the course's total, default 1 */
	int npoints;         /**< length of points */
	rubric_points *points;
} rubric_chapter;

/** The rules. Initialise with `rubric r = {0};`, free with rubric_free(). */
typedef struct {
	arena a;
	const char *course; /**< its name, "" when not given */
	struct {
		double per_day;   /**< share of the maximum that each late day costs, default 0 */
		double free_days; /**< days of the whole course that cost nothing, default 0 */
		double grace;     /**< seconds after which lateness begins, default 0 */
		double most_days; /**< later than that counts nothing, default HUGE_VAL */
		double lowest;    /**< lateness takes no mark below this share of itself, default 0 */
	} late;
	struct {
		int most;             /**< attempts that count, 0 (default): any number */
		rubric_counts counts; /**< default COUNTS_BEST */
		double cost;          /**< share of the maximum that each attempt after the first costs */
	} attempts;
	double leak_cost; /**< share of an exercise's points that memory never freed costs, default 0 */
	double round_to;  /**< marks are rounded to multiples of this, default 0: not at all */
	int nchapters;    /**< length of chapters */
	rubric_chapter *chapters;
} rubric;

/** Read a rubric's text.
 * @param[out] r    the rules; the defaults are in place where the text says nothing
 * @param[in]  name of the file, for messages
 * @param[in]  text what is in it
 * @return 0, or -1 with error_set("name:line: …") */
int rubric_parse(rubric *r, const char *name, const char *text);

/** Read the rubric that a gradebook holds; the defaults when it holds none.
 * @return 0, or -1 with an error */
int rubric_load(rubric *r, gradebook *g);

/** Read a file, check it, and put its text into the gradebook (setting "rubric").
 * @return 0, or -1 with an error, the gradebook as it was */
int rubric_store(gradebook *g, const char *path);

/** What holds for a chapter.
 * @param[in] chapter whole name, "06-rnn"
 * @return it, or NULL: nothing special */
const rubric_chapter *rubric_find(const rubric *r, const char *chapter);

/** Points of an exercise.
 * @param[in] c         what holds for its chapter, or NULL
 * @param[in] number    its number, "6.1"
 * @param[in] name      its name
 * @param[in] otherwise the points when the rubric has none for it */
double rubric_max(const rubric_chapter *c, const char *number, const char *name, double otherwise);

/** Seconds since 1970 of a time such as "2026-11-20T23:59:00+01:00", "2026-11-20 23:59 Z".
 * @return 0, or -1 when it is no such time (no error is set) */
int rubric_time(const char *text, long *seconds);

/** Give the memory back. */
void rubric_free(rubric *r);

#endif
