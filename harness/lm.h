/** @file lm.h
 * The language-model driver: batches, training loop, evaluation, samples, checkpoints.
 *
 * It knows no formula. A model hands it its parameters and a few functions; the driver cuts the
 * text into B streams that run side by side, feeds them T steps at a time so that the state at
 * the end of one chunk is the state at the start of the next, and updates the parameters.
 *
 *     text   a b c d e f g h i j k l          B = 3 streams of 4, T = 2
 *     chunk 1:  [a b] [e f] [i j]   targets  [b c] [f g] [j k]
 */
#ifndef LM_H
#define LM_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "checkpoint.h"
#include "mat.h"
#include "optim.h"
#include "rng.h"

/** What the driver needs of a model. Ids are time-major: id t·B+b is step t of stream b. */
typedef struct {
	void *self;            /**< the model, handed to its functions */
	const char *signature; /**< architecture in words, kept in checkpoints: "rnn 1x128 V=65" */
	const char *unit;      /**< what ids are, for messages: "words"; NULL: "letters" */
	mat w, dw;             /**< (1,n) all parameters and their gradients, flat */
	mat state;             /**< what is carried from chunk to chunk, flat */
	int vocabulary;        /**< V */
	int batch, steps;      /**< B and the most steps in a chunk */
	/** Mean loss (nats) of T steps; dw = its gradient; the state moves on. */
	double (*loss_and_gradient)(void *self, const int *x, const int *target, int T);
	/** The same without the gradient. */
	double (*loss)(void *self, const int *x, const int *target, int T);
	/** One letter of one stream: logits (1,V) of the next, the private state moves on; id -1
	 * starts afresh. Only lm_sample() calls this and `draw`. */
	void (*next)(void *self, int id, mat logits);
	/** Choose from logits at temperature τ with the uniform number u. */
	int (*draw)(mat logits, double tau, double u);
} lm_model;

/** A text as ids. */
typedef struct {
	const int *ids; /**< (length) each 0 … V-1 */
	long length;    /**< letters */
} lm_text;

/** A point of the learning curve. */
typedef struct {
	long update;  /**< updates so far */
	double train; /**< mean loss since the point before, nats per letter */
	double valid; /**< loss on the held-out text, nats per letter */
} lm_point;

/** What a training run is to do. */
typedef struct {
	long updates;                  /**< stop after so many */
	const optim_rule *rule;        /**< how the parameters change after each chunk */
	double rate;                   /**< learning rate */
	long report_every;             /**< updates between two points of the curve */
	const char *checkpoint;        /**< file to save to, or NULL */
	long save_every;               /**< updates between two saves */
	bool resume;                   /**< go on from the checkpoint when there is one */
	const checkpoint_field *extra; /**< fields of the program's own to save along, or NULL */
	/** Shorten the gradient before an update (its result is not used), or NULL. */
	double (*clip)(mat dw, double limit);
	double clip_limit; /**< for it; 0: no clipping */
	/** Called at update 0 and at each point of the curve, or NULL. */
	void (*report)(void *context, const lm_point *p);
	/** Called after every update with its loss in nats, or NULL. */
	void (*trace)(void *context, long update, double loss);
	void *context; /**< for both */
} lm_options;

enum { LM_CURVE = 1000 };

/** What a training run has done so far; all of it goes into checkpoints. */
typedef struct {
	long update;          /**< updates made */
	long position;        /**< next step in every stream */
	double sum;           /**< losses since the last point */
	long points, spacing; /**< points of the curve, updates between two of them */
	lm_point curve[LM_CURVE];
} lm_run;

/** How training ended. */
typedef enum {
	LM_ERROR = -1, /**< error_message() says why */
	LM_DONE = 0,
	LM_INTERRUPTED = 1 /**< Ctrl-C; a checkpoint was saved if there is a file for it */
} lm_end;

/** Train a model.
 *
 * Two runs with the same options give the same bits on the same machine, and so does one run that
 * is cut in two by a checkpoint. The file is replaced in one step, so a run that is killed loses
 * at most the updates since the last save. It holds what the rule remembers, so a rule that remembers
 * something else cannot go on from it.
 * @param[in,out] m     the model
 * @param[in]     train the text to learn
 * @param[in]     valid the text for the curve
 * @param[in]     o     the options
 * @param[out]    run   what was done
 * @return how it ended */
lm_end lm_train(const lm_model *m, lm_text train, lm_text valid, const lm_options *o, lm_run *run);

/** Mean loss of a text in nats per letter. The model's state is left as it was.
 *
 * The text is cut into B streams, each read from a fresh state, so B-1 letters and what does not
 * fill a stream are not scored.
 * @param[in]  m    the model
 * @param[in]  text what to read
 * @param[out] nats the loss
 * @return 0, or -1 with an error when the text is too short */
int lm_loss(const lm_model *m, lm_text text, double *nats);

/** Let the model write.
 * @param[in]     m     the model
 * @param[in,out] r     random numbers
 * @param[in]     tau   temperature
 * @param[in]     prime text to read first; its last letter's successor is written first
 * @param[in]     n     letters to write
 * @param[out]    ids   (n)
 * @pre prime is not empty */
void lm_sample(const lm_model *m, rng *r, double tau, lm_text prime, int n, int *ids);

#endif
