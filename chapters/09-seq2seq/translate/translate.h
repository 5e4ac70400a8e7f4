/** @file translate.h
 * The parts of the program translate that its commands share.
 */
#ifndef TRANSLATE_H
#define TRANSLATE_H

#include <stdio.h>

#include "bleu.h"
#include "checkpoint.h"
#include "cli.h"
#include "learn.h"
#include "speaker.h"

/** A model as the program has it, with its two languages. */
typedef struct {
	arena a;
	translator_shape shape;
	lexicon by[2]; /**< source, target */
	translator t;
	char signature[128];
} model;

/** Where pairs come from. */
typedef struct {
	const char *path;   /**< a file, or NULL: generated */
	int task;           /**< a bitext_task */
	long pairs;         /**< how many to generate */
	int clauses, names; /**< of tongue_draw() */
	long seed;
} pairs_source;

/** The options of a pairs_source `from`. */
#define PAIRS_OPTIONS(from)                                                                        \
	cli_file("pairs", &(from).path, "source, tab, target on each line, - for standard input"),     \
	        cli_choice("task", &(from).task, "dates|tongue", "what to generate without a file"),   \
	        cli_long("generate", &(from).pairs, 1, 1e8, "how many pairs of it"),                   \
	        cli_int("clauses", &(from).clauses, 0, 5, "of a sentence of tongue; 0: one to three"), \
	        cli_int("names", &(from).names, 0, 100,                                                \
	                "per cent of its noun phrases that are names"),                                \
	        cli_long("pairs-seed", &(from).seed, 0, 1e15, "which pairs")

/** How good answers are. */
typedef struct {
	long n, exact;    /**< sentences; how many answers are the reference word by word */
	long words;       /**< of all answers, with </s> */
	bleu_counts bleu; /**< of the answers */
	double seconds;   /**< that the search took */
} judgement;

/** @name Commands: main()'s status
 * @{ */
int translate_demo(int argc, char **argv);
int translate_train(int argc, char **argv);
int translate_text(int argc, char **argv);
int translate_evaluate(int argc, char **argv);
int translate_attention(int argc, char **argv);
int translate_bottleneck(int argc, char **argv);
int translate_bleu(int argc, char **argv);
/** @} */

/** Names of the kinds, "first|always|attention" in the order of translator_kind. */
extern const char translate_kinds[];

/** The name of a kind. */
const char *translate_kind(int kind);

/** Read options; anything that is not one is an error. Exits when something is wrong. */
void translate_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options);

/** The pairs of a source. @return 0, or -1 with an error */
int translate_pairs(arena *a, const pairs_source *from, bitext *b);

/** The lexicons of a text, most frequent words first, and sizes for a model. */
void model_lexicons(model *m, const bitext *b, lexicon_unit unit, int most);

/** A new model of m->shape. */
void model_new(model *m, uint64_t seed);

/** What a checkpoint keeps besides the weights; ends with {0}. */
const checkpoint_field *model_fields(model *m);

/** Load a trained model.
 * @return 0, or -1 with an error */
int model_load(model *m, const char *path);

/** Its memory goes. */
void model_free(model *m);

/** What a speaker of m says of a text, unknown words copied if the model attends; "" for an empty text.
 * @param[in,out] a      keeps the answer
 * @param[out]    words  words of the answer, with </s>; or NULL */
char *model_say(model *m, speaker *s, arena *a, const char *text, search how, long *words);

/** Translate pairs and judge the answers, word by word (letter by letter).
 * @param[in]     most  so many pairs at most
 * @param[in]     shorter,longer  only pairs whose target has so many words
 * @param[in,out] show  called with each answer, or NULL */
judgement model_judge(model *m, const bitext *b, long most, int shorter, int longer, search how,
        void (*show)(const bitext_pair *p, const char *answer));

/** A trace's first line: sizes and weights, in the order in which they lie: a layer's Wx, Wh, b from the left,
 * from the right; W, b of the decoder's start; its layer; of attention Wq and W, b; the output's W, a row
 * for each word, and b; the words' vectors of both sides. */
void trace_weights(FILE *f, const translator *t);

/** A trace's line of an update: the batch as batches.h has it, and the loss before the update. */
void trace_update(FILE *f, const batch *b, long update, double loss);

/** Count an answer in texts: BLEU's counts, and whether it is the reference. */
bool judge_texts(bleu_counts *c, const char *answer, const char *reference, lexicon_unit unit);

#endif
