/** @file wordvec.h
 * Word vectors as a file, in the forms that other programs read and write (docs/formats.md).
 *
 *     3 2⏎                   3 2⏎                        the 0.418 0.24968⏎
 *     the 0.418 0.24968⏎     the ████████⏎               …
 *     …                      …  (floats, 4 bytes each)
 *     word2vec's text        word2vec's binary           GloVe's text: no first line
 *
 * The first two are the original word2vec tool's, and what gensim calls the word2vec format.
 */
#ifndef WORDVEC_H
#define WORDVEC_H

#include "mat.h"
#include "vocab.h"

/** Most numbers of one word: a larger one in a file is taken for damage. */
enum { WORDVEC_WIDEST = 1000000 };

/** Words and their vectors. */
typedef struct {
	vocab *words; /**< V words; counts are not part of the files: 1 each when read */
	mat vectors;  /**< (V,D): row i belongs to word i */
} wordvec;

/** The two forms to write. */
typedef enum {
	WORDVEC_TEXT,  /**< decimal, with all digits that bring the same `real` back */
	WORDVEC_BINARY /**< floats of 4 bytes, little-endian */
} wordvec_form;

/** Write word vectors, the whole file or nothing (output.h).
 * @param[in] w    words and vectors
 * @param[in] path the file, replaced in one step
 * @param[in] form text or binary
 * @return 0, or -1 with an error: a word with white space in it, a number that is not finite (or
 *         too large for a float), a disk that is full */
int wordvec_write(const wordvec *w, const char *path, wordvec_form form);

/** Read word vectors in any of the three forms; which one it is, is found out.
 *
 * Memory: the matrix and the words, and no more when the file is a regular one; from a pipe up to
 * three times the matrix. Text is read to the nearest double, then rounded to `real`.
 * @param[out]    w    words and vectors
 * @param[in,out] a    keeps them
 * @param[in]     path the file, or "-" for standard input
 * @return 0, or -1 with an error that names path and line (text) or path and word (binary): too
 *         few or too many numbers, NaN or infinity, a word that comes twice, is empty, not UTF-8
 *         or longer than 1000 bytes, a file that is cut short or goes on too long */
int wordvec_read(wordvec *w, arena *a, const char *path);

#endif
