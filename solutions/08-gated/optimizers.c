/* Two rules that remember earlier gradients.
 *
 * Momentum: v is a sum of all gradients, that of k updates ago with weight μᵏ. Along a valley they add
 * up to 1/(1−μ) of one; across it they cancel.
 *
 * Adam: a step is the mean gradient over the root of the mean squared one, so about `rate` long whatever
 * the gradient's unit. Both means begin at zero and are too small by 1 − βᵗ, by which they are divided.
 *
 * The two divisions are the same for every parameter, so they are done once and not n times:
 * rate·m̂/(√v̂ + ε) = step · m/(√v + ε′), step = rate·√(1−β₂ᵗ)/(1−β₁ᵗ), ε′ = ε·√(1−β₂ᵗ).
 *
 * Sources: Polyak 1964; Kingma and Ba 2015. */
#include <math.h>

#include "optimizers.h"

#ifdef REAL64
#define root sqrt
#else
#define root sqrtf
#endif

void sgd_momentum_step(mat w, mat dw, mat v, double rate, double mu)
{
	need_shape(dw, 1, w.cols);
	need_shape(v, 1, w.cols);
	//> [sgd_momentum_step] 8.27  the velocity first
	const real keep = (real)mu, r = (real)rate;
	real *restrict x = row(w, 0), *restrict speed = row(v, 0);
	const real *restrict g = row(dw, 0);
	for (int i = 0; i < w.cols; i++) {
		speed[i] = keep * speed[i] + g[i];
		x[i] -= r * speed[i];
	}
	//< [sgd_momentum_step]
}

void adam_step(mat w, mat dw, mat m, mat v, double rate, adam_settings s, long t)
{
	need_shape(dw, 1, w.cols);
	need_shape(m, 1, w.cols);
	need_shape(v, 1, w.cols);
	//> [adam_step] 8.28  both means; what corrects them is the same for every parameter
	const double correct = sqrt(1 - pow(s.beta2, (double)t));
	const real step = (real)(rate * correct / (1 - pow(s.beta1, (double)t)));
	const real small = (real)(s.epsilon * correct);
	const real keep1 = (real)s.beta1, keep2 = (real)s.beta2;
	const real new1 = (real)(1 - s.beta1), new2 = (real)(1 - s.beta2); // not 1 − keep2: digits
	real *restrict x = row(w, 0), *restrict mean = row(m, 0), *restrict square = row(v, 0);
	const real *restrict g = row(dw, 0);
	for (int i = 0; i < w.cols; i++) {
		mean[i] = keep1 * mean[i] + new1 * g[i];
		square[i] = keep2 * square[i] + new2 * g[i] * g[i];
		x[i] -= step * mean[i] / (root(square[i]) + small);
	}
	//< [adam_step]
}
