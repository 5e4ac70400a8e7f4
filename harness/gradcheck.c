/* Numeric derivatives: Richardson-extrapolated central differences that notice kinks.
 * The step along a direction is x + h·v; for one element v is that unit vector. */
#include <math.h>

#include "gradcheck.h"

enum { TRIES = 5 };
static const double FIRST_STEP = 1e-2, SHRINK = 8, AGREE = 1e-7;

/* f along a line: value(h) = f(x + h v), by whatever moves x. */
typedef struct line {
	double (*value)(struct line *l, double h, double *taken); // taken: the step really made
	mat p, v;
	int i, j; // the element, when v is a unit vector
	scalar_function f;
	void *context;
} line;

static double value_element(line *l, double h, double *taken)
{
	real *x = elem(l->p, l->i, l->j), keep = *x;
	*x = (real)((double)keep + h);
	*taken = (double)*x - (double)keep; // rounding moves the step: divide by what it became
	double y = l->f(l->context);
	*x = keep;
	return y;
}

static void step_along(mat p, mat v, double h)
{
	for (int i = 0; i < p.rows; i++)
		for (int j = 0; j < p.cols; j++) *elem(p, i, j) += (real)(h * (double)*elem(v, i, j));
}

typedef struct {
	double slope, bend; // Richardson's derivative; (f(h) - 2 f(0) + f(-h)) / h
	double noise;       // what rounding in f can do to either
} estimate;

static estimate richardson(line *l, double f0, double h)
{
	double d[3], bend = 0, size = fabs(f0);
	for (int k = 0; k < 3; k++) {
		double step = ldexp(h, -k), up, down;
		double high = l->value(l, step, &up), low = l->value(l, -step, &down);
		d[k] = (high - low) / (up - down);
		if (k == 0) bend = (high - 2 * f0 + low) / h;
		size = fmax(size, fmax(fabs(high), fabs(low)));
	}
	double r0 = (4 * d[1] - d[0]) / 3, r1 = (4 * d[2] - d[1]) / 3;
	return (estimate){(16 * r1 - r0) / 15, bend, 64 * size * 2.3e-16 / h};
}

/* The derivative at h = 0, or NaN. */
static double derivative(line *l, double scale)
{
	double f0 = l->f(l->context), h = FIRST_STEP * scale;
	for (int k = 0; k < TRIES; k++, h /= SHRINK) {
		estimate far = richardson(l, f0, h), near = richardson(l, f0, h / SHRINK);
		double size = fmax(fabs(far.slope), fabs(near.slope));
		int agree = fabs(far.slope - near.slope) <= AGREE * size + 16 * near.noise;
		int smooth = fabs(near.bend) <= fabs(far.bend) / 4 + AGREE * size + 16 * near.noise;
		if (agree && smooth) return far.slope;
	}
	return (double)NAN;
}

static int deterministic(scalar_function f, void *context)
{
	double a = f(context), b = f(context);
	return a == b || (isnan(a) && isnan(b));
}

int numeric_gradient(mat dp, mat p, scalar_function f, void *context)
{
	need_shape(dp, p.rows, p.cols);
	fill(dp, (real)NAN);
	if (!deterministic(f, context)) return -1;
	int left_out = 0;
	line l = {.value = value_element, .p = p, .f = f, .context = context};
	for (l.i = 0; l.i < p.rows; l.i++)
		for (l.j = 0; l.j < p.cols; l.j++) {
			double d = derivative(&l, fmax(1, fabs((double)*elem(p, l.i, l.j))));
			*elem(dp, l.i, l.j) = (real)d;
			left_out += isnan(d);
		}
	return left_out;
}

static double value_direction(line *l, double h, double *taken)
{
	step_along(l->p, l->v, h);
	double y = l->f(l->context);
	*taken = h;
	return y;
}

/* Moving back by subtraction would not restore the last bit, so the whole of p is kept. */
typedef struct {
	line base;
	arena a;
	mat keep;
} kept_line;

static double value_direction_kept(line *l, double h, double *taken)
{
	kept_line *k = (kept_line *)l;
	double y = value_direction(l, h, taken);
	copy(l->p, k->keep);
	return y;
}

double directional_derivative(mat p, mat v, scalar_function f, void *context)
{
	need_shape(v, p.rows, p.cols);
	if (!deterministic(f, context)) return (double)NAN;
	kept_line k = {.base = {.value = value_direction_kept, .p = p, .v = v, .f = f,
						   .context = context}};
	k.keep = mat_new(&k.a, p.rows, p.cols);
	copy(k.keep, p);
	double d = derivative(&k.base, 1);
	arena_free(&k.a);
	return d;
}

double central_difference(mat p, int i, int j, double h, scalar_function f, void *context)
{
	line l = {.p = p, .i = i, .j = j, .f = f, .context = context};
	double up, down, high = value_element(&l, h, &up), low = value_element(&l, -h, &down);
	return (high - low) / (up - down);
}
