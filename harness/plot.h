/** @file plot.h
 * Pictures by gnuplot, from a script and a file of numbers that stays beside the picture.
 *
 * A script is plain gnuplot. It finds three strings set: `prelude`, which it loads first and which
 * sets terminal, output, line styles and axes; `data`, the file to draw; `out`, the picture's
 * path without its ending. It is run once for each format that the environment asks for:
 *
 *     PLOT=svg,png     the default: two files
 *     PLOT=text        drawn in letters on standard output
 *     PLOT=none        nothing
 *
 * A picture appears whole or not at all. No shell is involved, and paths reach gnuplot as quoted
 * strings, so nothing in a file name can be taken for a command.
 */
#ifndef PLOT_H
#define PLOT_H

#include <stdio.h>

/** What plot_run() did. */
typedef enum {
	PLOT_FAILED = -1,   /**< error_message() says why */
	PLOT_DRAWN = 0,     /**< the pictures are there */
	PLOT_NO_GNUPLOT = 1 /**< gnuplot is not installed; a line on stderr said so, and where the
	                         data are */
} plot_result;

/** Draw.
 * @param[in] script the gnuplot script; `harness/plot.gp` is looked for in the folders above it,
 *                   then in those above the current one
 * @param[in] data   the numbers, an existing file
 * @param[in] out    the picture without ending: "build/plots/loss" makes loss.svg and loss.png
 * @return see plot_result; a missing gnuplot is no error, as training goes on without pictures */
plot_result plot_run(const char *script, const char *data, const char *out);

/** Write a word as one field of a CSV file, in quotes. What would end the field or not be seen is
 * shown by a symbol (quote ″, line feed ↵, space at the end ␣, other control characters �), so
 * that any word can be a label; gnuplot does not know doubled quotes. */
void plot_csv_word(FILE *f, const char *word);

#endif
