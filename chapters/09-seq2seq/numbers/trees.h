/** @file trees.h
 * Random models, whose every beginning has probabilities of its own, and how well beams do on them.
 */
#ifndef TREES_H
#define TREES_H

enum { TREE_WIDTHS = 10, TREE_MODELS = 1000 };

/** Beams that are tried: 1, 2, 3, 4, 5, 6, 8, 10, 12, 16. */
extern const int tree_width[TREE_WIDTHS];

/** How beams did on 1,000 models of 5 words and sentences of 5. */
typedef struct {
	double found[TREE_WIDTHS]; /**< share of models whose most probable sentence was found */
	double worse[TREE_WIDTHS]; /**< share in which the next narrower one found a better sentence */
} tree_results;

tree_results trees_search(void);

#endif
