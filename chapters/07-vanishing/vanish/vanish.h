/** @file vanish.h
 * The parts of the program vanish.
 */
#ifndef VANISH_H
#define VANISH_H

#include "experiments.h"
#include "plain_layers.h"

/** What the experiments of the laboratory are run with. */
extern const laboratory vanish_lab;

/** A little of each. */
int vanish_demo(int argc, char **argv);
/** The error surface of one unit, and descent on it. */
int vanish_cliff(int argc, char **argv);
/** A training run without and with clipping. */
int vanish_explode(int argc, char **argv);

#endif
