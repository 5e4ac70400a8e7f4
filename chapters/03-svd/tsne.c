/* t-SNE: neighbours on paper as probable as neighbours among the points.
 *
 * Among the points, i picks a neighbour j with a probability that falls with their distance like a
 * normal density, its width such that the choice is as open as one among `perplexity` equals: wide
 * where points are few, narrow where they crowd. On paper the density has a heavy tail,
 * t = 1/(1 + distance²), because a plane has not as much room at a distance as many dimensions
 * have: what is moderately far above may go very far below at little cost.
 *
 *     L = KL(p ‖ q) = Σ p ln(p/q),    dL/dy_i = 4 Σ_j (p_ij − q_ij) t_ij (y_i − y_j)
 *
 * Each pair is a spring: it pulls where p > q, pushes where p < q, and gives way (t) when long.
 *
 * All pairs are visited, n² of them each step. Coordinates are kept as rows, one for x and one for y,
 * so that the inner loops run along a row: the compiler then takes 8 or 16 pairs at a time.
 *
 * Sources: van der Maaten and Hinton 2008; the gains are those of Jacobs 1988, "Increased Rates of
 * Convergence Through Learning Rate Adaptation". */
#include <math.h>

#include "maps.h"
#include "vmath.h"

enum { HALVINGS = 200 };

/* Squared distances of x_i to all points, and the smallest to another one. */
static double distances(mat d, mat x, int i)
{
	double least = HUGE_VAL;
	for (int j = 0; j < x.rows; j++) {
		const real *a = row(x, i), *b = row(x, j);
		double sum = 0;
		for (int c = 0; c < x.cols; c++) sum += (double)((a[c] - b[c]) * (a[c] - b[c]));
		d.p[j] = (real)sum;
		if (j != i) least = fmin(least, (double)d.p[j]);
	}
	return least;
}

/* p_j|i for all j at one β, and its entropy in nats. */
static double choose(mat p, mat d, int i, double least, double beta)
{
	double sum = 0, mean = 0;
	TODO("3.12", "exp of −β(d − least), 0 for i itself; ℋ = ln Σ + β · mean of (d − least)");
	return log(sum) + beta * mean / sum;
}

/* p_j|i for all j at the β whose entropy is ln(perplexity). */
static void neighbours(mat p, mat d, int i, double least, double perplexity)
{
	TODO("3.12", "ℋ falls as β grows: too open, then β is a lower bound; else an upper one");
}

void tsne_affinities(mat p, mat x, double perplexity)
{
	const int n = x.rows;
	need_shape(p, n, n);
	if (!(perplexity > 1 && perplexity < n - 1))
		bug("tsne_affinities: a perplexity of %g for %d points", perplexity, n);
	arena scratch = {0};
	mat d = mat_new(&scratch, 1, n);
	TODO("3.12", "row by row; then the mean of p_j|i and p_i|j, over n");
	arena_free(&scratch);
}

/* t_ij for all pairs, 0 on the diagonal. Rows of yt are coordinates. Their sum. */
static double closeness(mat t, mat yt)
{
	const int n = t.cols;
	double total = 0;
	TODO("3.13", "squared distances coordinate by coordinate, then t");
	return total;
}

/* Row i of dy: all springs at point i. */
static void springs(mat dy, mat force, mat yt, int i)
{
	TODO("3.13", "4 Σ_j force_j (y_i − y_j), coordinate by coordinate");
}

double tsne_gradient(mat dy, mat p, mat y, arena *scratch)
{
	const int n = y.rows, d = y.cols;
	need_shape(dy, n, d);
	need_shape(p, n, n);
	mat t = mat_new(scratch, n, n), yt = mat_new(scratch, d, n), force = mat_new(scratch, 1, n);
	double loss = 0;
	TODO("3.13", "t and its sum; for each row the forces, the springs, and its share of L");
	return loss;
}

double tsne_step(mat y, mat m, mat gain, mat p, tsne_pace how, arena *scratch)
{
	const int n = y.rows, d = y.cols;
	need_shape(m, n, d);
	need_shape(gain, n, d);
	mat louder = mat_new(scratch, n, n), dy = mat_new(scratch, n, d), mean = mat_new(scratch, 1, d);
	double loss = 0;
	TODO("3.14", "the gradient of the exaggerated p; gain, motion, place; then the mean");
	return loss;
}
