/** @file byhand.h
 * What lesson 02 works out by hand, worked out by the chapter's functions.
 */
#ifndef BYHAND_H
#define BYHAND_H

/** Print "key value…" lines. */
void byhand_keys(void);

/** The table with its sums. */
void block_table(void);
/** Its PPMI, a dot where there is no entry. */
void block_ppmi(void);
/** For each noun the nearest by distance, by cosine, and by cosine of PPMI rows. */
void block_nearest(void);
/** A heap of three while six cosines are offered. */
void block_heap(void);

/** Nouns in the plane of get and use. */
void csv_plane(void);
/** The same vectors at length 1: angle, and chord to cat. */
void csv_circle(void);
/** Every cell of the table: count, share of the row, PPMI. */
void csv_ppmi(void);

#endif
