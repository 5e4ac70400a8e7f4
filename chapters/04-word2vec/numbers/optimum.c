/* The expected loss of negative sampling over a whole table of counts, and its minimum.
 *
 *     L = − Σ_ij x_ij ln σ(z_ij) − K Σ_ij (N_i N_j / N) ln σ(−z_ij)      z = W Cᵀ
 *
 * Noise is drawn here by the contexts' plain counts, as the theorem wants it. Each row of z is divided
 * by nothing and no word is sampled: what remains is the loss itself, and Adam goes to its minimum. */
#include <math.h>
#include <stdio.h>

#include "optimum.h"
#include "predict.h"
#include "rng.h"

enum { NOUNS = 7, VERBS = 6, K = 2, FULL = 6, FLAT = 2, STEPS = 20000, CELLS = NOUNS * VERBS };
static const double x[NOUNS][VERBS] = {{51, 20, 84, 0, 3, 0}, {52, 58, 4, 4, 6, 26},
        {115, 83, 10, 42, 33, 17}, {59, 39, 23, 4, 0, 0}, {98, 14, 6, 2, 1, 0},
        {12, 17, 3, 2, 9, 27}, {11, 2, 2, 0, 18, 0}};
static const char *const noun[NOUNS] = {"knife", "cat", "dog", "boat", "cup", "pig", "banana"};
static const char *const verb[VERBS] = {"get", "see", "use", "hear", "eat", "kill"};

static double chance(int i, int j)
{
	double of_i = 0, of_j = 0, all = 0;
	for (int p = 0; p < NOUNS; p++)
		for (int q = 0; q < VERBS; q++) {
			of_i += p == i ? x[p][q] : 0;
			of_j += q == j ? x[p][q] : 0;
			all += x[p][q];
		}
	return of_i * of_j / all;
}

/* Adam on one table. */
static void adam(mat w, mat g, mat m, mat v, int t)
{
	const double rate = t < STEPS / 2 ? 0.02 : 0.02 * 2 * (STEPS - t) / STEPS;
	for (long e = 0; e < count(w); e++) {
		m.p[e] = (real)(0.9 * (double)m.p[e] + 0.1 * (double)g.p[e]);
		v.p[e] = (real)(0.999 * (double)v.p[e] + 0.001 * (double)(g.p[e] * g.p[e]));
		double mean = (double)m.p[e] / (1 - pow(0.9, t)),
		       square = (double)v.p[e] / (1 - pow(0.999, t));
		w.p[e] -= (real)(rate * mean / (sqrt(square) + 1e-10));
	}
}

/* The learnt table of scalar products, (7,6), with vectors of D numbers. */
static mat learn(int D, arena *a)
{
	mat W = mat_new(a, NOUNS, D), C = mat_new(a, VERBS, D), z = mat_new(a, NOUNS, VERBS),
	    dz = mat_new(a, NOUNS, VERBS), expected = mat_new(a, NOUNS, VERBS);
	mat dW = mat_new(a, NOUNS, D), dC = mat_new(a, VERBS, D), room[4];
	for (int i = 0; i < 4; i++) room[i] = mat_new(a, i < 2 ? NOUNS : VERBS, D);
	rng r = rng_new(1, 1);
	rng_fill_normal(&r, W, 0.5);
	rng_fill_normal(&r, C, 0.5);
	for (int e = 0; e < CELLS; e++) expected.p[e] = (real)chance(e / VERBS, e % VERBS);
	for (int t = 1; t <= STEPS; t++) {
		mul(z, W, tr(C));
		for (int e = 0; e < CELLS; e++) {
			double p = 1 / (1 + exp(-(double)z.p[e]));
			dz.p[e] = (real)(x[e / VERBS][e % VERBS] * (p - 1) + K * (double)expected.p[e] * p);
		}
		mul(dW, dz, C);
		mul(dC, tr(dz), W);
		adam(W, dW, room[0], room[1], t);
		adam(C, dC, room[2], room[3], t);
	}
	mul(z, W, tr(C));
	return z;
}

void optimum_keys(void)
{
	arena a = {0};
	mat full = learn(FULL, &a), flat = learn(FLAT, &a);
	double worst = 0, worst_flat = 0, lowest = HUGE_VAL;
	int cells = 0, above = 0, above_shifted = 0;
	for (int e = 0; e < CELLS; e++) {
		int i = e / VERBS, j = e % VERBS;
		if (x[i][j] == 0) {
			lowest = fmin(lowest, (double)full.p[e]);
			continue;
		}
		double pmi = log(x[i][j] / chance(i, j));
		cells++;
		above += pmi > 0;
		above_shifted += pmi > log(K);
		worst = fmax(worst, fabs((double)full.p[e] - pmi + log(K)));
		worst_flat = fmax(worst_flat, fabs((double)flat.p[e] - pmi + log(K)));
		if (i == 0 && j == 2) {
			printf("optimum.pmi.knife_use %.12g\n", pmi);
			printf("optimum.z.knife_use %.12g\n", (double)full.p[e]);
		}
	}
	printf("optimum.cells %d\noptimum.above %d\noptimum.above_shifted %d\n", cells, above,
	        above_shifted);
	printf("optimum.worst %.12g\noptimum.worst_flat %.12g\n", worst, worst_flat);
	printf("optimum.zero_cell %.12g\nln2 %.12g\nln5 %.12g\n", lowest, log(2), log(5));
	arena_free(&a);
}

void csv_optimum(void)
{
	arena a = {0};
	mat full = learn(FULL, &a), flat = learn(FLAT, &a);
	puts("noun,verb,PMI − ln 2,x·c with 6 numbers,x·c with 2 numbers");
	for (int e = 0; e < CELLS; e++) {
		int i = e / VERBS, j = e % VERBS;
		if (x[i][j] > 0)
			printf("%s,%s,%.6f,%.6f,%.6f\n", noun[i], verb[j], log(x[i][j] / chance(i, j)) - log(K),
			        (double)full.p[e], (double)flat.p[e]);
	}
	arena_free(&a);
}
