/* Numeric derivatives: Richardson-extrapolated central differences that notice kinks.
 *
 * The step must suit a function that nobody has seen: too long and the curve bends or a kink is in
 * reach, too short and rounding in f drowns the difference. So it starts long, where rounding
 * harms least, and shrinks by 8 until two rounds agree. It stops shrinking where rounding could
 * pass for agreement: past that point a kink in a function of size 1e6 would be "smooth to within
 * the noise". What never agreed until there is left out. */
#include <float.h>
#include <math.h>

#include "gradcheck.h"

enum { TRIES = 14 };
static const double FIRST_STEP = 1.0 / 128, SHRINK = 8; // powers of two: x ± h is exact mostly
static const double AGREE = 1e-7;                       // two rounds agree: relative to the slope
static const double DROWNED = 1e-5; // no shorter steps once noise passes this part of the slope
static const double ULPS = 128;     // wrong units in the last place that f is allowed

/* f along a line: value(l, h, &taken) = f(x + h v), and the step that was really taken, which
 * rounding makes differ from h. */
typedef struct line {
	double (*value)(struct line *l, double h, double *taken);
	mat p, v;
	int i, j; // the element, when v is a unit vector
	scalar_function f;
	void *context;
	mat keep;    // p as it was, and
	double vv;   // v·v, when v is not a unit vector
	double here; // f at h = 0
} line;

typedef struct {
	double slope, bend; // Richardson's derivative; (f(h) - 2 f(0) + f(-h)) / h
	double noise;       // what rounding in f can do to either
} estimate;

static estimate richardson(line *l, double h)
{
	double d[3], bend = 0, size = fabs(l->here);
	for (int k = 0; k < 3; k++) {
		double step = ldexp(h, -k), up, down;
		double high = l->value(l, step, &up), low = l->value(l, -step, &down);
		d[k] = (high - low) / (up - down);
		if (k == 0) bend = (high - 2 * l->here + low) / h;
		size = fmax(size, fmax(fabs(high), fabs(low)));
	}
	double r0 = (4 * d[1] - d[0]) / 3, r1 = (4 * d[2] - d[1]) / 3;
	return (estimate){(16 * r1 - r0) / 15, bend, 8 * ULPS * DBL_EPSILON * size / h};
}

/* The derivative at h = 0, or NaN. `doubt` is the largest disagreement so far: about the jump of
 * the slope, where a kink is in reach. */
static double derivative(line *l, double scale)
{
	double h = FIRST_STEP * exp2(floor(log2(scale))), doubt = 0;
	estimate far = richardson(l, h);
	const double first_noise = far.noise;
	for (int k = 0; k < TRIES; k++) {
		h /= SHRINK;
		estimate near = richardson(l, h);
		double size = fmax(fabs(far.slope), fabs(near.slope));
		double slack = AGREE * size + near.noise, gap = fabs(far.slope - near.slope);
		if (isfinite(gap + far.bend + near.bend)) {
			if (near.noise > fmax(DROWNED * fmax(size, doubt), 64 * SHRINK * first_noise)) break;
			if (gap <= slack && fabs(near.bend) <= fabs(far.bend) / 4 + slack)
				return gap > near.noise / ULPS ? near.slope : far.slope; // curve or rounding?
			doubt = fmax(doubt, fmax(gap, fabs(near.bend)));
		}
		far = near;
	}
	return (double)NAN;
}

static bool same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b));
}

static double value_element(line *l, double h, double *taken)
{
	real *x = elem(l->p, l->i, l->j), keep = *x;
	*x = (real)((double)keep + h);
	*taken = (double)*x - (double)keep;
	double y = l->f(l->context);
	*x = keep;
	return y;
}

int numeric_gradient(mat dp, mat p, scalar_function f, void *context)
{
	need_shape(dp, p.rows, p.cols);
	fill(dp, (real)NAN);
	line l = {.value = value_element, .p = p, .f = f, .context = context, .here = f(context)};
	if (!same(f(context), l.here)) return -1;
	int left_out = 0;
	for (l.i = 0; l.i < p.rows; l.i++)
		for (l.j = 0; l.j < p.cols; l.j++) {
			double d = derivative(&l, fmax(1, fabs((double)*elem(p, l.i, l.j))));
			*elem(dp, l.i, l.j) = (real)d;
			left_out += isnan(d) != 0;
		}
	if (same(f(context), l.here)) return left_out;
	fill(dp, (real)NAN); // f remembers its calls
	return -1;
}

/* Every element rounds its own step; the length that counts is the projection on v. */
static double value_direction(line *l, double h, double *taken)
{
	double along = 0;
	for (int i = 0; i < l->p.rows; i++)
		for (int j = 0; j < l->p.cols; j++) {
			double v = (double)*elem(l->v, i, j), keep = (double)*elem(l->keep, i, j);
			real *x = elem(l->p, i, j);
			*x = (real)(keep + h * v);
			along += v * ((double)*x - keep);
		}
	*taken = along / l->vv;
	double y = l->f(l->context);
	copy(l->p, l->keep);
	return y;
}

static double largest(mat m)
{
	double most = 0;
	for (int i = 0; i < m.rows; i++)
		for (int j = 0; j < m.cols; j++) most = fmax(most, fabs((double)*elem(m, i, j)));
	return most;
}

double directional_derivative(mat p, mat v, scalar_function f, void *context)
{
	need_shape(v, p.rows, p.cols);
	line l = {.value = value_direction,
	        .p = p,
	        .v = v,
	        .f = f,
	        .context = context,
	        .vv = dot(v, v),
	        .here = f(context)};
	if (!same(f(context), l.here)) return (double)NAN;
	if (l.vv == 0) return 0;
	arena a = {0};
	l.keep = mat_new(&a, p.rows, p.cols);
	copy(l.keep, p);
	double d = derivative(&l, fmax(1, largest(p)) / largest(v));
	arena_free(&a);
	return same(f(context), l.here) ? d : (double)NAN;
}

double central_difference(mat p, int i, int j, double h, scalar_function f, void *context)
{
	line l = {.p = p, .i = i, .j = j, .f = f, .context = context};
	double up, down, high = value_element(&l, h, &up), low = value_element(&l, -h, &down);
	return (high - low) / (up - down);
}

double richardson_difference(mat p, int i, int j, double h, scalar_function f, void *context)
{
	line l = {.value = value_element, .p = p, .i = i, .j = j, .f = f, .context = context};
	return richardson(&l, h).slope;
}
