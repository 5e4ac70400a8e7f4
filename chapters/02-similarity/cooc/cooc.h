/** @file cooc.h
 * The parts of the program cooc that its subcommands share.
 *
 *     words of a text → ids → parts that fit in memory → rows of counts → runs on disk → one table
 *     (source.c)      (words.c)  (count.c)               (row.c)          (runs.c)       (table.c)
 */
#ifndef COOC_H
#define COOC_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "cli.h"
#include "counts.h"
#include "output.h"
#include "similarity.h"
#include "sparse_file.h"
#include "tokens.h"
#include "vocab.h"
#include "wordvec.h"

/** @name Words of texts (source.c)
 * @{ */

/** What is read, and how. */
typedef struct {
	char **text;       /**< files, "-" for standard input; NULL: generated sentences */
	int texts;         /**< how many */
	bool lower;        /**< fold case */
	bool across_lines; /**< a line end is white space; the end of a file is one all the same */
	int sentences;     /**< how many to generate */
	long seed;         /**< of the generator */
} reading;

/** Texts being read one after the other, with a line on the terminal that says how far. */
typedef struct source source;

/** Before the first word. @return NULL with an error */
source *source_open(arena *a, const reading *r);
/** As tokens_next(), over all texts. */
token_kind source_next(source *s, token *w);
/** Words so far. */
long long source_words(const source *s);
/** The end of reading. */
void source_close(source *s);

/** @}
 * @name Vocabularies (words.c)
 * @{ */

/** Which words get a row. */
typedef struct {
	long min_count; /**< rarer words get none */
	int max_words;  /**< so many at most; 0 for no limit */
} choice;

/** Read a vocabulary: lines `word TAB count` (as `--save-vocab` writes them) or `word count` (as
 * GloVe does). @return NULL with an error */
vocab *words_read(arena *a, const char *path);

/** Count all words of a source; their numbers, -1 at line ends, go to a file.
 * @param[out]    ids   open for writing, int32
 * @param[in,out] words an empty table, on exit all words in the order of their first occurrence
 * @param[in]     limit bytes that the table may take
 * @return 0, or -1 with an error */
int words_count(FILE *ids, vocab *words, source *s, size_t limit);

/** The words that get a row, the more frequent first, equally frequent ones by strcmp().
 * @param[out] number for each of `words` its number in the answer, or -1
 * @param[in]  words  all words
 * @param[in]  c      which are chosen
 * @param[in]  a      keeps the answer */
vocab *words_choose(int *number, const vocab *words, choice c, arena *a);

/** Bytes that a table of words takes, about. */
size_t words_memory(const vocab *words);

/** @}
 * @name Rows on their way (row.c, runs.c)
 * @{ */

/** Whoever takes finished rows, in order. */
typedef struct {
	int (*take)(void *to, const int *col, double *value, int n); /**< -1 with an error */
	void *to;
} sink;

/** A row in which numbers are added up. */
typedef struct {
	int V;             /**< columns */
	double *sum;       /**< (V) */
	uint64_t *touched; /**< a bit for each column: may its sum be other than 0? */
	int *col;          /**< (V) room for what row_take() finds */
	double *value;     /**< (V) */
} dense_row;

/** A row of zeros. */
dense_row row_new(arena *a, int V);
/** Bytes of it. */
size_t row_memory(int V);
/** sum[col] += x. */
static inline void row_add(dense_row *r, int col, double x)
{
	r->sum[col] += x;
	r->touched[col >> 6] |= UINT64_C(1) << (col & 63);
}
/** Move what is not 0 into col and value, columns rising; the row is zeros again.
 * @return how many */
int row_take(dense_row *r);

/** A temporary file that has no name: nothing is left of it, however the program ends.
 * @return NULL with an error */
FILE *temporary_file(void);

/** Runs that are merged at once: when there are more, the first are made one. */
enum { RUNS_AT_ONCE = 32 };

/** Tables too big for memory, as rows in a temporary file. */
typedef struct {
	int V;                             /**< rows and columns */
	size_t buffer;                     /**< bytes of a run that are read at once */
	FILE *f;                           /**< all runs, one behind the other */
	long long begin[RUNS_AT_ONCE + 1]; /**< where each begins, and where the last ends */
	int n;                             /**< runs in the file */
	int written;                       /**< how many were written in all */
} runs;

/** No runs yet. @param[in] memory for merging, bytes */
runs runs_none(int V, size_t memory);
/** Begin a run: V rows are to follow. @param[out] to  takes them. @return 0, or -1 with an error */
int runs_begin(runs *r, sink *to);
/** The run is whole. @return 0, or -1 with an error */
int runs_end(runs *r);
/** Add up all runs, row by row. @param[in] row zeros, to add in. @return 0, or -1 with an error */
int runs_merge(runs *r, dense_row *row, sink to);
/** Give the file back. */
void runs_free(runs *r);

/** @}
 * @name Counting (count.c)
 * @{ */

/** A text being counted, part by part. */
typedef struct counter counter;

/** Begin.
 * @param[in] a      keeps what is small
 * @param[in] V      size of the vocabulary
 * @param[in] w      the window
 * @param[in] memory bytes for everything that counting takes
 * @return NULL with an error when the memory is too little */
counter *counter_new(arena *a, int V, window w, size_t memory);
/** The next word, or -1 for a line end. @return 0, or -1 with an error */
int counter_add(counter *c, int id);
/** The text is over: hand out the table. @return 0, or -1 with an error */
int counter_end(counter *c, sink to);
/** Rows hold so many times the counts: whole numbers, as long as there is a unit to count in. */
double counter_unit(window w);
/** Runs that went to disk. */
int counter_runs(const counter *c);
/** Give the memory back. */
void counter_free(counter *c);

/** @}
 * @name Tables as files (table.c)
 * @{ */

/** The forms of a table. */
enum { TABLE_SPARSE, TABLE_GLOVE };

/** One cell of a table in GloVe's form: words are counted from 1. */
typedef struct {
	int32_t row, col; /**< numbers of two words */
	double value;     /**< how often the second is near the first */
} glove_record;

/** Read a table in GloVe's form and hand it out row by row. A cell that has several records is their
 * sum.
 * @param[in] path   the file, or "-" for standard input
 * @param[in] V      words
 * @param[in] memory bytes that it may take
 * @param[in] to     takes the rows
 * @return 0, or -1 with an error that names the record */
int records_sort(const char *path, int V, size_t memory, sink to);

/** A table being written. */
typedef struct {
	sparse_writer *sparse; /**< one of the two forms … */
	output glove;          /**< … or the other, */
	glove_record *record;  /**< with room for a row */
	int row;               /**< the next */
	double unit;           /**< numbers are divided by it */
	long long entries;     /**< cells so far */
	double sum;            /**< of their numbers */
} table;

/** Begin to write a table. @return 0, or -1 with an error */
int table_open(table *t, arena *a, const char *path, int form, bool doubles, const vocab *words,
        double unit);
/** Takes its rows. */
sink table_sink(table *t);
/** It is whole. @return 0, or -1 with an error */
int table_commit(table *t);
/** Give up. */
void table_abandon(table *t);

/** Can this file be written? Asked before hours of work. @return 0, or -1 with an error */
int table_writable(const char *path);
/** From now on an interrupted program removes what it has of this file. */
void table_guard(const char *path);
/** Does the file begin as a sparse file does? @return 1 or 0, or -1 with an error */
int table_is_sparse(const char *path);

/** Bytes from "512M"; K, M and G stand for powers of 1024. @return 0 with an error */
size_t memory_size(const char *text);

/** @}
 * @name Words as vectors (space.c)
 * @{ */

/** Words and their vectors, dense or as rows of a table. */
typedef struct {
	const char *name; /**< the file */
	vocab *words;
	bool is_sparse;
	mat dense;   /**< one of the two … */
	sparse rows; /**< … or the other */
} space;

/** Ways to compare. */
enum { COSINE, EUCLID };

/** Read word vectors or a sparse table. @return 0, or -1 with an error */
int space_read(space *s, arena *a, const char *path);
/** Cosine of two words of it. */
double space_cosine(const space *s, int i, int j);
/** The k nearest words for each of n words, the best first; fewer: the rest has id -1.
 * @param[out]    best    (n·k), scores are cosines or distances
 * @param[in]     k       how many for each
 * @param[in]     query   (n) numbers of words
 * @param[in]     n       how many
 * @param[in]     measure COSINE or EUCLID
 * @param[in,out] s       the vectors; those of a COSINE are brought to length 1
 * @param[in]     shown   is there a line on the terminal that says how far? */
void space_neighbours(
        scored *best, int k, const int *query, int n, int measure, space *s, bool shown);

/** @} */

/** Read options; anything that is not one is an error unless `arguments` says what it may be.
 * Exits when something is wrong. @return index of the first argument */
int cooc_options(int argc, char **argv, const char *name, const char *arguments, const char *about,
        const cli_option *options);

/** The subcommands; each returns main()'s status. */
int cooc_demo(int argc, char **argv);
int cooc_build(int argc, char **argv);
int cooc_ppmi(int argc, char **argv);
int cooc_convert(int argc, char **argv);
int cooc_show(int argc, char **argv);
int cooc_neighbours(int argc, char **argv);
int cooc_eval(int argc, char **argv);

#endif
