/** @file blocks.h
 * The tables of numbers that the lesson shows, printed as it shows them.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

/** Print one table.
 * @return 0, or -1 with an error when there is no such table */
int block_print(const char *name);

#endif
