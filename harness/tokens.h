/** @file tokens.h
 * The words of a text of any size, one after the other, in memory that does not grow.
 *
 * A text of 30 GB has to be read as easily as one of 30 KB, so nothing of it is kept: each word is
 * shown where it lies in the reader's window (input.h, some 100 KiB), and whoever wants to keep it
 * gives it a number (vocab_add_part()).
 *
 *     the cat⏎        WORD the, WORD cat, LINE,
 *     ⏎               LINE,
 *     sat             WORD sat, LINE, END
 *
 * White space is ASCII's: blank, tab, carriage return, vertical tab and form feed separate words,
 * a line feed ends a line (and Windows line ends need no thought). Words are the bytes in between,
 * as they stand, checked to be UTF-8. A byte order mark at the start is dropped.
 */
#ifndef TOKENS_H
#define TOKENS_H

#include <stddef.h>

#include "arena.h"

/** Longest word, in bytes: anything longer is not a text of words, and is an error. */
enum { TOKEN_LONGEST = 1000 };

/** A text being read. */
typedef struct tokens tokens;

/** A word; it stays where it is until the next call of tokens_next(). */
typedef struct {
	const char *word; /**< its bytes; no 0 behind them */
	size_t length;    /**< how many: 1 … TOKEN_LONGEST */
} token;

/** What tokens_next() found. */
typedef enum {
	TOKEN_ERROR = -1, /**< not a text: error_message() says where */
	TOKEN_END = 0,    /**< the end of the text */
	TOKEN_WORD = 1,   /**< a word */
	TOKEN_LINE = 2    /**< the end of a line; also of a last line without a line feed */
} token_kind;

/** Open a text.
 * @param[in,out] a    keeps the reader
 * @param[in]     path the file, or "-" for standard input
 * @return the reader, before the first word; NULL with an error: no such file, a directory, empty */
tokens *tokens_open(arena *a, const char *path);

/** Go to the next word or line end.
 * @param[in,out] t the text
 * @param[out]    w the word, when there is one; else of length 0
 * @return what was found; after the end TOKEN_END again, after an error TOKEN_ERROR again */
token_kind tokens_next(tokens *t, token *w);

/** The number of the line that the last word or line end belongs to, from 1. */
long tokens_line(const tokens *t);
/** Bytes of the file that have been looked at, to tell progress. */
long long tokens_bytes(const tokens *t);
/** Bytes of the file; 0 when unknown (a pipe). */
long long tokens_size(const tokens *t);

/** Back to the start, for another pass.
 * @return 0, or -1 with an error: a pipe cannot go back */
int tokens_rewind(tokens *t);

/** The end of reading. */
void tokens_close(tokens *t);

#endif
