/** @file picture.h
 * From a map's places to a picture: dots on a sheet that is as large as its words need.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include "labels.h"
#include "mat.h"

/** Turn a map, (n,2), so that it is widest from left to right. Distances stay. */
void turn_wide(mat y);

/** Dots and labels for a map.
 * @param[out] l       (n) see labels_place()
 * @param[in]  y       (n,2) places
 * @param[in]  words   (n)
 * @param[in]  spread  0 … 1, of a dot's place the share that is its rank among all
 * @param[in]  asked   size of the letters, and width of the sheet; with a width of 0 it grows until
 *                     all labels have room and few need a line. The height follows from the map
 * @return the sheet */
canvas picture_of(label *l, mat y, const char *const *words, double spread, canvas asked);

#endif
