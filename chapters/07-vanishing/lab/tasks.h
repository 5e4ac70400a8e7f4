/** @file tasks.h
 * Tasks whose difficulty is a distance: what is read early is needed late.
 *
 * - *Adding*: T pairs (value, mark), values uniform in [0,1), two of them marked: one in the first
 *   half, one in the second. Answer after the last: the sum of the two. Who always answers 1 has a mean
 *   squared error of 1/6.
 * - *Copying*: K symbols, then nothing for `lag` steps, then a sign; now say the symbols again, in
 *   order. Who guesses loses ln S nats a symbol.
 * - *Agreement*: sentences of datasets/agreement.h up to the verb; is it singular or plural? Who looks at
 *   the nearest noun is often right.
 *
 * @see S. Hochreiter, J. Schmidhuber, "Long Short-Term Memory", Neural Computation 9(8), 1997
 * @see T. Linzen, E. Dupoux, Y. Goldberg, "Assessing the Ability of LSTMs to Learn Syntax-Sensitive
 * Dependencies", TACL 4, 2016
 */
#ifndef TASKS_H
#define TASKS_H

#include "agreement.h"
#include "network.h"

typedef struct task task;

/** Sequences side by side, with their answers. */
typedef struct {
	network_input in; /**< ids or numbers */
	int *ids,
	        *class; /**< (T·B) what in.ids points at; the answers, or -1 where none is asked for */
	mat target;     /**< (B,1) the answers of a task with squared errors */
	int T, B;       /**< steps, sequences */
} task_batch;

/** A task: what comes in, what goes out, and how to draw it. */
struct task {
	const char *name;                /**< for checkpoints */
	int vocabulary, inputs, outputs; /**< of the network; inputs 0: as many as it has units */
	int steps;                       /**< T */
	bool squares;                    /**< squared error after the last step; else cross-entropy */
	int lag, symbols, length;        /**< of copying: distance, S and K */
	const agreement *grammar;        /**< of agreement */
	int between;                     /**< of agreement: nouns in between, or -1 */
	bool every_word;                 /**< of agreement: every next word is asked for */
	/** Draw a batch: all of b->B sequences and their answers. */
	void (*draw)(const task *t, rng *r, task_batch *b);
};

/** T = `length` values, 2 or more. */
task adding_task(int length);
/** K = `length` of S = `symbols` symbols, to be said again after `lag` steps. */
task copying_task(int lag, int symbols, int length);
/** Sentences of a grammar up to the verb. Is it singular or plural?
 * @param[in] grammar     where they come from
 * @param[in] between     as agreement_draw() has it
 * @param[in] every_word  ask instead, after each word, which comes next: nobody says that the verb
 *                        depends on anything */
task agreement_task(const agreement *grammar, int between, bool every_word);

/** Write a sentence into a batch of an agreement task, as its i-th. */
void task_write_sentence(const task *t, task_batch *b, int i, const agreement_sentence *s);

/** Room for B sequences of a task. */
task_batch task_batch_new(arena *a, const task *t, int B);

/** A network for a task. */
network *task_network(arena *a, const task *t, const layer_kind *kind, int hidden, int layers,
        int B, uint64_t seed);

/** How well it is done on fresh sequences. */
typedef struct {
	double loss;     /**< mean squared error, or nats per answer */
	double accuracy; /**< share of answers whose highest logit is right; NaN with squares */
} task_score;

/** Loss of one batch; with `gradient` n->dw = its gradient. */
double task_loss(network *n, const task *t, const task_batch *b, bool gradient);

/** Draw sequences, at least as many as asked for, and score them.
 * @param[in,out] n          a network, its B at a time
 * @param[in]     t          the task
 * @param[in]     seed       of the sequences
 * @param[in]     sequences  how many */
task_score task_measure(network *n, const task *t, uint64_t seed, long sequences);

#endif
