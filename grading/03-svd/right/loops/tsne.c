/* Right alternative: pairs one by one, β by its logarithm, the entropy by its definition, the
 * gradient as pull minus push, L as cross-entropy minus entropy. */
#include <math.h>

#include "maps.h"

static double distance2(mat x, int i, int j)
{
	double sum = 0;
	for (int c = 0; c < x.cols; c++) {
		const double d = (double)*elem(x, i, c) - (double)*elem(x, j, c);
		sum += d * d;
	}
	return sum;
}

/* Row i of p at one β; its entropy. */
static double row_at_beta(double *p, mat x, int i, double beta)
{
	double least = HUGE_VAL, sum = 0, entropy = 0;
	for (int j = 0; j < x.rows; j++)
		if (j != i) least = fmin(least, distance2(x, i, j));
	for (int j = 0; j < x.rows; j++) {
		p[j] = j == i ? 0 : exp(-(distance2(x, i, j) - least) * beta);
		sum += p[j];
	}
	for (int j = 0; j < x.rows; j++) {
		p[j] /= sum;
		if (p[j] > 0) entropy -= p[j] * log(p[j]);
	}
	return entropy;
}

void tsne_affinities(mat p, mat x, double perplexity)
{
	const int n = x.rows;
	arena scratch = {0};
	double *pi = arena_alloc(&scratch, (size_t)n, sizeof *pi);
	fill(p, 0);
	for (int i = 0; i < n; i++) {
		double low = -100, high = 100;
		for (int k = 0; k < 100; k++) {
			const double middle = (low + high) / 2;
			*(row_at_beta(pi, x, i, exp(middle)) > log(perplexity) ? &low : &high) = middle;
		}
		row_at_beta(pi, x, i, exp(low));
		for (int j = 0; j < n; j++) {
			*elem(p, i, j) += (real)(pi[j] / (2 * n));
			*elem(p, j, i) += (real)(pi[j] / (2 * n));
		}
	}
	arena_free(&scratch);
}

double tsne_gradient(mat dy, mat p, mat y, arena *scratch)
{
	(void)scratch;
	const int n = y.rows;
	double sum = 0, cross = 0, entropy = 0;
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) sum += i == j ? 0 : 1 / (1 + distance2(y, i, j));
	for (int i = 0; i < n; i++)
		for (int c = 0; c < y.cols; c++) {
			double pull = 0, push = 0;
			for (int j = 0; j < n; j++) {
				if (j == i) continue;
				const double t = 1 / (1 + distance2(y, i, j));
				const double way = (double)*elem(y, i, c) - (double)*elem(y, j, c);
				pull += (double)*elem(p, i, j) * t * way;
				push += t * t * way;
			}
			*elem(dy, i, c) = (real)(4 * (pull - push / sum));
		}
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++) {
			const double pij = (double)*elem(p, i, j);
			if (i == j || pij == 0) continue;
			entropy -= pij * log(pij);
			cross += pij * (log(sum) + log(1 + distance2(y, i, j)));
		}
	return cross - entropy;
}

double tsne_step(mat y, mat m, mat gain, mat p, tsne_pace how, arena *scratch)
{
	mat dy = mat_new(scratch, y.rows, y.cols), e = mat_new(scratch, p.rows, p.cols);
	for (long i = 0; i < count(p); i++) e.p[i] = (real)(how.exaggeration * (double)p.p[i]);
	const double loss = tsne_gradient(dy, e, y, scratch);
	for (int c = 0; c < y.cols; c++) {
		double mean = 0;
		for (int i = 0; i < y.rows; i++) {
			double g = (double)*elem(gain, i, c), d = (double)*elem(dy, i, c);
			const bool down = d < 0, back = (double)*elem(m, i, c) < 0;
			g = down != back ? g + 0.2 : 0.8 * g;
			if (g < 0.01) g = 0.01;
			*elem(gain, i, c) = (real)g;
			*elem(m, i, c) = (real)(how.momentum * (double)*elem(m, i, c) - how.rate * g * d);
			mean += (double)*elem(y, i, c) + (double)*elem(m, i, c);
		}
		for (int i = 0; i < y.rows; i++) *elem(y, i, c) += *elem(m, i, c) - (real)(mean / y.rows);
	}
	return loss;
}
