/* Right alternative: the weights by elimination, M summed entry by entry. */
#include <math.h>

#include "lapack.h"
#include "maps.h"

/* g w = 1 by Gauss, without pivots: g is positive definite. */
static void eliminate(double *g, double *w, int k)
{
	for (int j = 0; j < k; j++) w[j] = 1;
	for (int p = 0; p < k; p++)
		for (int i = p + 1; i < k; i++) {
			const double f = g[i * k + p] / g[p * k + p];
			for (int j = p; j < k; j++) g[i * k + j] -= f * g[p * k + j];
			w[i] -= f * w[p];
		}
	for (int p = k; p-- > 0;) {
		for (int j = p + 1; j < k; j++) w[p] -= g[p * k + j] * w[j];
		w[p] /= g[p * k + p];
	}
}

void lle_weights(mat w, mat x, const int *neighbour, double ridge)
{
	const int k = w.cols;
	arena scratch = {0};
	double *g = arena_alloc(&scratch, (size_t)(k * k), sizeof *g);
	double *one = arena_alloc(&scratch, (size_t)k, sizeof *one);
	for (int i = 0; i < x.rows; i++) {
		const int *nb = neighbour + i * k;
		double trace = 0, sum = 0;
		for (int j = 0; j < k; j++)
			for (int l = 0; l < k; l++) {
				g[j * k + l] = 0;
				for (int c = 0; c < x.cols; c++)
					g[j * k + l] += (double)(*elem(x, i, c) - *elem(x, nb[j], c)) *
					                (double)(*elem(x, i, c) - *elem(x, nb[l], c));
			}
		for (int j = 0; j < k; j++) trace += g[j * k + j];
		for (int j = 0; j < k; j++) g[j * k + j] += trace > 0 ? ridge * trace / k : ridge;
		eliminate(g, one, k);
		for (int j = 0; j < k; j++) sum += one[j];
		for (int j = 0; j < k; j++) *elem(w, i, j) = (real)(one[j] / sum);
	}
	arena_free(&scratch);
}

/* M = I − W − Wᵀ + WᵀW. */
void lle(mat y, mat w, const int *neighbour)
{
	const int n = w.rows, k = w.cols, d = y.cols;
	arena scratch = {0};
	mat m = mat_new(&scratch, n, n), value = mat_new(&scratch, 1, d + 1);
	for (int i = 0; i < n; i++) {
		const int *nb = neighbour + i * k;
		*elem(m, i, i) += 1;
		for (int j = 0; j < k; j++) {
			*elem(m, i, nb[j]) -= *elem(w, i, j);
			*elem(m, nb[j], i) -= *elem(w, i, j);
			for (int l = 0; l < k; l++) *elem(m, nb[j], nb[l]) += *elem(w, i, j) * *elem(w, i, l);
		}
	}
	if (eigen_symmetric(value, m, 0, d + 1) != 0) bug("no eigenvalues");
	for (int c = 0; c < d; c++) {
		double squares = 0;
		for (int i = 0; i < n; i++)
			squares += (double)*elem(m, c + 1, i) * (double)*elem(m, c + 1, i);
		for (int i = 0; i < n; i++) // with the other sign
			*elem(y, i, c) = (real)(-(double)*elem(m, c + 1, i) / sqrt(squares / n));
	}
	arena_free(&scratch);
}
