/** @file layout.h
 * Places in the plane for vectors: runs of the chapter's LLE and t-SNE.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>

#include "mat.h"
#include "vocab.h"

/** How places are found. */
typedef struct {
	int neighbours; /**< LLE: of each point */
	double ridge;   /**< LLE: see lle_weights() */

	double perplexity;      /**< t-SNE: see tsne_affinities() */
	double rate;            /**< learning rate, 0: by the number of points */
	double exaggeration;    /**< of the affinities in the beginning */
	int early;              /**< steps that the beginning lasts */
	int steps;              /**< in all */
	long seed;              /**< of the first places */
	const char *checkpoint; /**< the state is saved here, or NULL */
	int save_every;         /**< steps */
	bool resume;            /**< go on from the checkpoint, where there is one */
	const char *trace;      /**< CSV of the loss at each step, or NULL */
	const char *frames;     /**< CSV of the places at some steps on the way, or NULL */
} layout;

/** Defaults. */
extern const layout layout_default;

/** How a run ended. */
typedef enum {
	LAYOUT_ERROR = -1,     /**< error_message() says why */
	LAYOUT_DONE = 0,       /**< all steps */
	LAYOUT_INTERRUPTED = 1 /**< by Ctrl-C; y has the places so far */
} layout_end;

/** What came of it. */
typedef struct {
	int steps; /**< made by t-SNE, those before a --resume included */
	double loss; /**< t-SNE's, in nats; of LLE: what its mixtures miss, as a share of the points' size */
} layout_result;

/** Locally linear embedding. @param[out] y (n,2) @param[in] x (n,D) */
layout_end layout_lle(mat y, mat x, const layout *how, layout_result *result);
/** t-SNE. @param[out] y (n,2) @param[in] x (n,D) @param[in] words (n) names, for frames */
layout_end layout_tsne(mat y, mat x, const vocab *words, const layout *how, layout_result *result);

#endif
