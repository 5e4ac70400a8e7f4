/** @file text.h
 * UTF-8, one code point at a time: what a tokenizer needs to know about characters.
 *
 * A string is bytes that are known to be UTF-8 (corpus_read() has checked them). A *code point* is
 * a number that Unicode gives to a character; 'é' may be one (U+00E9) or two (e and U+0301), and
 * text_nfc() makes it one. The tables behind this are utf8proc's.
 *
 * @see The Unicode Standard, chapter 4.5 (general category) and annex 15 (normal forms).
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "arena.h"

/** The code point at the start of s.
 * @param[in]  s    bytes
 * @param[in]  n    how many there are
 * @param[out] code the code point
 * @return bytes it takes (1 … 4), 0 when n is 0, -1 when they are not UTF-8 */
int text_decode(const char *s, size_t n, int *code);

/** Write a code point as UTF-8 with a 0 behind it.
 * @pre code is a code point: 0 … 0x10FFFF without 0xD800 … 0xDFFF
 * @return bytes it takes, without the 0 */
int text_encode(int code, char out[5]);

/** Code points in a string. @pre s is UTF-8 */
long text_length(const char *s);

/** Length of the longest valid beginning of s, in bytes: n when all of it is UTF-8. */
size_t text_valid(const char *s, size_t n);

/** Check that bytes are UTF-8.
 * @param[in] name where they are from, for the message
 * @param[in] s    the bytes
 * @param[in] n    how many
 * @return 0, or -1 with an error that names the line and the byte */
int text_check(const char *name, const char *s, size_t n);

/** Composed normal form (NFC): letter and accent become one code point where there is one.
 * @return a new string, or NULL with an error when s is not UTF-8 */
char *text_nfc(arena *a, const char *s);

/** Fold case, then compose: strings that differ in case only become equal ("ß" becomes "ss").
 * @return a new string, or NULL with an error when s is not UTF-8 */
char *text_fold(arena *a, const char *s);

/** A letter of any alphabet (category L). */
bool text_is_letter(int code);
/** A mark that belongs to the letter before it, such as a combining accent (category M). */
bool text_is_mark(int code);
/** A decimal digit of any script (category Nd). */
bool text_is_digit(int code);
/** White space: separators (category Z), and tab, line feed, vertical tab, form feed, carriage
 * return, next line. */
bool text_is_space(int code);
/** Punctuation (category P); `$ + < = > ^ ` | ~` are symbols, not punctuation. */
bool text_is_punctuation(int code);
/** A symbol: currency, mathematical, modifier, other (category S). */
bool text_is_symbol(int code);
/** The lower-case partner of a letter, or the code point itself. */
int text_lower(int code);
/** The upper-case partner of a letter, or the code point itself. */
int text_upper(int code);

#endif
