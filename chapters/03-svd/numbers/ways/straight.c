/* Gram–Schmidt, twice, and Cholesky once: see straight.h. */
#include <math.h>

#include "lapack.h"
#include "rng.h"
#include "straight.h"

static void shorten(mat x, int j)
{
	mat column = cols(x, j, 1);
	scale(column, (real)(1 / sqrt(dot(column, column))));
}

int straight_classical(mat x, mat room)
{
	arena scratch = {0};
	mat part = mat_new(&scratch, x.rows, 1);
	for (int j = 0; j < x.cols; j++) {
		mat column = cols(x, j, 1), shadow = mat_of(room.p, j, 1);
		if (j) {
			mul(shadow, tr(cols(x, 0, j)), column);
			mul(part, cols(x, 0, j), shadow);
			scale(part, -1);
			add(column, part);
		}
		shorten(x, j);
	}
	arena_free(&scratch);
	return 0;
}

int straight_modified(mat x, mat room)
{
	(void)room;
	arena scratch = {0};
	mat rowwise = mat_new(&scratch, x.cols, x.rows);
	copy(rowwise, tr(x)); // columns in one piece
	for (int j = 0; j < x.cols; j++) {
		mat at = rows(rowwise, j, 1);
		for (int i = 0; i < j; i++) {
			const real *before = row(rowwise, i);
			real shadow = (real)dot(at, rows(rowwise, i, 1));
			for (int k = 0; k < x.rows; k++) at.p[k] -= shadow * before[k];
		}
		scale(at, (real)(1 / sqrt(dot(at, at))));
	}
	copy(x, tr(rowwise));
	arena_free(&scratch);
	return 0;
}

int straight_cholesky(mat x, mat gram)
{
	mul(gram, tr(x), x);
	if (cholesky(gram)) return -1;
	solve_upper(x, gram);
	return 0;
}

void straight_matrix(mat x, double condition, uint64_t seed)
{
	arena scratch = {0};
	const int b = x.cols;
	mat left = mat_new(&scratch, x.rows, b), right = mat_new(&scratch, b, b);
	rng r = rng_new(seed, 37);
	rng_fill_normal(&r, left, 1);
	rng_fill_normal(&r, right, 1);
	for (int twice = 0; twice < 2; twice++) {
		straight_modified(left, right);
		straight_modified(right, left);
	}
	for (int j = 0; j < b; j++) scale(cols(left, j, 1), (real)pow(condition, -(double)j / (b - 1)));
	mul(x, left, right);
	arena_free(&scratch);
}

double straight_error(mat q)
{
	arena scratch = {0};
	mat product = mat_new(&scratch, q.cols, q.cols);
	mul(product, tr(q), q);
	double worst = 0;
	for (int i = 0; i < q.cols; i++)
		for (int j = 0; j < q.cols; j++)
			worst = fmax(worst, fabs((double)*elem(product, i, j) - (i == j)));
	arena_free(&scratch);
	return worst;
}
