/* Power, block, Krylov: see steps.h. */
#include <math.h>

#include "lapack.h"
#include "rng.h"
#include "steps.h"

/* One draw from the Poisson distribution, by counting how many uniforms their product survives. */
static int poisson(rng *r, double mean)
{
	int n = 0;
	for (double left = exp(-mean), product = rng_uniform(r); product > left; n++)
		product *= rng_uniform(r);
	return n;
}

sparse_pair steps_matrix(arena *a, uint64_t seed)
{
	enum { N = STEPS_WORDS, CLASSES = 40 };
	arena scratch = {0};
	rng r = rng_new(seed, 34);
	double *counts = arena_alloc(&scratch, (size_t)N * N, sizeof *counts);
	double *total = arena_alloc(&scratch, N, sizeof *total), all = 0;
	for (int i = 0; i < N; i++) // word i is the (i+1)th most frequent and belongs to class i mod 40
		for (int j = 0; j <= i; j++) {
			double same = i % CLASSES == j % CLASSES ? 20 : 1,
			       mean = 3000 * same / (i + 10) / (j + 10);
			counts[i * N + j] = counts[j * N + i] = poisson(&r, mean);
			total[i] += counts[i * N + j];
			if (i != j) total[j] += counts[i * N + j];
		}
	for (int i = 0; i < N; i++) all += total[i];
	sparse_builder b = sparse_begin(&scratch, N, N);
	for (int i = 0; i < N; i++)
		for (int j = 0; j < N; j++) {
			double ratio = counts[i * N + j] * all / (total[i] * total[j]);
			if (ratio > 1) sparse_add(&b, i, j, log(ratio));
		}
	sparse_pair pair = {.a = sparse_end(&b, a)};
	pair.t = sparse_transpose(pair.a, a);
	arena_free(&scratch);
	return pair;
}

static mat dense(arena *a, sparse s)
{
	mat d = mat_new(a, s.rows, s.cols);
	for (int i = 0; i < s.rows; i++)
		for (long e = s.start[i]; e < s.start[i + 1]; e++) *elem(d, i, s.col[e]) = s.value[e];
	return d;
}

void steps_exact(mat s, sparse_pair a)
{
	arena scratch = {0};
	mat full = dense(&scratch, a.a);
	mat t = mat_new(&scratch, full.cols, full.cols), w = mat_new(&scratch, 1, s.cols);
	mul(t, tr(full), full);
	if (eigen_symmetric(w, t, full.cols - s.cols, s.cols)) bug("LAPACK did not converge");
	for (int i = 0; i < s.cols; i++)
		*elem(s, 0, i) = (real)sqrt(fmax(0, (double)*elem(w, 0, s.cols - 1 - i)));
	arena_free(&scratch);
}

static double wanted(mat s)
{
	double sum = 0;
	for (int i = 0; i < STEPS_WANTED; i++) sum += (double)*elem(s, 0, i) * (double)*elem(s, 0, i);
	return sum;
}

double steps_power(sparse_pair a, mat exact, int products)
{
	arena scratch = {0};
	mat left = dense(&scratch, a.a), found = mat_new(&scratch, 1, STEPS_WANTED);
	mat v = mat_new(&scratch, 1, left.cols), u = mat_new(&scratch, 1, left.rows);
	rng r = rng_new(1, 35);
	for (int k = 0; k < STEPS_WANTED; k++) {
		rng_fill_normal(&r, v, 1);
		*elem(found, 0, k) = (real)power_iteration(v, left, products / STEPS_WANTED);
		mul(u, v, tr(left));
		scale(u, -1);
		mul_add(left, tr(u), v); // A − (A vᵀ) v
	}
	double sum = wanted(found);
	arena_free(&scratch);
	return 1 - sum / wanted(exact);
}

/* What the best STEPS_WANTED directions hold within a space, from A times its orthonormal basis. */
static double held(mat aq, arena *scratch)
{
	mat t = mat_new(scratch, aq.cols, aq.cols), theta = mat_new(scratch, 1, STEPS_WANTED);
	mul(t, tr(aq), aq);
	if (eigen_symmetric(theta, t, aq.cols - STEPS_WANTED, STEPS_WANTED))
		bug("LAPACK did not converge");
	double sum = 0;
	for (int i = 0; i < STEPS_WANTED; i++) sum += (double)*elem(theta, 0, i);
	return sum;
}

double steps_block(sparse_pair a, mat exact, int products)
{
	arena scratch = {0};
	const int b = STEPS_BLOCK;
	mat x = mat_new(&scratch, a.a.cols, b), ax = mat_new(&scratch, a.a.rows, b);
	mat room = mat_new(&scratch, b, b);
	rng r = rng_new(1, 36);
	rng_fill_normal(&r, x, 1);
	for (int done = 0; done <= products; done += b) { // the last product with A is for held()
		if (orthonormalize(x, room)) bug("dependent columns");
		sparse_mul(ax, a.a, x);
		if (done < products) sparse_mul(x, a.t, ax);
	}
	double sum = held(ax, &scratch);
	arena_free(&scratch);
	return 1 - sum / wanted(exact);
}

double steps_krylov(sparse_pair a, mat exact, int products)
{
	arena scratch = {0};
	const krylov kept = {STEPS_BLOCK, products / STEPS_BLOCK + 1, 1}; // the first block is free
	mat q = mat_new(&scratch, a.a.cols, kept.block * kept.steps);
	mat aq = mat_new(&scratch, a.a.rows, kept.block * kept.steps);
	krylov_basis(q, aq, a, kept);
	double sum = held(aq, &scratch);
	arena_free(&scratch);
	return 1 - sum / wanted(exact);
}
