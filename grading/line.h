/** @file line.h
 * One line of a transcript, parsed and checked for itself; record.c decides where it belongs.
 */
#ifndef LINE_H
#define LINE_H

#include <jansson.h>
#include <stdio.h>

#include "record.h"

/** What a line says. */
typedef enum { LINE_CHAPTER, LINE_EXERCISE, LINE_CASE, LINE_ARRAY, LINE_END } line_kind;

/** A parsed line. Its strings live in `json`: copy what has to last, then line_free(). */
typedef struct {
	line_kind kind;
	json_t *json;
	const char *exercise, *name; /**< name of the case */
	const char *chapter, *number, *needs;
	int points;
	array head; /**< an array line's name, role, axes, shape and count; no data */
	json_t *data;
	bool numbers; /**< its data can be read as numbers: numbers, "nan", "inf", "-inf" */
	bool words;   /**< its data can be read as words: all strings */
	end_kind end;
	int status;
	const char *log;
	const char *flag; /**< an end line's: what the runner saw that no honest case does, or NULL */
} line;

/** Parse one line.
 * @param[out] l       the line; needs line_free() even after an error
 * @param[in]  text    the bytes, no newline needed
 * @param[in]  length  how many
 * @return NULL, or in words what is wrong with it (valid until the next call) */
const char *line_parse(line *l, const char *text, size_t length);

/** Copy the data of an array line into an arena: fills words or numbers of `to`.
 * @pre the line can be read that way */
void line_copy_data(const line *l, bool as_words, array *to, arena *a);

/** Let go of the parsed line. */
void line_free(line *l);

/** Read the next line that is not blank.
 * @param[out]    buffer  RECORD_LINE_MAX bytes
 * @param[in,out] number  line number of the last line read, 0 at the start
 * @return its length, -1 at the end of the file, -2 when it was too long (and was skipped) */
long line_read(FILE *f, char *buffer, int *number);

#endif
