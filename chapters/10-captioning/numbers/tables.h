/** @file tables.h
 * The tables of numbers that the lesson shows, printed as it shows them.
 */
#ifndef TABLES_H
#define TABLES_H

/** Print one table.
 * @return 0, or -1 with an error when there is no such table */
int block_print(const char *name);

#endif
