/** @file csv.h
 * Tables in CSV files (RFC 4180), read row by row.
 */
#ifndef CSV_H
#define CSV_H

#include "arena.h"

enum { CSV_COLUMNS = 100 };

/** A file being read. */
typedef struct {
	const char *path; /**< for messages */
	const char *at;   // what is left
	long line;        // of the row that comes next
	char separator;
} csv;

/** Begin with a text that is UTF-8 and ends with a 0. A byte order mark is skipped; the separator
 * is the one of `,` `;` and tab that the first line has most of. */
void csv_begin(csv *c, const char *path, const char *text);

/** The next row that is not blank.
 * @param[in,out] a    keeps the cells
 * @param[out]    cell (CSV_COLUMNS) its cells; quotes and white space around them are gone
 * @param[out]    line where it begins, from 1
 * @return how many cells, 0 at the end, -1 with error_set("path:line: …") */
int csv_row(csv *c, arena *a, char **cell, long *line);

#endif
