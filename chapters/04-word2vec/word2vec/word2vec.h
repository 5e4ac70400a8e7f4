/** @file word2vec.h
 * The parts of the program word2vec that its subcommands share.
 *
 *     a text → ids in a temporary file → jobs → workers → tables → word vectors
 *     (reader.c)                  (train.c, trainer.c)       (harness/wordvec)
 *
 *     word vectors → nearest words, analogies, correlations      (show.c, questions.c, evaluate.c)
 */
#ifndef WORD2VEC_H
#define WORD2VEC_H

#include <stdbool.h>
#include <stdint.h>

#include "cli.h"
#include "vocab.h"
#include "wordvec.h"
#include "world.h"

/** @name Texts (reader.c, words.c)
 * @{ */

/** What is read, and which words of it get a vector. */
typedef struct {
	const char *path;       /**< a file, "-" for standard input; NULL: generated sentences */
	const char *read_vocab; /**< a vocabulary from here instead of from the text, or NULL */
	int min_count;          /**< rarer words get no vector */
	int sentences;          /**< how many to generate */
	long seed;              /**< of the generator */
} reading;

/** A text as ids in a temporary file: words that have a vector, and -1 between lines. */
typedef struct {
	vocab *words;  /**< (V) the more frequent first, equally frequent ones by strcmp() */
	int fd;        /**< the file, int32 */
	long places;   /**< ids in it */
	uint64_t hash; /**< of all of them: is it the same text as last time? */
} text_ids;

/** Read a text. @return 0, or -1 with an error */
int text_read(text_ids *t, arena *a, const reading *r);
/** Ids first … first+n-1 of it, or fewer at its end. @return how many, or -1 with an error */
int text_part(const text_ids *t, int32_t *id, long first, int n);
/** The end. */
void text_close(text_ids *t);

/** Add the words of a file with lines `word count`. @return 0, or -1 with an error */
int words_read(vocab *v, const char *path);
/** Write lines `word count`, the whole file or nothing. @return 0, or -1 with an error */
int words_write(const vocab *v, const char *path);
/** The words that occur often enough.
 * @param[out] number for each of `all` its number in the answer, or -1 */
vocab *words_choose(int *number, const vocab *all, int min_count, arena *a);

/** @}
 * @name Questions about vectors (questions.c, evaluate.c)
 * @{ */

/** Words that are found whatever their case: the most frequent spelling stands for all. */
typedef struct {
	vocab *folded; /**< spellings, case folded */
	int *first;    /**< (folded) the first word so spelt */
	int *kind;     /**< (V) which of them a word is */
} spelling;

/** Fold the case of V words. */
spelling spelling_of(arena *a, const vocab *words);
/** The first word of that spelling, or -1. */
int spelling_find(const spelling *s, const char *word);

/** Questions that belong together. */
typedef struct {
	const char *name;
	long first, seen;  /**< where they begin in the list, and how many there are */
	long unseen;       /**< left out: one of the words has no vector */
	long right[2];     /**< answered as expected, by 3CosAdd and 3CosMul */
	bool is_syntactic; /**< its name begins with "gram" */
} section;

/** A list of questions: a is to b as c is to …? */
typedef struct {
	section *section; /**< (sections) */
	int sections, section_room;
	int *abc, *expected; /**< (3·n), (n): numbers of words */
	long n, room;
	arena *a;
} questions;

/** Begin a section. */
void questions_section(questions *q, const char *name);
/** Add a question to the last section; words are numbers, a negative one makes it unseen. */
void questions_add(questions *q, const int word[4]);
/** Read a file in the form of questions-words.txt. Words from `allowed` on are unseen.
 * @return 0, or -1 with an error */
int questions_read(questions *q, const char *path, const spelling *words, int allowed);
/** The planted relations of the generated sentences, each pair against each other pair. */
void questions_planted(questions *q, const world *w, const vocab *words);

/** Answer all of them: counts what is right.
 * @param[in,out] q      the questions
 * @param[in]     x      (V,D) rows of length 1
 * @param[in]     allowed answers come from words 0 … allowed-1
 * @param[in]     inputs may a given word be the answer?
 * @param[in]     kind   (V) words of the same kind are the same answer; NULL: all differ */
void questions_answer(questions *q, mat x, int allowed, bool inputs, const int *kind);
/** Print a line for each section, and totals. */
void questions_print(const questions *q);

/** Spearman's ρ of cosines with given numbers.
 * @param[out] rho   NaN when there is nothing to compare
 * @param[in]  x     (V,D) rows of length 1
 * @param[in]  pair  (2·n) numbers of words
 * @param[in]  score (n)
 * @param[in]  n     how many pairs */
void pairs_correlate(double *rho, mat x, const int *pair, const double *score, int n);

/** @} */

/** Read options, with one dash or two. Exits when something is wrong.
 * @return index of the first argument; without `arguments` there may be none */
int word2vec_options(int argc, char **argv, const char *name, const char *arguments,
        const char *about, const cli_option *options);

/** The subcommands; each returns main()'s status. */
int word2vec_demo(int argc, char **argv);
int word2vec_train(int argc, char **argv);
int word2vec_nearest(int argc, char **argv);
int word2vec_analogy(int argc, char **argv);
int word2vec_pairs(int argc, char **argv);

#endif
