/** @file progress.h
 * One line on the terminal that says how far the work is.
 *
 *     training [#########...........]  45 %  1,234,567 characters  81.2 k/s  0:17 left  loss 1.432
 *
 * Drawn over itself at most ten times a second, with carriage returns and no escape codes, and
 * only when standard error is a terminal that can go back to the start of a line (TERM is not
 * "dumb"). Anywhere else not a byte comes out, so logs stay readable.
 */
#ifndef PROGRESS_H
#define PROGRESS_H

#include <stdbool.h>

/** Work under way. */
typedef struct {
	const char *what, *unit;
	long total, done, resumed;
	double began, drawn; // seconds on the monotonic clock
	bool shown;          // a terminal looks on
	int length;          // columns of the line that stands there
	char message[80];
} progress;

/** Begin.
 * @param[out] p
 * @param[in]  what  the work in a word: "training"
 * @param[in]  total units to do, 0 when unknown
 * @param[in]  unit  what is counted, in the plural: "steps" */
void progress_begin(progress *p, const char *what, long total, const char *unit);

/** So much is done. Cheap: call it after every step.
 * @param[in,out] p  the work
 * @param[in] done   units since progress_begin()
 * @param[in] format printf format of a short remark, such as "loss %.3f", or NULL for the last */
void progress_at(progress *p, long done, const char *format, ...)
        __attribute__((format(printf, 3, 4)));

/** Start with some of it done already (a resumed run): rate and time left count from here. */
void progress_resume(progress *p, long done);

/** Print a line of its own on standard error, terminal or not, above the status line. */
void progress_note(progress *p, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The work is over: the line is drawn once more and left standing. */
void progress_end(progress *p);

#endif
