/** @file idx.h
 * Pictures and labels in the IDX format (that of MNIST): big-endian sizes, then bytes.
 *
 * @see Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits"
 */
#ifndef IDX_H
#define IDX_H

#include "arena.h"

/** Pictures with their labels. */
typedef struct {
	int count, height, width;
	unsigned char *pixels; /**< (count·height·width) */
	unsigned char *labels; /**< (count) 0 … 9 */
	int brightest;         /**< the largest pixel, at least 1 */
} idx;

/** Read a file of pictures and one of labels.
 * @param[out]    d       both
 * @param[in,out] a       keeps them
 * @param[in]     images  magic 0x00000803
 * @param[in]     labels  magic 0x00000801
 * @return 0, or -1 with an error: no such file, not IDX, cut short, too long, different counts, a label
 *         above 9 */
int idx_read(idx *d, arena *a, const char *images, const char *labels);

#endif
