/** @file input.h
 * The bytes of a file of any size, through a window that slides over it.
 *
 * A file may be larger than memory, or a pipe that can be read only once. So what is read is kept
 * in a window of some 100 KiB: bytes behind `at` are forgotten when input_need() asks for more, and
 * the window grows only when something longer than it must lie in one piece.
 *
 *     [ used already | at … end | 0 0 0 0 0 0 0 0 ]
 *
 * Zeros always stand behind the last byte: a loop that stops at a zero need not look for the end of
 * the window, and one that takes eight bytes at a time may take the last few together with them.
 */
#ifndef INPUT_H
#define INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/** So many zeros stand behind the bytes in the window. */
enum { INPUT_ZEROS = 8 };

/** A file being read. */
typedef struct {
	const char *name; /**< for messages: the path, or "standard input" */
	char *at, *end;   /**< bytes that wait: take some by moving `at` */
	long long read;   /**< bytes read from the file so far, those that wait included */
	long long size;   /**< bytes of the file from where reading began; 0 when unknown (a pipe) */
	bool ended;       /**< nothing comes after `end` */
	long line;        /**< lines that input_line() has given */
	char *window;     /**< where it begins */
	size_t room;      /**< its bytes, without the zeros */
	long long start;  /**< where reading began, or -1: cannot go back */
	int fd;           /**< or -1 */
	arena *a;         /**< keeps the window */
} input;

/** Begin to read a file.
 * @param[out]    in       the file
 * @param[in,out] a        keeps the window
 * @param[in]     path     the file, or "-" for standard input
 * @param[in]     expected what it should be, for the message: "a text file"
 * @return 0, or -1 with an error: no such file, a directory, … */
int input_open(input *in, arena *a, const char *path, const char *expected);

/** Have n bytes in the window, in one piece.
 * @return how many wait at in->at: at least n, or all that are left of the file; -1 with an error */
long long input_need(input *in, size_t n);

/** Take the next line.
 * @param[in,out] in      the file
 * @param[in]     longest how many bytes a line may have
 * @param[out]    length  its bytes, without the line end ("\n" or "\r\n")
 * @return the line, with a 0 in place of the line end, valid until more is asked for; NULL at the
 *         end of the file (*length is 0), or with an error (*length is 1): a longer line, a 0 in it,
 *         bytes that are not UTF-8 */
char *input_line(input *in, size_t longest, size_t *length);

/** How many bytes of the file have been taken. */
static inline long long input_used(const input *in)
{
	return in->read - (in->end - in->at);
}

/** Go back to where reading began.
 * @return 0, or -1 with an error: a pipe cannot go back */
int input_rewind(input *in);

/** The end of reading; the window stays with its arena. Closing twice does no harm. */
void input_close(input *in);

#endif
