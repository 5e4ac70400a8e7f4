/** @file chance.h
 * Tables of chances, written the way one reads them, and drawn from without rounding.
 *
 * The generators keep their lexicons as strings like "fox*3 owl hen": names with whole-number
 * weights, 1 where none is given. Drawing works on the whole numbers themselves, so a seed gives
 * the same text on every machine.
 */
#ifndef CHANCE_H
#define CHANCE_H

#include "rng.h"

enum { CHANCE_NAME = 32 };

/** Read the next entry of a list "name name*weight …".
 * @param[in,out] list   where to read; moved behind the entry
 * @param[out] name      its name; an underscore in the list stands for a space
 * @param[out] weight    its weight, ≥ 0
 * @return 1, or 0 at the end of the list
 * @pre names are shorter than CHANCE_NAME, weights are digits (a table in the source: bug()) */
int chance_next(const char **list, char name[CHANCE_NAME], int *weight);

/** Draw an index with probability weight[i]/Σ weight. @pre Σ weight > 0 */
int chance_draw(rng *r, int n, const int *weight);

/** Zipf's law in whole numbers: weight[i] = 27720/(i+1), rounded down; 27720 = lcm(1 … 12). */
void chance_zipf(int n, int *weight);

#endif
