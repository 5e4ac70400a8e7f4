/** @file parts.h
 * The parts of the program ngram that its subcommands share.
 *
 *     text → ids (words.c) → counts → model (train.c) → ARPA file (arpa_write.c)
 *     ARPA file → model (arpa_read.c) → a table made for asking (query.c) → answers (ask.c)
 */
#ifndef PARTS_H
#define PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "cli.h"
#include "ngram.h"
#include "output.h"
#include "tokens.h"
#include "use.h"
#include "vocab.h"

/** @name Words (words.c)
 * @{ */

/** A text as ids: sentences from <s> to </s>, one for each line that has a word in it. */
typedef struct {
	int *id; /**< (n) from malloc(): text_free() */
	long n;  /**< how many, room for how many */
	long room;
	long sentences; /**< lines with words */
	long words;     /**< words, without <s> and </s> */
} id_text;

/** A vocabulary that holds <unk>, <s> and </s> and nothing else yet. */
vocab *words_new(arena *a);
/** Add the first word of each line of a file. @return 0, or -1 with an error */
int words_read(vocab *v, const char *path);
/** Read a text.
 * @param[out]    t     the text; on errors nothing of it is kept
 * @param[in]     path  the file, "-" for standard input
 * @param[in,out] v     words; a new word is added if `grow`, else it is <unk>, as the word "<unk>" is
 * @param[in]     grow  see v
 * @return 0, or -1 with an error: no text, or <s> or </s> in it */
int text_read(id_text *t, const char *path, vocab *v, bool grow);
/** Add one sentence, given as ids without <s> and </s>. */
void text_add(id_text *t, const int *id, int n);
/** Add one id, and count nothing. */
void text_put(id_text *t, int id);
/** Print a sentence of ids on a line, without <s> and </s>. */
void print_sentence(const vocab *v, const int *id, int n);
/** Words that came less than min_count times become <unk>; the others are numbered anew.
 * @return the new vocabulary, in the arena */
vocab *text_prune(id_text *t, const vocab *v, long min_count, arena *a);
/** Give the memory back. */
void text_free(id_text *t);

/** @}
 * @name ARPA files (arpa_write.c, arpa_read.c)
 * @{ */

/** Write a model as an ARPA file: log10 with seven decimals; what is 0 is -99; a backoff of 1 is left
 * out. @return 0, or -1 with an error, the old file untouched */
int arpa_write(ngram_model m, const vocab *words, const char *path);
/** Read an ARPA file. n-grams may stand in any order, and their suffixes may be missing.
 * @param[out]    m      the model with *logarithms* of base 10 in the place of probabilities;
 *                       −HUGE_VAL for what is 0. Its table has no counts and no contexts
 * @param[in,out] words  words_new(), on exit with the file's words
 * @param[in,out] a      keeps the model
 * @param[in]     path   the file, "-" for standard input
 * @return 0, or -1 with an error that names path and line */
int arpa_read(ngram_model *m, vocab *words, arena *a, const char *path);
/** Make probabilities of the logarithms that arpa_read() gave. */
void arpa_exponentiate(ngram_model m);

/** @}
 * @name n-grams on their way from an ARPA file (levels.c)
 * @{ */

/** The n-grams of one length, in any order, in memory from malloc(). */
typedef struct {
	int m;           /**< words in each */
	long n, room;    /**< how many, and room for how many */
	int *word;       /**< (n,m) from left to right */
	double *prob;    /**< (n) log10; NaN: not in the file */
	double *backoff; /**< (n) log10 */
	long *line;      /**< (n) where they stand */
} raw_level;

/** One more n-gram. @param[in] word (m) @param[in] line where it stands in the file, 0: nowhere */
void raw_add(raw_level *l, const int *word, double prob, double backoff, long line);
/** Give the memory back. */
void raw_free(raw_level *l);
/** Make a table and its model of all levels.
 * @param[in] V words; raw[1] has each word at most once
 * @return 0, or -1 with an error: an n-gram stands in the file twice */
int levels_build(ngram_model *m, raw_level *raw, int order, int V, arena *a, const char *path);

/** @}
 * @name Asking quickly (query.c)
 * @{ */

/** Logarithms are whole numbers of this unit, that of the last decimal in an ARPA file. */
#define QUERY_UNIT 1e-7
/** From here down a probability is 0. */
enum { QUERY_NEVER = -990000000 };

/** A model made for asking. */
typedef struct query query;

/** @param[in] m a model with logarithms, as from arpa_read(). @return to be freed by query_free() */
query *query_new(arena *a, ngram_model m);
/** Give the memory back that is not in the arena. */
void query_free(query *q);
/** log10 p of each word given those before it in its sentence, in units of QUERY_UNIT.
 * @param[out] cost   (n) 0 at each <s>
 * @param[out] length (n) words of the n-gram that was found; may be NULL
 * @param[in]  id     (n) sentences from <s> to </s>
 * @param[in]  n      how many */
void query_text(const query *q, long *cost, signed char *length, const int *id, long n);

/** @}
 * @name Models by any smoothing (estimate.c)
 * @{ */

/** Smoothings by name. */
#define SMOOTHINGS "kn|katz|add-k|mle"
enum { KNESER_NEY, KATZ, ADD_K, MLE };

/** Counts, and the model made of them. */
typedef struct {
	int smoothing;
	double k; /**< of ADD_K */
	int cut;  /**< of KATZ */
	ngram_table table;
	ngram_model model; /**< nothing in it for ADD_K */
	ngram_discounts discounts[NGRAM_ORDER + 1];
} estimate;

/** Count a text and estimate. */
void estimate_new(estimate *e, const id_text *t, int V, int order, arena *a);
/** Perplexity of a text, by the chapter's own functions. */
text_perplexity estimate_perplexity(const estimate *e, const int *id, long n);
/** Print a perplexity in both conventions. */
void print_perplexity(const text_perplexity *c);

/** @}
 * @name Typing errors (channel.c)
 * @{ */

/** A keyboard on which a letter is missed with a certain probability, and a neighbour hit. */
typedef struct {
	double rate; /**< of a miss, for each letter */
} keyboard;

/** A word as it may be typed: out has room for as many bytes. @return letters that were missed */
int keyboard_type(const keyboard *k, rng *r, const char *word, size_t length, char *out);
/** ln p(typed | meant), −HUGE_VAL when it cannot be. */
double keyboard_channel(const keyboard *k, const char *typed, const char *meant, size_t length);
/** ln p(typed | a word that the model does not know): any of its letters may have been meant. */
double keyboard_unknown(const char *typed, size_t length, const keyboard *k);

/** Words by length and first letters, to look for what may have been meant. */
typedef struct speller speller;
/** All words of a vocabulary but the special ones. */
speller *speller_new(arena *a, const vocab *words);
/** What may have been meant by a word.
 * @param[out] word,channel (vocab_size) <unk> comes last
 * @return how many, 1 or more */
int speller_candidates(const speller *s, const keyboard *k, const char *typed, size_t length,
        int *word, double *channel);

/** Corrects sentences. */
typedef struct {
	ngram_model m;
	const vocab *words;
	const keyboard *keys;
	int beam;
	speller *speller;
	int *word;       /**< (V) room for the candidates of one word */
	double *channel; /**< (V) likewise */
	arena scratch;   /**< to be freed in the end */
} corrector;

/** @param[in] m a model, with probabilities */
corrector corrector_new(arena *a, ngram_model m, const vocab *words, const keyboard *k, int beam);
/** What was meant by a sentence.
 * @param[in,out] c      the corrector
 * @param[in]     typed  (n) words
 * @param[in]     n      how many
 * @param[out]    likely (n) by the channel alone
 * @param[out]    meant  (n) by channel and model */
void corrector_sentence(
        corrector *c, const char *const *typed, int n, const char **likely, const char **meant);

/** How much was restored. */
typedef struct {
	long words, wrong; /**< words; those that were mistyped */
	long alone, both;  /**< right in the end, by the channel alone, and with the model */
	long alone_mended, both_mended; /**< the mistyped among them */
} restored;
/** Count a word. */
void restored_count(
        restored *r, const char *truth, const char *typed, const char *likely, const char *meant);
/** Print the counts as a table. */
void restored_print(const restored *r, FILE *f);

/** @} */

/** Read options; anything that is not one is an error unless `arguments` says what it may be.
 * Exits when something is wrong. @return index of the first argument */
int ngram_options(int argc, char **argv, const char *name, const char *arguments, const char *about,
        const cli_option *options);
/** The arguments after the options, exactly n of them, or the program ends with `what`. */
void ngram_need(int argc, int first, int n, const char *what);
/** Can this file be written? Asked before the work. @return 0, or -1 with an error */
int ngram_writable(const char *path);

/** The subcommands; each returns main()'s status. */
int ngram_demo(int argc, char **argv);
int ngram_train(int argc, char **argv);
int ngram_perplexity(int argc, char **argv);
int ngram_query(int argc, char **argv);
int ngram_draw(int argc, char **argv);
int ngram_typos(int argc, char **argv);
int ngram_correct(int argc, char **argv);
int ngram_neural(int argc, char **argv);

#endif
