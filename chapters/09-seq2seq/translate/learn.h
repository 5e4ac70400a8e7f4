/** @file learn.h
 * Training a translator: batches, updates, checkpoints.
 */
#ifndef LEARN_H
#define LEARN_H

#include "checkpoint.h"
#include "lm.h"
#include "translator.h"

/** What has been done so far; goes into checkpoints. */
typedef struct {
	long update;  /**< updates made */
	double sum;   /**< losses since the last point */
	long since;   /**< updates since then */
	double loss;  /**< mean training loss between the last two points */
	long targets; /**< words that were to be said, </s> counted */
} learn_run;

/** What to do. */
typedef struct {
	long updates;
	int batch;
	const optim_rule *rule;
	double rate;
	double fall; /**< in this last share of the updates the rate falls in a straight line to 0 */
	double clip; /**< longest gradient; 0: any */
	uint64_t seed;
	long report_every, save_every;
	const char *checkpoint; /**< or NULL */
	const char *signature;  /**< what the checkpoint is of */
	bool resume;
	const checkpoint_field *extra;                       /**< fields to save along, or NULL */
	void (*report)(void *context, const learn_run *run); /**< or NULL */
	/** Called with each batch before the weights change, or NULL. Updates count from 1. */
	void (*trace)(void *context, const batch *b, long update, double loss);
	void *context;
} learn_options;

/** Train. The same options give the same bits, cut by a checkpoint or not.
 * @return how it ended */
lm_end learn(translator *t, const bitext *text, const learn_options *o, learn_run *run);

#endif
