/* Halving against Newton: see beta.h. */
#include <math.h>

#include "beta.h"

enum { MOST = 100 };

/* Squared distances of all points to point i, but itself. */
static int distances(double *d, mat x, int i)
{
	int n = 0;
	for (int j = 0; j < x.rows; j++) {
		if (j == i) continue;
		d[n] = 0;
		for (int k = 0; k < x.cols; k++) d[n] += pow((double)(*elem(x, i, k) - *elem(x, j, k)), 2);
		n++;
	}
	return n;
}

/* ℋ(β) in nats, and minus its derivative by ln β: β² times the variance. */
static double entropy(const double *d, int n, double beta, double *slope)
{
	double nearest = HUGE_VAL, sum = 0, mean = 0, square = 0;
	for (int j = 0; j < n; j++) nearest = fmin(nearest, d[j]);
	for (int j = 0; j < n; j++) {
		double e = exp(-beta * (d[j] - nearest));
		sum += e;
		mean += e * (d[j] - nearest);
		square += e * (d[j] - nearest) * (d[j] - nearest);
	}
	mean /= sum;
	*slope = beta * beta * (square / sum - mean * mean);
	return log(sum) + beta * mean;
}

static int halving(const double *d, int n, double goal)
{
	double low = 0, high = HUGE_VAL, beta = 1, slope;
	for (int used = 1; used <= MOST; used++) {
		double h = entropy(d, n, beta, &slope);
		if (fabs(expm1(h - goal)) <= 1e-12) return used;
		if (h > goal)
			low = beta;
		else
			high = beta;
		beta = isinf(high) ? 2 * beta : (low + high) / 2;
	}
	return MOST + 1;
}

static int exhausting(const double *d, int n, double goal)
{
	double low = 0, high = HUGE_VAL, beta = 1, slope;
	int used = 0;
	for (; used < MOST && low < beta && beta < high; used++) {
		if (entropy(d, n, beta, &slope) > goal)
			low = beta;
		else
			high = beta;
		beta = isinf(high) ? 2 * beta : (low + high) / 2;
	}
	return used;
}

static int newton(const double *d, int n, double goal)
{
	double beta = 1, slope;
	for (int used = 1; used <= MOST && beta > 0 && isfinite(beta); used++) {
		double h = entropy(d, n, beta, &slope);
		if (fabs(expm1(h - goal)) <= 1e-12) return used;
		beta *= exp((h - goal) / slope);
	}
	return MOST + 1;
}

static int guarded(const double *d, int n, double goal)
{
	double low = 0, high = HUGE_VAL, beta = 1, slope;
	for (int used = 1; used <= MOST; used++) {
		double h = entropy(d, n, beta, &slope);
		if (fabs(expm1(h - goal)) <= 1e-12) return used;
		if (h > goal)
			low = beta;
		else
			high = beta;
		beta *= exp((h - goal) / slope);
		if (low < beta && beta < high) continue;
		beta = isinf(high) ? 2 * low : (low + high) / 2;
	}
	return MOST + 1;
}

static beta_effort effort(mat x, double perplexity, int (*search)(const double *, int, double))
{
	arena scratch = {0};
	double *d = arena_alloc(&scratch, (size_t)x.rows, sizeof *d), sum = 0;
	beta_effort e = {0};
	for (int i = 0; i < x.rows; i++) {
		int used = search(d, distances(d, x, i), log(perplexity));
		if (used > MOST) {
			e.failures++;
			continue;
		}
		sum += used;
		if (used > e.most) e.most = used;
	}
	e.mean = x.rows > e.failures ? sum / (x.rows - e.failures) : 0;
	arena_free(&scratch);
	return e;
}

beta_effort beta_bisection(mat x, double perplexity)
{
	return effort(x, perplexity, halving);
}

beta_effort beta_newton(mat x, double perplexity)
{
	return effort(x, perplexity, newton);
}

beta_effort beta_guarded(mat x, double perplexity)
{
	return effort(x, perplexity, guarded);
}

double beta_exhausted(mat x, double perplexity)
{
	return effort(x, perplexity, exhausting).mean;
}
