/* A right solution that goes other ways: halving the exponent, powers of two to keep numbers in
 * range, norms as roots of eigenvalues, products that are carried as transposes. */
#include <math.h>

#include "lapack.h"
#include "powers.h"

static double to_the(double x, int n)
{
	if (n == 0) return 1;
	double half = to_the(x, n / 2);
	return n % 2 ? half * half * x : half * half;
}

/* A sum of outer products, one for each direction. */
void matrix_power_by_eig(mat p, mat lambda, mat a, int n)
{
	arena scratch = {0};
	mat q = mat_new(&scratch, a.rows, a.rows), stretched = mat_new(&scratch, 1, a.rows);
	copy(q, tr(a)); // symmetric: the same
	if (eigen_symmetric(lambda, q, 0, a.rows) != 0) bug("no eigenvalues");
	fill(p, 0);
	for (int k = 0; k < a.rows; k++) {
		copy(stretched, rows(q, k, 1));
		scale(stretched, (real)to_the((double)*elem(lambda, 0, k), n));
		mul_add(p, tr(stretched), rows(q, k, 1));
	}
	arena_free(&scratch);
}

double spectral_radius(mat a, int squarings)
{
	arena scratch = {0};
	mat x = mat_new(&scratch, a.rows, a.rows), xx = mat_new(&scratch, a.rows, a.rows);
	double exponent = 0; // Aᵏ = x · 2^(exponent k)
	copy(x, a);
	for (int i = 0;; i++) {
		double norm = sqrt(dot(x, x)), share = ldexp(1, -i);
		if (norm == 0 || i == squarings) {
			arena_free(&scratch);
			return pow(norm, share) * exp2(exponent);
		}
		int bits;
		frexp(norm, &bits);
		scale(x, (real)ldexp(1, -bits));
		exponent += share * bits;
		mul(xx, x, x);
		copy(x, xx);
	}
}

void state_jacobian(mat J, mat h, mat Whh, activation f)
{
	const int H = Whh.rows;
	arena scratch = {0};
	mat slope = mat_new(&scratch, H, H);
	for (int i = 0; i < H; i++) {
		double s = (double)*elem(h, 0, i);
		*elem(slope, i, i) = (real)(f == BY_TANH ? fma(-s, s, 1) : s > 0 ? 1 : 0);
	}
	mul(J, slope, tr(Whh));
	arena_free(&scratch);
}

/* Carries Pᵀ, so that the next factor comes from the left; without state_jacobian(). */
void jacobian_product_norms(mat norm, seq h, mat Whh, activation f)
{
	const int H = Whh.rows;
	arena scratch = {0};
	mat P = mat_new(&scratch, H, H), PP = mat_new(&scratch, H, H),
	    largest = mat_new(&scratch, 1, 1);
	for (int i = 0; i < H; i++) *elem(P, i, i) = 1;
	for (int t = h.T - 1;; t--) {
		mul(PP, P, tr(P));
		if (eigen_symmetric(largest, PP, H - 1, 1) != 0) bug("no eigenvalue");
		*elem(norm, 0, t) = (real)sqrt(fmax(0, (double)*elem(largest, 0, 0)));
		if (t == 0) break;
		for (int i = 0; i < H; i++) {
			real s = *elem(at(h, t), 0, i);
			scale(rows(P, i, 1), f == BY_RELU ? (real)(s > 0) : 1 - s * s);
		}
		mul(PP, Whh, P);
		copy(P, PP);
	}
	arena_free(&scratch);
}
