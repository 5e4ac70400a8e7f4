/** @file shares.h
 * A cell that writes three times and forgets once, for the figure of shares.
 */
#ifndef SHARES_H
#define SHARES_H

#include "lstm.h"

enum { SHARE_STEPS = 10 };

/** Its gates i, f, g at each step; o plays no part. */
extern const double share_gates[SHARE_STEPS][3];

/** lstm_unrolled_cell() of it: (11,11). */
mat share_example(arena *a);

#endif
