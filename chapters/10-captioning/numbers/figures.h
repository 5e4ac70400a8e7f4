/** @file figures.h
 * The data of figures that no program prints.
 */
#ifndef FIGURES_H
#define FIGURES_H

/** Print a figure's data as CSV.
 * @return 0, or -1 with an error when there is none of that name */
int figure_print(const char *name);

#endif
