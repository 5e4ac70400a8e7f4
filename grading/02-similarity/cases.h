/* What the files of chapter 02's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"

extern const grade_case counts_cases[], similarity_cases[], ranks_cases[];

/* A list as an input (1,n). */
mat list(book *b, const char *array, int n, const double *x);

/* A matrix of whole numbers from low to high. */
mat whole(book *b, int nrows, int ncols, int low, int high);

/* The same as an input. */
mat draw_whole(book *b, const char *array, int nrows, int ncols, int low, int high);

#endif
