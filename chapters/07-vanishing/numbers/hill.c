/* One weight and a wall: see hill.h. */
#include <math.h>

#include "hill.h"
#include "remedies.h"

double hill_loss(double w)
{
	double off = pow(w, HILL_STEPS) - 0.5;
	return off * off / 2;
}

double hill_slope(double w)
{
	return (pow(w, HILL_STEPS) - 0.5) * HILL_STEPS * pow(w, HILL_STEPS - 1);
}

double hill_update(double w, double rate, double limit)
{
	real g = (real)hill_slope(w);
	if (limit > 0) clip_by_norm(mat_of(&g, 1, 1), limit);
	return w - rate * (double)g;
}
