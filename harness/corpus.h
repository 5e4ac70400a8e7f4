/** @file corpus.h
 * Reading text files, whatever may be in them.
 *
 * A file is looked through first, in pieces of 64 KiB, and taken into memory only when it is text:
 * so a gigabyte without a line end, or a picture given by mistake, costs a moment and no memory.
 * Windows line ends become "\n" and a byte order mark at the start is dropped.
 */
#ifndef CORPUS_H
#define CORPUS_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/** Longest line that is still taken for text, in bytes. */
#define CORPUS_LINE ((size_t)64 << 20)
/** A limit for corpus_read() that suits the programs of the course: 1 GiB. */
#define CORPUS_LIMIT ((size_t)1 << 30)

/** Read a whole text file.
 * @param[in,out] a         keeps the text
 * @param[in]     path      the file, or "-" for standard input
 * @param[in]     max_bytes limit of its size
 * @param[out]    text      the text, UTF-8, a 0 behind it
 * @param[out]    length    its bytes, without the 0; at least 1
 * @return 0, or -1 with an error that names path, line, and what was expected */
int corpus_read(arena *a, const char *path, size_t max_bytes, char **text, size_t *length);

/** The lines of a text in memory, one after the other. */
typedef struct {
	const char *line; /**< this line; not ended by a 0 */
	size_t length;    /**< its bytes, without the line end */
	long number;      /**< from 1 */
	const char *next, *end;
} corpus_lines;

/** Before the first line of a text. */
corpus_lines corpus_lines_of(const char *text, size_t length);

/** Go to the next line.
 * @return false after the last */
bool corpus_next_line(corpus_lines *l);

#endif
