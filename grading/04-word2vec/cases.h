/* What the files of chapter 04's cases share. */
#ifndef CASES_H
#define CASES_H

#include "case.h"

extern const grade_case sampling_cases[], predict_cases[], learn_cases[], analogy_cases[];

/* A number of the case's own, recorded as an input. */
double constant(book *b, const char *array, double x);

#endif
