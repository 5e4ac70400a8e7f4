/* The contract of a chapter that only tests the grader: each function doubles n numbers, and in
 * bad.c each does it in another bad way. */
#ifndef TOY_H
#define TOY_H

#include "mat.h"

/** y = 2x */
void right(mat y, mat x);
void mistaken(mat y, mat x);
void unwritten(mat y, mat x);
void overflowing(mat y, mat x);
void undefined(mat y, mat x);
void leaking(mat y, mat x);
void leaving(mat y, mat x);
void endless(mat y, mat x);
void aborting(mat y, mat x);
void shouting(mat y, mat x);
void forging(mat y, mat x);
void changing(mat y, mat x);
void half_done(mat y, mat x);

#endif
