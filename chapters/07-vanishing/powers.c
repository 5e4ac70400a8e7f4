/* What is left of a gradient after many steps.
 *
 * One step back: h_t = f(a_t), a_t = … + h_{t−1} Whh, so dh_{t−1} = (dh_t ∘ f') Whhᵀ = dh_t J with
 * J = diag(f') Whhᵀ. T − t steps back: dh_t = dh_T J_T J_{T−1} … J_{t+1}. The norm of that product
 * says how much of any gradient can be left, and no factor is larger than max|f'| · s_1(Whh).
 *
 * For a single symmetric matrix everything is in its eigenvalues: in the directions q_j it
 * multiplies by λ_j, n times by λ_jⁿ. A matrix that is not symmetric may first do something else,
 * and for long: [[½, 10], [0, ½]] has both eigenvalues ½ and makes a 10 out of a 1 in its first
 * step. Only the limit is theirs, and Gelfand's formula takes it: ρ = lim ‖Aᵏ‖^{1/k}.
 *
 * Sources: Pascanu, Mikolov and Bengio 2013; Gelfand 1941 for the limit. */
#include <math.h>

#include "lapack.h"
#include "powers.h"

void matrix_power_by_eig(mat p, mat lambda, mat a, int n)
{
	const int m = a.rows;
	need_shape(p, m, m);
	need_shape(lambda, 1, m);
	arena scratch = {0};
	mat q = mat_new(&scratch, m, m), powered = mat_new(&scratch, m, m);
	TODO("7.1", "eigen_symmetric(); rows times λⁿ; one product puts them together");
	arena_free(&scratch);
}

double spectral_radius(mat a, int squarings)
{
	const int m = a.rows;
	need_shape(a, m, m);
	arena scratch = {0};
	mat power = mat_new(&scratch, m, m), square = mat_new(&scratch, m, m);
	double logarithm = 0; // of ‖Aᵏ‖^{1/k}
	TODO("7.2", "what is divided off after i squarings is to the power 1/2ⁱ in the end");
	arena_free(&scratch);
	return exp(logarithm);
}

void state_jacobian(mat J, mat h, mat Whh, activation f)
{
	need_shape(J, Whh.rows, Whh.cols);
	need_shape(h, 1, Whh.rows);
	TODO("7.3", "the transpose; and does f' belong to its rows or to its columns?");
}

void jacobian_product_norms(mat norm, seq h, mat Whh, activation f)
{
	const int T = h.T - 1, H = h.D;
	need_shape(norm, 1, T + 1);
	need_seq(h, T + 1, 1, H);
	arena scratch = {0};
	mat J = mat_new(&scratch, H, H), s = mat_new(&scratch, 1, H);
	mat product = mat_new(&scratch, H, H), next = mat_new(&scratch, H, H);
	TODO("7.4", "from the identity at T; on which side goes the next factor?");
	arena_free(&scratch);
}
