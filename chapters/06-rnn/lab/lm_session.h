/** @file lm_session.h
 * What a program does around lm_train(): files that are tried before an hour of work and not after it,
 * samples at three moments, a learning curve, a trace, and last words.
 */
#ifndef LM_SESSION_H
#define LM_SESSION_H

#include <stdbool.h>
#include <stdio.h>

#include "lm.h"

/** What a program knows about its model and text. */
typedef struct {
	const char *program; /**< for messages: "charlm" */
	const char *unit;    /**< what a text is made of: "letter" */
	bool perplexity;     /**< tell it beside the bits, as is usual for words */
	double entropy;      /**< of the text's source, in bits for each unit; 0: unknown */
	const char *curve;   /**< file for the learning curve, as CSV; or NULL */
	const char *
	        trace; /**< file for initial weights, first gradient and losses, as JSON Lines; or NULL */
	int sample;    /**< how long samples are; 0: none */
	double temperature; /**< of the samples */
	rng samples;        /**< what each sample begins with */
	/** Print ids as text. */
	void (*print)(const void *context, const int *ids, int n);
	/** Begin the trace: keys of an object and their values, with a comma behind each. */
	void (*describe)(const void *context, FILE *f);
	const void *context; /**< for both */
} lm_session;

/** Train, with all that belongs to it.
 * @param[in]     s     the program's part
 * @param[in,out] m     the model
 * @param[in]     train the text to learn
 * @param[in]     valid the text for the curve, and what samples begin with
 * @param[in]     o     how to train; what it reports, and how often, is set here
 * @return main()'s status: 0, or 130 after Ctrl-C; -1 with an error */
int lm_session_run(
        const lm_session *s, const lm_model *m, lm_text train, lm_text valid, lm_options o);

#endif
