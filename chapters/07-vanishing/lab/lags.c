/* Gradient against lag; see lags.h.
 *
 * A kind's backward() turns all steps at once and leaves in dh what it likes. Called on one step at a
 * time, a layer that is a window of two states, it must leave in its dh[0] the whole gradient of the
 * state before, which is what is measured; and since the loss looks at the last state only, there is
 * nothing to add on the way. */
#include <math.h>

#include "lags.h"

/* Step t of a layer, states t and t+1, as a layer by itself. */
static layer window(const layer *l, int t)
{
	layer w = *l;
	w.time += t;
	w.h = steps(l->h, t, 2);
	w.dh = steps(l->dh, t, 2);
	if (l->kind->cell) w.c = steps(l->c, t, 2);
	if (!l->kind->in_place) {
		w.a = steps(l->a, t, 1);
		w.da = steps(l->da, t, 1);
	}
	if (l->kind->product) {
		w.u = steps(l->u, t, 1);
		w.du = steps(l->du, t, 1);
	}
	layer_cut(&w, 1);
	return w;
}

static double size_at(const layer *l, int t)
{
	double square = dot(at(l->dh, t), at(l->dh, t));
	if (l->kind->cell) square += dot(l->dc, l->dc);
	return sqrt(square / l->h.B);
}

void lag_norms(mat norm, network *n, rng *r)
{
	layer *l = &n->level[0].way[0];
	const int T = l->a.T, B = l->h.B;
	need_shape(norm, 1, T + 1);
	if (n->shape.layers != 1) bug("gradients against lag of %d layers", n->shape.layers);
	fill(flat(l->dh), 0);
	fill(l->dc, 0);
	mat last = at(l->dh, T);
	rng_fill_normal(r, last, 1);
	for (int b = 0; b < B; b++)
		scale(rows(last, b, 1), (real)(1 / sqrt(dot(rows(last, b, 1), rows(last, b, 1)))));
	for (int t = T; t >= 0; t--) {
		*elem(norm, 0, T - t) = (real)size_at(l, t);
		if (t == 0) break;
		layer step = window(l, t - 1);
		l->kind->backward(&step);
	}
}

spread spread_of(const double *x, int n)
{
	double logarithms = 0;
	spread s = {0, x[0], x[0]};
	for (int i = 0; i < n; i++) {
		logarithms += log(x[i]);
		s.low = fmin(s.low, x[i]);
		s.high = fmax(s.high, x[i]);
	}
	s.mean = exp(logarithms / n);
	return s;
}
