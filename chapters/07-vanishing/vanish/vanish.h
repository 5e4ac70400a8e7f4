/** @file vanish.h
 * The parts of the program vanish.
 */
#ifndef VANISH_H
#define VANISH_H

#include "experiments.h"
#include "plain_layers.h"

/** What the experiments of the laboratory are run with. */
extern const laboratory vanish_lab;

/** Commands: main()'s status. */
int vanish_demo(int argc, char **argv);
int vanish_cliff(int argc, char **argv);
int vanish_explode(int argc, char **argv);

#endif
