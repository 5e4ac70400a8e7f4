/** @file clean.h
 * Text of strangers, made fit to be shown.
 *
 * A name, a hint, a compiler's message may hold what moves a terminal's cursor, turns the direction of
 * writing round, or is forbidden in XML. Such characters become visible: `\x1B`, `\u202E`. What a form
 * wants escaped beyond that (`<`, `"`, `=`) is the business of whoever writes that form.
 */
#ifndef CLEAN_H
#define CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/** Is this code point no letter, and does it change how others look? Control characters, those of
 * no width, those that change the direction, and what is no character at all. Joiners (U+200C, U+200D)
 * are part of words in some languages, and are none of these. */
bool clean_hides(int code);

/** Several lines: line ends and tabs stay. Bytes that are no UTF-8 become `\xHH`.
 * @param[in] a    keeps the result
 * @param[in] s    the text; NULL is ""
 * @param[in] most bytes that it may have before "[...]" takes the place of the rest; 0: any number
 * @return UTF-8 without control characters other than tab and line feed */
char *clean_lines(arena *a, const char *s, size_t most);

/** One line: line ends and tabs are spaces, too. */
char *clean_line(arena *a, const char *s, size_t most);

/** A name: line ends and tabs are shown as well, because they are no part of one. Long names are cut.
 * @param[in]  name the name
 * @param[out] out  (size) what to show of it
 * @param[in]  size at least 32 */
void clean_name(const char *name, char *out, size_t size);

#endif
