/** @file clean.h
 * Text of strangers, made fit to be shown.
 *
 * A name, a hint, a compiler's message may hold what moves a terminal's cursor, turns the direction of
 * writing round, or is forbidden in XML. Such characters become visible: `\x1B`, `\u202E`. What a form
 * wants escaped beyond that (`<`, `"`, `=`) is the business of whoever writes that form.
 */
#ifndef CLEAN_H
#define CLEAN_H

#include <stddef.h>

#include "arena.h"

/** Several lines: line ends and tabs stay. Bytes that are no UTF-8 become `\xHH`.
 * @param[in] a    keeps the result
 * @param[in] s    the text; NULL is ""
 * @param[in] most bytes that it may have before "[...]" takes the place of the rest; 0: any number
 * @return UTF-8 without control characters other than tab and line feed */
char *clean_lines(arena *a, const char *s, size_t most);

/** One line: line ends and tabs are spaces, too. */
char *clean_line(arena *a, const char *s, size_t most);

#endif
