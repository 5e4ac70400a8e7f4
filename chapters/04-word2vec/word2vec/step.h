/** @file step.h
 * The innermost loops of the program: questions answered with yes or no, and who learns what from them.
 * They are in a header so that numbers/steps.c, which measures them, measures these.
 */
#ifndef STEP_H
#define STEP_H

#include "real.h"

/** Values of σ at the points of a grid, joined by straight lines: wrong by 3·10⁻⁶ at most, and by
 * 4·10⁻⁴ beyond the ends. */
enum { SIGMOID_STEPS = 1024, SIGMOID_REACH = 8 };

/** σ(x) from the table; beyond its ends the value at the end.
 * @param[in] table (SIGMOID_STEPS + 2) */
static inline real sigmoid_of(const real *table, real x)
{
	const real reach = SIGMOID_REACH, scale = SIGMOID_STEPS / (2 * reach);
	x = x < -reach ? -reach : x > reach ? reach : x;
	real at = (x + reach) * scale;
	int i = (int)at;
	return table[i] + (at - (real)i) * (table[i + 1] - table[i]);
}

/** What all steps have in common. */
typedef struct {
	int D;             /**< numbers of a row */
	real rate;         /**< learning rate */
	const real *table; /**< of σ */
} step_rule;

/** One input and one output: g = rate · (label − σ(⟨h, c⟩)), dh += g c, c += g h. */
static inline void step_one(
        step_rule s, const real *h, real *restrict dh, real *restrict c, real label)
{
	real x = 0;
#pragma omp simd reduction(+ : x)
	for (int k = 0; k < s.D; k++) x += h[k] * c[k];
	real g = s.rate * (label - sigmoid_of(s.table, x));
#pragma omp simd
	for (int k = 0; k < s.D; k++) {
		dh[k] += g * c[k];
		c[k] += g * h[k];
	}
}

/** Two inputs a, b and three outputs x, y, z, all from the values before; the label of y and z is 0. */
static inline void step_six(step_rule s, real *restrict a, real *restrict b, real *restrict x,
        real *restrict y, real *restrict z, real label_of_x)
{
	const real rate = s.rate;
	real ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0;
#pragma omp simd reduction(+ : ax, ay, az, bx, by, bz)
	for (int k = 0; k < s.D; k++) {
		ax += a[k] * x[k];
		ay += a[k] * y[k];
		az += a[k] * z[k];
		bx += b[k] * x[k];
		by += b[k] * y[k];
		bz += b[k] * z[k];
	}
	ax = rate * (label_of_x - sigmoid_of(s.table, ax));
	bx = rate * (label_of_x - sigmoid_of(s.table, bx));
	ay = -rate * sigmoid_of(s.table, ay);
	by = -rate * sigmoid_of(s.table, by);
	az = -rate * sigmoid_of(s.table, az);
	bz = -rate * sigmoid_of(s.table, bz);
#pragma omp simd
	for (int k = 0; k < s.D; k++) {
		real ak = a[k], bk = b[k], xk = x[k], yk = y[k], zk = z[k];
		a[k] = ak + ax * xk + ay * yk + az * zk;
		b[k] = bk + bx * xk + by * yk + bz * zk;
		x[k] = xk + ax * ak + bx * bk;
		y[k] = yk + ay * ak + by * bk;
		z[k] = zk + az * ak + bz * bk;
	}
}

#endif
