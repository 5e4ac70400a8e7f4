/* Cases of 7.1 … 7.4: powers of a matrix, its spectral radius, Jacobians and their products. */
#include <math.h>

#include "cases.h"

/* --- 7.1: powers by eigenvalues --------------------------------------------------------------- */

/* Symmetric, and ‖A‖ (the root of the sum of all squares) is `size`. */
static mat draw_symmetric(book *b, int m, double size)
{
	mat x = mat_new(&b->a, m, m), a = mat_new(&b->a, m, m);
	rng_fill_normal(&b->r, x, 1);
	copy(a, x);
	add(a, tr(x));
	scale(a, (real)(size / sqrt(dot(a, a))));
	given(b, "A", "MN", a);
	return a;
}

static void record_power(book *b, const char *array, mat a, int n, mat lambda)
{
	mat p = blank(b, a.rows, a.rows);
	matrix_power_by_eig(p, lambda, a, n);
	record(b, array, "MN", p);
}

/* The example of the lesson. */
static void power_fibonacci(book *b)
{
	static const real f[] = {0, 1, 1, 1};
	mat a = mat_new(&b->a, 2, 2), lambda = blank(b, 1, 2);
	for (int i = 0; i < 4; i++) a.p[i] = f[i];
	given(b, "A", "MN", a);
	record_power(b, "A_to_10", a, 10, lambda);
	record(b, "lambda", "N", lambda);
}

static void power_small(book *b)
{
	mat a = draw_symmetric(b, 5, 2), lambda = blank(b, 1, 5);
	record_power(b, "A_to_1", a, 1, lambda);
	record(b, "lambda", "N", lambda);
	record_power(b, "A_to_2", a, 2, lambda);
	record_power(b, "A_to_5", a, 5, lambda);
	record(b, "lambda_again", "N", lambda);
}

/* Rank 2 of 4: what is 0⁰? */
static void power_singular(book *b)
{
	mat x = mat_new(&b->a, 4, 2), a = mat_new(&b->a, 4, 4), lambda = blank(b, 1, 4);
	rng_fill_normal(&b->r, x, 0.6);
	mul(a, x, tr(x));
	given(b, "A", "MN", a);
	record_power(b, "A_to_0", a, 0, lambda);
	record_power(b, "A_to_3", a, 3, lambda);
}

/* --- 7.2: the spectral radius ----------------------------------------------------------------- */

static void radius_small(book *b)
{
	record_number(b, "rho", spectral_radius(draw(b, "A", "MN", 5, 5, 0.7), 55));
}

/* The sequence itself: ‖A‖, ‖A²‖^{1/2}, ‖A⁴‖^{1/4}, … */
static void radius_few_squarings(book *b)
{
	mat a = draw(b, "A", "MN", 4, 4, 0.6), rho = blank(b, 1, 7);
	for (int i = 0; i < 7; i++) rho.p[i] = (real)spectral_radius(a, i);
	record(b, "rho_of_few", "K", rho);
}

static mat given_matrix(book *b, const char *array, int m, const double *x)
{
	mat a = mat_new(&b->a, m, m);
	for (int i = 0; i < m * m; i++) a.p[i] = (real)x[i];
	given(b, array, "MN", a);
	return a;
}

/* The largest eigenvalues are a complex pair, 0.6 ± 1.3i: nothing settles in any direction. */
static void radius_turning(book *b)
{
	static const double x[] = {0.6, -1.3, 0.4, 1.3, 0.6, -0.7, 0, 0, 1.1};
	record_number(b, "rho", spectral_radius(given_matrix(b, "A", 3, x), 55));
}

/* Both eigenvalues are ½, and the first power is twenty times as long as that. */
static void radius_defective(book *b)
{
	static const double x[] = {0.5, 10, 0, 0.5};
	mat a = given_matrix(b, "A", 2, x), rho = blank(b, 1, 2);
	rho.p[0] = (real)spectral_radius(a, 55);
	rho.p[1] = (real)spectral_radius(a, 4);
	record(b, "rho", "K", rho);
}

/* Powers that end in zeros; beside them a number, so that an array of zeros is not all there is. */
static void radius_nilpotent(book *b)
{
	static const double x[] = {0, 1.5, -2, 0.5, 0, 0, 3, 1, 0, 0, 0, -0.5, 0, 0, 0, 0};
	mat a = given_matrix(b, "A", 4, x), rho = blank(b, 1, 3);
	rho.p[0] = (real)spectral_radius(a, 20);
	rho.p[1] = (real)spectral_radius(mat_new(&b->a, 3, 3), 20);
	rho.p[2] = (real)spectral_radius(a, 1);
	record(b, "rho_of_zero", "K", rho);
}

static void radius_at_scale(book *b, double size)
{
	record_number(b, "rho_at_scale", spectral_radius(draw(b, "A", "MN", 4, 4, size), 55) / size);
}

static void radius_huge(book *b)
{
	radius_at_scale(b, 1e15);
}

static void radius_tiny(book *b)
{
	radius_at_scale(b, 1e-15);
}

/* --- 7.3: one step back ----------------------------------------------------------------------- */

static seq draw_tanh_states(book *b, int steps_and_one, int units)
{
	seq h = seq_new(&b->a, steps_and_one, 1, units);
	rng_fill_uniform(&b->r, flat(h), -0.95, 0.95);
	given_seq(b, "h", "TBH", h);
	return h;
}

static void one_jacobian(book *b, mat h, activation f)
{
	mat Whh = draw(b, "Whh", "HH", H, H, 0.5), J = blank(b, H, H);
	state_jacobian(J, h, Whh, f);
	record(b, f == BY_TANH ? "J_tanh" : "J_relu", "HH", J);
}

static void jacobian_tanh(book *b)
{
	one_jacobian(b, at(draw_tanh_states(b, 1, H), 0), BY_TANH);
}

static void jacobian_relu(book *b)
{
	one_jacobian(b, at(draw_relu_states(b, "h", 2, 1, H), 1), BY_RELU);
}

/* Saturated, asleep and barely awake: h near ±1, 0, and just above 0. */
static mat extreme_states(book *b, double most)
{
	const double x[H] = {most, 0, 1e-30, 0.5 * most, 0, 1e-6};
	mat h = mat_new(&b->a, 1, H);
	for (int j = 0; j < H; j++) h.p[j] = (real)x[j];
	given(b, "h", "H", h);
	return h;
}

static void jacobian_tanh_extreme(book *b)
{
	one_jacobian(b, extreme_states(b, -0.9375), BY_TANH);
}

static void jacobian_relu_extreme(book *b)
{
	one_jacobian(b, extreme_states(b, 700), BY_RELU);
}

/* --- 7.4: many steps back --------------------------------------------------------------------- */

static void product_norms(book *b, seq h, mat Whh, activation f)
{
	mat norm = blank(b, 1, h.T), logarithm = mat_new(&b->a, 1, h.T);
	jacobian_product_norms(norm, h, Whh, f);
	record(b, "norm", "T", norm);
	for (int t = 0; t < h.T; t++) logarithm.p[t] = (real)log((double)norm.p[t]);
	record(b, "ln_norm", "T", logarithm);
}

static void products_tanh(book *b)
{
	seq h = draw_tanh_states(b, T + 1, H);
	product_norms(b, h, draw(b, "Whh", "HH", H, H, 0.6), BY_TANH);
}

static void products_relu(book *b)
{
	seq h = draw_relu_states(b, "h", T + 1, 1, 9);
	product_norms(b, h, draw(b, "Whh", "HH", 9, 9, 0.8), BY_RELU);
}

static void products_vanish(book *b)
{
	seq h = draw_tanh_states(b, 41, 4);
	product_norms(b, h, draw(b, "Whh", "HH", 4, 4, 0.4), BY_TANH);
}

static void products_explode(book *b)
{
	seq h = draw_tanh_states(b, 41, 4);
	product_norms(b, h, draw(b, "Whh", "HH", 4, 4, 1.4), BY_TANH);
}

/* One step at which every unit sleeps: nothing gets past it. */
static void products_asleep(book *b)
{
	seq h = seq_new(&b->a, T + 1, 1, H);
	fill(flat(h), 0.5);
	fill(at(h, 2), 0);
	given_seq(b, "h", "TBH", h);
	mat Whh = draw(b, "Whh", "HH", H, H, 0.8), norm = blank(b, 1, T + 1);
	jacobian_product_norms(norm, h, Whh, BY_RELU);
	record(b, "norm", "T", norm);
}

/* Both eigenvalues ½, and yet the products grow before they fall. */
static void products_grow_first(book *b)
{
	static const double x[] = {0.5, 10, 0, 0.5};
	seq h = seq_new(&b->a, 13, 1, 2);
	given_seq(b, "h", "TBH", h);
	product_norms(b, h, given_matrix(b, "Whh", 2, x), BY_TANH);
}

static void products_no_steps(book *b)
{
	seq h = draw_tanh_states(b, 1, H);
	mat norm = blank(b, 1, 1);
	jacobian_product_norms(norm, h, draw(b, "Whh", "HH", H, H, 0.6), BY_TANH);
	record(b, "norm", "T", norm);
}

const grade_case powers_cases[] = {
        {"matrix_power_by_eig", "fibonacci", power_fibonacci, NULL, 0},
        {"matrix_power_by_eig", "small", power_small, NULL, 0},
        {"matrix_power_by_eig", "singular", power_singular, NULL, 0},
        {"spectral_radius", "small", radius_small, NULL, 0},
        {"spectral_radius", "few_squarings", radius_few_squarings, NULL, 0},
        {"spectral_radius", "turning", radius_turning, NULL, 0},
        {"spectral_radius", "defective", radius_defective, NULL, 0},
        {"spectral_radius", "nilpotent", radius_nilpotent, NULL, 0},
        {"spectral_radius", "huge", radius_huge, NULL, 0},
        {"spectral_radius", "tiny", radius_tiny, NULL, 0},
        {"state_jacobian", "tanh", jacobian_tanh, NULL, 0},
        {"state_jacobian", "relu", jacobian_relu, NULL, 0},
        {"state_jacobian", "tanh_extreme", jacobian_tanh_extreme, NULL, 0},
        {"state_jacobian", "relu_extreme", jacobian_relu_extreme, NULL, 0},
        {"jacobian_product_norms", "tanh", products_tanh, NULL, 0},
        {"jacobian_product_norms", "relu", products_relu, NULL, 0},
        {"jacobian_product_norms", "vanish", products_vanish, NULL, 0},
        {"jacobian_product_norms", "explode", products_explode, NULL, 0},
        {"jacobian_product_norms", "asleep", products_asleep, NULL, 0},
        {"jacobian_product_norms", "grow_first", products_grow_first, NULL, 0},
        {"jacobian_product_norms", "no_steps", products_no_steps, NULL, 0},
        {0},
};
