/** @file byhand.h
 * What lesson 04 works out by hand, worked out by the chapter's functions.
 */
#ifndef BYHAND_H
#define BYHAND_H

/** Print "key value…" lines. */
void byhand_keys(void);

/** The 14 pairs of the sentence. */
void block_pairs(void);
/** One step of skip-gram with negative sampling, all gradients. */
void block_step(void);
/** The tree of five words: who is joined with whom, and every word's turns. */
void block_tree(void);
/** Walker's table for four weights. */
void block_alias(void);

/** The sentence under a moving window. */
void csv_pairs(void);
/** Nodes and edges of the tree, with places to draw them at. */
void csv_tree(void);

#endif
