/** @file hint.h
 * The one hint of a report, for the lowest exercise that is wrong: the mistake whose sketch the
 * answers match, or else what the shape of the error says.
 *
 * One hint only, because later errors are often consequences of the first; and of the lowest
 * exercise, because the course builds upwards.
 */
#ifndef HINT_H
#define HINT_H

#include "sketch.h"

/** Find the hint among mistakes that are read already, and put it into the result.
 * @param[in] known  the mistakes; must outlive the result; or NULL */
void hint_among(result *r, const mistake *known);

/** Find the hint and put it into the result.
 * @param[in] sketches  file of known mistakes, or NULL
 * @return 0, or -1 with error_set() when the file is bad */
int hint_find(result *r, const char *sketches);

#endif
