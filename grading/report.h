/** @file report.h
 * Two views of a result: for a terminal and as JSON.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdio.h>

#include "result.h"

/** How a terminal takes text. */
typedef struct {
	bool utf8;   /**< symbols and letters beyond ASCII */
	bool colour; /**< ANSI colours, never the only sign of anything */
} terminal;

/** What this process's standard output is, by locale, NO_COLOR and isatty(). Calls setlocale(). */
terminal terminal_of_stdout(void);

/** Print the report. Everything that a student's process could have written is escaped. */
void report_terminal(FILE *out, const result *r, terminal t);

/** Write the result as JSON: to a temporary file beside it that is then renamed, so that a reader
 * sees the old result or the new one and nothing between.
 * @return 0, or -1 with error_set() */
int report_json(const result *r, const char *path);

#endif
