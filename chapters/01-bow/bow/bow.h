/** @file bow.h
 * The parts of the program bow that its subcommands share.
 */
#ifndef BOW_H
#define BOW_H

#include <stdbool.h>
#include <stdint.h>

#include "classifier.h"
#include "cli.h"
#include "rng.h"
#include "words.h"

/** What a collection is read from, and how its words become ids. */
typedef struct {
	const char
	        *text;  /**< file of lines "label TAB text", "-" for standard input; NULL: generated */
	int column;     /**< which of several columns is the label; the text is the last one */
	int documents;  /**< how many to generate */
	long min_count; /**< rarer words have no place in the vocabulary */
	int max_size;   /**< size of the vocabulary with `<unk>`, 0 for no limit */
	bool no_lemmas; /**< leave forms as they are, only fold their case */
	bool stop;      /**< skip the words of english_stop_words() */
	long seed;      /**< which documents are kept for validation and test */
} reading;

/** Defaults of a reading; the options change them. */
extern const reading reading_default;

/** The options that set a reading. */
#define READING_OPTIONS(r)                                                                         \
	cli_file(                                                                                      \
	        "text", &(r).text, "lines label TAB text, - for standard input (default: generated)"), \
	        cli_int("column", &(r).column, 1, 1000,                                                \
	                "which column is the label; the last is the text"),                            \
	        cli_int("documents", &(r).documents, 20, 1e7, "how many documents to generate"),       \
	        cli_long("min-count", &(r).min_count, 1, 1e15, "rarer words become <unk>"),            \
	        cli_int("max-size", &(r).max_size, 0, 1e9, "words of the vocabulary; 0 for no limit"), \
	        cli_flag("no-lemmas", &(r).no_lemmas, "do not lemmatize, only fold case"),             \
	        cli_flag("stop", &(r).stop, "skip stop words"),                                        \
	        cli_long("seed", &(r).seed, 0, 1e15, "for the split, the weights and the order")

/** Some of the documents of a collection. */
typedef struct {
	documents docs;
	int *label; /**< (docs.n) class of each */
	int *line;  /**< (docs.n) its place in the collection */
} part;

/** Labelled documents as words, cut into three parts. */
typedef struct {
	arena a;
	const char *name;  /**< for messages */
	int n;             /**< documents */
	const char **text; /**< (n) as read */
	int *label;        /**< (n) class of each */
	vocab *labels;     /**< names of the classes, in the order of their first document */
	vocab *forms;      /**< every word, lemmatized */
	int *start, *form; /**< document i is form[start[i]] … form[start[i+1]-1] */
	vocab *seen;       /**< the words of the training part, counted */
	vocab *chosen;     /**< the vocabulary */
	vocab *stop;       /**< stop words, or NULL */
	part train, valid, test;
} collection;

enum { PART_TRAIN, PART_VALID, PART_TEST };

/** Read or generate documents and cut them into words.
 * @return 0, or -1 with an error */
int collection_read(collection *c, const reading *r);

/** Choose the vocabulary from the training part, and number the words of all three parts.
 * @param[in] chosen  a vocabulary to use instead, or NULL
 * @return 0, or -1 with an error */
int collection_number(collection *c, const reading *r, vocab *chosen);

/** Words of a text as the collection's words are made: tokenized, lemmatized. */
word_list collection_words(const reading *r, const char *text, arena *a);

/** Forget the collection. */
void collection_free(collection *c);

/** Irregular forms of English, present and past. @param[out] n how many */
const lemma_exception *english_exceptions(arena *a, int *n);
/** Words of the closed classes, as lemmas. */
vocab *english_stop_words(arena *a);

/** @name A classifier under training (model.c)
 * @{ */

/** The parameters and what training them takes. */
typedef struct {
	int V, D, K;
	classifier w;  /**< parameters */
	classifier dw; /**< gradients, zero between batches */
	classifier s;  /**< AdaGrad's sums */
	pooling how;
} model;

/** What a part's predictions are worth. */
typedef struct {
	int n, right;   /**< documents, and how many are predicted right */
	int majority;   /**< documents of the most frequent class */
	double loss;    /**< nats per document */
	int *predicted; /**< (n) */
	int *confusion; /**< (K,K) documents of class row predicted as column */
} verdict;

/** How to train. */
typedef struct {
	int epochs, batch;
	int optimizer; /**< 0 SGD, 1 AdaGrad */
	double rate;
} training;

/** Small random weights. */
model model_new(arena *a, int V, int D, int K, uint64_t seed);
/** idf from a part, for POOL_TFIDF. */
void model_count_idf(model *m, part p, arena *scratch);
/** One pass over a part in random order. @return mean loss on the way, nats per document */
double model_epoch(model *m, part p, const training *t, rng *r);
/** Predict a part and compare. */
verdict model_judge(const model *m, part p, arena *a);
/** Save with all that using it takes. @return 0, or -1 with an error */
int model_save(const model *m, const collection *c, const reading *r, const char *path);
/** Load; the collection's labels and vocabulary are the model's afterwards.
 * @param[out] r      how its texts were read; text and documents stay as they were
 * @param[out] words  its vocabulary
 * @param[out] labels its classes
 * @return 0, or -1 with an error */
int model_load(model *m, arena *a, reading *r, vocab **words, vocab **labels, const char *path);

/** @} */

/** Print what a verdict says, with the confusion matrix. */
void verdict_print(const verdict *v, const vocab *labels, const char *what);
/** Write the confusion matrix as CSV: true, predicted, documents, share of the true class.
 * @return 0, or -1 with an error */
int verdict_write(const verdict *v, const vocab *labels, const char *path);
/** Shuffle the words inside every document and predict again.
 * @return how many predictions changed */
int shuffled_changes(const model *m, part p, const verdict *v, uint64_t seed);

/** Read options; anything that is not one is an error unless `arguments` says what it may be.
 * Exits when something is wrong. @return index of the first argument */
int bow_options(int argc, char **argv, const char *name, const char *arguments, const char *about,
        const cli_option *options);

/** The subcommands; each returns main()'s status. */
int bow_vocab(int argc, char **argv);
int bow_counts(int argc, char **argv);
int bow_nearest(int argc, char **argv);
int bow_train(int argc, char **argv);
int bow_eval(int argc, char **argv);
int bow_limit(int argc, char **argv);

#endif
