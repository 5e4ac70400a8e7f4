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
	TODO("8.27", "the velocity first");
}

void adam_step(mat w, mat dw, mat m, mat v, double rate, adam_settings s, long t)
{
	need_shape(dw, 1, w.cols);
	need_shape(m, 1, w.cols);
	need_shape(v, 1, w.cols);
	TODO("8.28", "both means; what corrects them is the same for every parameter");
}
