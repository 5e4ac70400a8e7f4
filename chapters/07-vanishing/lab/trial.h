/** @file trial.h
 * A trial: one network learns one task, and is examined on fresh sequences as it goes.
 */
#ifndef TRIAL_H
#define TRIAL_H

#include "optim.h"
#include "progress.h"
#include "tasks.h"

/** What a trial is to do. */
typedef struct {
	const task *task;       /**< what is learnt */
	long sequences;         /**< stop after so many */
	const optim_rule *rule; /**< how weights change */
	double rate;            /**< learning rate */
	double clip;            /**< longest gradient, by 7.6's clip_by_norm(); 0: as it comes */
	long every;             /**< sequences between two examinations */
	long judged;            /**< fresh sequences, the same at each */
	double solved;          /**< stop when the examination's loss is below; 0: go on */
	uint64_t seed;          /**< of the sequences to learn from */
	const char *checkpoint; /**< file to save to at each examination, or NULL */
	bool resume;            /**< go on from it when there is one */
	const char *what;       /**< for the progress line: "irnn, seed 1"; NULL: none */
} trial_options;

/** An examination. */
typedef struct {
	long sequences;   /**< learnt from so far */
	double train;     /**< mean loss since the one before; NaN at the start */
	double norm;      /**< longest gradient since the one before, before clipping */
	task_score fresh; /**< on fresh sequences */
} trial_point;

enum { TRIAL_POINTS = 1000 };

/** What a trial has done so far; all of it goes into checkpoints. */
typedef struct {
	rng draws;                       /**< where the sequences come from */
	long update;                     /**< updates made */
	long since;                      /**< updates since the last point */
	double sum, norm;                /**< losses and longest gradient since then */
	int points;                      /**< of the curve */
	trial_point curve[TRIAL_POINTS]; /**< examinations */
} trial;

/** How a trial ended. */
typedef enum {
	TRIAL_ERROR = -1,  /**< error_message() says why */
	TRIAL_DONE,        /**< all sequences are used up */
	TRIAL_SOLVED,      /**< the examination was good enough */
	TRIAL_INTERRUPTED, /**< Ctrl-C; the checkpoint is saved */
	TRIAL_NOT_FINITE   /**< the loss of update number t->update + 1 was no finite number */
} trial_end;

/** Learn. Two runs with the same options give the same bits on the same machine, and so does one
 * that a checkpoint cuts in two.
 * @param[in,out] n  the network; its B sequences are an update
 * @param[in]     o  what to do; o->sequences/o->every + 2 examinations are at most TRIAL_POINTS
 * @param[out]    t  what was done */
trial_end trial_run(network *n, const trial_options *o, trial *t);

/** The last examination. */
const trial_point *trial_last(const trial *t);

#endif
