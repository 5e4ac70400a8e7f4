/** @file symbols.h
 * What a language model reads, as numbers: letters or words.
 *
 * Words stand between white space. The end of a line with words is the symbol "</s>", and a word that
 * the vocabulary does not have is "<unk>".
 */
#ifndef SYMBOLS_H
#define SYMBOLS_H

#include "letters.h"
#include "vocab.h"

/** Numbers of these two. */
enum { SYMBOLS_UNKNOWN, SYMBOLS_LINE_END };

/** What a text is cut into. */
typedef enum { LETTERS, WORDS } symbols_unit;

/** The symbols that a model knows. */
typedef struct {
	symbols_unit unit;
	letters alphabet; /**< of LETTERS */
	vocab *words;     /**< of WORDS: <unk> is 0, </s> is 1 */
} symbols;

/** Where texts come from and how they are divided. */
typedef struct {
	symbols_unit unit;
	const char *text;       /**< a file, or NULL: generated */
	const char *valid;      /**< a file for the curve, or NULL: the last part of the text */
	double held_out;        /**< how large that part is */
	const char *vocabulary; /**< a file whose lines begin with the words to know, or NULL */
	int min_count;          /**< words that come less often in the text to learn are <unk> */
} symbols_source;

/** Number of different symbols. */
int symbols_count(const symbols *s);

/** Read texts, and find their symbols: letters of the whole text, words of the part to learn from.
 * @param[in,out] a      keeps them
 * @param[in]     from   where they come from
 * @param[out]    s      the symbols
 * @param[out]    train  the text to learn
 * @param[out]    valid  the one for the curve
 * @return 0, or -1 with an error */
int symbols_texts(arena *a, const symbols_source *from, symbols *s, lm_text *train, lm_text *valid);

/** Read a text with symbols that are known.
 * @param[in,out] a     keeps it
 * @param[in]     s     the symbols
 * @param[in]     path  a file, or NULL: generated
 * @param[out]    ids   the text
 * @return 0, or -1 with an error: a letter that is not known */
int symbols_read(arena *a, const symbols *s, const char *path, lm_text *ids);

/** Read a string with symbols that are known; a line end in it is one. */
int symbols_of_string(arena *a, const symbols *s, const char *text, lm_text *ids);

/** Print them; words are separated by blanks, and </s> ends a line. */
void symbols_print(const symbols *s, const int *ids, long n);

/** A symbol for a table. */
void symbols_spell(const symbols *s, int id, char out[64]);

/** The symbols as one block of bytes for a checkpoint: code points, or words with a line end each. */
void symbols_pack(arena *a, const symbols *s, const void **data, size_t *bytes);

/** The symbols of such a block.
 * @return 0, or -1 when it does not hold `count` symbols (no error is set) */
int symbols_unpack(arena *a, symbols *s, int count, const void *data, size_t bytes);

#endif
