/** @file blocks.h
 * The tables of numbers that the lesson shows, printed as it shows them.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

/** Print one table.
 * @param[in] name its name
 * @return 0, or -1 with an error when there is no such table */
int block_print(const char *name);

/** Worst difference between a gradient of the example and its numeric derivative, relative to the
 * largest element of the numeric one.
 * @param[in] which 0 Wxh, 1 Whh, 2 b, 3 Why, 4 by
 * @return the worst relative error */
double worst_error(int which);

#endif
