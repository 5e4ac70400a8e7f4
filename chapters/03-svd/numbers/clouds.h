/** @file clouds.h
 * Points whose truth is known, and what a map by t-SNE makes of it: noise without any clump, and
 * three clouds whose distances are known.
 */
#ifndef CLOUDS_H
#define CLOUDS_H

#include <stdint.h>

#include "mat.h"

enum { NOISE_POINTS = 300, NOISE_DIM = 50, CLOUDS = 3, CLOUD_POINTS = 60, CLOUD_DIM = 10 };

/** A map by the chapter's functions: 250 steps exaggerated 12 times with momentum 0.5, then
 * `more` with 0.8, rate n/12, but at least 10.
 * @return the loss at the end, nats */
double clouds_tsne(mat y, mat x, double perplexity, int more, uint64_t seed);

/** Normal noise: (NOISE_POINTS, NOISE_DIM). */
void clouds_noise(mat x, uint64_t seed);
/** Three round clouds of unit deviation with centres on a line: the second `near` away from the
 * first, the third `far`. Point i belongs to cloud i / CLOUD_POINTS. */
void clouds_three(mat x, double near, double far, uint64_t seed);

/** Points scattered evenly over a disc by chance: (NOISE_POINTS, 2). */
void clouds_scatter(mat y, uint64_t seed);
/** How clumped places (n,2) are: the mean distance to the eighth nearest neighbour over that to the
 * second. Clumps of four or so make it large. */
double clouds_clumped(mat y);
/** Distance between the middles of two clouds on a map. */
double clouds_apart(mat y, int a, int b);
/** Root of the mean square distance of a cloud's points from its middle. */
double clouds_radius(mat y, int a);

#endif
