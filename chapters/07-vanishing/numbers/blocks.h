/** @file blocks.h
 * The lesson's tables.
 */
#ifndef BLOCKS_H
#define BLOCKS_H

/** Print one of the lesson's tables as the lesson shows it.
 * @return 0, or -1 with an error when there is none of that name */
int block_print(const char *name);

#endif
