/** @file gatedlm.h
 * The parts of the program gatedlm that its commands share.
 */
#ifndef GATEDLM_H
#define GATEDLM_H

#include "cli.h"
#include "gated_layers.h"
#include "shared_batch.h"
#include "symbols.h"

/** What checkpoints say of a model besides its weights. */
typedef struct {
	int kind;    /**< index in all_kinds */
	int unit;    /**< a symbols_unit */
	int symbols; /**< V */
	int embedding, hidden, layers, threads;
} gatedlm_shape;

/** A language model as the program has it. */
typedef struct {
	arena a;
	gatedlm_shape shape;
	symbols known;
	lm_model m;
} gatedlm;

/** @name Commands: main()'s status
 * @{ */
int gatedlm_demo(int argc, char **argv);
int gatedlm_train(int argc, char **argv);
int gatedlm_sample(int argc, char **argv);
int gatedlm_eval(int argc, char **argv);
int gatedlm_gates(int argc, char **argv);
int gatedlm_tag(int argc, char **argv);
int gatedlm_classify(int argc, char **argv);
/** @} */

/** Read options; anything that is not one is an error. Exits when something is wrong. */
void gatedlm_options(
        int argc, char **argv, const char *name, const char *about, const cli_option *options);

/** The kind of layer of a name; exits with an error when there is none. */
const layer_kind *gatedlm_kind(const char *name);

/** A network for a model of symbols, with the given batch and chunk. */
network_shape gatedlm_network(const gatedlm_shape *s, int batch, int steps);

/** The largest number of units with which a network has no more than so many weights; 0 when it has
 * more even with one.
 * @param[in] s        the network; its `hidden` is not read
 * @param[in] tied     the embedding is as wide as the layer, whatever s.inputs says
 * @param[in] weights  how many */
int gatedlm_units(network_shape s, bool tied, long weights);

/** Load a trained model, to read with one thread.
 * @return 0, or -1 with an error */
int gatedlm_load(gatedlm *g, const char *path, int steps);

#endif
