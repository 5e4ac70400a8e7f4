/* How exact is a numeric derivative? The V curve, as a table, a CSV file and a picture.
 *
 *     gradcheck_accuracy TABLE.csv [PICTURE]
 *
 * The function is one that backpropagation through time meets: a recurrent unit h = tanh(w h + u),
 * twenty steps long, and the derivative of its last state by w. The true derivative comes from the
 * forward recurrence in long double. Each row gives, for one step h, the worst relative error over
 * 25 values of w of the plain central difference and of Richardson's combination of three; the
 * last line is what numeric_gradient() makes of them, choosing its own steps. */
#include <math.h>
#include <stdio.h>

#include "error.h"
#include "gradcheck.h"
#include "output.h"
#include "plot.h"

enum { STEPS = 20, POINTS = 25, PER_DECADE = 4, DECADES = 13 };
static const double U = 0.3;

static double last_state(void *w)
{
	double h = 0;
	for (int t = 0; t < STEPS; t++) h = tanh((double)*(const real *)w * h + U);
	return h;
}

static double true_slope(double w)
{
	long double h = 0, d = 0;
	for (int t = 0; t < STEPS; t++) {
		long double next = tanhl((long double)w * h + (long double)U);
		d = (1 - next * next) * (h + (long double)w * d);
		h = next;
	}
	return (double)d;
}

typedef double (*difference)(mat p, int i, int j, double h, scalar_function f, void *context);

static double point(int k)
{
	return -1.5 + 3.0 * k / (POINTS - 1) + 0.03; // not round, and never on zero
}

static double worst(difference d, double h)
{
	double most = 0;
	for (int k = 0; k < POINTS; k++) {
		real w = (real)point(k);
		double exact = true_slope((double)w);
		double error = fabs(d(mat_of(&w, 1, 1), 0, 0, h, last_state, &w) - exact) / fabs(exact);
		if (!(error <= most)) most = error;
	}
	return most;
}

static double worst_of_gradient(int *left_out)
{
	double most = 0;
	*left_out = 0;
	for (int k = 0; k < POINTS; k++) {
		real w = (real)point(k), slope;
		double exact = true_slope((double)w);
		*left_out += numeric_gradient(mat_of(&slope, 1, 1), mat_of(&w, 1, 1), last_state, &w);
		double error = fabs((double)slope - exact) / fabs(exact);
		if (!(error <= most)) most = error;
	}
	return most;
}

static int write_table(const char *path)
{
	output o;
	int left_out;
	if (output_open(&o, path)) return -1;
	fputs("h,central,richardson\n", o.f);
	puts("      h     central  Richardson   (worst relative error of 25)");
	for (int k = 0; k <= PER_DECADE * DECADES; k++) {
		double h = pow(10, -(double)k / PER_DECADE);
		double plain = worst(central_difference, h), better = worst(richardson_difference, h);
		fprintf(o.f, "%.4g,%.3g,%.3g\n", h, plain, better);
		if (k % PER_DECADE == 0) printf("%7.0e  %10.1e  %10.1e\n", h, plain, better);
	}
	double chosen = worst_of_gradient(&left_out);
	printf("numeric_gradient() %.1e, %d of %d left out\n", chosen, left_out, (int)POINTS);
	return output_commit(&o);
}

int main(int argc, char **argv)
{
	error_program("gradcheck_accuracy");
	if (argc < 2 || argc > 3) {
		error_set("expected TABLE.csv and perhaps the name of a picture");
		error_exit();
	}
	if (write_table(argv[1])) error_exit();
	if (argc == 3 && plot_run("docs/plots/gradcheck.gp", argv[1], argv[2]) < 0) error_exit();
	return 0;
}
