/* A right solution in plain loops: no product of matrices, powers by repeated multiplication, sums
 * in another order than the solution's. */
#include <math.h>

#include "lapack.h"
#include "powers.h"

void matrix_power_by_eig(mat p, mat lambda, mat a, int n)
{
	arena scratch = {0};
	mat q = mat_new(&scratch, a.rows, a.rows);
	copy(q, a);
	if (eigen_symmetric(lambda, q, 0, a.rows) != 0) bug("no eigenvalues");
	for (int i = 0; i < a.rows; i++)
		for (int j = 0; j < a.rows; j++) {
			double sum = 0;
			for (int k = a.rows - 1; k >= 0; k--) {
				double power = 1;
				for (int times = 0; times < n; times++) power *= (double)*elem(lambda, 0, k);
				sum += power * (double)*elem(q, k, i) * (double)*elem(q, k, j);
			}
			*elem(p, i, j) = (real)sum;
		}
	arena_free(&scratch);
}

static double length(mat x)
{
	double sum = 0;
	for (int i = x.rows - 1; i >= 0; i--)
		for (int j = x.cols - 1; j >= 0; j--)
			sum += (double)*elem(x, i, j) * (double)*elem(x, i, j);
	return sqrt(sum);
}

/* c = x y. */
static void product(mat c, mat x, mat y)
{
	for (int i = 0; i < c.rows; i++)
		for (int j = 0; j < c.cols; j++) {
			real sum = 0;
			for (int k = x.cols - 1; k >= 0; k--) sum += *elem(x, i, k) * *elem(y, k, j);
			*elem(c, i, j) = sum;
		}
}

double spectral_radius(mat a, int squarings)
{
	arena scratch = {0};
	mat x = mat_new(&scratch, a.rows, a.rows), xx = mat_new(&scratch, a.rows, a.rows);
	double logarithm = 0; // of what A to the power k was divided by
	copy(x, a);
	for (int i = 0; i < squarings && length(x) > 0; i++) {
		double by = length(x);
		for (int k = 0; k < a.rows * a.rows; k++) x.p[k] = (real)((double)x.p[k] / by);
		product(xx, x, x);
		copy(x, xx);
		logarithm = 2 * (logarithm + log(by));
	}
	double rho = length(x) > 0 ? exp((logarithm + log(length(x))) / pow(2, squarings)) : 0;
	arena_free(&scratch);
	return rho;
}

void state_jacobian(mat J, mat h, mat Whh, activation f)
{
	for (int j = 0; j < J.cols; j++)
		for (int i = 0; i < J.rows; i++) {
			real s = *elem(h, 0, i), slope = (1 - s) * (1 + s);
			if (f == BY_RELU) slope = s > 0 ? 1 : 0;
			*elem(J, i, j) = slope * *elem(Whh, j, i);
		}
}

void jacobian_product_norms(mat norm, seq h, mat Whh, activation f)
{
	const int H = Whh.rows;
	arena scratch = {0};
	mat J = mat_new(&scratch, H, H), s = mat_new(&scratch, 1, H);
	for (int t = 0; t < h.T; t++) { // every product anew
		mat x = mat_new(&scratch, H, H), y = mat_new(&scratch, H, H);
		for (int i = 0; i < H; i++) *elem(x, i, i) = 1;
		for (int k = t + 1; k < h.T; k++) {
			state_jacobian(J, at(h, k), Whh, f);
			product(y, J, x);
			copy(x, y);
		}
		singular_values(s, tr(x));
		*elem(norm, 0, t) = *elem(s, 0, 0);
	}
	arena_free(&scratch);
}
