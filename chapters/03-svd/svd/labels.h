/** @file labels.h
 * Words beside dots: where to write them so that no two lie on each other.
 *
 * A label is a box as wide as its word. It may stand in any of 16 positions around its dot, first
 * close by, then on ever larger squares, from where a line leads back to the dot. Each position has
 * a cost (far is dear, covering another dot is dearer); a position that would touch another label
 * has none, it is forbidden. Words choose in their order, the commonest first; then each may choose
 * again, knowing where all others stand, until nobody moves. No move raises the sum of costs, so
 * that ends.
 */
#ifndef LABELS_H
#define LABELS_H

#include <stdbool.h>

/** The picture, in its smallest units; y grows upwards. */
typedef struct {
	double width, height; /**< of the picture */
	double font;          /**< size of the letters */
} canvas;

/** A word and its place. */
typedef struct {
	double x, y;          /**< the dot */
	double width, height; /**< of the box, some air included */
	double left, bottom;  /**< of the box, where it is shown */
	double cost;          /**< of that place */
	bool shown;           /**< a place was found */
	bool led;             /**< it is so far from its dot that a line must lead there */
} label;

/** Size of the box around a word, written in DejaVu Sans, of the usual fonts the widest. */
void label_measure(label *l, const char *word, canvas c);

/** Find places for labels whose dots and sizes are known. O(n²).
 * @param[in,out] l         (n)
 * @param[in]     n         how many
 * @param[in]     patience  give up when after a round more labels than this are astray
 * @param[in]     c         the picture
 * @return labels that are astray: led, or not shown at all */
int labels_place(label *l, int n, int patience, canvas c);

/** The point of a label's box that is nearest to its dot: where a line from the dot ends. */
void label_anchor(const label *l, double *x, double *y);

#endif
