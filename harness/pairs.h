/** @file pairs.h
 * Pairs of words and a number for each: how alike people find them.
 *
 *     # any comment
 *     Word 1,Word 2,Human (mean)
 *     tiger,cat,7.35
 *
 * Such lists come with tabs, commas, semicolons or blanks between the columns, with a heading or
 * without, and with further columns; this reads them all (docs/formats.md).
 */
#ifndef PAIRS_H
#define PAIRS_H

#include "arena.h"

/** Two words and their number. */
typedef struct {
	const char *first, *second; /**< as they stand in the file */
	double score;               /**< the larger the more alike; finite */
	long line;                  /**< where they stand, from 1 */
} word_pair;

/** Read a list of pairs. The first of tab, semicolon, comma that the first line has twice divides
 * the columns, else blanks and tabs do. Empty lines and lines that begin with '#' are skipped. When
 * the third column of the first line is no number, that line is a heading: then the number is in
 * the column called SimLex999, score, or Human (mean), in the third when there is none.
 * @param[out]    pairs the pairs, in the order of the file
 * @param[out]    n     how many: 1 or more
 * @param[in,out] a     keeps them
 * @param[in]     path  the file, or "-" for standard input
 * @return 0, or -1 with an error that names path and line */
int pairs_read(word_pair **pairs, int *n, arena *a, const char *path);

#endif
