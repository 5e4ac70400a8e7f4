/* Vectorised elementwise functions. This one file is compiled with -fno-math-errno and
 * -fno-trapping-math, which lets gcc replace the scalar calls below by libmvec's; NaN still
 * propagates because -ffast-math stays off.
 *
 * tanh(x) = 1 - 2/(exp(2x)+1) costs one exp and one division and saturates at ±1 by itself; near
 * 0 it loses the digits that cancel (absolute error stays below one unit of 1). f64 builds take
 * the library's tanh instead: they exist to be exact. */
#include <math.h>

#include "vmath.h"

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__)
__attribute__((simd("notinbranch"))) extern float expf(float);
__attribute__((simd("notinbranch"))) extern double exp(double);
#endif

#ifdef REAL64
#define real_exp exp
#else
#define real_exp expf
#endif

void vec_exp(int n, real *x)
{
	for (int i = 0; i < n; i++) x[i] = real_exp(x[i]);
}

void vec_tanh(int n, real *x)
{
#ifdef REAL64
	for (int i = 0; i < n; i++) x[i] = tanh(x[i]);
#else
	for (int i = 0; i < n; i++) x[i] = 1 - 2 / (real_exp(2 * x[i]) + 1);
#endif
}

void vec_sigmoid(int n, real *x)
{
	for (int i = 0; i < n; i++) x[i] = 1 / (1 + real_exp(-x[i]));
}
