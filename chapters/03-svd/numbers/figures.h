/** @file figures.h
 * The data of the lesson's figures that no program prints, as CSV.
 */
#ifndef FIGURES_H
#define FIGURES_H

/** Print the data of a figure.
 * @return 0, or -1 with an error when there is none of that name */
int figure_print(const char *name);

#endif
