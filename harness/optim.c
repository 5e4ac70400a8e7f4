/* Optimisers; see optim.h. Parameters are contiguous, so each step is one loop. */
#include <math.h>

#include "optim.h"

static void need_flat(mat w, mat m)
{
	if (w.t || m.t || w.ld != w.cols || m.ld != m.cols || count(w) != count(m))
		bug("parameters and gradients must be contiguous and of one size");
}

void sgd_step(mat w, mat dw, double rate)
{
	need_flat(w, dw);
	real r = (real)rate;
	for (long i = 0; i < count(w); i++) w.p[i] -= r * dw.p[i];
}

#ifdef REAL64
#define real_sqrt sqrt
#else
#define real_sqrt sqrtf
#endif

void adagrad_step(mat w, mat dw, mat s, double rate)
{
	need_flat(w, dw);
	need_flat(w, s);
	real r = (real)rate, *restrict x = w.p, *restrict sum = s.p;
	const real *restrict g = dw.p;
	for (long i = 0, n = count(w); i < n; i++) {
		sum[i] += g[i] * g[i];
		x[i] -= r * g[i] / (real_sqrt(sum[i]) + (real)1e-10);
	}
}

static void sgd(mat w, mat dw, mat *slot, double rate, long update)
{
	(void)slot, (void)update;
	sgd_step(w, dw, rate);
}

static void adagrad(mat w, mat dw, mat *slot, double rate, long update)
{
	(void)update;
	adagrad_step(w, dw, slot[0], rate);
}

const optim_rule optim_sgd = {"sgd", {NULL}, sgd};
const optim_rule optim_adagrad = {"adagrad", {"squares"}, adagrad};
