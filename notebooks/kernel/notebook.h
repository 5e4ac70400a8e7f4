/** @file notebook.h
 * What a cell of a notebook finds besides the harness: showing values, drawing pictures.
 */
#ifndef NOTEBOOK_H
#define NOTEBOOK_H

#include <stdio.h>

#include "mat.h"
#include "plot.h"

/** Print a value with its expression: `show(loss);` prints "loss = 1.634". Numbers, strings,
 * matrices and sequences have a printed form. A cell's last line without a semicolon is shown so.
 */
#define show(x) show_as(#x, x)
/** As show(), with a text of its own. */
#define show_as(text, x)                                                                           \
	_Generic((x), mat: show_mat, seq: show_seq, char *: show_string, const char *: show_string, \
	        float: show_real, double: show_real, long double: show_long_real, _Bool: show_bool, \
	        char: show_integer, signed char: show_integer, short: show_integer, \
	        int: show_integer, long: show_integer, long long: show_integer, \
	        unsigned char: show_natural, unsigned short: show_natural, \
	        unsigned: show_natural, unsigned long: show_natural, \
	        unsigned long long: show_natural, default: show_other)(text, x)

/** @name What show() calls
 * @{ */
void show_mat(const char *text, mat x);
void show_seq(const char *text, seq x);
void show_string(const char *text, const char *x);
void show_real(const char *text, double x);
void show_long_real(const char *text, long double x);
void show_bool(const char *text, bool x);
void show_integer(const char *text, long long x);
void show_natural(const char *text, unsigned long long x);
void show_other(const char *text, ...);
/** @} */

/** Begin a picture's data: comma-separated numbers, one point a line.
 * @param[in] columns the first line, names of the columns, such as "step,loss"
 * @return where to write the other lines; plot_show() closes it */
FILE *plot_open(const char *columns);

/** Draw what was written since plot_open(), below the cell.
 * @param[in] kind        "lines" over the first column, one for each further column, with the
 *                        column's name at its end; "bars", groups named by the first column, a bar
 *                        for each further column; "heat", a row of cells a line, named by the first
 *                        column, cells with their numbers; "words", a name and two coordinates a
 *                        line; or the path of a gnuplot script (see plot.h)
 * @param[in] settings    gnuplot commands that come before: "set xlabel 'steps'; set logscale y"
 * @param[in] description what the picture shows, for those who cannot see it */
void plot_show(const char *kind, const char *settings, const char *description);

/** The kernel's answer to a picture. Until it comes the cell waits, so that what it prints
 * afterwards stands below the picture. */
#define PLOT_SHOWN "shown"

/** For the host: where pictures go, and whom to tell. */
void plot_begin(int control, const char *folder);

#endif
