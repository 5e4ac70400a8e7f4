/** @file trainer.h
 * Learning vectors from ids: what is learnt, who learns, and how it is divided.
 *
 * The ids of a text are cut into jobs of equal length, and every pass over the text is a row of jobs.
 * Workers take the next job, whichever it is, and change the same tables without locks: they rarely
 * meet in a row, and when they do, one of many small steps is lost (Recht et al. 2011, "Hogwild!").
 * A job draws its random numbers from a seed of its own, so that one worker makes the same steps
 * whether it was interrupted between two jobs or not.
 */
#ifndef TRAINER_H
#define TRAINER_H

#include <stdatomic.h>

#include "predict.h"
#include "step.h"
#include "word2vec.h"

/** What is learnt, and how. */
typedef struct {
	int size, window, negative, threads, epochs;
	double sample, rate;      /**< rate: the first one */
	bool cbow, tree, softmax; /**< tree: hierarchical softmax */
	bool plain;               /**< fresh noise for each pair of words */
	long seed;
} settings;

/** The tables: rows begin at multiples of 64 bytes and are filled up with zeros. */
typedef struct {
	mat W; /**< (V,D) the word vectors */
	mat C; /**< (V,D) output vectors, for negative sampling and softmax */
	mat N; /**< (V-1,D) inner nodes, for hierarchical softmax */
} tables;

/** A column of the alias table (exercise 4.3), eight bytes, so that one look finds both halves. */
typedef struct {
	uint32_t keep; /**< of 2³² */
	int32_t other;
} noise_column;

/** All that workers share. */
typedef struct {
	settings s;
	const text_ids *text;
	tables t;
	int D;                    /**< numbers of a row, with the zeros behind them */
	uint32_t *keep;           /**< (V) probability that an occurrence is looked at, of 2³² */
	noise_column *noise;      /**< (V) */
	const huffman_path *path; /**< (V) */
	real *sigmoid;            /**< (SIGMOID_STEPS + 2) */
	long jobs;                /**< in one pass */
	atomic_long next;         /**< the next job, counted over all passes */
	atomic_bool stop;         /**< finish your job, then rest */
	atomic_bool failed;
} trainer;

/** Most words of a line that are looked at together, as in the original program. */
enum { LINE_WORDS = 1000, JOB_PLACES = 1 << 14, MOST_NEGATIVES = 100 };

/** One who learns. */
typedef struct worker {
	trainer *all;
	uint64_t random; /**< state of the generator */
	real rate;       /**< of this line */
	real *h, *dh;    /**< (D) room */
	mat y;           /**< (1,V) room for softmax */
	int line[LINE_WORDS], noise[2][MOST_NEGATIVES + 1];
	int context[LINE_WORDS]; /**< neighbours of the centre */
	int32_t ids[JOB_PLACES];
} worker;

/** Tables and all. @return the trainer, before its first step */
trainer *trainer_new(arena *a, settings s, const text_ids *text);
/** Do jobs until all are done or somebody says stop; `tick` is called now and then by the calling
 * thread. @return 0, or -1 with an error */
int trainer_run(trainer *t, void (*tick)(void *context), void *context);
/** A worker's room. */
worker *worker_new(trainer *t, arena *a);

/** 64 random bits: a counter, well stirred (Steele, Lea and Flood 2014, "SplitMix"). */
static inline uint64_t random_bits(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

/** Uniform in 0 … n-1, from 32 random bits. */
static inline int random_below(uint32_t bits, int n)
{
	return (int)((uint64_t)bits * (uint64_t)n >> 32);
}

/** A noise word (exercise 4.4) from one random number. */
static inline int random_noise(const trainer *t, uint64_t *state)
{
	uint64_t bits = random_bits(state);
	int i = random_below((uint32_t)bits, t->t.C.rows);
	return (uint32_t)(bits >> 32) < t->noise[i].keep ? i : t->noise[i].other;
}

/** Numbers of row i. */
static inline real *place(mat m, int i)
{
	return m.p + (long)i * m.ld;
}

/** How this worker steps. */
static inline step_rule rule_of(const worker *w)
{
	return (step_rule){w->all->D, w->rate, w->all->sigmoid};
}

/** Neighbours of place i at most `reach` away, left to right. @return how many */
int neighbours_of(int *context, const int *line, int n, int i, int reach);

/** Learn from a line of n words: the lesson's way (train_plain.c), */
void plain_line(worker *w, const int *line, int n);
/** and the quick way, for negative sampling (train_fast.c). */
void fast_line(worker *w, const int *line, int n);
/** One centre word of skip-gram in the quick way. @param[in] out (m) the centre and its noise */
void fast_skipgram(worker *w, const int *context, int n, const int *out, int m);
/** One centre word of CBOW in the quick way. */
void fast_cbow(worker *w, const int *context, int n, const int *out, int m);

#endif
