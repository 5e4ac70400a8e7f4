/** @file bitext.h
 * Sentence pairs, and their words as numbers.
 *
 * A file has a pair on each line: source, tab, target; what stands behind a second tab is not read. What is
 * a word is said by a unit: what stands between white space; each letter (blanks too); or what stands
 * between white space and punctuation, where each mark of punctuation is a word too.
 */
#ifndef BITEXT_H
#define BITEXT_H

#include <stdbool.h>
#include <stdint.h>

#include "sentences.h"
#include "vocab.h"

/** What has a number. */
typedef enum { WORD_UNIT, LETTER_UNIT, TEXT_UNIT } lexicon_unit;

/** Numbers that every lexicon has. */
enum { LEXICON_UNKNOWN, LEXICON_START, LEXICON_END, LEXICON_FIRST };

/** The words of a language. */
typedef struct {
	lexicon_unit unit;
	vocab *words;
} lexicon;

/** A sentence and its translation. */
typedef struct {
	const char *text[2]; /**< source, target */
	sentence ids[2];     /**< the same as numbers, once bitext_number() was there */
} bitext_pair;

/** Pairs. */
typedef struct {
	long n;
	bitext_pair *pair; /**< (n) */
} bitext;

/** What can be generated. */
typedef enum { BITEXT_DATES, BITEXT_TONGUE } bitext_task;

/** A text in which white space separates words, if the unit is TEXT_UNIT; else the text itself.
 *
 *     Don't go (yet)!  →  Don' t go ( ￭yet ￭) ￭!
 *
 * A word is of letters and digits. An apostrophe or hyphen between two of them ends a word; a point or comma
 * between two digits belongs to it; any other character is a word. ￭ before a word: no white space stood
 * there, and the word before is not one that ends in apostrophe or hyphen.
 * @param[in,out] a     keeps it
 * @param[in]     unit  what a word is
 * @param[in]     text  as it stands in the file */
const char *lexicon_spread(arena *a, lexicon_unit unit, const char *text);

/** Take back in place what lexicon_spread() did, but for white space: one blank each. */
void lexicon_join(char *text);

/** The next word of a text.
 * @param[in,out] text    as lexicon_spread() has it; moved behind the word
 * @param[in]     unit    what a word is
 * @param[out]    length  its bytes
 * @return where it begins, or NULL at the end */
const char *lexicon_next(const char **text, lexicon_unit unit, size_t *length);

/** Read pairs.
 * @return 0, or -1 with an error that names path and line */
int bitext_read(arena *a, const char *path, bitext *b);

/** Generate pairs.
 * @param[in,out] a              keeps them
 * @param[in]     task           what they are
 * @param[in]     seed           of the random numbers
 * @param[in]     n              how many
 * @param[in]     clauses,names  as tongue_draw() has them; dates have none
 * @param[out]    b              the pairs */
void bitext_generate(
        arena *a, bitext_task task, uint64_t seed, long n, int clauses, int names, bitext *b);

/** Divide pairs by their source sentences, so that no source stands in both parts.
 * @param[in,out] a      keeps both
 * @param[in]     all    the pairs
 * @param[in]     share  of the sources that the second part gets, about
 * @param[out]    train  the first part
 * @param[out]    held   the second */
void bitext_divide(arena *a, const bitext *all, double share, bitext *train, bitext *held);

/** The most frequent words of one side.
 * @param[in,out] a     keeps them
 * @param[in]     b     the pairs
 * @param[in]     side  0 source, 1 target
 * @param[in]     unit  what a word is
 * @param[in]     most  how many at most, the first three numbers included */
lexicon lexicon_of(arena *a, const bitext *b, int side, lexicon_unit unit, int most);

/** Number of words. */
int lexicon_size(const lexicon *l);

/** A text as numbers. */
sentence lexicon_read(arena *a, const lexicon *l, const char *text);

/** Number both sides of all pairs; pairs with an empty side or more than `longest` words on one are
 * thrown out.
 * @return how many were thrown out */
long bitext_number(arena *a, bitext *b, const lexicon by[2], int longest);

/** Numbers as a text.
 * @param[in,out] a       keeps it
 * @param[in]     l       their lexicon
 * @param[in]     s       the words
 * @param[in]     from    (s.length) index of the source word that stands for a word, −1: none; or NULL
 * @param[in]     source  text of the source, with the unit of l */
char *lexicon_write(arena *a, const lexicon *l, sentence s, const int *from, const char *source);

/** The words as one block of bytes for a checkpoint. */
void lexicon_pack(arena *a, const lexicon *l, const void **data, size_t *bytes);

/** The words of such a block.
 * @return 0, or -1 when it does not hold `count` words (no error is set) */
int lexicon_unpack(arena *a, lexicon *l, int count, const void *data, size_t bytes);

#endif
